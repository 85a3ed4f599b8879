// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/StreakTable.h"

#include "backend/store/BatchInsert.h"
#include "backend/store/Filter.h"
#include "backend/store/Rollups.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kAllowedFailures = 3;
constexpr std::size_t kMostUsers = 100;

struct Streak {
    std::int64_t failures = 0;
    std::int64_t since = 0;
    std::int64_t lastAt = 0;
    std::string lastResult;

    void take(const SyncLogEntry &log)
    {
        if (log.startedAt < lastAt) {
            // Of what is told late only a success in the middle says something: what follows it is another row.
            if (log.result == SyncResult::Success && failures > 1 && log.startedAt >= since) {
                failures = 1;
                since = lastAt;
            }
            return;
        }
        lastAt = log.startedAt;
        lastResult = syncResultName(log.result);
        if (log.result == SyncResult::Success)
            failures = 0;
        else if (++failures == 1)
            since = log.startedAt;
    }
};

using Streaks = std::map<std::pair<std::string, std::string>, Streak>; // by user and type

/// The look-ups of a statement, each by the whole key: PostgreSQL cannot choose to read the table from end to end.
std::string selectStreaks(std::size_t count)
{
    static const std::string one = "SELECT user_id, type, failures, since, last_at, last_result FROM failure_streaks "
                                   "WHERE user_id = ? AND type = ?";
    std::string sql = one;
    for (std::size_t i = 1; i < count; ++i)
        sql += " UNION ALL " + one;
    return sql;
}

/// Fills in those that are stored.
Result<void> readStreaks(Database &database, Streaks &streaks)
{
    auto next = streaks.begin();
    for (std::size_t left = streaks.size(); left > 0;) {
        const std::size_t size = batchSize(left);
        TRY(Statement row, database.prepare(selectStreaks(size)));
        for (std::size_t i = 0; i < size; ++i, ++next)
            bindFrom(row, static_cast<int>(2 * i) + 1, next->first.first, next->first.second);
        for (;;) {
            TRY(const bool more, row.step());
            if (!more)
                break;
            streaks[{row.text(0), row.text(1)}] = {row.integer(2), row.integer(3), row.integer(4), row.text(5)};
        }
        left -= size;
    }
    return {};
}

Result<void> writeStreaks(Database &database, const Streaks &streaks)
{
    static const BatchInsert insert{
        "failure_streaks (user_id, type, failures, since, last_at, last_result)", 6,
        "ON CONFLICT (user_id, type) DO UPDATE SET failures = excluded.failures, since = excluded.since, "
        "last_at = excluded.last_at, last_result = excluded.last_result"};
    std::vector<const Streaks::value_type *> rows;
    for (const auto &row : streaks)
        rows.push_back(&row);
    return insertBatch(database, insert, rows, [](Statement &statement, int first, const Streaks::value_type *row) {
        const auto &[place, streak] = *row;
        bindFrom(statement, first, place.first, place.second, streak.failures, streak.since, streak.lastAt,
                 streak.lastResult);
    });
}

} // namespace

Result<void> updateStreaks(Database &database, std::span<const SyncLogEntry *const> logs)
{
    std::vector<const SyncLogEntry *> inOrder;
    for (const SyncLogEntry *log : logs) {
        if (!log->userId.empty() && countsInFigures(*log))
            inOrder.push_back(log);
    }
    std::stable_sort(inOrder.begin(), inOrder.end(),
                     [](const auto *a, const auto *b) { return a->startedAt < b->startedAt; });
    Streaks streaks;
    for (const SyncLogEntry *log : inOrder)
        streaks[{log->userId, log->type}];
    CHECK(readStreaks(database, streaks));
    for (const SyncLogEntry *log : inOrder)
        streaks[{log->userId, log->type}].take(*log);
    return writeStreaks(database, streaks);
}

Result<std::vector<FailingUser>> readFailingUsers(Database &database, std::int64_t from, const std::string &userId)
{
    Filter where;
    where.add("s.failures > ?", kAllowedFailures);
    where.add("s.last_at >= ?", from);
    where.addText("s.user_id = ?", userId);
    TRY(Statement row,
        database.prepare("SELECT s.user_id, coalesce(u.email, ''), s.failures, s.since, s.last_result "
                         "FROM failure_streaks s LEFT JOIN users u ON u.user_id = s.user_id"
                         + where.sql() + " ORDER BY s.failures DESC, s.user_id, s.type LIMIT ?"));
    where.bindPage(row, 2 * kMostUsers);
    std::vector<FailingUser> users;
    std::set<std::string> known;
    while (users.size() < kMostUsers) {
        TRY(const bool more, row.step());
        if (!more)
            break;
        if (known.insert(row.text(0)).second)
            users.push_back({row.text(0), row.text(1), row.integer(2), row.integer(3), row.text(4)});
    }
    return users;
}

} // namespace tidemark::backend
