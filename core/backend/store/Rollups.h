// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/LatencySketch.h"
#include "protocol/AdminMessages.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tidemark::backend {

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

/// Figures of any number of requests. Tallies of parts merge into the tally of the whole, exactly.
struct Tally {
    std::int64_t requests = 0;
    std::int64_t successes = 0;
    std::int64_t pulled = 0; ///< records
    std::int64_t pushed = 0;
    LatencySketch latency; ///< ms

    void add(bool ok, double ms);
    void merge(const Tally &other);
    LatencyFigures figures() const;
};

/// What a tally is of: the requests that started in [start, start + width), ms, by type and result, by phase or by
/// device.
struct RollupKey {
    std::string kind; ///< one of the constants below
    std::int64_t width = 0;
    std::int64_t start = 0;
    std::string name;   ///< of the type, phase or device
    std::string result; ///< of types only

    auto operator<=>(const RollupKey &) const = default;
};

inline constexpr std::string_view kTypeKind = "type";
inline constexpr std::string_view kPhaseKind = "phase";
inline constexpr std::string_view kDeviceKind = "device";

using Rollups = std::map<RollupKey, Tally>;

/// The parts of a request in the order it goes through them. Others, which a client may report, are not counted.
inline constexpr std::array<std::string_view, 11> kPhases{"queue", "connect",  "tls",       "auth", "wait", "receive",
                                                          "parse", "database", "serialise", "send", "apply"};

/// A client's log counts when its request never arrived; else the server has one of its own.
bool countsInFigures(const SyncLogEntry &log);

/// Counts a log, in tallies of the finest width: a minute, and an hour by device.
void addLog(Rollups &rollups, const SyncLogEntry &log);

/// The greatest multiple of `width` that is not greater than `ms`, which is not negative.
constexpr std::int64_t floorTo(std::int64_t width, std::int64_t ms)
{
    return ms - ms % width;
}

} // namespace tidemark::backend
