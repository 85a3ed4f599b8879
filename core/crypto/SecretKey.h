// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace tidemark {

/// A 256-bit symmetric key. Move only; its memory is zeroed when it is moved from or destroyed.
class SecretKey {
public:
    static constexpr std::size_t kSize = 32;

    /// Drawn from libsodium's generator.
    static SecretKey random();
    /// Errors: Local "key_invalid" unless there are exactly 32 bytes.
    static Result<SecretKey> fromBytes(std::string_view bytes);
    /// Errors: Local "key_invalid" unless the text is base64 of 32 bytes; white space is ignored.
    static Result<SecretKey> fromBase64(std::string_view text);

    SecretKey(SecretKey &&other) noexcept;
    SecretKey &operator=(SecretKey &&other) noexcept;
    SecretKey(const SecretKey &) = delete;
    SecretKey &operator=(const SecretKey &) = delete;
    ~SecretKey();

    const unsigned char *data() const { return m_bytes.data(); }
    /// For key files; the caller owns the secret.
    std::string toBase64() const;

private:
    SecretKey() = default;
    void wipe();

    std::array<unsigned char, kSize> m_bytes{};
};

} // namespace tidemark
