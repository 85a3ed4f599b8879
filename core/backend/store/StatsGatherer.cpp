// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/StatsGatherer.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMostDevices = 20;

/// Counts stay sorted by name.
void count(std::vector<std::pair<std::string, std::int64_t>> &counts, std::string_view name, std::int64_t times)
{
    auto place = std::lower_bound(counts.begin(), counts.end(), name,
                                  [](const auto &known, std::string_view wanted) { return known.first < wanted; });
    if (place == counts.end() || place->first != name)
        place = counts.emplace(place, name, 0);
    place->second += times;
}

template <typename Tallies> auto &tallyOf(Tallies &tallies, std::string_view name)
{
    const auto known = tallies.find(name);
    return known != tallies.end() ? known->second : tallies[std::string(name)];
}

} // namespace

StatsGatherer::StatsGatherer(SyncStats &stats) : m_stats(stats)
{
    // Buckets start at multiples of their width, so that points stay where they are from one look to the next.
    for (std::int64_t start = floorTo(stats.bucketMs, stats.from); start <= stats.until; start += stats.bucketMs)
        stats.series.push_back({start, {}, {}, 0, 0});
    m_buckets.resize(stats.series.size());
}

void StatsGatherer::add(const RollupRow &row)
{
    if (row.kind == kTypeKind)
        addType(row);
    else
        tallyOf(row.kind == kPhaseKind ? m_phases : m_devices, row.name).merge(row.tally);
}

void StatsGatherer::addType(const RollupRow &row)
{
    const auto place = static_cast<std::size_t>((row.start - m_stats.series.front().start) / m_stats.bucketMs);
    StatsBucket &bucket = m_stats.series[place];
    m_buckets[place].merge(row.tally);
    count(bucket.results, row.result, row.tally.requests);
    count(m_stats.results, row.result, row.tally.requests);
    bucket.pulled += row.tally.pulled;
    bucket.pushed += row.tally.pushed;
    tallyOf(m_types, row.name).merge(row.tally);
}

void StatsGatherer::finish()
{
    Tally all;
    for (const auto &[type, tally] : m_types) {
        all.merge(tally);
        m_stats.types.emplace_back(type, tally.figures());
    }
    m_stats.total = all.figures();
    m_stats.pulled = all.pulled;
    m_stats.pushed = all.pushed;
    for (std::size_t i = 0; i < m_buckets.size(); ++i)
        m_stats.series[i].latency = m_buckets[i].figures();
    for (const std::string_view phase : kPhases) {
        if (const auto known = m_phases.find(phase); known != m_phases.end())
            m_stats.phases.emplace_back(phase, known->second.figures());
    }
    finishDevices();
}

void StatsGatherer::finishDevices()
{
    auto &devices = m_stats.devices;
    for (const auto &[name, tally] : m_devices)
        devices.emplace_back(name, tally.figures());
    std::stable_sort(devices.begin(), devices.end(),
                     [](const auto &a, const auto &b) { return a.second.count > b.second.count; });
    devices.resize(std::min(devices.size(), kMostDevices));
}

} // namespace tidemark::backend
