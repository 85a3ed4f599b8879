// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <algorithm>
#include <atomic>

namespace tidemark::demo {

/// The system's time, less what is still to be caught up with: so a demo can begin with an hour that has happened.
/// One thread catches up, any may ask.
class HistoryClock final : public Clock {
public:
    explicit HistoryClock(std::int64_t behindMs) : m_behindMs(behindMs) {}

    std::int64_t nowMs() const override { return m_system.nowMs() - m_behindMs; }
    std::int64_t steadyUs() const override { return m_system.steadyUs(); }
    std::int64_t behindMs() const { return m_behindMs; }
    void catchUp(std::int64_t ms) { m_behindMs = std::max<std::int64_t>(0, m_behindMs - ms); }

private:
    SystemClock m_system;
    std::atomic<std::int64_t> m_behindMs;
};

} // namespace tidemark::demo
