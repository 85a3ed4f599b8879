// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tidemark {

class Random;

/// The waits of S5: 1, 1, 2, 3, 5, … 233 s, then 300 s for as long as it takes.
class FibonacciBackoff {
public:
    static constexpr std::int64_t kCapMs = 300'000;

    /// The wait after the given number of failures in a row (1 for the first), ms.
    /// @param jitter  draws a factor in [0.5, 1.5) when given
    static std::int64_t delayMs(int failures, Random *jitter = nullptr);
};

} // namespace tidemark
