// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Random.h"
#include "base/Result.h"

#include <cstddef>
#include <string>

namespace tidemark::daemon {

/// A file's path in the user's data directory for this program, which is made, closed to others, when missing.
Result<std::string> dataFile(const std::string &name);

struct Secret {
    std::string bytes;
    bool exposed = false; ///< others on this machine may read the file
};

/// The file's content without a newline at its end.
Result<Secret> readSecret(const std::string &path);

/// The same; a missing file is made first, readable by its owner alone, with 32 random bytes as base64. Of several
/// programs that do so at once, one wins and all read the same.
Result<Secret> readOrMakeSecret(const std::string &path, Random &random);

/// A regular file's content; an error when it is longer than `limit` bytes.
Result<std::string> readFile(const std::string &path, std::size_t limit);

/// False also when there is no such file.
bool isWritableByOthers(const std::string &path);

/// Readers see the old content or the new one, never a part.
Result<void> writeAtomically(const std::string &path, const std::string &content);

} // namespace tidemark::daemon
