// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Filter.h"
#include "backend/store/LogTable.h"
#include "backend/store/StatsGatherer.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

Filter windowOf(const SyncStats &stats, const char *after, const char *until, const std::string &userId)
{
    Filter window;
    window.add(after, stats.from);
    window.add(until, stats.until);
    window.addText("user_id = ?", userId);
    return window;
}

Result<void> gatherLogs(Database &database, const std::string &userId, SyncStats &stats)
{
    Filter window = windowOf(stats, "started_at > ?", "started_at <= ?", userId);
    // A client's row counts when its request never arrived; else the server has one of its own.
    window.add("(source = 'server' OR status = 0)");
    TRY(Statement row,
        database.prepare("SELECT user_id, device_name, type, result, phases, started_at, duration_ms, pulled, pushed "
                         "FROM sync_logs"
                         + window.sql() + " ORDER BY started_at, id"));
    window.bindTo(row);
    StatsGatherer gatherer(stats);
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            break;
        gatherer.add({row.view(0), row.view(1), row.view(2), row.view(3), row.view(4), row.integer(5), row.real(6),
                      row.integer(7), row.integer(8)});
    }
    gatherer.finish();
    return {};
}

Result<void> gatherConflicts(Database &database, const std::string &userId, SyncStats &stats)
{
    const Filter window = windowOf(stats, "created_at > ?", "created_at <= ?", userId);
    const auto countBy = [&](const std::string &column, auto &counts) -> Result<void> {
        TRY(Statement row,
            database.prepare("SELECT " + column + ", count(*) FROM sync_conflicts" + window.sql()
                             + " GROUP BY 1 ORDER BY 1"));
        window.bindTo(row);
        for (;;) {
            TRY(const bool more, row.step());
            if (!more)
                return {};
            counts.emplace_back(row.text(0), row.integer(1));
        }
    };
    CHECK(countBy("entity", stats.conflictsByEntity));
    CHECK(countBy("policy", stats.conflictsByPolicy));
    for (const auto &[entity, count] : stats.conflictsByEntity)
        stats.conflicts += count;
    return {};
}

Result<void> nameFailingUsers(Database &database, SyncStats &stats)
{
    TRY(Statement row, database.prepare("SELECT email FROM users WHERE user_id = ?"));
    for (FailingUser &user : stats.failingUsers) {
        TRY(const bool found, row.bind(user.userId).step());
        if (found)
            user.email = row.text(0);
        row.reset();
    }
    return {};
}

} // namespace

std::int64_t statsBucketMs(std::int64_t periodMs)
{
    if (periodMs <= kHour)
        return kMinute;
    if (periodMs <= 24 * kHour)
        return 15 * kMinute;
    return periodMs <= 7 * 24 * kHour ? 2 * kHour : 12 * kHour;
}

Result<SyncStats> readStats(Database &database, std::int64_t periodMs, std::int64_t now, const std::string &userId)
{
    SyncStats stats;
    stats.from = now - std::max<std::int64_t>(periodMs, 1);
    stats.until = now;
    stats.bucketMs = statsBucketMs(periodMs);
    CHECK(gatherLogs(database, userId, stats));
    CHECK(gatherConflicts(database, userId, stats));
    CHECK(nameFailingUsers(database, stats));
    return stats;
}

} // namespace tidemark::backend
