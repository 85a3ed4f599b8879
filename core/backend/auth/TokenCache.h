// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/Claims.h"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tidemark::backend {

/// Claims of verified tokens by the token's hash, so that no token is kept in memory. Bounded; callable from any
/// thread. Whether an entry has expired is for the caller to ask.
class TokenCache {
public:
    /// BLAKE2b-256 of the token.
    using Key = std::string;
    static Key keyOf(std::string_view token);

    std::optional<Claims> find(const Key &key) const;
    /// Makes room when full: first what has expired, else everything.
    void keep(const Key &key, const Claims &claims, std::int64_t nowMs);
    void forget(const Key &key);

private:
    static constexpr std::size_t kCapacity = 4096;
    mutable std::mutex m_mutex;
    std::unordered_map<Key, Claims> m_claims;
};

} // namespace tidemark::backend
