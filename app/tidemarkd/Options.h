// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "backend/http/HttpServer.h"
#include "backend/store/SqlStore.h"
#include "base/Random.h"
#include "base/Result.h"

#include <memory>
#include <string>

namespace tidemark::daemon {

/// Where to listen, and the certificate.
Result<backend::HttpServerConfig> httpConfig(const cli::Parsed &parsed);

/// Where the data is: --store as a path or a postgresql:// URL, else a file in the data directory.
Result<std::string> storePath(const cli::Parsed &parsed);

/// The location without the password a URL may hold, for people and logs.
std::string storeName(const std::string &location);

/// The database with its schema brought up to date; errors name it.
Result<std::unique_ptr<backend::SqlStore>> openStore(const std::string &path, Clock &clock, IdSource &ids,
                                                     Random &random);

/// How long things are kept: --tombstones, --versions, --logs.
Result<backend::Retention> readRetention(const cli::Parsed &parsed);

} // namespace tidemark::daemon
