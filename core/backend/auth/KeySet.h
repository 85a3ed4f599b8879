// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/Jose.h"
#include "base/Result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::backend {

/// A key that tokens are verified with. The key says which algorithm that is; a token can only agree.
struct VerifyKey {
    std::string kid;                ///< may be empty
    std::string alg;                ///< HS256, RS256 or ES256
    int bits = 0;                   ///< of the secret, the modulus or the curve
    std::size_t signatureBytes = 0; ///< the length of every signature by it
    Json jwk;                       ///< kty, alg and what verifying needs, nothing else
};

struct KeySet {
    std::vector<VerifyKey> keys;
    std::vector<std::string> refused; ///< for people: each key that was left out, and why
    bool named = true;                ///< false: a token is not asked for the key's name
};

inline constexpr std::size_t kMaxKeySetBytes = std::size_t{256} * 1024;
/// A token without a `kid` is tried against every key of its algorithm.
inline constexpr std::size_t kMaxKeys = 32;
/// An HMAC key shorter than its hash weakens it (RFC 7518, 3.2); libjose takes none longer than the other.
inline constexpr std::size_t kMinSecretBytes = 32;
inline constexpr std::size_t kMaxSecretBytes = 1024;

/// The set that has one HS256 key, of these bytes. Errors: `secret_too_short`, `secret_too_long`.
Result<KeySet> secretKeySet(std::string_view secret);

/// Reads a JWK set (RFC 7517): RSA keys of 2048 to 8192 bits become RS256 keys, EC keys on P-256 ES256 keys. A key is
/// left out when it is of another kind, names another algorithm or use, is weak, malformed or not on its curve, holds
/// its private part, or has a `kid` that another key of its algorithm has too. The result may have no keys at all.
/// Errors, of category Local: `bad_key_set` when the text is no JWK set, is larger than kMaxKeySetBytes or has more
/// than kMaxKeys keys.
Result<KeySet> readKeySet(std::string_view text);

/// A key in a few words for people, harmless in a terminal: `2024-01 (RS256, 2048 bits)`.
std::string describe(const VerifyKey &key);

} // namespace tidemark::backend
