// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Vault.h"

#include "keys/KeyStore.h"

namespace tidemark {

namespace {

Error keyMissing(const char *why)
{
    return Error{"key_missing", ErrorCategory::Local, why};
}

} // namespace

Result<std::string> Vault::seal(std::string_view entity, std::string_view column, std::string_view rowId,
                                std::string_view plaintext)
{
    CHECK(unlockOrCreate());
    return m_cipher->seal(entity, column, rowId, plaintext);
}

Result<std::string> Vault::open(std::string_view entity, std::string_view column, std::string_view rowId,
                                std::string_view sealed)
{
    CHECK(unlock());
    return m_cipher->open(entity, column, rowId, sealed);
}

Result<void> Vault::unlock()
{
    if (m_cipher)
        return {};
    if (!m_keys)
        return keyMissing("no key store");
    TRY(const auto wrapped, m_metadata.wrappedKey());
    if (!wrapped)
        return keyMissing("the replica has lost its data key");
    TRY(const SecretKey wrapping, m_keys->wrappingKey(false));
    TRY(SecretKey key, unwrapKey(*wrapped, wrapping));
    m_cipher.emplace(std::move(key));
    return {};
}

Result<void> Vault::unlockOrCreate()
{
    if (m_cipher)
        return {};
    if (!m_keys)
        return keyMissing("no key store");
    TRY(const auto wrapped, m_metadata.wrappedKey());
    if (wrapped)
        return unlock();
    TRY(const SecretKey wrapping, m_keys->wrappingKey(true));
    SecretKey key = SecretKey::random();
    CHECK(m_metadata.setWrappedKey(wrapKey(key, wrapping)));
    m_cipher.emplace(std::move(key));
    return {};
}

} // namespace tidemark
