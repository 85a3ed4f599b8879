// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/TokenBuckets.h"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tidemark {

namespace {

constexpr double kSecondUs = 1e6;

} // namespace

TokenBuckets::TokenBuckets(double rate, std::string_view seed)
    : m_tokenUs(std::max<std::int64_t>(1, std::llround(kSecondUs / rate))),
      m_capacityUs(std::max<std::int64_t>(m_tokenUs, static_cast<std::int64_t>(kSecondUs))),
      m_buckets(kSets * kWays)
{
    crypto_generichash(m_hashKey.data(), m_hashKey.size(), reinterpret_cast<const unsigned char *>(seed.data()),
                       seed.size(), nullptr, 0);
}

std::int64_t TokenBuckets::take(std::string_view key, std::int64_t nowUs, int tokens)
{
    const std::lock_guard lock(m_mutex);
    Bucket &bucket = find(key);
    const std::int64_t fullAt = std::max(bucket.fullAt, nowUs) + std::min(tokens * m_tokenUs, m_capacityUs);
    const std::int64_t missing = fullAt - nowUs - m_capacityUs;
    if (missing > 0)
        return missing;
    bucket.fullAt = fullAt;
    return 0;
}

TokenBuckets::Bucket &TokenBuckets::find(std::string_view key)
{
    std::uint64_t hash = 0;
    static_assert(sizeof hash == crypto_shorthash_BYTES);
    crypto_shorthash(reinterpret_cast<unsigned char *>(&hash), reinterpret_cast<const unsigned char *>(key.data()),
                     key.size(), m_hashKey.data());
    const auto first = m_buckets.begin() + static_cast<std::ptrdiff_t>(hash % kSets * kWays);
    const auto last = first + kWays;
    const auto known = std::find_if(first, last, [hash](const Bucket &bucket) { return bucket.key == hash; });
    if (known != last)
        return *known;
    const auto leastBusy =
        std::min_element(first, last, [](const Bucket &a, const Bucket &b) { return a.fullAt < b.fullAt; });
    *leastBusy = {hash, 0};
    return *leastBusy;
}

} // namespace tidemark
