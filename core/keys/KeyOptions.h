// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keys/KeyStore.h"

#include <QString>

#include <memory>

namespace tidemark {

/// What a person said about the key. Without either file it is in the system's keychain.
struct KeyOptions {
    QString keyFile;
    QString passphraseFile;
};

/// Nothing is opened or asked for yet. Errors: Input "usage" for two files.
Result<std::unique_ptr<KeyStore>> makeKeyStore(const KeyOptions &options);

/// Local "key_elsewhere": the key of a replica is of that source, and another one was named.
Error keyElsewhere(std::string_view source);

} // namespace tidemark
