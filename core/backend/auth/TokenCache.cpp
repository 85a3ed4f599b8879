// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/TokenCache.h"

#include <sodium.h>

namespace tidemark::backend {

TokenCache::Key TokenCache::keyOf(std::string_view token)
{
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char *>(token.data()), token.size(),
                       nullptr, 0);
    return {hash, hash + sizeof hash};
}

std::optional<Claims> TokenCache::find(const Key &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_claims.find(key);
    return found == m_claims.end() ? std::nullopt : std::optional(found->second);
}

void TokenCache::keep(const Key &key, const Claims &claims, std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    if (m_claims.size() >= kCapacity)
        std::erase_if(m_claims, [&](const auto &entry) { return entry.second.exp * 1000 <= nowMs; });
    if (m_claims.size() >= kCapacity)
        m_claims.clear();
    m_claims.insert_or_assign(key, claims);
}

void TokenCache::forget(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    m_claims.erase(key);
}

} // namespace tidemark::backend
