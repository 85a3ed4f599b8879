// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/LogTable.h"

#include "backend/store/BatchInsert.h"
#include "backend/store/Filter.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tidemark::backend {

namespace {

constexpr const char *kSelectLogs =
    "SELECT l.id, l.sync_id, l.try, l.user_id, l.device_id, l.device_name, l.type, l.source, l.started_at, "
    "l.duration_ms, l.result, l.status, l.error_code, l.error_detail, l.request_id, l.pulled, l.pushed, l.conflicts, "
    "l.bytes_in, l.bytes_out, l.phases, coalesce(u.email, ''), l.written FROM sync_logs l LEFT JOIN users u ON "
    "u.user_id = l.user_id";

SyncLogEntry readLog(const Statement &row)
{
    SyncLogEntry entry;
    entry.id = row.text(0);
    entry.syncId = row.text(1);
    entry.attempt = static_cast<int>(row.integer(2));
    entry.userId = row.text(3);
    entry.deviceId = row.text(4);
    entry.deviceName = row.text(5);
    entry.type = row.text(6);
    entry.source = row.text(7);
    entry.startedAt = row.integer(8);
    entry.durationMs = row.real(9);
    entry.result = syncResultFromName(row.view(10));
    entry.status = static_cast<int>(row.integer(11));
    entry.errorCode = row.text(12);
    entry.errorDetail = row.text(13);
    entry.requestId = row.text(14);
    entry.pulled = row.integer(15);
    entry.pushed = row.integer(16);
    entry.conflicts = row.integer(17);
    entry.bytesIn = row.integer(18);
    entry.bytesOut = row.integer(19);
    entry.phases = phasesFromJson(row.view(20));
    entry.email = row.text(21);
    return entry;
}

Result<Filter> logConditions(const LogFilter &filter)
{
    Filter where;
    where.addText("l.user_id = ?", filter.userId);
    where.addText("l.type = ?", filter.type);
    where.addText("l.device_id = ?", filter.deviceId);
    if (filter.result == "error")
        where.add("l.result <> 'SUCCESS'");
    else
        where.addText("l.result = ?", filter.result);
    if (filter.since > 0)
        where.add("l.started_at >= ?", filter.since);
    if (filter.until > 0)
        where.add("l.started_at < ?", filter.until);
    if (filter.minMs > 0)
        where.add("l.duration_ms >= ?", filter.minMs);
    if (!filter.text.empty()) {
        const std::string part = containsPattern(filter.text);
        where.add("(lower(l.error_code) LIKE ? ESCAPE '\\' OR lower(l.error_detail) LIKE ? ESCAPE '\\' "
                  "OR lower(l.device_name) LIKE ? ESCAPE '\\' OR l.user_id IN (SELECT user_id FROM users WHERE "
                  "lower(email) LIKE ? ESCAPE '\\') OR l.request_id = ? OR l.sync_id = ? OR l.user_id = ?)",
                  part, part, part, part, filter.text, filter.text, filter.text);
    }
    CHECK(where.addCursor("(l.started_at, l.id) < (?, ?)", filter.cursor));
    return where;
}

} // namespace

Result<std::vector<const SyncLogEntry *>> insertLogs(Database &database, std::span<const SyncLogEntry> logs,
                                                     std::int64_t now)
{
    static const BatchInsert insert{
        "sync_logs (id, sync_id, try, user_id, device_id, device_name, type, source, started_at, duration_ms, "
        "result, status, error_code, error_detail, request_id, pulled, pushed, conflicts, bytes_in, bytes_out, "
        "phases, written)",
        22, "ON CONFLICT (user_id, id) DO NOTHING RETURNING user_id, id"};
    TRY(const std::int64_t newest, newestWritten(database));
    const std::int64_t firstWritten = std::max(newest + 1, now * 1000);
    std::set<std::pair<std::string, std::string>> inserted;
    CHECK(insertBatch(
        database, insert, logs,
        [&](Statement &statement, int first, const SyncLogEntry &entry) {
            bindFrom(statement, first, entry.id, entry.syncId, entry.attempt, entry.userId, entry.deviceId,
                     entry.deviceName, entry.type, entry.source, entry.startedAt, entry.durationMs,
                     syncResultName(entry.result), entry.status, entry.errorCode, entry.errorDetail, entry.requestId,
                     entry.pulled, entry.pushed, entry.conflicts, entry.bytesIn, entry.bytesOut,
                     phasesToJson(entry.phases), firstWritten + (&entry - logs.data()));
        },
        [&](const Statement &row) { inserted.emplace(row.text(0), row.text(1)); }));
    std::vector<const SyncLogEntry *> entries;
    for (const SyncLogEntry &entry : logs) {
        if (inserted.erase({entry.userId, entry.id}) == 1)
            entries.push_back(&entry);
    }
    return entries;
}

Result<void> takeAnswers(Database &database, std::span<SyncLogEntry> logs)
{
    // Clocks differ even after they were compared; a sync's id tells the rest.
    constexpr std::int64_t near = 600'000;
    TRY(Statement row,
        database.prepare(
            "SELECT status FROM sync_logs WHERE user_id = ?1 AND device_id = ?2 AND started_at >= ?3 AND "
            "started_at <= ?4 AND sync_id = ?5 AND try = ?6 AND source = 'server' AND (type = ?7 OR ?7 = "
            "'sync') LIMIT 1"));
    for (SyncLogEntry &entry : logs) {
        if (entry.status != 0 || entry.syncId.empty())
            continue;
        row.bind(entry.userId, entry.deviceId, entry.startedAt - near, entry.startedAt + near, entry.syncId,
                 entry.attempt, entry.type);
        TRY(const bool arrived, row.step());
        if (arrived)
            entry.status = static_cast<int>(row.integer(0));
        row.reset();
    }
    return {};
}

Result<Page<SyncLogEntry>> readLogs(Database &database, const LogFilter &filter)
{
    TRY(const Filter where, logConditions(filter));
    TRY(Statement statement,
        database.prepare(std::string(kSelectLogs) + where.sql() + " ORDER BY l.started_at DESC, l.id DESC LIMIT ?"));
    where.bindPage(statement, filter.limit);
    return readPage<SyncLogEntry>(statement, filter.limit, readLog,
                                  [](const SyncLogEntry &entry) { return cursorAfter(entry.startedAt, entry.id); });
}

Result<std::int64_t> newestWritten(Database &database)
{
    TRY(Statement newest, database.prepare("SELECT coalesce(max(written), 0) FROM sync_logs"));
    TRY(const bool found, newest.step());
    return found ? newest.integer(0) : 0;
}

Result<std::vector<WrittenLog>> readLogsAfter(Database &database, std::int64_t written, std::size_t limit)
{
    TRY(Statement row,
        database.prepare(std::string(kSelectLogs) + " WHERE l.written > ? ORDER BY l.written LIMIT ?"));
    row.bind(written, static_cast<std::int64_t>(limit));
    std::vector<WrittenLog> logs;
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            return logs;
        logs.push_back({row.integer(22), readLog(row)});
    }
}

} // namespace tidemark::backend
