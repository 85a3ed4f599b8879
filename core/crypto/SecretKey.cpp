// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/SecretKey.h"

#include <sodium.h>

#include <algorithm>

namespace tidemark {

namespace {

Error invalidKey()
{
    return Error{"key_invalid", ErrorCategory::Local, "a key must be 32 bytes"};
}

} // namespace

SecretKey SecretKey::random()
{
    SecretKey key;
    randombytes_buf(key.m_bytes.data(), kSize);
    return key;
}

Result<SecretKey> SecretKey::fromBytes(std::string_view bytes)
{
    if (bytes.size() != kSize)
        return invalidKey();
    SecretKey key;
    std::copy(bytes.begin(), bytes.end(), key.m_bytes.begin());
    return key;
}

Result<SecretKey> SecretKey::fromBase64(std::string_view text)
{
    SecretKey key;
    std::size_t size = 0;
    const char *end = nullptr;
    const int decoded = sodium_base642bin(key.m_bytes.data(), kSize, text.data(), text.size(), " \t\r\n", &size, &end,
                                          sodium_base64_VARIANT_ORIGINAL);
    if (decoded != 0 || size != kSize || end != text.data() + text.size())
        return invalidKey();
    return key;
}

SecretKey::SecretKey(SecretKey &&other) noexcept : m_bytes(other.m_bytes)
{
    other.wipe();
}

SecretKey &SecretKey::operator=(SecretKey &&other) noexcept
{
    if (this != &other) {
        m_bytes = other.m_bytes;
        other.wipe();
    }
    return *this;
}

SecretKey::~SecretKey()
{
    wipe();
}

std::string SecretKey::toBase64() const
{
    std::string text(sodium_base64_ENCODED_LEN(kSize, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), m_bytes.data(), kSize, sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // the terminating NUL
    return text;
}

void SecretKey::wipe()
{
    sodium_memzero(m_bytes.data(), kSize);
}

} // namespace tidemark
