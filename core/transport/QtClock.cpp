// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/QtClock.h"

#include <QCoroTimer>

#include <algorithm>
#include <chrono>

namespace tidemark {

namespace {

constexpr std::int64_t kLongestNapMs = 1000;

// Free, so that a clock may go while someone still waits.
QCoro::Task<> napUntil(std::int64_t ms)
{
    const SystemClock clock;
    for (std::int64_t left = ms - clock.nowMs(); left > 0; left = ms - clock.nowMs())
        co_await QCoro::sleepFor(std::chrono::milliseconds(std::min(left, kLongestNapMs)));
}

} // namespace

QCoro::Task<> QtClock::sleepUntil(std::int64_t ms)
{
    return napUntil(ms);
}

} // namespace tidemark
