// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "crypto/SecretKey.h"

#include <string>
#include <string_view>

namespace tidemark {

/// Seals single cells with XChaCha20-Poly1305-IETF. A sealed cell is a version byte 0x01, a random 24-byte nonce, and
/// ciphertext with tag; it opens only in the entity, column and row it was sealed for. Whatever else is written of
/// sensitive values (base rows, frozen batches, conflicts) is sealed the same way under a column name of its own.
/// Callable from any thread.
class ColumnCipher {
public:
    static constexpr char kVersion = 0x01;

    explicit ColumnCipher(SecretKey key);

    /// @return the sealed bytes, never empty
    std::string seal(std::string_view entity, std::string_view column, std::string_view rowId,
                     std::string_view plaintext) const;

    /// Errors: Local "tampered" when the bytes were not sealed with this key for exactly this place.
    Result<std::string> open(std::string_view entity, std::string_view column, std::string_view rowId,
                             std::string_view sealed) const;

private:
    SecretKey m_key;
};

/// A data key, encrypted by a wrapping key (crypto_secretbox: nonce, then box).
std::string wrapKey(const SecretKey &key, const SecretKey &wrapping);
/// Errors: Local "key_wrong" when `wrapping` is not the key it was wrapped with.
Result<SecretKey> unwrapKey(std::string_view wrapped, const SecretKey &wrapping);

} // namespace tidemark
