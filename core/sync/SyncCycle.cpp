// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SyncCycle.h"

#include "sync/PullPhase.h"
#include "sync/PushPhase.h"

#include <utility>

namespace tidemark {

QCoro::Task<SyncReport> runCycle(CycleParts parts, CycleOptions options,
                                 std::function<void(const SyncProgress &)> progress)
{
    // All of it lives in this coroutine's frame, as long as the attempt does.
    CycleState cycle(parts, std::move(options), std::move(progress));
    PullPhase pull(cycle);
    PushPhase push(cycle);
    bool going = cycle.open();
    if (going && cycle.options.pull)
        going = co_await pull.run();
    else if (going && cycle.options.push)
        going = co_await pull.meetServer(); // nothing is sent before the server is known to be the replica's own
    if (going && cycle.options.push)
        going = co_await push.run();
    if (going && push.leftSomeToPull() && cycle.options.pull)
        co_await pull.run();
    if (!cycle.abandoned())
        cycle.close();
    co_return std::move(cycle.report);
}

} // namespace tidemark
