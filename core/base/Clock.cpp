// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Clock.h"

#include <chrono>

namespace tidemark {

using namespace std::chrono;

std::int64_t SystemClock::nowMs() const
{
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t SystemClock::steadyUs() const
{
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace tidemark
