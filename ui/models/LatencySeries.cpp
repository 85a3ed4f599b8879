// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/LatencySeries.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace tidemark::ui {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

/// 10^floor(log10 ms) times the largest of 1, 2, 5 that is not above ms.
double roundDown(double ms)
{
    const double decade = std::pow(10, std::floor(std::log10(ms)));
    for (const double step : {5.0, 2.0}) {
        if (decade * step <= ms * 1.0001)
            return decade * step;
    }
    return decade;
}

double nextTick(double tick)
{
    const double decade = std::pow(10, std::floor(std::log10(tick) + 1e-9));
    const double head = tick / decade;
    return decade * (head < 1.5 ? 2 : head < 3 ? 5 : 10);
}

double percentile(const std::vector<double> &sorted, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

LatencyFigures figuresOf(std::vector<double> durations, std::int64_t success)
{
    LatencyFigures figures;
    if (durations.empty())
        return figures;
    std::sort(durations.begin(), durations.end());
    figures.count = static_cast<std::int64_t>(durations.size());
    figures.success = success;
    double sum = 0;
    for (const double ms : durations)
        sum += ms;
    figures.avg = sum / static_cast<double>(durations.size());
    figures.p50 = percentile(durations, 0.5);
    figures.p95 = percentile(durations, 0.95);
    figures.p99 = percentile(durations, 0.99);
    return figures;
}

/// Durations of one group of syncs.
struct Group {
    std::vector<double> durations;
    std::int64_t success = 0;
    std::map<std::string, std::int64_t> results;

    void add(const SyncLogEntry &entry)
    {
        durations.push_back(entry.durationMs);
        success += entry.result == SyncResult::Success ? 1 : 0;
        ++results[std::string(syncResultName(entry.result))];
    }
    LatencyFigures figures() const { return figuresOf(durations, success); }
};

std::vector<std::pair<std::string, LatencyFigures>> figuresByName(const std::map<std::string, Group> &groups)
{
    std::vector<std::pair<std::string, LatencyFigures>> figures;
    for (const auto &[name, group] : groups)
        figures.emplace_back(name, group.figures());
    std::stable_sort(figures.begin(), figures.end(),
                     [](const auto &a, const auto &b) { return a.second.count > b.second.count; });
    return figures;
}

} // namespace

QList<QList<LatencyPoint>> latencyRuns(const std::vector<StatsBucket> &series)
{
    QList<QList<LatencyPoint>> runs;
    bool gap = true;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const LatencyFigures &figures = series[i].latency;
        if (figures.count == 0) {
            gap = true;
            continue;
        }
        if (gap)
            runs.append(QList<LatencyPoint>());
        gap = false;
        runs.last().append({static_cast<int>(i), figures.p50, figures.p95, figures.p99});
    }
    return runs;
}

LogAxis latencyAxis(const std::vector<StatsBucket> &series)
{
    double least = 0;
    double most = 0;
    for (const StatsBucket &bucket : series) {
        if (bucket.latency.count == 0)
            continue;
        least = least == 0 ? bucket.latency.p50 : std::min(least, bucket.latency.p50);
        most = std::max(most, bucket.latency.p99);
    }
    LogAxis axis;
    if (most > 0) {
        axis.low = roundDown(std::max(least, 0.01));
        axis.high = std::max(most * 1.15, axis.low * 10);
    }
    for (double tick = axis.low; tick <= axis.high * 1.0001; tick = nextTick(tick))
        axis.ticks.append(tick);
    return axis;
}

QList<TimeTick> timeTicks(const SyncStats &stats, int most)
{
    static constexpr std::array<qint64, 12> steps{minute,      2 * minute, 5 * minute, 10 * minute,
                                                  30 * minute, hour,       3 * hour,   6 * hour,
                                                  12 * hour,   day,        2 * day,    7 * day};
    QList<TimeTick> ticks;
    const qint64 span = stats.until - stats.from;
    if (span <= 0 || stats.bucketMs <= 0 || most < 1)
        return ticks;
    const auto fits = std::find_if(steps.begin(), steps.end(), [&](qint64 step) { return span / step <= most; });
    const qint64 step = fits == steps.end() ? steps.back() : *fits;
    const QDateTime first =
        QDateTime::fromMSecsSinceEpoch(stats.series.empty() ? stats.from : stats.series.front().start);
    // Rounded in local time, so that ticks stand at 03:00 and at midnight where people are.
    const qint64 offset = static_cast<qint64>(first.offsetFromUtc()) * 1000;
    const qint64 start = first.toMSecsSinceEpoch();
    for (qint64 at = (start + offset + step - 1) / step * step - offset; at <= stats.until; at += step) {
        const bool midnight = (at + offset) % day == 0;
        ticks.append({static_cast<double>(at - start) / static_cast<double>(stats.bucketMs) - 0.5, at, midnight});
    }
    return ticks;
}

int countAxisEnd(std::int64_t highest)
{
    int end = 4;
    while (end < highest)
        end = static_cast<int>(nextTick(end < 5 ? 2 : end));
    return end;
}

SyncStats statsOfLogs(const std::vector<SyncLogEntry> &logs, const SyncStats &frame)
{
    SyncStats stats;
    stats.from = frame.from;
    stats.until = frame.until;
    stats.bucketMs = frame.bucketMs;
    Group all;
    std::map<std::string, Group> devices;
    std::map<std::string, Group> types;
    std::map<std::string, Group> phases;
    std::vector<Group> buckets(frame.series.size());
    const std::int64_t start = frame.series.empty() ? frame.from : frame.series.front().start;
    for (const SyncLogEntry &entry : logs) {
        const std::int64_t bucket = stats.bucketMs > 0 ? (entry.startedAt - start) / stats.bucketMs : -1;
        if (entry.startedAt < start || bucket < 0 || bucket >= static_cast<std::int64_t>(buckets.size()))
            continue;
        all.add(entry);
        buckets[static_cast<std::size_t>(bucket)].add(entry);
        devices[entry.deviceName].add(entry);
        types[entry.type].add(entry);
        for (const auto &[name, ms] : entry.phases)
            phases[name].durations.push_back(ms);
    }
    stats.total = all.figures();
    stats.results.assign(all.results.begin(), all.results.end());
    stats.devices = figuresByName(devices);
    stats.types = figuresByName(types);
    // In the order a sync goes through them, which the server's answer has.
    for (const auto &[name, figures] : frame.phases) {
        if (const auto found = phases.find(name); found != phases.end())
            stats.phases.emplace_back(name, found->second.figures());
    }
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        StatsBucket bucket;
        bucket.start = frame.series[i].start;
        bucket.latency = buckets[i].figures();
        bucket.results.assign(buckets[i].results.begin(), buckets[i].results.end());
        stats.series.push_back(std::move(bucket));
    }
    return stats;
}

std::string periodName(qint64 ms)
{
    if (ms <= hour)
        return "1h";
    if (ms <= day)
        return "24h";
    return ms <= 7 * day ? "7d" : "30d";
}

} // namespace tidemark::ui
