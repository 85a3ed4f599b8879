// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/Transport.h"

namespace tidemark {

/// The system's clock, waited for on the event loop of the thread that asks.
class QtClock final : public AsyncClock {
public:
    std::int64_t nowMs() const override { return m_clock.nowMs(); }
    std::int64_t steadyUs() const override { return m_clock.steadyUs(); }
    /// Also notices a wall clock that was set, and a machine that slept, within a second.
    QCoro::Task<> sleepUntil(std::int64_t ms) override;

private:
    SystemClock m_clock;
};

} // namespace tidemark
