// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/Transport.h"

#include <coroutine>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace tidemark::sim {

/// Simulated time and the order of everything that happens in it: one queue of events, run in one thread. Events of
/// the same millisecond run in the order they were planned, so a run depends on its seed alone.
class Scheduler {
public:
    std::int64_t nowMs() const { return m_now; }
    void at(std::int64_t ms, std::function<void()> event);
    /// Runs what is due up to and including `ms`, then stands there.
    void runUntil(std::int64_t ms);
    /// Runs until nothing is planned. False when it does not come to rest within `maxEvents`.
    bool runToRest(std::size_t maxEvents);

private:
    bool step(std::int64_t limit);

    std::int64_t m_now = 1'767'225'600'000;
    std::uint64_t m_sequence = 0;
    std::map<std::pair<std::int64_t, std::uint64_t>, std::function<void()>> m_events;
};

/// Awaitable: goes on when the scheduler reaches the time.
class Delay {
public:
    Delay(Scheduler &scheduler, std::int64_t until) : m_scheduler(scheduler), m_until(until) {}
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiting);
    void await_resume() const {}

private:
    Scheduler &m_scheduler;
    std::int64_t m_until;
};

/// A clock on the scheduler that may be wrong by an offset, which may change.
class SimClock final : public AsyncClock {
public:
    explicit SimClock(Scheduler &scheduler) : m_scheduler(scheduler) {}
    std::int64_t nowMs() const override { return m_scheduler.nowMs() + m_offset; }
    std::int64_t steadyUs() const override { return m_scheduler.nowMs() * 1000; }
    QCoro::Task<> sleepUntil(std::int64_t ms) override;
    void step(std::int64_t ms) { m_offset += ms; }

private:
    Scheduler &m_scheduler;
    std::int64_t m_offset = 0;
};

} // namespace tidemark::sim
