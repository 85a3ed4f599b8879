// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Rollups.h"

#include <algorithm>

namespace tidemark::backend {

void Tally::add(bool ok, double ms)
{
    ++requests;
    successes += ok ? 1 : 0;
    latency.add(ms);
}

void Tally::merge(const Tally &other)
{
    requests += other.requests;
    successes += other.successes;
    pulled += other.pulled;
    pushed += other.pushed;
    latency.merge(other.latency);
}

LatencyFigures Tally::figures() const
{
    return {
        requests, successes, latency.mean(), latency.quantile(0.5), latency.quantile(0.95), latency.quantile(0.99)};
}

bool countsInFigures(const SyncLogEntry &log)
{
    return log.source == "server" || log.status == 0;
}

void addLog(Rollups &rollups, const SyncLogEntry &log)
{
    if (!countsInFigures(log))
        return;
    const bool ok = log.result == SyncResult::Success;
    const std::int64_t started = std::max<std::int64_t>(log.startedAt, 0);
    RollupKey key{std::string(kTypeKind), kMinuteMs, floorTo(kMinuteMs, started), log.type,
                  std::string(syncResultName(log.result))};
    Tally &type = rollups[key];
    type.add(ok, log.durationMs);
    type.pulled += log.pulled;
    type.pushed += log.pushed;

    key.kind = kPhaseKind;
    key.result.clear();
    for (const auto &[phase, ms] : log.phases) {
        if (std::find(kPhases.begin(), kPhases.end(), phase) == kPhases.end())
            continue;
        key.name = phase;
        rollups[key].add(ok, ms);
    }
    rollups[{std::string(kDeviceKind), kHourMs, floorTo(kHourMs, started), log.deviceName, {}}].add(ok,
                                                                                                    log.durationMs);
}

} // namespace tidemark::backend
