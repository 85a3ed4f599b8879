// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/ColumnCipher.h"

#include <sodium.h>

#include <cstdint>
#include <cstdlib>

namespace tidemark {

namespace {

constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

static_assert(SecretKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SecretKey::kSize == crypto_secretbox_KEYBYTES);

/// Without it libsodium would stay on its slowest implementation.
void ensureSodium()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready)
        std::abort(); // no randomness: nothing may be sealed
}

unsigned char *bytes(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

/// Each part with its length in front, so that no two places have the same bytes.
std::string placeOf(std::string_view entity, std::string_view column, std::string_view rowId)
{
    std::string place;
    place.reserve(entity.size() + column.size() + rowId.size() + 12);
    for (const std::string_view part : {entity, column, rowId}) {
        const auto size = static_cast<std::uint32_t>(part.size());
        for (unsigned shift = 0; shift < 32; shift += 8)
            place += static_cast<char>((size >> shift) & 0xFFU);
        place += part;
    }
    return place;
}

} // namespace

ColumnCipher::ColumnCipher(SecretKey key) : m_key(std::move(key))
{
    ensureSodium();
}

std::string ColumnCipher::seal(std::string_view entity, std::string_view column, std::string_view rowId,
                               std::string_view plaintext) const
{
    const std::string place = placeOf(entity, column, rowId);
    std::string sealed(1 + kNonceSize + plaintext.size() + kTagSize, kVersion);
    unsigned char *nonce = bytes(sealed) + 1;
    randombytes_buf(nonce, kNonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceSize, nullptr, bytes(plaintext), plaintext.size(),
                                               bytes(place), place.size(), nullptr, nonce, m_key.data());
    return sealed;
}

Result<std::string> ColumnCipher::open(std::string_view entity, std::string_view column, std::string_view rowId,
                                       std::string_view sealed) const
{
    const Error tampered{"tampered", ErrorCategory::Local,
                         std::string(entity) + '.' + std::string(column) + " of " + std::string(rowId)};
    if (sealed.size() < 1 + kNonceSize + kTagSize || sealed.front() != kVersion)
        return tampered;
    const std::string place = placeOf(entity, column, rowId);
    const unsigned char *nonce = bytes(sealed) + 1;
    const std::size_t boxed = sealed.size() - 1 - kNonceSize;
    std::string plaintext(boxed - kTagSize, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(plaintext), nullptr, nullptr, nonce + kNonceSize, boxed,
                                                   bytes(place), place.size(), nonce, m_key.data())
        != 0)
        return tampered;
    return plaintext;
}

std::string wrapKey(const SecretKey &key, const SecretKey &wrapping)
{
    ensureSodium();
    std::string wrapped(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + SecretKey::kSize, '\0');
    unsigned char *nonce = bytes(wrapped);
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, key.data(), SecretKey::kSize, nonce, wrapping.data());
    return wrapped;
}

Result<SecretKey> unwrapKey(std::string_view wrapped, const SecretKey &wrapping)
{
    ensureSodium();
    const Error wrong{"key_wrong", ErrorCategory::Local, "the key does not open this replica"};
    if (wrapped.size() != crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + SecretKey::kSize)
        return wrong;
    const unsigned char *nonce = bytes(wrapped);
    unsigned char opened[SecretKey::kSize];
    if (crypto_secretbox_open_easy(opened, nonce + crypto_secretbox_NONCEBYTES,
                                   wrapped.size() - crypto_secretbox_NONCEBYTES, nonce, wrapping.data())
        != 0)
        return wrong;
    auto key = SecretKey::fromBytes({reinterpret_cast<const char *>(opened), sizeof opened});
    sodium_memzero(opened, sizeof opened);
    return key;
}

} // namespace tidemark
