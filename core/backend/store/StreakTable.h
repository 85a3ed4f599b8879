// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"
#include "protocol/AdminMessages.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tidemark::backend {

/// failure_streaks: how often in a row the newest requests of a user failed, for each type of request. A failure that
/// is told late, from before the user's newest request, does not count. Each function works inside the caller's
/// transaction.

/// Takes logs in, in any order. After lockFigures().
Result<void> updateStreaks(Database &database, std::span<const SyncLogEntry *const> logs);

/// Users with more than three failures in a row, the last of them after `from`; each once, with the longest of the
/// user's streaks; most first, a hundred at most.
/// @param userId  empty for all
Result<std::vector<FailingUser>> readFailingUsers(Database &database, std::int64_t from, const std::string &userId);

} // namespace tidemark::backend
