// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/PlanPush.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::backend {

/// auto: settled by policy; reviewed: looked at and accepted; overridden, reverted: see ConflictDecision.
enum class ConflictState : std::uint8_t { Auto, Reviewed, Overridden, Reverted };

/// "auto", "reviewed", "overridden", "reverted".
std::string_view conflictStateName(ConflictState state);
std::optional<ConflictState> conflictStateFromName(std::string_view name);

/// A conflict as lists show it: no record values.
struct ConflictItem {
    std::string id;
    std::string userId;
    std::string email;      ///< empty when not known
    std::string deviceId;   ///< who pushed; empty for the unknown device
    std::string deviceName; ///< empty when not known
    std::string entity;
    std::string recordId;
    std::string type;                 ///< edit_edit, edit_delete, delete_edit, create_create
    std::string policy;               ///< per_column_merge, client_wins, override, delete_wins
    std::vector<std::string> columns; ///< the conflicting ones
    ConflictState state = ConflictState::Auto;
    std::int64_t stamp = 0;               ///< of the push that settled it
    std::int64_t createdAt = 0;           ///< ms, the server's wall clock
    std::optional<std::int64_t> editedAt; ///< by the device's clock
};

/// The last thing a person decided about a conflict: a review, an override or its revert.
struct ConflictDecision {
    std::string by; ///< user id of who decided
    std::string note;
    std::int64_t at = 0;
    std::int64_t stamp = 0; ///< the record's stamp after it, 0 for a review
};

/// All there is to know about one conflict. The sides are JSON objects of the differing columns, "null" where nothing
/// is known.
struct ConflictDetail {
    ConflictItem item;
    std::string baseJson;
    std::string clientJson;
    std::string serverJson;
    std::string resolvedJson;
    std::optional<merge::StoredRow> current; ///< the record as it is now
    std::optional<ConflictDecision> decision;
    std::string overrideValuesJson; ///< what an override wrote; empty without one, kept after its revert
    std::string previousValuesJson; ///< what the override replaced; empty without one
};

/// One row of admin_audit: who looked at or changed what, and why.
struct AuditEntry {
    std::string id;      ///< UUIDv7; given by the store when empty
    std::int64_t at = 0; ///< ms
    std::string actor;   ///< user id of who acted
    std::string role;    ///< support or admin
    std::string action;  ///< "conflict.view", "conflict.override", …
    std::string userId;  ///< whose data; the rest is empty where it does not apply
    std::string entity;
    std::string recordId;
    std::string conflictId;
    std::string reason; ///< the access reason or the note
};

} // namespace tidemark::backend
