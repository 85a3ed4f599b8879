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
/// kept in the metadata, wrapped by the key store's key. While it is being replaced there are two: the new one seals,
/// either opens.
class Vault {
public:
    Vault(const Metadata &metadata, KeyStore *keys) : m_metadata(metadata), m_keys(keys) {}

    /// Inside a transaction: the first sealing writes the wrapped data key.
    /// Errors (category Local): those of the key store; "key_elsewhere", the replica's key is of another source;
    /// "key_wrong", the key does not open it.
    Result<std::string> seal(std::string_view entity, std::string_view column, std::string_view rowId,
                             std::string_view plaintext);
    /// Errors as above, and "tampered".
    Result<std::string> open(std::string_view entity, std::string_view column, std::string_view rowId,
                             std::string_view sealed);

    /// Fetches the key now. Errors as above; "key_missing" also while nothing is sealed.
    Result<void> unlock();
    /// The key is at hand, no one has to be asked.
    bool isOpen() const { return m_kept.has_value(); }
    /// To be called first in every transaction: lets go of data keys that are no longer the replica's, because
    /// another connection has replaced them, or because the transaction they were made in was rolled back.
    Result<void> refresh();

    /// Makes the data key that takes the place of the present one. Both are known until endRotation().
    Result<void> beginRotation();
    /// What is sealed, sealed with the new key; nothing for what was tampered with. Errors: those of the key.
    Result<std::optional<std::string>> sealAnew(std::string_view entity, std::string_view column,
                                                std::string_view rowId, std::string_view sealed);
    /// Nothing is sealed with the former key any more: it goes.
    Result<void> endRotation();
    /// Wraps the data key (both of them) with a new key of `to`.
    Result<void> rewrap(KeyStore &to);

private:
    Result<void> unlockOrCreate();
    Result<void> take(KeyRecord record, const SecretKey &wrapping);
    Result<SecretKey> wrappingKeyOf(const KeyRecord &record) const;
    Result<KeyRecord> record() const;

    const Metadata &m_metadata;
    KeyStore *m_keys;
    std::optional<KeyRecord> m_kept; ///< what the ciphers were opened from
    std::optional<ColumnCipher> m_cipher;
    std::optional<ColumnCipher> m_former; ///< during a rotation
};

} // namespace tidemark
