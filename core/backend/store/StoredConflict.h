// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/PlanPush.h"
#include "protocol/AdminMessages.h"
#include "protocol/AuditMessages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::backend {

/// auto: settled by policy; reviewed: looked at and accepted; overridden, reverted: see ConflictDecision.
enum class ConflictState : std::uint8_t { Auto, Reviewed, Overridden, Reverted };

/// "auto", "reviewed", "overridden", "reverted".
std::string_view conflictStateName(ConflictState state);
std::optional<ConflictState> conflictStateFromName(std::string_view name);

/// The last thing a person decided about a conflict: a review, an override or its revert.
struct ConflictDecision {
    std::string by; ///< user id of who decided
    std::string note;
    std::int64_t at = 0;
    std::int64_t stamp = 0; ///< the record's stamp after it, 0 for a review
    std::string runId = {}; ///< the bulk run that made it, empty for a single decision
};

/// All there is to know about one conflict. The sides are JSON objects of the differing columns, "null" where nothing
/// is known.
struct StoredConflict {
    ConflictItem item;
    std::optional<std::int64_t> editedAt; ///< by the device's clock
    std::string baseJson;
    std::string clientJson;
    std::string serverJson;
    std::string resolvedJson;
    std::optional<merge::StoredRow> current; ///< the record as it is now
    std::optional<ConflictDecision> decision;
    std::string overrideValuesJson; ///< what an override wrote; empty without one, kept after its revert
    std::string previousValuesJson; ///< what the override replaced; empty without one
    bool superseded = false;        ///< the record has a newer conflict

    bool is(ConflictState state) const { return item.state == conflictStateName(state); }
};

} // namespace tidemark::backend
