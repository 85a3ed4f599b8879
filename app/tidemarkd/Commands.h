// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "app/cli/Program.h"
#include "base/Result.h"

namespace tidemark::daemon {

/// What the program accepts.
const cli::Program &commandTable();

/// Each runs one command. Errors of category Input mean wrong usage, all others a local fault.
Result<void> serve(const cli::Parsed &parsed);
Result<void> printToken(const cli::Parsed &parsed);
Result<void> migrate(const cli::Parsed &parsed);
Result<void> check(const cli::Parsed &parsed);
Result<void> purge(const cli::Parsed &parsed);
Result<void> restored(const cli::Parsed &parsed);

} // namespace tidemark::daemon
