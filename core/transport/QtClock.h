// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/Transport.h"

#include <memory>

namespace tidemark {

/// The system's time, waited for in the event loop of its thread. Who still waits when it is destroyed goes on at
/// once, so that no coroutine is left behind.
class QtClock final : public AsyncClock {
public:
    QtClock();
    ~QtClock() override;

    std::int64_t nowMs() const override { return m_clock.nowMs(); }
    std::int64_t steadyUs() const override { return m_clock.steadyUs(); }
    /// Also notices a wall clock that was set, and a machine that slept, within a second.
    QCoro::Task<> sleepUntil(std::int64_t ms) override;

    struct Naps;

private:
    SystemClock m_clock;
    std::shared_ptr<Naps> m_naps;
};

} // namespace tidemark
