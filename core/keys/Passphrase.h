// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keys/KeyStore.h"

#include <QString>

namespace tidemark {

/// The wrapping key as Argon2id makes it of a passphrase, the first line of a file that only its owner can read, or
/// of a pipe. Salt and cost are the parameters.
/// Errors (category Local): "key_missing", no such file; "key_invalid" for a file that others may read, an empty
/// line, or parameters that are none.
class Passphrase final : public KeyStore {
public:
    explicit Passphrase(QString path);

    std::string_view source() const override { return "passphrase"; }
    Result<SecretKey> wrappingKey(const std::string &parameters) override;
    Result<Made> makeWrappingKey() override;

private:
    QString m_path;
};

} // namespace tidemark
