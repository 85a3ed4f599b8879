// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "crypto/SecretKey.h"

#include <string>
#include <string_view>

namespace tidemark {

/// Where the key is kept that wraps a replica's data key. Asked lazily: a replica without sensitive values never
/// needs it. May block for as long as its source takes, never for a person. Used by one thread at a time.
class KeyStore {
public:
    virtual ~KeyStore() = default;

    /// "file", "keychain" or "passphrase". The replica keeps it, so that it can say where its key is.
    virtual std::string_view source() const = 0;

    /// The key made earlier.
    /// @param parameters  what makeWrappingKey() gave with it
    /// Errors (category Local): "key_missing", "key_invalid", "key_locked", "key_unavailable".
    virtual Result<SecretKey> wrappingKey(const std::string &parameters) = 0;

    struct Made {
        SecretKey key;
        std::string parameters; ///< no secret; kept beside what the key wraps
    };
    /// The key for a replica that has none yet. It is safe in its place before it is returned.
    /// Errors as above.
    virtual Result<Made> makeWrappingKey() = 0;
};

} // namespace tidemark
