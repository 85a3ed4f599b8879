// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "crypto/ColumnCipher.h"
#include "replica/Metadata.h"

#include <optional>
#include <string>
#include <string_view>

namespace tidemark {

class KeyStore;

/// The replica's data key, fetched when the first sealed value is met. It is random, made with the first sealing and
/// kept in the metadata, wrapped by the key store's key.
class Vault {
public:
    Vault(const Metadata &metadata, KeyStore *keys) : m_metadata(metadata), m_keys(keys) {}

    /// Inside a transaction: the first sealing writes the wrapped data key.
    /// Errors (category Local): "key_missing", "key_invalid", "key_wrong".
    Result<std::string> seal(std::string_view entity, std::string_view column, std::string_view rowId,
                             std::string_view plaintext);
    /// Errors as above, and "tampered".
    Result<std::string> open(std::string_view entity, std::string_view column, std::string_view rowId,
                             std::string_view sealed);

    /// The key is at hand, no one has to be asked.
    bool isOpen() const { return m_cipher.has_value(); }
    /// After a transaction was rolled back, a key made in it is gone.
    void forget() { m_cipher.reset(); }

private:
    Result<void> unlock();
    Result<void> unlockOrCreate();

    const Metadata &m_metadata;
    KeyStore *m_keys;
    std::optional<ColumnCipher> m_cipher;
};

} // namespace tidemark
