// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/Jwt.h"
#include "backend/store/AdminStore.h"
#include "backend/store/Store.h"
#include "base/Clock.h"
#include "base/Uuid.h"
#include "monitor/PrometheusText.h"
#include "protocol/Http.h"
#include "schema/Schema.h"

#include <atomic>
#include <functional>
#include <memory>

namespace tidemark::backend {

/// What the handlers work with. Everything outlives the Api.
struct ApiContext {
    const Schema &schema;
    SyncStore &store;
    AdminStore &admin;
    Clock &clock;
    IdSource &ids;
    const TokenVerifier &verifier;
    /// Set: `POST /auth/token` hands tokens out to anyone (development only).
    const JwtConfig *devLogin = nullptr;
    double userRate = 0; ///< requests a second of one user; 0: no limit
    /// Adds the program's own figures to GET /metrics; called from any thread.
    std::function<void(PrometheusText &)> metrics = {};
    const std::atomic<bool> *draining = nullptr; ///< true: GET /readyz answers 503; null: never
};

/// The whole HTTP API as one plain function: routes, checks the token, answers. No sockets, no threads of its own.
/// handle() is thread safe. Large answers are streams (see drained()), which the Api must outlive. Logs of requests
/// are collected, that of a stream when it has ended, and written by flushLogs(). Those that a limit refused are not
/// logged, and of those that nobody can be named for, ten a second: the log is not for strangers to fill.
class Api {
public:
    explicit Api(const ApiContext &context);
    ~Api();

    Response handle(const Request &request);

    /// Writes the request logs gathered so far in one batch. The program calls it every second or earlier and at
    /// shutdown; the admin handlers call it before they read logs.
    Result<void> flushLogs();

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

} // namespace tidemark::backend
