// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "protocol/SyncLog.h"

#include <string>

namespace tidemark::backend {

/// What one sync request leaves in the log, filled in while it is answered.
class RequestTrace {
public:
    /// @param queuedUs  how long the request has waited for a worker
    explicit RequestTrace(const Clock &clock, std::int64_t queuedUs = 0)
        : m_clock(clock),
          m_startUs(clock.steadyUs() - queuedUs),
          m_lapUs(m_startUs + queuedUs)
    {
        entry.startedAt = clock.nowMs() - queuedUs / 1000;
        entry.source = "server";
        entry.phases.emplace_back("queue", static_cast<double>(queuedUs) / 1000.0);
    }

    /// The time since the last lap went into this phase. A phase named again grows.
    void lap(const char *phase)
    {
        const std::int64_t now = m_clock.steadyUs();
        const double ms = static_cast<double>(now - m_lapUs) / 1000.0;
        m_lapUs = now;
        for (auto &[name, sum] : entry.phases) {
            if (name == phase) {
                sum += ms;
                return;
            }
        }
        entry.phases.emplace_back(phase, ms);
    }

    double elapsedMs() const { return static_cast<double>(m_clock.steadyUs() - m_startUs) / 1000.0; }

    SyncLogEntry entry;
    std::int64_t cursor = 0; ///< the stamp that the answer brings the device up to; 0 when it brings it to none

private:
    const Clock &m_clock;
    std::int64_t m_startUs;
    std::int64_t m_lapUs;
};

} // namespace tidemark::backend
