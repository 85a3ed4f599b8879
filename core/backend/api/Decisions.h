// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

#include <optional>

namespace tidemark::backend {

/// A conflict as it stands inside its owner's transaction.
struct OpenConflict {
    StoredConflict stored;
    std::size_t entityIndex = 0;
    const EntitySchema *entity = nullptr;

    /// True while the record is as somebody saw it who names its stamp.
    bool standsAt(std::int64_t stamp) const
    {
        return stored.current && stored.current->record.lastModifiedAt == stamp;
    }
    /// The 409 that shows the record as it is now.
    Refusal moved() const;
};

/// Refused with 400 `invalid_value` or `record_deleted` where the values would delete the record, or would be seen by
/// no one. The conflict has a record.
Attempt<Done> checkOverride(const OpenConflict &conflict, const Record &values);

/// What an admin decides about conflicts of one user, inside the user's transaction, which the caller begins and
/// commits: every override, alone or in bulk, is made here. All of one transaction share a stamp. A refusal leaves
/// nothing written.
class Decisions {
public:
    /// @param actor  who decides; outlives this, like the others
    Decisions(const ApiContext &context, const Claims &actor, UserTransaction &transaction)
        : m_context(context),
          m_actor(actor),
          m_transaction(transaction)
    {
    }

    /// Refused with 404 `unknown_conflict`.
    Attempt<OpenConflict> open(const std::string &id);

    struct Reason {
        std::string note;       ///< kept with the conflict
        std::string why;        ///< for the audit
        std::string runId = {}; ///< the bulk run it belongs to, empty for a single decision
    };

    /// Writes the values as an ordinary new version of the record. The caller has checked where it stands.
    /// Refused as in checkOverride().
    /// @return the record's stamp
    Attempt<std::int64_t> override(const OpenConflict &conflict, const Record &values, const Reason &reason);
    /// Puts back what an override replaced. Refused with 409 `not_overridden`, or `record_moved` when the record has
    /// changed since the override.
    Attempt<std::int64_t> revert(const OpenConflict &conflict, const Reason &reason);
    /// Looked at and accepted as it is. Refused with 409 `already_overridden`.
    Attempt<Done> review(const OpenConflict &conflict, const Reason &reason);

    /// What is done is on record, in the same transaction.
    Result<void> audit(const std::string &action, const OpenConflict &conflict, const std::string &why);

private:
    Attempt<Record> previousValues(const OpenConflict &conflict, const Record &values) const;
    Attempt<Record> overriddenValues(const OpenConflict &conflict, const Record &values) const;
    Result<std::int64_t> stamp();
    Result<std::int64_t> writeRecord(const OpenConflict &conflict, const Record &values, bool isOverride);
    ConflictDecision decision(const Reason &reason, std::int64_t stamp) const;

    const ApiContext &m_context;
    const Claims &m_actor;
    UserTransaction &m_transaction;
    std::optional<std::int64_t> m_stamp;
};

} // namespace tidemark::backend
