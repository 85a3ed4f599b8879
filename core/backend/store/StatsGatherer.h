// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/LatencySketch.h"
#include "protocol/AdminMessages.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::backend {

/// A row of sync_logs as far as figures are made of it. The views are valid during the call.
struct LogFigures {
    std::string_view userId; ///< empty when the token named no one
    std::string_view deviceName;
    std::string_view type;
    std::string_view result;
    std::string_view phasesJson;
    std::int64_t startedAt = 0; ///< ms
    double durationMs = 0;
    std::int64_t pulled = 0;
    std::int64_t pushed = 0;
};

/// Makes the figures of GET stats in one pass over the logs of a window.
class StatsGatherer {
public:
    /// @param stats  with the window and the width of its buckets; outlives the gatherer
    explicit StatsGatherer(SyncStats &stats);

    /// Oldest first.
    void add(const LogFigures &log);
    /// Completes everything but the conflicts and the failing users' e-mail addresses.
    void finish();

private:
    /// Figures in the making.
    struct Tally {
        std::int64_t count = 0;
        std::int64_t success = 0;
        LatencySketch latency;

        void add(bool ok, double ms);
        void merge(const Tally &other);
        LatencyFigures figures() const;
    };
    /// Failures in a row, up to the newest request.
    struct Streak {
        std::int64_t failures = 0;
        std::int64_t since = 0;
        std::string lastResult;
    };
    using Tallies = std::map<std::string, Tally, std::less<>>;

    void addPhases(const LogFigures &log, bool ok);
    void addToStreak(const LogFigures &log, bool ok);
    void finishDevices();
    void finishFailingUsers();

    SyncStats &m_stats;
    std::vector<Tally> m_buckets;
    Tallies m_types;
    Tallies m_devices;
    std::vector<std::pair<std::string, Tally>> m_phases;             ///< in the order a request goes through them
    std::map<std::pair<std::string, std::string>, Streak> m_streaks; ///< by user and type
};

} // namespace tidemark::backend
