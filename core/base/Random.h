// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tidemark {

/// The only source of randomness in core. Distributions are our own, so that one seed gives the same draws with
/// every compiler and library.
class Random {
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;

    /// Uniform in [0, bound); bound must be > 0.
    std::uint64_t below(std::uint64_t bound);
    /// True `numerator` times out of `denominator`.
    bool chance(std::uint64_t numerator, std::uint64_t denominator) { return below(denominator) < numerator; }
};

/// xoshiro256** by Blackman and Vigna, seeded through splitmix64. Not for secrets.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed);
    std::uint64_t next() override;

private:
    std::uint64_t m_state[4];
};

/// The operating system's generator (through libsodium). Callable from any thread.
class SystemRandom final : public Random {
public:
    std::uint64_t next() override;
};

} // namespace tidemark
