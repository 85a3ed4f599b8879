// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/RollupTable.h"
#include "protocol/AdminMessages.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::backend {

/// Makes the figures of GET stats from tallies.
class StatsGatherer {
public:
    /// @param stats  with the window and the width of its buckets; outlives the gatherer
    explicit StatsGatherer(SyncStats &stats);

    /// In any order.
    void add(const RollupRow &row);
    /// Completes everything but the conflicts and the failing users.
    void finish();

private:
    using Tallies = std::map<std::string, Tally, std::less<>>;

    void addType(const RollupRow &row);
    void finishDevices();

    SyncStats &m_stats;
    std::vector<Tally> m_buckets;
    Tallies m_types;
    Tallies m_devices;
    Tallies m_phases;
};

} // namespace tidemark::backend
