// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace tidemark {

/// A rate limit for each of many keys: a token bucket, kept as one time per key (the generic cell rate algorithm,
/// ITU-T I.371). Memory is fixed, 1 MiB; when many keys are busy at once, the least busy are forgotten, which is to
/// say that their buckets are full again. Who cannot guess `seed` cannot choose keys that push each other out.
/// Callable from any thread.
class TokenBuckets {
public:
    /// @param rate   tokens a second for each key, above 0; its bucket holds the tokens of one second, at least one
    TokenBuckets(double rate, std::string_view seed);

    /// Takes tokens, at most what a bucket holds. Returns 0, or the microseconds until they are there; then none was
    /// taken.
    std::int64_t take(std::string_view key, std::int64_t nowUs, int tokens = 1);

private:
    struct Bucket {
        std::uint64_t key = 0;
        std::int64_t fullAt = 0; ///< us
    };
    static constexpr std::size_t kWays = 8;
    static constexpr std::size_t kSets = 8192;

    Bucket &find(std::string_view key);

    const std::int64_t m_tokenUs;    ///< the time that brings a token
    const std::int64_t m_capacityUs; ///< the time that fills an empty bucket
    std::array<unsigned char, 16> m_hashKey = {};
    std::mutex m_mutex;
    std::vector<Bucket> m_buckets;
};

} // namespace tidemark
