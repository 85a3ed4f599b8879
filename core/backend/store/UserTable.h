// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/EntityTable.h"

namespace tidemark::backend {

/// Users with their devices, and how these got on lately; verdicts are left to the caller.
Result<Page<UserItem>> readUsers(Database &database, const UserFilter &filter);
/// Everything about one user, nothing when there is no such user. Inside the caller's transaction.
Result<std::optional<UserDetail>> readUser(Database &database, const EntityTables &tables, const std::string &id);

/// The versions of one record, newest first.
/// @param rowsAtOnce  of the record's entity
Result<Page<VersionItem>> readVersions(Database &database, const VersionFilter &filter, std::size_t rowsAtOnce);

} // namespace tidemark::backend
