// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "app/cli/Program.h"
#include "backend/http/HttpServer.h"
#include "base/Result.h"

#include <vector>

namespace tidemark::daemon {

/// What one user, one address and all together may ask of the server.
const std::vector<cli::Option> &limitOptions();

/// Takes the limits of connections and addresses into `config`. Several processes that share the load of one service
/// share its rates.
Result<void> readLimits(const cli::Parsed &parsed, backend::HttpServerConfig &config);

/// Requests a second of one user in this process; 0: no limit.
Result<double> userRate(const cli::Parsed &parsed);

} // namespace tidemark::daemon
