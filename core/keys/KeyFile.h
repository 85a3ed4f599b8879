// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keys/KeyStore.h"

#include <QString>

namespace tidemark {

/// The wrapping key as base64 of 32 bytes in a file that only its owner can read. A missing file is made with mode
/// 0600 and appears whole or not at all; an existing one is never written.
/// Errors: Local "key_missing", and "key_invalid" for a file that others may read, another size or other text.
class KeyFile final : public KeyStore {
public:
    explicit KeyFile(QString path);

    std::string_view source() const override { return "file"; }
    Result<SecretKey> wrappingKey(const std::string &parameters) override;
    /// Takes the key of a file that is there already.
    Result<Made> makeWrappingKey() override;

private:
    Result<SecretKey> read() const;
    Result<SecretKey> create() const;

    QString m_path;
};

} // namespace tidemark
