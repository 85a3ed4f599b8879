// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Json.h"
#include "sync/SyncCycle.h"

#include <functional>
#include <optional>
#include <string>

namespace tidemark {

/// What the phases of one attempt share: its parts, what is known of the replica, the way to the backend, and the
/// report. A step that fails has filed the reason there before it says so. Lives in the cycle's coroutine, on the
/// replica's thread.
class CycleState {
public:
    CycleState(CycleParts parts, CycleOptions options, std::function<void(const SyncProgress &)> progress);

    /// Reads what the replica is bound to. False: it is another user's, or cannot be read.
    bool open();
    /// Closes the report, and leaves it in the replica's log and as its last result.
    void close();

    /// The owner has gone: nothing may be touched any more.
    bool abandoned() const { return options.abandoned && *options.abandoned; }
    /// Files why the attempt ends. @return false
    bool fail(const Error &error, Retry retry);
    /// Whether the result is an error, which is then filed.
    template <typename T> bool failed(const Result<T> &result);

    /// A request with the headers that say who asks.
    Request makeRequest(std::string method, std::string target) const;
    /// Sends and files what came back. Nothing: the report says why, or the cycle was abandoned.
    QCoro::Task<std::optional<Response>> exchange(Request request);
    /// Binds the replica to whoever has answered. False: it belongs to another server.
    bool bind(const std::string &serverId, const std::string &epoch);
    /// Drops the frozen batch, whose rows stay dirty; the report stays as it is. False: that failed.
    bool thaw();

    void tell(SyncPhase phase, std::int64_t done, std::int64_t total) const;
    void addPhase(const std::string &name, double ms);
    double msSince(std::int64_t startUs) const;

    CycleParts parts;
    CycleOptions options;
    ReplicaMeta meta;
    std::int64_t pending = 0; ///< dirty rows at the start
    JsonDocument document;
    SyncReport report;

private:
    void fileFailure(const Exchange &exchange);
    void fileRefusal(const Response &response);
    void adoptEpoch(const Response &response);
    void readRetryAfter(const Response &response);
    SyncLogEntry logEntry() const;

    std::function<void(const SyncProgress &)> m_progress;
    std::int64_t m_startedUs;
};

template <typename T> bool CycleState::failed(const Result<T> &result)
{
    if (result)
        return false;
    // A replica that another process writes to is worth a second try; other local faults need a person.
    fail(result.error(), result.error().code == "locked" ? Retry::Backoff : Retry::No);
    return true;
}

} // namespace tidemark
