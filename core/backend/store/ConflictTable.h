// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/EntityTable.h"
#include "base/Uuid.h"

#include <span>
#include <string>
#include <vector>

namespace tidemark::backend {

/// sync_conflicts and admin_audit. Each function works inside the caller's transaction.
Result<void> insertConflicts(Database &database, const std::string &userId, const Schema &schema,
                             std::span<const ConflictWrite> conflicts, std::int64_t nowMs);

/// @param userId  whose conflict it must be, empty for any
Result<std::optional<StoredConflict>> readConflict(Database &database, const EntityTables &tables,
                                                   const std::string &id, const std::string &userId);

/// What changes in a conflict's row by a decision. Null texts leave the columns as they are.
struct ConflictChange {
    ConflictState state = ConflictState::Auto;
    const ConflictDecision &decision;
    const std::string *valuesJson = nullptr;
    const std::string *previousJson = nullptr;
};

/// Errors: Input "unknown_conflict".
Result<void> decideConflict(Database &database, const std::string &userId, const std::string &id,
                            const ConflictChange &change);

Result<Page<ConflictItem>> readConflicts(Database &database, const ConflictFilter &filter);
/// After (createdAt, id), in this order.
Result<std::vector<ConflictItem>> readConflictsAfter(Database &database, std::int64_t createdAt,
                                                     const std::string &id, std::size_t limit);
/// How many there are on all pages.
Result<std::int64_t> countConflicts(Database &database, const ConflictFilter &filter);
Result<std::optional<std::string>> readConflictOwner(Database &database, const std::string &id);

Result<void> insertAudit(Database &database, const AuditEntry &entry, IdSource &ids);
Result<Page<AuditEntry>> readAudit(Database &database, const AuditFilter &filter);

} // namespace tidemark::backend
