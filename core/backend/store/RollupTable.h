// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"
#include "backend/store/Rollups.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace tidemark::backend {

/// log_rollups. Each function works inside the caller's transaction.

/// So long tallies by type stay fine enough for a series of a day, and of the day before it.
inline constexpr std::int64_t kSeriesKeptMs = 48 * kHourMs;
/// So long those of phases and devices do, which have no series: their sums over a day begin where it begins.
inline constexpr std::int64_t kSumsKeptMs = 25 * kHourMs;

/// From here to the end of the transaction no one else writes logs and figures: what is read may be merged and
/// written back. The first lock a transaction takes.
Result<void> lockFigures(Database &database);

/// Adds to what is there. Of the devices of an hour the first hundred are counted: the busiest come early, and
/// names are free for clients to choose. After lockFigures().
Result<void> mergeRollups(Database &database, const Rollups &rollups);

/// A stored tally. The views are valid during the call.
struct RollupRow {
    std::int64_t start = 0;
    std::string_view kind;
    std::string_view name;
    std::string_view result;
    Tally tally;
};

/// Those that start in [from, until], in no order that matters, and the 20 busiest devices of the hours and days that
/// reach into it.
Result<void> readRollups(Database &database, std::int64_t from, std::int64_t until,
                         const std::function<void(const RollupRow &)> &take);

/// Merges some hundred tallies that are old enough into the next coarser width: minutes become five minutes after 2
/// hours; five minutes an hour after kSeriesKeptMs or, of phases, kSumsKeptMs; hours of devices a day after
/// kSumsKeptMs. After lockFigures().
/// @return rows merged; 0: there was nothing to do
Result<std::int64_t> compactRollups(Database &database, std::int64_t now);

/// Removes the tallies that start before `limit`.
/// @return how many
Result<std::int64_t> removeOldRollups(Database &database, std::int64_t limit);

} // namespace tidemark::backend
