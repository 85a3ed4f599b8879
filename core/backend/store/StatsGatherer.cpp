// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/StatsGatherer.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kAllowedFailures = 3;
constexpr std::size_t kMostDevices = 20;

/// Counts stay sorted by name.
void countOne(std::vector<std::pair<std::string, std::int64_t>> &counts, std::string_view name)
{
    auto place = std::lower_bound(counts.begin(), counts.end(), name,
                                  [](const auto &count, std::string_view wanted) { return count.first < wanted; });
    if (place == counts.end() || place->first != name)
        place = counts.emplace(place, name, 0);
    ++place->second;
}

template <typename Tallies> auto &tallyOf(Tallies &tallies, std::string_view name)
{
    const auto known = tallies.find(name);
    return known != tallies.end() ? known->second : tallies[std::string(name)];
}

} // namespace

void StatsGatherer::Tally::add(bool ok, double ms)
{
    ++count;
    success += ok ? 1 : 0;
    latency.add(ms);
}

void StatsGatherer::Tally::merge(const Tally &other)
{
    count += other.count;
    success += other.success;
    latency.merge(other.latency);
}

LatencyFigures StatsGatherer::Tally::figures() const
{
    return {count, success, latency.mean(), latency.quantile(0.5), latency.quantile(0.95), latency.quantile(0.99)};
}

StatsGatherer::StatsGatherer(SyncStats &stats) : m_stats(stats)
{
    // Buckets start at multiples of their width, so that points stay where they are from one look to the next.
    for (std::int64_t start = (stats.from + 1) / stats.bucketMs * stats.bucketMs; start <= stats.until;
         start += stats.bucketMs)
        stats.series.push_back({start, {}, {}, 0, 0});
    m_buckets.resize(stats.series.size());
}

void StatsGatherer::add(const LogFigures &log)
{
    const bool ok = log.result == syncResultName(SyncResult::Success);
    const auto place = static_cast<std::size_t>((log.startedAt - m_stats.series.front().start) / m_stats.bucketMs);
    StatsBucket &bucket = m_stats.series[place];
    m_buckets[place].add(ok, log.durationMs);
    countOne(bucket.results, log.result);
    countOne(m_stats.results, log.result);
    bucket.pulled += log.pulled;
    bucket.pushed += log.pushed;
    m_stats.pulled += log.pulled;
    m_stats.pushed += log.pushed;
    tallyOf(m_types, log.type).add(ok, log.durationMs);
    tallyOf(m_devices, log.deviceName).add(ok, log.durationMs);
    addPhases(log, ok);
    if (!log.userId.empty())
        addToStreak(log, ok);
}

void StatsGatherer::addPhases(const LogFigures &log, bool ok)
{
    // A phase that is new comes after the one before it in its own request.
    auto next = m_phases.begin();
    for (const auto &[name, ms] : phasesFromJson(log.phasesJson)) {
        auto phase = std::find_if(m_phases.begin(), m_phases.end(),
                                  [&known = name](const auto &other) { return other.first == known; });
        if (phase == m_phases.end())
            phase = m_phases.emplace(next, name, Tally());
        phase->second.add(ok, ms);
        next = phase + 1;
    }
}

void StatsGatherer::addToStreak(const LogFigures &log, bool ok)
{
    Streak &streak = m_streaks[{std::string(log.userId), std::string(log.type)}];
    if (ok) {
        streak = {};
        return;
    }
    if (++streak.failures == 1)
        streak.since = log.startedAt;
    streak.lastResult = log.result;
}

void StatsGatherer::finish()
{
    Tally all;
    for (const auto &[type, tally] : m_types) {
        all.merge(tally);
        m_stats.types.emplace_back(type, tally.figures());
    }
    m_stats.total = all.figures();
    for (std::size_t i = 0; i < m_buckets.size(); ++i)
        m_stats.series[i].latency = m_buckets[i].figures();
    for (const auto &[phase, tally] : m_phases)
        m_stats.phases.emplace_back(phase, tally.figures());
    finishDevices();
    finishFailingUsers();
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

void StatsGatherer::finishFailingUsers()
{
    auto &users = m_stats.failingUsers;
    for (const auto &[place, streak] : m_streaks) {
        if (streak.failures <= kAllowedFailures)
            continue;
        const FailingUser failing{place.first, {}, streak.failures, streak.since, streak.lastResult};
        // Streaks of one user follow each other, a type each.
        if (users.empty() || users.back().userId != place.first)
            users.push_back(failing);
        else if (users.back().consecutiveFailures < failing.consecutiveFailures)
            users.back() = failing;
    }
    std::stable_sort(users.begin(), users.end(), [](const FailingUser &a, const FailingUser &b) {
        return a.consecutiveFailures > b.consecutiveFailures;
    });
}

} // namespace tidemark::backend
