// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/Database.h"
#include "backend/store/Store.h"

#include <span>
#include <string>
#include <vector>

namespace tidemark::backend {

/// sync_logs. Each function works inside the caller's transaction.

/// Entries whose user and id are known already are left as they are. After lockFigures().
/// @param now  wall clock, ms: what is written is counted from it, or from the newest log
/// @return those that were new
Result<std::vector<const SyncLogEntry *>> insertLogs(Database &database, std::span<const SyncLogEntry> logs,
                                                     std::int64_t now);

/// The `written` of the newest log, 0 without logs.
Result<std::int64_t> newestWritten(Database &database);
/// In the order in which they were written, at most `limit`.
Result<std::vector<WrittenLog>> readLogsAfter(Database &database, std::int64_t written, std::size_t limit);

/// For each of a client's rows that got no answer: the status of the server's own row about that request, if it has
/// one.
Result<void> takeAnswers(Database &database, std::span<SyncLogEntry> logs);
Result<Page<SyncLogEntry>> readLogs(Database &database, const LogFilter &filter);
Result<SyncStats> readStats(Database &database, std::int64_t periodMs, std::int64_t now, const std::string &userId);

} // namespace tidemark::backend
