// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"

#include <QList>
#include <QString>

#include <string>
#include <vector>

namespace tidemark::ui {

/// One bucket that has syncs; `bucket` is its place in the series.
struct LatencyPoint {
    int bucket = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
};

/// Runs of neighbouring buckets with syncs: an empty bucket is a gap, never a zero.
QList<QList<LatencyPoint>> latencyRuns(const std::vector<StatsBucket> &series);

/// A logarithmic axis that holds every percentile: its ends and its ticks at 1, 2 and 5, in ms.
struct LogAxis {
    double low = 10;
    double high = 1000;
    QList<double> ticks;
};
LogAxis latencyAxis(const std::vector<StatsBucket> &series);

/// A tick of the time axis at the left edge of a bucket. Midnight carries the day.
struct TimeTick {
    double bucket = 0;
    qint64 ms = 0;
    bool midnight = false;
};
/// At most `most` ticks at round local times, in order.
QList<TimeTick> timeTicks(const SyncStats &stats, int most);

/// A round upper end for an axis of counts, at least 4.
int countAxisEnd(std::int64_t highest);

/// The figures of a list of syncs in the same buckets as `frame`, for what the server does not break down itself.
/// Percentiles are nearest rank.
SyncStats statsOfLogs(const std::vector<SyncLogEntry> &logs, const SyncStats &frame);

/// The name of the period the server is asked for: the shortest that holds so many milliseconds.
std::string periodName(qint64 ms);

} // namespace tidemark::ui
