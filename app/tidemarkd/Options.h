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

/// Where to listen, the certificate, and how many requests are worked on at once (--pool).
Result<backend::HttpServerConfig> httpConfig(const cli::Parsed &parsed);

/// Where the data is: --store as a path or a postgresql:// URL, else a file in the data directory.
Result<std::string> storePath(const cli::Parsed &parsed);

/// The location without the passwords a URL may hold, for people and logs.
std::string storeName(const std::string &location);

/// What a database may be opened to.
enum class Upgrade { Refused, Allowed };

/// The database, an empty one with its schema; errors name it.
/// @param connections  as in SqlStore::Config
Result<std::unique_ptr<backend::SqlStore>> openStore(const std::string &path, Upgrade upgrade, unsigned connections,
                                                     Clock &clock, IdSource &ids, Random &random);

/// How long things are kept: --tombstones, --versions, --logs.
Result<backend::Retention> readRetention(const cli::Parsed &parsed);

} // namespace tidemark::daemon
