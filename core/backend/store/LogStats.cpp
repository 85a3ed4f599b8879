// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/LogTable.h"
#include "backend/store/RollupTable.h"
#include "backend/store/StatsGatherer.h"
#include "backend/store/StreakTable.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

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

/// What conflicts are counted by.
struct ConflictKind {
    std::string entity;
    std::string policy;
};

/// The next there is in the order of the index, by a leap and not by a walk; nothing behind the last.
Result<std::optional<ConflictKind>> kindAfter(Database &database, const ConflictKind &kind)
{
    const auto first = [](Statement &row) -> Result<std::optional<ConflictKind>> {
        TRY(const bool found, row.step());
        return found ? std::optional(ConflictKind{row.text(0), row.text(1)}) : std::nullopt;
    };
    TRY(Statement policy,
        database.prepare("SELECT entity, policy FROM sync_conflicts WHERE entity = ? AND policy > ? "
                         "ORDER BY policy LIMIT 1"));
    TRY(std::optional<ConflictKind> next, first(policy.bind(kind.entity, kind.policy)));
    if (next)
        return next;
    TRY(Statement entity,
        database.prepare(
            "SELECT entity, policy FROM sync_conflicts WHERE entity > ? ORDER BY entity, policy LIMIT 1"));
    return first(entity.bind(kind.entity));
}

class ConflictCounts {
public:
    void add(const ConflictKind &kind, std::int64_t count)
    {
        if (count == 0)
            return;
        m_entities[kind.entity] += count;
        m_policies[kind.policy] += count;
        m_all += count;
    }
    void writeTo(SyncStats &stats) const
    {
        stats.conflicts = m_all;
        stats.conflictsByEntity.assign(m_entities.begin(), m_entities.end());
        stats.conflictsByPolicy.assign(m_policies.begin(), m_policies.end());
    }

private:
    std::int64_t m_all = 0;
    std::map<std::string, std::int64_t> m_entities;
    std::map<std::string, std::int64_t> m_policies;
};

/// There are few kinds, and each is one stretch of the index, where all together would have to be sorted.
Result<void> countConflicts(Database &database, const SyncStats &stats, ConflictCounts &counts)
{
    TRY(Statement row,
        database.prepare(
            "SELECT count(*) FROM sync_conflicts WHERE entity = ? AND policy = ? AND created_at >= ? AND "
            "created_at <= ?"));
    TRY(std::optional<ConflictKind> kind, kindAfter(database, {}));
    while (kind) {
        TRY(const bool found, row.bind(kind->entity, kind->policy, stats.from, stats.until).step());
        counts.add(*kind, found ? row.integer(0) : 0);
        row.reset();
        TRY(kind, kindAfter(database, *kind));
    }
    return {};
}

Result<void> countConflictsOf(Database &database, const std::string &userId, const SyncStats &stats,
                              ConflictCounts &counts)
{
    TRY(Statement row,
        database.prepare("SELECT entity, policy, count(*) FROM sync_conflicts WHERE user_id = ? AND created_at >= ? "
                         "AND created_at <= ? GROUP BY entity, policy"));
    row.bind(userId, stats.from, stats.until);
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            return {};
        counts.add({row.text(0), row.text(1)}, row.integer(2));
    }
}

Result<void> gatherConflicts(Database &database, const std::string &userId, SyncStats &stats)
{
    ConflictCounts counts;
    CHECK(userId.empty() ? countConflicts(database, stats, counts)
                         : countConflictsOf(database, userId, stats, counts));
    counts.writeTo(stats);
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
