// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Replica.h"
#include "sync/SyncReport.h"
#include "transport/Transport.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <string>

namespace tidemark {

/// What a cycle works with; all of it outlives the cycle.
struct CycleParts {
    Replica &replica;
    Transport &transport;
    Clock &clock;
    IdSource &ids;
};

struct CycleOptions {
    std::string userId; ///< the token's account; the replica must be its own
    bool pull = true;
    bool push = true;
    bool full = false;  ///< pull everything again, from 0
    int attempt = 1;    ///< sent as X-Try
    std::string syncId; ///< one for all tries of a sync
    std::size_t pageSize = 1000;
    std::size_t batchSize = 100;
    std::size_t batchBytes = 1024 * 1024;
    /// Set to true by an owner that goes away while the cycle waits: the cycle then touches nothing any more.
    std::shared_ptr<const bool> abandoned;
};

/// One attempt at a sync, as one coroutine: send what was left frozen, pull page by page, push batch by batch. It
/// never restarts itself: what follows a failure is for SyncEngine to decide from the report. Runs on the replica's
/// thread. Every attempt leaves a row in the replica's sync log, whatever happens.
/// @param progress  called on the same thread; may be empty
QCoro::Task<SyncReport> runCycle(CycleParts parts, CycleOptions options,
                                 std::function<void(const SyncProgress &)> progress = {});

} // namespace tidemark
