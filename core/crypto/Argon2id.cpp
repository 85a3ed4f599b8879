// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Argon2id.h"

#include <sodium.h>

#include <array>
#include <charconv>

namespace tidemark {

namespace {

constexpr std::uint64_t kPasses = 3;
constexpr std::size_t kKibibytes = 64 * 1024;
// A replica's file may come from anywhere: it must not make a program take all memory, or an hour.
constexpr std::uint64_t kMostPasses = 16;
constexpr std::size_t kMostKibibytes = 1024 * 1024;
constexpr std::string_view kName = "argon2id";

Error invalid(const char *why)
{
    return Error{"key_invalid", ErrorCategory::Local, why};
}

/// The text up to the next space, which is taken away with it.
std::string_view word(std::string_view &text)
{
    const std::size_t end = text.find(' ');
    const std::string_view first = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return first;
}

template <typename Number> bool readNumber(std::string_view text, Number least, Number most, Number &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number >= least && number <= most;
}

} // namespace

Argon2id Argon2id::fresh()
{
    Argon2id recipe;
    recipe.m_passes = kPasses;
    recipe.m_kibibytes = kKibibytes;
    recipe.m_salt.resize(crypto_pwhash_SALTBYTES);
    randombytes_buf(recipe.m_salt.data(), recipe.m_salt.size());
    return recipe;
}

Result<Argon2id> Argon2id::fromText(std::string_view text)
{
    const Error unreadable = invalid("what the replica says of its passphrase cannot be read");
    Argon2id recipe;
    if (word(text) != kName || !readNumber<std::uint64_t>(word(text), 1, kMostPasses, recipe.m_passes)
        || !readNumber<std::size_t>(word(text), 8, kMostKibibytes, recipe.m_kibibytes))
        return unreadable;
    recipe.m_salt.resize(crypto_pwhash_SALTBYTES);
    std::size_t size = 0;
    const char *end = nullptr;
    const int decoded =
        sodium_base642bin(reinterpret_cast<unsigned char *>(recipe.m_salt.data()), recipe.m_salt.size(), text.data(),
                          text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (decoded != 0 || size != crypto_pwhash_SALTBYTES || end != text.data() + text.size())
        return unreadable;
    return recipe;
}

std::string Argon2id::toText() const
{
    std::string salt(sodium_base64_ENCODED_LEN(crypto_pwhash_SALTBYTES, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(salt.data(), salt.size(), reinterpret_cast<const unsigned char *>(m_salt.data()), m_salt.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    salt.pop_back(); // the terminating NUL
    return std::string(kName) + ' ' + std::to_string(m_passes) + ' ' + std::to_string(m_kibibytes) + ' ' + salt;
}

Result<SecretKey> Argon2id::derive(std::string_view passphrase) const
{
    std::array<unsigned char, SecretKey::kSize> bytes{};
    if (sodium_init() < 0
        || crypto_pwhash(bytes.data(), bytes.size(), passphrase.data(), passphrase.size(),
                         reinterpret_cast<const unsigned char *>(m_salt.data()), m_passes, m_kibibytes * 1024,
                         crypto_pwhash_ALG_ARGON2ID13)
            != 0)
        return invalid("not enough memory to make a key of the passphrase");
    auto key = SecretKey::fromBytes({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

} // namespace tidemark
