// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "crypto/SecretKey.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

/// How a key is made of a passphrase with Argon2id (version 1.3, one lane): the salt, and what guessing costs.
/// Callable from any thread.
class Argon2id {
public:
    /// A random salt, 3 passes over 64 MiB: the second choice of RFC 9106, for when memory is short.
    static Argon2id fresh();
    /// Errors: Local "key_invalid" unless toText() could have written it, within 16 passes and 1 GiB.
    static Result<Argon2id> fromText(std::string_view text);
    /// "argon2id 3 65536 BASE64": passes, KiB, salt.
    std::string toText() const;

    /// Errors: Local "key_invalid" when there is not enough memory.
    Result<SecretKey> derive(std::string_view passphrase) const;

private:
    Argon2id() = default;

    std::uint64_t m_passes = 0;
    std::size_t m_kibibytes = 0;
    std::string m_salt;
};

} // namespace tidemark
