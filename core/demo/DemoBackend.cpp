// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoBackend.h"

#include <chrono>

namespace tidemark::demo {

Result<std::unique_ptr<DemoBackend>> DemoBackend::start(const std::string &directory, std::int64_t behindMs)
{
    std::unique_ptr<DemoBackend> demo(new DemoBackend(behindMs));
    demo->m_ids = std::make_unique<UuidSource>(demo->m_clock, demo->m_random);
    for (int i = 0; i < 4; ++i)
        demo->m_jwt.secret += std::to_string(demo->m_random.next()) + ".";
    TRY(demo->m_store,
        backend::SqlStore::open(
            {directory + "/backend.sqlite", pensieveSchema(), demo->m_clock, *demo->m_ids, demo->m_random, 2, 0}));
    TRY(demo->m_verifier, backend::JwtVerifier::create(demo->m_jwt));
    demo->m_api = std::make_unique<backend::Api>(backend::ApiContext{
        pensieveSchema(), *demo->m_store, *demo->m_store, demo->m_clock, *demo->m_ids, *demo->m_verifier, nullptr});
    backend::Api &api = *demo->m_api;
    TRY(demo->m_server, backend::HttpServer::start({}, demo->m_clock, *demo->m_ids, [&api](const Request &request) {
            return api.handle(request);
        }));
    demo->m_logWriter = std::thread([raw = demo.get()] { raw->writeLogsUntilStopped(); });
    return demo;
}

DemoBackend::~DemoBackend()
{
    if (m_server)
        m_server->stop();
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_logWriter.joinable())
        m_logWriter.join();
}

void DemoBackend::writeLogsUntilStopped()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_wake.wait_for(lock, std::chrono::milliseconds(250));
        // A demo whose log cannot be written still runs; the pages then say that there is nothing yet.
        (void)m_api->flushLogs();
    }
}

std::string DemoBackend::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_server->port());
}

std::string DemoBackend::token(const std::string &userId, const std::string &role, const std::string &email,
                               std::int64_t ttlSeconds) const
{
    return backend::mintToken(m_jwt, userId, role, email, ttlSeconds, m_clock.nowMs());
}

} // namespace tidemark::demo
