// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Vault.h"

#include "keys/KeyOptions.h"

namespace tidemark {

namespace {

Error keyError(const char *code, std::string why)
{
    return Error{code, ErrorCategory::Local, std::move(why)};
}

Error noKeyStore()
{
    return keyError("key_missing", "no key store");
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
    auto plaintext = m_cipher->open(entity, column, rowId, sealed);
    if (!plaintext && m_former)
        plaintext = m_former->open(entity, column, rowId, sealed);
    if (plaintext)
        return plaintext;
    CHECK(refresh());
    if (isOpen())
        return plaintext;
    return open(entity, column, rowId, sealed); // the data key was replaced since we fetched it
}

Result<void> Vault::refresh()
{
    if (!isOpen())
        return {};
    TRY(const auto kept, m_metadata.keys());
    if (kept != m_kept) {
        m_kept.reset();
        m_cipher.reset();
        m_former.reset();
    }
    return {};
}

Result<KeyRecord> Vault::record() const
{
    TRY(auto found, m_metadata.keys());
    if (!found)
        return keyError("key_missing", "the replica has no data key");
    return std::move(*found);
}

Result<SecretKey> Vault::wrappingKeyOf(const KeyRecord &record) const
{
    if (!m_keys)
        return noKeyStore();
    if (record.source != m_keys->source())
        return keyElsewhere(record.source);
    return m_keys->wrappingKey(record.parameters);
}

Result<void> Vault::take(KeyRecord record, const SecretKey &wrapping)
{
    TRY(SecretKey key, unwrapKey(record.wrapped, wrapping));
    if (record.nextWrapped.empty()) {
        m_cipher.emplace(std::move(key));
        m_former.reset();
    } else {
        TRY(SecretKey next, unwrapKey(record.nextWrapped, wrapping));
        m_cipher.emplace(std::move(next));
        m_former.emplace(std::move(key));
    }
    m_kept = std::move(record);
    return {};
}

Result<void> Vault::unlock()
{
    if (isOpen())
        return {};
    TRY(const KeyRecord kept, record());
    TRY(const SecretKey wrapping, wrappingKeyOf(kept));
    return take(kept, wrapping);
}

Result<void> Vault::unlockOrCreate()
{
    if (isOpen())
        return {};
    TRY(const auto known, m_metadata.keys());
    if (known)
        return unlock();
    if (!m_keys)
        return noKeyStore();
    TRY(const KeyStore::Made made, m_keys->makeWrappingKey());
    const KeyRecord first{wrapKey(SecretKey::random(), made.key), {}, std::string(m_keys->source()), made.parameters};
    CHECK(m_metadata.setKeys(first));
    return take(first, made.key);
}

Result<void> Vault::beginRotation()
{
    TRY(KeyRecord kept, record());
    TRY(const SecretKey wrapping, wrappingKeyOf(kept));
    CHECK(take(kept, wrapping)); // or the former could not be opened
    kept.nextWrapped = wrapKey(SecretKey::random(), wrapping);
    CHECK(m_metadata.setKeys(kept));
    return take(kept, wrapping);
}

Result<std::optional<std::string>> Vault::sealAnew(std::string_view entity, std::string_view column,
                                                   std::string_view rowId, std::string_view sealed)
{
    auto plaintext = open(entity, column, rowId, sealed);
    if (!plaintext && plaintext.error().code == "tampered")
        return std::optional<std::string>();
    if (!plaintext)
        return plaintext.error();
    TRY(std::string cell, seal(entity, column, rowId, *plaintext));
    return std::optional(std::move(cell));
}

Result<void> Vault::endRotation()
{
    TRY(KeyRecord kept, record());
    kept.wrapped = std::move(kept.nextWrapped);
    kept.nextWrapped.clear();
    return m_metadata.setKeys(kept);
}

Result<void> Vault::rewrap(KeyStore &to)
{
    TRY(KeyRecord kept, record());
    TRY(const SecretKey wrapping, wrappingKeyOf(kept));
    TRY(const KeyStore::Made made, to.makeWrappingKey());
    TRY(const SecretKey key, unwrapKey(kept.wrapped, wrapping));
    kept.wrapped = wrapKey(key, made.key);
    if (!kept.nextWrapped.empty()) {
        TRY(const SecretKey next, unwrapKey(kept.nextWrapped, wrapping));
        kept.nextWrapped = wrapKey(next, made.key);
    }
    kept.source = to.source();
    kept.parameters = made.parameters;
    return m_metadata.setKeys(kept);
}

} // namespace tidemark
