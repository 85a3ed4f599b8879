// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SyncEngine.h"

#include "sync/CycleLock.h"

#include <algorithm>

namespace tidemark {

struct SyncEngine::Core : std::enable_shared_from_this<Core> {
    Core(Replica &r, Transport &t, AsyncClock &c, IdSource &i, Options o, Callbacks cb)
        : replica(r),
          transport(t),
          clock(c),
          ids(i),
          options(std::move(o)),
          callbacks(std::move(cb))
    {
        options.cycle.abandoned = closed;
        if (const auto saved = replica.retryState(); saved && saved->attempt > 0)
            state.attempt = saved->attempt;
    }

    void tell() const
    {
        if (callbacks.state)
            callbacks.state(state);
    }

    void request(SyncReason reason)
    {
        if (state.syncing) {
            // What an edit wants may be frozen already, or not yet: a second look after the cycle decides.
            again = again || reason != SyncReason::Interval;
            return;
        }
        // An edit or a tick does not cut a wait short: that would hammer a backend in trouble.
        const bool waiting = state.attempt > 0 && state.nextTryAt > clock.nowMs();
        if ((reason == SyncReason::LocalEdit || reason == SyncReason::Interval) && (waiting || state.stopped))
            return;
        const std::int64_t at = clock.nowMs() + (reason == SyncReason::LocalEdit ? options.debounceMs : 0);
        if (reason == SyncReason::LocalEdit && state.nextTryAt != 0 && state.nextTryAt <= at)
            return; // steady typing does not put a sync off for ever
        state.stopped = false;
        plan(at);
    }

    void plan(std::int64_t at)
    {
        state.nextTryAt = at;
        tell();
        waitThenSync(shared_from_this(), ++planned, at);
    }

    void planNextInterval()
    {
        state.nextTryAt = 0;
        if (options.intervalMs > 0)
            plan(clock.nowMs() + options.intervalMs);
        else
            tell();
    }

    static QCoro::Task<> waitThenSync(std::shared_ptr<Core> core, std::uint64_t mine, std::int64_t at)
    {
        co_await core->clock.sleepUntil(at);
        if (*core->closed || core->planned != mine || core->state.syncing)
            co_return;
        co_await syncOnce(core);
    }

    static QCoro::Task<> syncOnce(std::shared_ptr<Core> core)
    {
        CycleOptions cycle = core->options.cycle;
        cycle.syncId = core->syncIdFor(core->state.attempt);
        cycle.attempt = core->state.attempt + 1;
        const SyncReport report = co_await attempt(core, cycle);
        if (!*core->closed)
            core->follow(report);
    }

    /// One attempt under the lock, with one token refresh or one resync when the server asks for it.
    static QCoro::Task<SyncReport> attempt(std::shared_ptr<Core> core, CycleOptions cycle)
    {
        core->state.syncing = true;
        core->cancelled = false;
        core->tell();
        SyncReport report = co_await lockedCycle(core, cycle);
        if (!*core->closed && report.retry == Retry::AfterTokenRefresh) {
            const bool refreshed =
                co_await core->transport.refreshToken(); // not in the condition: GCC 12 mistakes && around co_await
            if (core->cancelled)
                endAsCancelled(report);
            else if (refreshed && !*core->closed)
                report = co_await lockedCycle(core, cycle);
        }
        if (!*core->closed && report.retry == Retry::AfterResync) {
            // A replica that adopted a new epoch goes on from there; any other unusable cursor starts from 0.
            cycle.full = report.error.code != "epoch_changed";
            report = co_await lockedCycle(core, cycle);
        }
        if (*core->closed)
            co_return report;
        core->state.syncing = false;
        if (core->callbacks.finished)
            core->callbacks.finished(report);
        co_return report;
    }

    static void endAsCancelled(SyncReport &report)
    {
        const Outcome outcome = outcomeOfFailure(NetworkFailure::Cancelled);
        report.result = outcome.result;
        report.retry = outcome.retry;
        report.error = {std::string(networkFailureName(NetworkFailure::Cancelled)), ErrorCategory::Network,
                        "while a token was awaited"};
    }

    static QCoro::Task<SyncReport> lockedCycle(std::shared_ptr<Core> core, CycleOptions cycle)
    {
        std::optional<CycleLock> lock;
        if (!core->options.lockPath.empty()) {
            lock = CycleLock::tryAcquire(core->options.lockPath);
            if (!lock) {
                SyncReport busy;
                busy.syncId = cycle.syncId;
                busy.attempts = cycle.attempt;
                busy.startedAt = core->clock.nowMs();
                busy.result = SyncResult::LocalFault;
                busy.retry = Retry::Backoff;
                busy.error = {"replica_busy", ErrorCategory::Local, "another process is syncing this replica"};
                co_return busy;
            }
        }
        co_return co_await runCycle({core->replica, core->transport, core->clock, core->ids}, cycle,
                                    core->callbacks.progress);
    }

    /// All tries of one sync share its id.
    const std::string &syncIdFor(int failures)
    {
        if (failures == 0 || syncId.empty())
            syncId = ids.next();
        return syncId;
    }

    std::int64_t waitAfter(const SyncReport &report) const
    {
        return report.retryAfterMs.value_or(FibonacciBackoff::delayMs(state.attempt, options.jitter));
    }

    void follow(const SyncReport &report)
    {
        const bool asked = std::exchange(again, false);
        state.reason = report.error;
        if (report.retry == Retry::Backoff) {
            ++state.attempt;
            remember(clock.nowMs() + waitAfter(report));
            plan(clock.nowMs() + waitAfter(report));
            return;
        }
        const bool done = report.result == SyncResult::Success || report.result == SyncResult::Cancelled
            || (report.result == SyncResult::Conflict && report.retry == Retry::No);
        state.attempt = 0;
        remember(0);
        if (!done) {
            state.stopped = true;
            state.nextTryAt = 0;
            tell();
        } else if (asked && report.result != SyncResult::Cancelled) {
            plan(clock.nowMs());
        } else {
            planNextInterval();
        }
    }

    void remember(std::int64_t notBefore)
    {
        const auto saved = replica.setRetryState({state.attempt, notBefore});
        if (!saved)
            state.reason = saved.error();
    }

    static QCoro::Task<SyncReport> toEnd(std::shared_ptr<Core> core, CycleOptions cycle, int maxAttempts)
    {
        cycle.abandoned = core->closed;
        cycle.syncId = core->ids.next();
        for (cycle.attempt = 1;; ++cycle.attempt) {
            core->state.attempt = cycle.attempt - 1;
            SyncReport report = co_await attempt(core, cycle);
            if (*core->closed || report.retry != Retry::Backoff || cycle.attempt >= maxAttempts)
                co_return report;
            core->state.attempt = cycle.attempt;
            core->state.reason = report.error;
            core->state.nextTryAt = core->clock.nowMs() + core->waitAfter(report);
            core->tell();
            co_await core->clock.sleepUntil(core->state.nextTryAt);
            if (*core->closed)
                co_return report;
        }
    }

    Replica &replica;
    Transport &transport;
    AsyncClock &clock;
    IdSource &ids;
    Options options;
    Callbacks callbacks;
    EngineState state;
    std::shared_ptr<bool> closed = std::make_shared<bool>(false);
    std::uint64_t planned = 0; ///< the newest plan; older sleepers find that they are outdated
    bool again = false;
    bool cancelled = false; ///< the attempt under way was
    std::string syncId;
};

SyncEngine::SyncEngine(Replica &replica, Transport &transport, AsyncClock &clock, IdSource &ids, Options options,
                       Callbacks callbacks)
    : m_core(std::make_shared<Core>(replica, transport, clock, ids, std::move(options), std::move(callbacks)))
{
}

SyncEngine::~SyncEngine()
{
    *m_core->closed = true;
    if (m_core->state.syncing)
        m_core->transport.cancel();
}

void SyncEngine::request(SyncReason reason)
{
    m_core->request(reason);
}

void SyncEngine::cancel()
{
    m_core->again = false;
    ++m_core->planned;
    m_core->cancelled = true;
    if (m_core->state.syncing)
        m_core->transport.cancel();
    else
        m_core->planNextInterval();
}

void SyncEngine::setInterval(std::int64_t ms)
{
    m_core->options.intervalMs = ms;
    if (!m_core->state.syncing && m_core->state.attempt == 0 && !m_core->state.stopped)
        m_core->planNextInterval();
}

const EngineState &SyncEngine::state() const
{
    return m_core->state;
}

QCoro::Task<SyncReport> SyncEngine::syncToEnd(CycleOptions options, int maxAttempts)
{
    return Core::toEnd(m_core, std::move(options), maxAttempts);
}

} // namespace tidemark
