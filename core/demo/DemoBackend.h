// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Api.h"
#include "backend/http/HttpServer.h"
#include "backend/store/SqlStore.h"
#include "demo/HistoryClock.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace tidemark::demo {

/// The whole backend inside this program: SQLite file, handlers and sockets on loopback. Threads are its own.
class DemoBackend {
public:
    /// @param directory  where the database is made; must exist
    /// @param behindMs  how far its clock is behind, for a past to be lived through first
    static Result<std::unique_ptr<DemoBackend>> start(const std::string &directory, std::int64_t behindMs = 0);
    ~DemoBackend();

    HistoryClock &clock() { return m_clock; }
    std::string url() const;
    /// A token as an authority would hand it out.
    /// @param ttlSeconds  negative: expired already
    std::string token(const std::string &userId, const std::string &role, const std::string &email,
                      std::int64_t ttlSeconds = 8 * 3600) const;

private:
    explicit DemoBackend(std::int64_t behindMs) : m_clock(behindMs) {}
    void writeLogsUntilStopped();

    HistoryClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<UuidSource> m_ids;
    backend::JwtConfig m_jwt;
    std::unique_ptr<backend::SqlStore> m_store;
    std::unique_ptr<backend::JwtVerifier> m_verifier;
    std::unique_ptr<backend::Api> m_api;
    std::unique_ptr<backend::HttpServer> m_server;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_logWriter;
};

} // namespace tidemark::demo
