// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EchoServer.h"

#include <QtGlobal>

#include <stdexcept>

namespace tidemark::test {

using backend::HttpServer;
using backend::HttpServerConfig;
using backend::RequestTiming;

Response EchoServer::handle(const Request &request)
{
    ++m_handled;
    Response response;
    response.headers.set("Content-Type", "text/plain");
    response.headers.set("Seen-Id", std::string(request.headers.get("X-Request-Id")));
    const std::string_view path = request.path();
    if (path == "/throw")
        throw std::runtime_error("password=hunter2");
    if (path == "/throw-int")
        throw 42;
    if (path == "/slow") {
        entered.release();
        release.acquire();
    }
    if (path == "/big")
        response.body = std::string(5000, 'x');
    else if (path == "/none")
        response.status = 204;
    else if (path == "/method")
        response.body = request.method;
    else if (path == "/peer")
        response.body = request.peer;
    else if (path == "/header")
        response.body = request.headers.get("X-Twice");
    else
        response.body = request.method == "POST" ? request.body : request.target;
    return response;
}

void EchoServer::start(HttpServerConfig config)
{
    start(std::move(config), [this](const Request &request) { return handle(request); });
}

void EchoServer::start(HttpServerConfig config, backend::Handler handler)
{
    m_server.reset();
    m_timings.clear();
    auto started =
        HttpServer::start(std::move(config), m_clock, m_ids, std::move(handler), [this](const RequestTiming &timing) {
            const std::lock_guard lock(m_mutex);
            m_timings.push_back(timing);
        });
    if (!started)
        qFatal("%s", started.error().detail.c_str());
    m_server = std::move(started).value();
}

std::vector<RequestTiming> EchoServer::timings()
{
    const std::lock_guard lock(m_mutex);
    return m_timings;
}

std::string EchoServer::startError(const HttpServerConfig &config)
{
    const auto started = HttpServer::start(config, m_clock, m_ids, [](const Request &) { return Response(); });
    return started ? std::string() : started.error().code;
}

} // namespace tidemark::test
