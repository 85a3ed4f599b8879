// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PageToken.h"

#include <sodium.h>

#include <array>
#include <charconv>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxTokenBytes = 512;
constexpr int kEncoding = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string textOf(const PageToken &token)
{
    std::uint64_t entities = 0;
    for (const std::size_t entity : token.entities)
        entities |= std::uint64_t{1} << entity;
    std::string text;
    for (const std::string &part :
         {std::to_string(token.cursor), std::to_string(token.until), std::to_string(entities),
          std::to_string(token.after.entity), std::to_string(token.after.stamp), token.after.id, token.epoch})
        text += part + ' ';
    return text;
}

std::string_view takeWord(std::string_view &text)
{
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    return word;
}

template <typename Number> Number takeNumber(std::string_view &text)
{
    const std::string_view word = takeWord(text);
    Number number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

/// Only ever given what textOf() wrote.
PageToken tokenOf(std::string_view text)
{
    PageToken token;
    token.cursor = takeNumber<std::int64_t>(text);
    token.until = takeNumber<std::int64_t>(text);
    const auto entities = takeNumber<std::uint64_t>(text);
    for (std::size_t entity = 0; entity < 64; ++entity) {
        if (((entities >> entity) & 1U) != 0)
            token.entities.push_back(entity);
    }
    token.after.entity = takeNumber<std::size_t>(text);
    token.after.stamp = takeNumber<std::int64_t>(text);
    token.after.id = takeWord(text);
    token.epoch = takeWord(text);
    return token;
}

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

using Tag = std::array<unsigned char, crypto_auth_hmacsha512256_BYTES>;

Tag tagOf(const std::string &key, const std::string &userId, std::string_view text)
{
    const std::string bound = "pull " + userId + ' ' + std::string(text);
    Tag tag;
    crypto_auth_hmacsha512256_state state;
    crypto_auth_hmacsha512256_init(&state, bytesOf(key), key.size());
    crypto_auth_hmacsha512256_update(&state, bytesOf(bound), bound.size());
    crypto_auth_hmacsha512256_final(&state, tag.data());
    return tag;
}

} // namespace

std::string PageTokens::seal(const std::string &userId, const PageToken &token) const
{
    const std::string text = textOf(token);
    const Tag tag = tagOf(m_key, userId, text);
    std::string bytes(tag.begin(), tag.end());
    bytes += text;
    std::string sealed(sodium_base64_encoded_len(bytes.size(), kEncoding), '\0');
    sodium_bin2base64(sealed.data(), sealed.size(), bytesOf(bytes), bytes.size(), kEncoding);
    sealed.pop_back();
    return sealed;
}

std::optional<PageToken> PageTokens::open(const std::string &userId, std::string_view text) const
{
    // libsodium 1.0.18 takes every byte above 127 for '_'.
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
    if (text.size() > kMaxTokenBytes || !ascii)
        return std::nullopt;
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(bytes.data()), bytes.size(), text.data(), text.size(),
                          nullptr, &length, nullptr, kEncoding)
            != 0
        || length < Tag().size())
        return std::nullopt;
    const std::string_view content(bytes.data() + Tag().size(), length - Tag().size());
    const Tag tag = tagOf(m_key, userId, content);
    if (sodium_memcmp(tag.data(), bytes.data(), tag.size()) != 0)
        return std::nullopt;
    return tokenOf(content);
}

} // namespace tidemark::backend
