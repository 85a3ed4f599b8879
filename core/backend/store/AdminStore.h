// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/StoredConflict.h"
#include "base/Result.h"
#include "protocol/SyncLog.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::backend {

/// A part of a list, newest first. `nextCursor` is opaque and empty on the last page.
template <typename T> struct Page {
    std::vector<T> items;
    std::string nextCursor;
};

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

struct LogItem {
    SyncLogEntry entry;
    std::string email; ///< empty when not known
};

/// Milliseconds; zeros when nothing was counted. Percentiles are within 2 %.
struct LatencyFigures {
    double avg = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
};

/// Counts and times of a set of requests. Failures are all results but SUCCESS.
struct RequestFigures {
    std::int64_t count = 0;
    std::int64_t success = 0;
    std::map<std::string, std::int64_t> results; ///< by SyncResult name, those that occurred
    LatencyFigures latency;
};

struct StatsBucket {
    std::int64_t startMs =
        0; ///< a multiple of bucketMs, so that points stay where they are from one look to the next
    RequestFigures requests;
};

struct ConflictCount {
    std::string entity;
    std::string policy;
    std::int64_t count = 0;
};

struct FailingUser {
    std::string userId;
    std::string email;
    std::int64_t failures = 0; ///< in a row up to now, of the type that fails most
    std::int64_t lastAt = 0;
    std::string lastResult;
    std::string lastErrorCode;
};

/// What happened in (until - period, until].
struct Stats {
    std::int64_t since = 0;
    std::int64_t until = 0;
    std::int64_t bucketMs = 0;
    RequestFigures requests;
    std::map<std::string, RequestFigures> byType;
    std::int64_t users = 0; ///< seen in the window
    std::int64_t devices = 0;
    std::int64_t pulled = 0; ///< records
    std::int64_t pushed = 0;
    std::int64_t conflicts = 0;
    std::vector<ConflictCount> conflictsBy;
    std::vector<FailingUser> failingUsers; ///< more than 3 failures in a row, most first
    std::vector<StatsBucket> series;       ///< oldest first, without gaps
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

/// What support and admins read, across users. Writes to a user's records go through SyncStore::begin() instead.
/// Thread safe. Errors: Input ("bad_cursor"), Busy, Local.
class AdminStore {
public:
    virtual ~AdminStore() = default;

    virtual Result<Page<LogItem>> listLogs(const LogFilter &filter) = 0;
    /// @param periodMs  length of the window that ends at `now`
    /// @param userId    empty for all
    virtual Result<Stats> stats(std::int64_t periodMs, std::int64_t now, const std::string &userId) = 0;

    virtual Result<Page<ConflictItem>> listConflicts(const ConflictFilter &filter) = 0;
    virtual Result<std::optional<ConflictDetail>> getConflict(const std::string &id) = 0;
    /// The user a conflict belongs to, nothing when there is no such conflict.
    virtual Result<std::optional<std::string>> conflictOwner(const std::string &id) = 0;

    virtual Result<void> writeAudit(const AuditEntry &entry) = 0;
    virtual Result<Page<AuditEntry>> listAudit(const AuditFilter &filter) = 0;
};

/// The length of a bucket in a series over a period, ms: 24 h → 15 min, 7 d → 2 h, 30 d → 12 h, up to 1 h → 1 min.
std::int64_t statsBucketMs(std::int64_t periodMs);

} // namespace tidemark::backend
