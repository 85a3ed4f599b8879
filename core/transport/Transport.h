// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "protocol/Http.h"
#include "protocol/SyncResult.h"

#include <QCoroTask>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

/// What came of one request: an answer, or the reason there is none.
struct Exchange {
    std::optional<Response> response;
    NetworkFailure failure = NetworkFailure::Refused; ///< when there is no response
    std::string detail; ///< for logs: the library's words, a pin mismatch's fingerprints
    /// connect, tls, wait, receive in ms, as far as known, in order.
    std::vector<std::pair<std::string, double>> phases;
};

/// Carries requests to one backend. Lives on one thread; one request at a time is what a sync needs, more are
/// allowed. Tokens and the base URL are its business: callers give method, target and sync headers.
class Transport {
public:
    virtual ~Transport() = default;
    /// Always completes: with an answer, a failure, or NetworkFailure::Cancelled after cancel().
    virtual QCoro::Task<Exchange> send(Request request) = 0;
    /// Ends what is under way with NetworkFailure::Cancelled.
    virtual void cancel() = 0;
    /// Asks for a fresh token after a 401; false when there is no other token to be had, and after cancel().
    virtual QCoro::Task<bool> refreshToken() = 0;
    /// URL host and account, never the port: what a replica binds to when a backend has no server_id.
    virtual std::string accountKey() const = 0;
};

/// A clock one can wait for. Lives on one thread.
class AsyncClock : public Clock {
public:
    /// Completes at or after the wall clock `ms`, at once when that is past.
    virtual QCoro::Task<> sleepUntil(std::int64_t ms) = 0;
};

} // namespace tidemark
