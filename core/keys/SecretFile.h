// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QString>

#include <cstdint>
#include <string>

namespace tidemark {

enum class SecretFile : std::uint8_t { Regular, MayBePipe };

/// The bytes of a file with a secret, at most `most` of them. The caller wipes them.
/// Errors (category Local): "key_missing", no such file; "key_invalid" for one that others may use, is too long, or
/// cannot be read.
Result<std::string> readSecretFile(const QString &path, std::size_t most, SecretFile kind);

/// Zeroes the text's memory, which the compiler may not leave out, and empties it.
void wipe(std::string &text);

} // namespace tidemark
