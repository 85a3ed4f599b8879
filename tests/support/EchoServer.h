// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <semaphore>
#include <vector>

namespace tidemark::test {

/// An HttpServer on the loopback that echoes bodies and targets. "/big" is worth compressing, "/throw" and
/// "/throw-int" throw, "/none" has no content, "/method", "/peer" and "/header" (X-Twice) say what arrived, "/slow"
/// releases `entered` and waits for `release`.
class EchoServer {
public:
    /// Stops the server there may be and starts one; fatal when that fails.
    void start(backend::HttpServerConfig config = {});
    /// The same with another handler.
    void start(backend::HttpServerConfig config, backend::Handler handler);
    void stop() { m_server->stop(); }
    void remove() { m_server.reset(); }
    std::uint16_t port() const { return m_server->port(); }
    /// What was reported since the start.
    std::vector<backend::RequestTiming> timings();
    /// Requests that reached the echoing handler, in all.
    int handled() const { return m_handled; }
    const backend::HttpCounters &counters() const { return m_server->counters(); }
    /// The code of the error a start with this configuration gives; empty for none.
    std::string startError(const backend::HttpServerConfig &config);

    std::counting_semaphore<> entered{0};
    std::counting_semaphore<> release{0};

private:
    Response handle(const Request &request);

    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids{m_clock, m_random};
    std::atomic<int> m_handled = 0;
    std::mutex m_mutex;
    std::vector<backend::RequestTiming> m_timings;
    std::unique_ptr<backend::HttpServer> m_server;
};

} // namespace tidemark::test
