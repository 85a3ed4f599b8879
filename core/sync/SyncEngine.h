// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Random.h"
#include "sync/FibonacciBackoff.h"
#include "sync/SyncCycle.h"
#include "sync/SyncReport.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <string>

namespace tidemark {

/// Why a sync is asked for.
enum class SyncReason : std::uint8_t { Manual, LocalEdit, Interval, NetworkBack };

/// Decides when to sync and what follows a failure (S4 to S6): wait by Fibonacci or Retry-After, refresh the token
/// once, pull again at once, or stop and tell. One cycle at a time. Lives on the replica's thread; destroying it
/// while a cycle runs cancels the cycle.
class SyncEngine {
public:
    struct Callbacks {
        std::function<void(const SyncProgress &)> progress;
        std::function<void(const SyncReport &)> finished; ///< after every attempt
        std::function<void(const EngineState &)> state;
    };
    struct Options {
        CycleOptions cycle;
        std::int64_t debounceMs = 400; ///< between a local edit and its sync
        std::int64_t intervalMs = 0;   ///< between syncs while idle; 0: none
        std::string lockPath;          ///< flock of one cycle at a time across processes; empty: none
        Random *jitter = nullptr;      ///< ±50 % on waits when given
    };

    SyncEngine(Replica &replica, Transport &transport, AsyncClock &clock, IdSource &ids, Options options,
               Callbacks callbacks);
    ~SyncEngine();
    SyncEngine(const SyncEngine &) = delete;
    SyncEngine &operator=(const SyncEngine &) = delete;

    void request(SyncReason reason);
    /// Tries at once instead of waiting; also after a stop.
    void retryNow() { request(SyncReason::Manual); }
    /// Ends the running cycle; its rows are as before or fully applied. Planned tries are dropped.
    void cancel();
    void setInterval(std::int64_t ms);
    const EngineState &state() const;

    /// Syncs until it is done, stopped, or has failed `maxAttempts` times; for programs without a person.
    /// @param maxAttempts  1: no retry
    QCoro::Task<SyncReport> syncToEnd(CycleOptions options, int maxAttempts);

private:
    struct Core;
    std::shared_ptr<Core> m_core;
};

} // namespace tidemark
