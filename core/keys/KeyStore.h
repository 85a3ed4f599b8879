// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "crypto/SecretKey.h"

namespace tidemark {

/// Where the key is kept that wraps a replica's data key. Asked lazily: a replica without sensitive values never
/// needs it.
class KeyStore {
public:
    virtual ~KeyStore() = default;
    /// @param mayCreate  a missing key may be made, because nothing is sealed with a lost one
    /// Errors (category Local): "key_missing", "key_invalid".
    virtual Result<SecretKey> wrappingKey(bool mayCreate) = 0;
};

} // namespace tidemark
