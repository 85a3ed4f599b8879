// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/Passphrase.h"

#include "crypto/Argon2id.h"
#include "keys/SecretFile.h"

namespace tidemark {

namespace {

/// Longer lines are no passphrases.
constexpr std::size_t kMaxSize = 4096;

Result<std::string> firstLine(const QString &path)
{
    TRY(std::string text, readSecretFile(path, kMaxSize, SecretFile::MayBePipe));
    const std::size_t end = text.find('\n');
    std::string line = text.substr(0, end);
    wipe(text);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    if (line.empty())
        return Error{"key_invalid", ErrorCategory::Local, path.toStdString() + ": no passphrase in its first line"};
    return line;
}

} // namespace

Passphrase::Passphrase(QString path) : m_path(std::move(path)) {}

Result<SecretKey> Passphrase::wrappingKey(const std::string &parameters)
{
    TRY(const Argon2id recipe, Argon2id::fromText(parameters));
    TRY(std::string passphrase, firstLine(m_path));
    auto key = recipe.derive(passphrase);
    wipe(passphrase);
    return key;
}

Result<KeyStore::Made> Passphrase::makeWrappingKey()
{
    const std::string parameters = Argon2id::fresh().toText();
    TRY(SecretKey key, wrappingKey(parameters));
    return Made{std::move(key), parameters};
}

} // namespace tidemark
