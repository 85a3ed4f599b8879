// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Connection.h"
#include "replica/Replica.h"
#include "replica/Vault.h"

#include <optional>
#include <string_view>
#include <vector>

namespace tidemark {

/// What syncs leave behind beside the rows: their log, conflicts, records set aside, and the push under way. Writes
/// belong inside the caller's transaction.
class Journal {
public:
    Journal(const Connection &connection, const Schema &schema, Vault &vault)
        : m_connection(connection),
          m_schema(schema),
          m_vault(vault)
    {
    }

    Result<void> appendLog(const SyncLogEntry &entry) const;
    Result<std::vector<SyncLogEntry>> log(std::size_t limit) const;

    Result<void> addConflict(const LocalConflict &conflict) const;
    Result<std::vector<LocalConflict>> conflicts(std::size_t limit) const;

    Result<void> setAside(const RejectedRecord &record) const;
    Result<void> readmit(const std::string &entity, const std::string &recordId) const;
    Result<std::vector<RejectedRecord>> rejected() const;

    Result<void> freeze(const FrozenBatch &batch) const;
    Result<std::optional<FrozenBatch>> frozen() const;
    Result<bool> isFrozen() const;
    Result<void> thaw() const;

    /// During a rotation of the data key: seals with the new one what is sealed here.
    Result<void> sealAnew() const;

private:
    Result<void> sealAnew(const char *table, const char *key, const std::vector<const char *> &columns) const;
    bool holdsSensitive(const LocalConflict &conflict) const;
    bool namesSensitive(std::string_view body) const;
    Result<QVariant> side(const LocalConflict &conflict, std::string_view name, const std::string &json) const;
    Result<std::string> openSide(const LocalConflict &conflict, std::string_view name, const QVariant &cell) const;

    const Connection &m_connection;
    const Schema &m_schema;
    Vault &m_vault;
};

} // namespace tidemark
