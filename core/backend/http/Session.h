// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"

#include <functional>
#include <unordered_set>

namespace boost::asio {
class io_context;
class thread_pool;
namespace ssl {
class context;
}
} // namespace boost::asio

namespace tidemark::backend::net {

/// What the server sees of a connection.
class Connection {
public:
    virtual ~Connection() = default;
    /// Ends the pending operation with an error; the socket stays usable.
    virtual void interrupt() = 0;
    virtual void close() = 0;

    std::int64_t deadlineUs = INT64_MAX; ///< steady clock; the server interrupts what is past it
    bool idle = true;                    ///< no request has begun, or the last one is over
};

/// What a connection sees of the server. But for the pool, all of it belongs to the socket thread.
struct ServerState {
    HttpServerConfig config;
    const Clock &clock;
    IdSource &ids;
    Handler handler;
    RequestDone onRequestDone;
    boost::asio::io_context &io;
    boost::asio::thread_pool &pool;
    boost::asio::ssl::context *tls = nullptr; ///< null: plain
    std::unordered_set<Connection *> connections = {};
    std::function<void()> onConnectionEnd = {};
    bool stopping = false;
};

/// Serves an accepted socket, which it owns from here, until either side ends the connection.
void serve(ServerState &server, int socket, bool ipv6, std::string peer);

} // namespace tidemark::backend::net
