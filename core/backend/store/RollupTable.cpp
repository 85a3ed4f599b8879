// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/RollupTable.h"

#include "backend/store/BatchInsert.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMostDevices = 100; ///< a width
constexpr int kShownDevices = 20;
constexpr std::int64_t kStepRows = 500; ///< that are merged at once, or more when one bucket has them

/// How tallies become coarser with age.
struct Level {
    std::string_view kind;
    std::int64_t width;
    std::int64_t keptMs;
    std::int64_t coarser;
};
constexpr std::array kLevels{
    Level{kTypeKind, kMinuteMs, 2 * kHourMs, 5 * kMinuteMs}, Level{kPhaseKind, kMinuteMs, 2 * kHourMs, 5 * kMinuteMs},
    Level{kTypeKind, 5 * kMinuteMs, kSeriesKeptMs, kHourMs}, Level{kPhaseKind, 5 * kMinuteMs, kSumsKeptMs, kHourMs},
    Level{kDeviceKind, kHourMs, kSumsKeptMs, kDayMs}};

constexpr const char *kColumns = "start_at, kind, name, result, requests, successes, pulled, pushed, latency";

Result<RollupRow> readRow(const Statement &row)
{
    RollupRow out;
    out.start = row.integer(0);
    out.kind = row.view(1);
    out.name = row.view(2);
    out.result = row.view(3);
    out.tally.requests = row.integer(4);
    out.tally.successes = row.integer(5);
    out.tally.pulled = row.integer(6);
    out.tally.pushed = row.integer(7);
    TRY(out.tally.latency, LatencySketch::parse(row.view(8)));
    return out;
}

Result<void> takeRows(Statement &statement, const std::function<void(const RollupRow &)> &take)
{
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return {};
        TRY(const RollupRow row, readRow(statement));
        take(row);
    }
}

/// The tallies of one kind and width that start in [start, end).
Result<Rollups> readSpan(Database &database, std::string_view kind, std::int64_t width, std::int64_t start,
                         std::int64_t end)
{
    TRY(Statement statement,
        database.prepare(std::string("SELECT ") + kColumns
                         + " FROM log_rollups WHERE kind = ? AND width_ms = ? AND start_at >= ? AND start_at < ?"));
    statement.bind(kind, width, start, end);
    Rollups rollups;
    CHECK(takeRows(statement, [&](const RollupRow &row) {
        rollups[{std::string(kind), width, row.start, std::string(row.name), std::string(row.result)}] = row.tally;
    }));
    return rollups;
}

/// All, or the hundred busiest.
void keepBusiest(Rollups &devices)
{
    if (devices.size() <= kMostDevices)
        return;
    std::vector<Rollups::node_type> nodes;
    while (!devices.empty())
        nodes.push_back(devices.extract(devices.begin()));
    std::stable_sort(nodes.begin(), nodes.end(),
                     [](const auto &a, const auto &b) { return a.mapped().requests > b.mapped().requests; });
    nodes.resize(kMostDevices);
    for (Rollups::node_type &node : nodes)
        devices.insert(std::move(node));
}

Result<void> writeRows(Database &database, const std::vector<const Rollups::value_type *> &rows)
{
    static const BatchInsert insert{
        "log_rollups (kind, width_ms, start_at, name, result, requests, successes, pulled, pushed, latency)", 10,
        "ON CONFLICT (kind, width_ms, start_at, name, result) DO UPDATE SET requests = excluded.requests, "
        "successes = excluded.successes, pulled = excluded.pulled, pushed = excluded.pushed, "
        "latency = excluded.latency"};
    return insertBatch(database, insert, rows, [](Statement &statement, int first, const Rollups::value_type *row) {
        const auto &[key, tally] = *row;
        const std::string latency = tally.latency.serialise();
        bindFrom(statement, first, key.kind, key.width, key.start, key.name, key.result, tally.requests,
                 tally.successes, tally.pulled, tally.pushed, Blob{latency});
    });
}

/// The first bucket of a level that is wholly old enough, as the start of the coarser one; -1 when there is none.
Result<std::int64_t> firstOld(Database &database, const Level &level, std::int64_t now)
{
    TRY(Statement statement,
        database.prepare("SELECT min(start_at) FROM log_rollups WHERE kind = ? AND width_ms = ? AND start_at < ?"));
    TRY(const bool found, statement.bind(level.kind, level.width, floorTo(level.coarser, now - level.keptMs)).step());
    return found && !statement.isNull(0) ? floorTo(level.coarser, statement.integer(0)) : -1;
}

Result<std::int64_t> compact(Database &database, const Level &level, std::int64_t start)
{
    const std::int64_t end = start + level.coarser;
    TRY(const Rollups fine, readSpan(database, level.kind, level.width, start, end));
    Rollups coarse;
    for (const auto &[key, tally] : fine)
        coarse[{key.kind, level.coarser, start, key.name, key.result}].merge(tally);
    if (level.kind == kDeviceKind)
        keepBusiest(coarse);
    CHECK(mergeRollups(database, coarse));
    TRY(Statement remove,
        database.prepare(
            "DELETE FROM log_rollups WHERE kind = ? AND width_ms = ? AND start_at >= ? AND start_at < ?"));
    CHECK(remove.bind(level.kind, level.width, start, end).run());
    return static_cast<std::int64_t>(fine.size());
}

} // namespace

Result<void> lockFigures(Database &database)
{
    return database.dialect() == SqlDialect::Sqlite ? Result<void>()
                                                    : database.execute("SELECT pg_advisory_xact_lock(1414088014)");
}

Result<void> mergeRollups(Database &database, const Rollups &rollups)
{
    Rollups merged;
    for (auto at = rollups.begin(); at != rollups.end();) {
        const RollupKey &first = at->first; // one read for all that begin together
        TRY(const Rollups known, readSpan(database, first.kind, first.width, first.start, first.start + 1));
        std::vector<const Rollups::value_type *> group;
        for (; at != rollups.end() && at->first.kind == first.kind && at->first.width == first.width
             && at->first.start == first.start;
             ++at)
            group.push_back(&*at);
        std::stable_sort(group.begin(), group.end(),
                         [](const auto *a, const auto *b) { return a->second.requests > b->second.requests; });
        std::size_t names = known.size();
        for (const auto *row : group) {
            const auto before = known.find(row->first);
            if (before == known.end() && first.kind == kDeviceKind && ++names > kMostDevices)
                continue;
            Tally &tally = merged[row->first];
            if (before != known.end())
                tally = before->second;
            tally.merge(row->second);
        }
    }
    std::vector<const Rollups::value_type *> rows;
    for (const auto &row : merged)
        rows.push_back(&row);
    return writeRows(database, rows);
}

Result<void> readRollups(Database &database, std::int64_t from, std::int64_t until,
                         const std::function<void(const RollupRow &)> &take)
{
    {
        TRY(Statement rows,
            database.prepare(
                std::string("SELECT ") + kColumns
                + " FROM log_rollups WHERE kind IN ('type', 'phase') AND width_ms IN (60000, 300000, 3600000) "
                  "AND start_at >= ? AND start_at <= ?"));
        rows.bind(from, until);
        CHECK(takeRows(rows, take));
    }
    const std::string window =
        " FROM log_rollups WHERE kind = 'device' AND ((width_ms = 3600000 AND start_at > ?1 AND start_at <= ?3) "
        "OR (width_ms = 86400000 AND start_at > ?2 AND start_at <= ?3))";
    TRY(Statement rows,
        database.prepare(std::string("SELECT ") + kColumns + window + " AND name IN (SELECT name" + window
                         + " GROUP BY name ORDER BY sum(requests) DESC, name LIMIT ?4)"));
    rows.bind(from - kHourMs, from - kDayMs, until, kShownDevices);
    return takeRows(rows, take);
}

Result<std::int64_t> compactRollups(Database &database, std::int64_t now)
{
    std::int64_t rows = 0;
    for (const Level &level : kLevels) {
        while (rows < kStepRows) {
            TRY(const std::int64_t start, firstOld(database, level, now));
            if (start < 0)
                break;
            TRY(const std::int64_t merged, compact(database, level, start));
            rows += merged;
        }
    }
    return rows;
}

Result<std::int64_t> removeOldRollups(Database &database, std::int64_t limit)
{
    TRY(Statement remove,
        database.prepare("DELETE FROM log_rollups WHERE kind IN ('type', 'phase', 'device') AND width_ms IN (60000, "
                         "300000, 3600000, 86400000) AND start_at < ?"));
    CHECK(remove.bind(limit).run());
    return database.changes();
}

} // namespace tidemark::backend
