// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Filter.h"
#include "backend/store/LogTable.h"
#include "monitor/LatencySketch.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kAllowedFailures = 3;

/// Figures in the making.
struct Tally {
    std::int64_t count = 0;
    std::map<std::string, std::int64_t, std::less<>> results;
    LatencySketch latency;

    void add(std::string_view result, double ms)
    {
        ++count;
        const auto known = results.find(result);
        if (known != results.end())
            ++known->second;
        else
            results.emplace(result, 1);
        latency.add(ms);
    }

    void merge(const Tally &other)
    {
        count += other.count;
        for (const auto &[result, times] : other.results)
            results[result] += times;
        latency.merge(other.latency);
    }

    RequestFigures figures() const
    {
        RequestFigures figures;
        figures.count = count;
        figures.results = {results.begin(), results.end()};
        const auto success = results.find(syncResultName(SyncResult::Success));
        figures.success = success == results.end() ? 0 : success->second;
        figures.latency = {latency.mean(), latency.quantile(0.5), latency.quantile(0.95), latency.quantile(0.99)};
        return figures;
    }
};

/// Failures in a row, up to the newest request.
struct Streak {
    std::int64_t failures = 0;
    std::int64_t lastAt = 0;
    std::string lastResult;
    std::string lastErrorCode;
};

/// What one pass over the window's rows, oldest first, gathers.
class Gatherer {
public:
    Gatherer(std::int64_t firstBucket, std::int64_t bucketMs, std::size_t buckets)
        : m_firstBucket(firstBucket),
          m_bucketMs(bucketMs),
          m_buckets(buckets)
    {
    }

    void add(const Statement &row)
    {
        const std::string user = row.text(0);
        const std::string type = row.text(2);
        const std::string_view result = row.view(5);
        const double duration = row.real(4);
        const auto bucket = static_cast<std::size_t>((row.integer(3) - m_firstBucket) / m_bucketMs);
        m_buckets[std::min(bucket, m_buckets.size() - 1)].add(result, duration);
        m_types[type].add(result, duration);
        m_pulled += row.integer(7);
        m_pushed += row.integer(8);
        if (user.empty())
            return; // the token named no one
        m_devices.emplace(user, row.text(1));
        Streak &streak = m_streaks[{user, type}];
        if (result == syncResultName(SyncResult::Success)) {
            streak = {};
        } else {
            ++streak.failures;
            streak.lastAt = row.integer(3);
            streak.lastResult = result;
            streak.lastErrorCode = row.view(6);
        }
    }

    void finish(Stats &stats) const
    {
        Tally all;
        for (const auto &[type, tally] : m_types) {
            all.merge(tally);
            stats.byType[type] = tally.figures();
        }
        stats.requests = all.figures();
        for (std::size_t i = 0; i < m_buckets.size(); ++i)
            stats.series.push_back(
                {m_firstBucket + static_cast<std::int64_t>(i) * m_bucketMs, m_buckets[i].figures()});
        stats.pulled = m_pulled;
        stats.pushed = m_pushed;
        stats.devices = static_cast<std::int64_t>(m_devices.size());
        std::set<std::string_view> users;
        for (const auto &[user, device] : m_devices)
            users.insert(user);
        stats.users = static_cast<std::int64_t>(users.size());
        finishStreaks(stats);
    }

private:
    void finishStreaks(Stats &stats) const
    {
        for (const auto &[place, streak] : m_streaks) {
            if (streak.failures <= kAllowedFailures)
                continue;
            const FailingUser failing{place.first,         {}, streak.failures, streak.lastAt, streak.lastResult,
                                      streak.lastErrorCode};
            // Streaks of one user follow each other, a type each.
            if (stats.failingUsers.empty() || stats.failingUsers.back().userId != place.first)
                stats.failingUsers.push_back(failing);
            else if (stats.failingUsers.back().failures < failing.failures)
                stats.failingUsers.back() = failing;
        }
        std::stable_sort(stats.failingUsers.begin(), stats.failingUsers.end(),
                         [](const FailingUser &a, const FailingUser &b) { return a.failures > b.failures; });
    }

    const std::int64_t m_firstBucket;
    const std::int64_t m_bucketMs;
    std::vector<Tally> m_buckets;
    std::map<std::string, Tally> m_types;
    std::map<std::pair<std::string, std::string>, Streak> m_streaks;
    std::set<std::pair<std::string, std::string>> m_devices;
    std::int64_t m_pulled = 0;
    std::int64_t m_pushed = 0;
};

Result<void> gatherLogs(Database &database, const Filter &window, Stats &stats)
{
    const std::int64_t firstBucket = (stats.since + 1) / stats.bucketMs * stats.bucketMs;
    Gatherer gatherer(firstBucket, stats.bucketMs,
                      static_cast<std::size_t>((stats.until - firstBucket) / stats.bucketMs) + 1);
    TRY(Statement statement,
        database.prepare("SELECT user_id, device_id, type, started_at, duration_ms, result, error_code, pulled, "
                         "pushed FROM sync_logs"
                         + window.sql() + " ORDER BY started_at, id"));
    window.bindTo(statement);
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            break;
        gatherer.add(statement);
    }
    gatherer.finish(stats);
    return {};
}

Result<void> gatherConflicts(Database &database, const Filter &window, Stats &stats)
{
    TRY(Statement statement,
        database.prepare("SELECT entity, policy, count(*) FROM sync_conflicts" + window.sql()
                         + " GROUP BY entity, policy ORDER BY entity, policy"));
    window.bindTo(statement);
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return {};
        stats.conflictsBy.push_back({statement.text(0), statement.text(1), statement.integer(2)});
        stats.conflicts += statement.integer(2);
    }
}

Result<void> nameFailingUsers(Database &database, Stats &stats)
{
    TRY(Statement statement, database.prepare("SELECT email FROM users WHERE user_id = ?"));
    for (FailingUser &user : stats.failingUsers) {
        TRY(const bool found, statement.bind(user.userId).step());
        if (found)
            user.email = statement.text(0);
        statement.reset();
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

Result<Stats> readStats(Database &database, std::int64_t periodMs, std::int64_t now, const std::string &userId)
{
    Stats stats;
    stats.since = now - std::max<std::int64_t>(periodMs, 1);
    stats.until = now;
    stats.bucketMs = statsBucketMs(periodMs);
    Filter logs;
    logs.add("started_at > ?", stats.since);
    logs.add("started_at <= ?", stats.until);
    // A client's row counts when its request never arrived; else the server has one of its own.
    logs.add("(source = 'server' OR status = 0)");
    logs.addText("user_id = ?", userId);
    CHECK(gatherLogs(database, logs, stats));
    Filter conflicts;
    conflicts.add("created_at > ?", stats.since);
    conflicts.add("created_at <= ?", stats.until);
    conflicts.addText("user_id = ?", userId);
    CHECK(gatherConflicts(database, conflicts, stats));
    CHECK(nameFailingUsers(database, stats));
    return stats;
}

} // namespace tidemark::backend
