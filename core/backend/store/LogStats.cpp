// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Filter.h"
#include "backend/store/LogTable.h"
#include "backend/store/RollupTable.h"
#include "backend/store/StatsGatherer.h"
#include "backend/store/StreakTable.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

/// The newest logs of one user that figures are made of.
constexpr std::int64_t kMostLogs = 20'000;

/// Windows begin where tallies of that age do.
std::int64_t widthFor(std::int64_t periodMs)
{
    if (periodMs <= kHourMs)
        return kMinuteMs;
    return periodMs <= kDayMs ? 5 * kMinuteMs : kHourMs;
}

/// One user's figures, from the logs themselves. When there are too many, the window begins with the first that is
/// read.
Result<Rollups> tallyUser(Database &database, const std::string &userId, SyncStats &stats)
{
    TRY(Statement row,
        database.prepare("SELECT device_name, type, result, phases, started_at, duration_ms, pulled, pushed, source, "
                         "status FROM sync_logs WHERE user_id = ? AND started_at >= ? AND started_at <= ? "
                         "ORDER BY started_at DESC, id DESC LIMIT ?"));
    row.bind(userId, stats.from, stats.until, kMostLogs);
    Rollups rollups;
    std::int64_t read = 0;
    SyncLogEntry log;
    for (;; ++read) {
        TRY(const bool more, row.step());
        if (!more)
            break;
        log.deviceName = row.text(0);
        log.type = row.text(1);
        log.result = syncResultFromName(row.view(2));
        log.phases = phasesFromJson(row.view(3));
        log.startedAt = row.integer(4);
        log.durationMs = row.real(5);
        log.pulled = row.integer(6);
        log.pushed = row.integer(7);
        log.source = row.text(8);
        log.status = static_cast<int>(row.integer(9));
        addLog(rollups, log);
    }
    if (read == kMostLogs)
        stats.from = floorTo(kMinuteMs, log.startedAt);
    return rollups;
}

Result<void> gatherLogs(Database &database, const std::string &userId, SyncStats &stats)
{
    if (userId.empty()) {
        StatsGatherer gatherer(stats);
        CHECK(readRollups(database, stats.from, stats.until, [&](const RollupRow &row) { gatherer.add(row); }));
        gatherer.finish();
        return {};
    }
    TRY(const Rollups rollups, tallyUser(database, userId, stats));
    StatsGatherer gatherer(stats);
    for (const auto &[key, tally] : rollups)
        gatherer.add({key.start, key.kind, key.name, key.result, tally});
    gatherer.finish();
    return {};
}

Result<void> gatherConflicts(Database &database, const std::string &userId, SyncStats &stats)
{
    Filter window;
    window.add("created_at >= ?", stats.from);
    window.add("created_at <= ?", stats.until);
    window.addText("user_id = ?", userId);
    TRY(Statement row,
        database.prepare("SELECT entity, policy, count(*) FROM sync_conflicts" + window.sql() + " GROUP BY 1, 2"));
    window.bindTo(row);
    std::map<std::string, std::int64_t> entities;
    std::map<std::string, std::int64_t> policies;
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            break;
        entities[row.text(0)] += row.integer(2);
        policies[row.text(1)] += row.integer(2);
        stats.conflicts += row.integer(2);
    }
    stats.conflictsByEntity.assign(entities.begin(), entities.end());
    stats.conflictsByPolicy.assign(policies.begin(), policies.end());
    return {};
}

} // namespace

std::int64_t statsBucketMs(std::int64_t periodMs)
{
    if (periodMs <= kHourMs)
        return kMinuteMs;
    if (periodMs <= kDayMs)
        return 15 * kMinuteMs;
    return periodMs <= 7 * kDayMs ? 2 * kHourMs : 12 * kHourMs;
}

Result<SyncStats> readStats(Database &database, std::int64_t periodMs, std::int64_t now, const std::string &userId)
{
    SyncStats stats;
    stats.from = floorTo(widthFor(periodMs), std::max<std::int64_t>(now - std::max<std::int64_t>(periodMs, 1), 0));
    stats.until = now;
    stats.bucketMs = statsBucketMs(periodMs);
    CHECK(gatherLogs(database, userId, stats));
    CHECK(gatherConflicts(database, userId, stats));
    TRY(stats.failingUsers, readFailingUsers(database, stats.from, userId));
    return stats;
}

} // namespace tidemark::backend
