// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/SimClock.h"

#include <algorithm>

namespace tidemark::sim {

void Scheduler::at(std::int64_t ms, std::function<void()> event)
{
    m_events.emplace(std::pair(std::max(ms, m_now), m_sequence++), std::move(event));
}

bool Scheduler::step(std::int64_t limit)
{
    if (m_events.empty() || m_events.begin()->first.first > limit)
        return false;
    auto next = m_events.extract(m_events.begin());
    m_now = std::max(m_now, next.key().first);
    next.mapped()();
    return true;
}

void Scheduler::runUntil(std::int64_t ms)
{
    while (step(ms)) {}
    m_now = std::max(m_now, ms);
}

bool Scheduler::runToRest(std::size_t maxEvents)
{
    for (std::size_t i = 0; i < maxEvents; ++i) {
        if (!step(INT64_MAX))
            return true;
    }
    return m_events.empty();
}

void Delay::await_suspend(std::coroutine_handle<> waiting)
{
    m_scheduler.at(m_until, [waiting] { waiting.resume(); });
}

QCoro::Task<> SimClock::sleepUntil(std::int64_t ms)
{
    co_await Delay(m_scheduler, ms - m_offset);
}

} // namespace tidemark::sim
