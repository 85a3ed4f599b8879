// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "backend/http/HttpServer.h"
#include "backend/store/SqliteStore.h"
#include "base/Random.h"
#include "base/Result.h"

#include <memory>
#include <string>

namespace tidemark::daemon {

/// Where to listen, and the certificate.
Result<backend::HttpServerConfig> httpConfig(const cli::Parsed &parsed);

/// Path of the SQLite file: --store, else one in the data directory.
Result<std::string> storePath(const cli::Parsed &parsed);

/// The database with its schema brought up to date; errors name the file.
Result<std::unique_ptr<backend::SqliteStore>> openStore(const std::string &path, Clock &clock, IdSource &ids,
                                                        Random &random);

} // namespace tidemark::daemon
