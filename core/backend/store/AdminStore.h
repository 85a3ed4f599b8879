// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/StoredConflict.h"
#include "base/Result.h"
#include "protocol/AdminMessages.h"
#include "protocol/UserMessages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::backend {

/// Empty strings and zeros do not filter.
struct LogFilter {
    std::string userId;
    std::string type;   ///< "pull", "push", "sync"
    std::string result; ///< a SyncResult's name, or "error" for all but SUCCESS
    std::string deviceId;
    std::int64_t since = 0; ///< ms, inclusive
    std::int64_t until = 0; ///< ms, exclusive
    double minMs = 0;       ///< at least this long
    std::string text;       ///< part of the error, e-mail or device name, or a whole request, sync or user id
    std::size_t limit = 100;
    std::string cursor; ///< `nextCursor` of the page before
};

/// Empty strings do not filter.
struct ConflictFilter {
    std::string userId;
    std::string entity;
    std::optional<ConflictState> state;
    std::size_t limit = 100;
    std::string cursor;
};

struct AuditFilter {
    std::string userId; ///< whose data
    std::string actor;
    std::size_t limit = 100;
    std::string cursor;
};

/// A log with its place in the order in which logs were written.
struct WrittenLog {
    std::int64_t written = 0; ///< unique, and greater than that of any log committed before
    SyncLogEntry log;
};

/// Newest users first, by first contact, which does not change while somebody pages.
struct UserFilter {
    std::string text; ///< part of the e-mail, name or a device's name, or a whole user or device id
    std::size_t limit = 100;
    std::string cursor;
};

struct RecordFilter {
    std::string userId;
    std::size_t entity = 0; ///< of the schema
    std::string text;       ///< part of any text in the row, or its whole id
    std::size_t limit = 100;
    std::string cursor;
};

struct VersionFilter {
    std::string userId;
    std::string entity;
    std::string recordId;
    std::size_t limit = 100;
    std::string cursor;
};

/// What support and admins read, across users. Writes to a user's records go through SyncStore::begin() instead.
/// Lists are newest first; their cursors are opaque. Thread safe. Errors: Input ("bad_cursor"), Busy, Local.
class AdminStore {
public:
    virtual ~AdminStore() = default;

    virtual Result<Page<SyncLogEntry>> listLogs(const LogFilter &filter) = 0;
    /// What happened in the window of `periodMs` that ends at `now`; it begins at a full minute, five minutes or
    /// hour, as SyncStats::from says. Devices are counted by hours, after two days by days. Percentiles are within 2
    /// %; failures are all results but SUCCESS.
    /// @param userId  empty: all, from roll-ups; else the user's logs are read, the newest 20,000
    virtual Result<SyncStats> stats(std::int64_t periodMs, std::int64_t now, const std::string &userId) = 0;

    /// The place of the newest log, 0 without logs.
    virtual Result<std::int64_t> newestWritten() = 0;
    /// Logs after a place, in order, at most `limit`; none can appear before one that was read.
    virtual Result<std::vector<WrittenLog>> logsAfter(std::int64_t written, std::size_t limit) = 0;
    /// Conflicts after (createdAt, id), in this order, at most `limit`. One that is being written may appear before
    /// others that were read, by as long as its transaction takes.
    virtual Result<std::vector<ConflictItem>> conflictsAfter(std::int64_t createdAt, const std::string &id,
                                                             std::size_t limit) = 0;

    virtual Result<Page<ConflictItem>> listConflicts(const ConflictFilter &filter) = 0;
    /// How many conflicts the filter finds on all pages.
    virtual Result<std::int64_t> countConflicts(const ConflictFilter &filter) = 0;
    virtual Result<std::optional<StoredConflict>> getConflict(const std::string &id) = 0;
    /// The user a conflict belongs to, nothing when there is no such conflict.
    virtual Result<std::optional<std::string>> conflictOwner(const std::string &id) = 0;

    /// Without verdicts, which follow from what is read.
    virtual Result<Page<UserItem>> listUsers(const UserFilter &filter) = 0;
    virtual Result<std::optional<UserDetail>> getUser(const std::string &id) = 0;
    /// This list and the next one end a page at 4 MiB, too.
    virtual Result<Page<Record>> listRecords(const RecordFilter &filter) = 0;
    virtual Result<Page<VersionItem>> listVersions(const VersionFilter &filter) = 0;

    virtual Result<void> writeAudit(const AuditEntry &entry) = 0;
    virtual Result<Page<AuditEntry>> listAudit(const AuditFilter &filter) = 0;
};

/// The length of a bucket in a series over a period, ms: 24 h → 15 min, 7 d → 2 h, 30 d → 12 h, up to 1 h → 1 min.
std::int64_t statsBucketMs(std::int64_t periodMs);

} // namespace tidemark::backend
