// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/KeyOptions.h"

#include "keys/KeyFile.h"
#include "keys/Keychain.h"
#include "keys/Passphrase.h"

namespace tidemark {

Result<std::unique_ptr<KeyStore>> makeKeyStore(const KeyOptions &options)
{
    if (!options.keyFile.isEmpty() && !options.passphraseFile.isEmpty())
        return Error{"usage", ErrorCategory::Input, "a key file or a passphrase file, not both"};
    if (!options.keyFile.isEmpty())
        return std::unique_ptr<KeyStore>(std::make_unique<KeyFile>(options.keyFile));
    if (!options.passphraseFile.isEmpty())
        return std::unique_ptr<KeyStore>(std::make_unique<Passphrase>(options.passphraseFile));
    return std::unique_ptr<KeyStore>(std::make_unique<Keychain>());
}

Error keyElsewhere(std::string_view source)
{
    const char *where = source == "file" ? "in a key file; name it with --key-file"
        : source == "passphrase"         ? "made of a passphrase; name its file with --passphrase-file"
        : source == "keychain"           ? "in the system's keychain; name neither --key-file nor --passphrase-file"
                                         : "in a place that this version does not know";
    return Error{"key_elsewhere", ErrorCategory::Local, std::string("this replica's key is ") + where};
}

} // namespace tidemark
