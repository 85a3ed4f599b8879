// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Program.h"
#include "app/tidemarkctl/Context.h"
#include "base/Result.h"

#include <QCoroTask>

namespace tidemark::ctl {

/// What the program accepts.
const cli::Program &commandTable();

// On the replica alone.
Result<void> put(Context &context);
Result<void> get(Context &context);
Result<void> list(Context &context);
Result<void> remove(Context &context);
Result<void> restore(Context &context);
Result<void> status(Context &context);
Result<void> outbox(Context &context);
Result<void> keyRotate(Context &context);
Result<void> keyMove(Context &context);

/// Over the network. They answer the exit code; `context` outlives them.
QCoro::Task<int> sync(Context *context);
QCoro::Task<int> adminStats(Context *context);
QCoro::Task<int> adminLogs(Context *context);
QCoro::Task<int> adminUsers(Context *context);
QCoro::Task<int> adminUser(Context *context);
QCoro::Task<int> adminHistory(Context *context);
QCoro::Task<int> adminAudit(Context *context);
QCoro::Task<int> adminConflicts(Context *context);
QCoro::Task<int> adminConflict(Context *context);
QCoro::Task<int> adminOverride(Context *context);
QCoro::Task<int> adminRevert(Context *context);

/// Everything simulated, in this thread.
int simulate(Context &context);

} // namespace tidemark::ctl
