// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/FibonacciBackoff.h"

#include "base/Random.h"

#include <algorithm>

namespace tidemark {

std::int64_t FibonacciBackoff::delayMs(int failures, Random *jitter)
{
    std::int64_t previous = 0;
    std::int64_t delay = 1'000;
    for (int i = 1; i < failures && delay < kCapMs; ++i) {
        const std::int64_t next = previous + delay;
        previous = delay;
        delay = next;
    }
    delay = std::min(delay, kCapMs);
    if (!jitter)
        return delay;
    return delay / 2 + static_cast<std::int64_t>(jitter->below(static_cast<std::uint64_t>(delay)));
}

} // namespace tidemark
