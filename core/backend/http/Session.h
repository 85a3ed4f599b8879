// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/AddressLimits.h"

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

/// What a connection sees of the server. But for pool and counters, all of it belongs to the socket thread.
struct ServerState {
    HttpServerConfig config;
    const Clock &clock;
    IdSource &ids;
    Handler handler;
    RequestDone onRequestDone;
    boost::asio::io_context &io;
    boost::asio::thread_pool &pool;
    AddressLimits addresses;
    HttpCounters counters = {};
    std::unordered_set<Connection *> connections = {};
    std::shared_ptr<boost::asio::ssl::context> tls = {}; ///< null: plain
    std::function<void()> onConnectionEnd = {};
    bool stopping = false;
};

/// Part of what all requests together may hold, given back at the end of its life.
class Share {
public:
    explicit Share(std::atomic<std::uint64_t> &total) : m_total(total) {}
    ~Share() { m_total -= m_mine; }
    Share(const Share &) = delete;
    Share &operator=(const Share &) = delete;
    void take(std::uint64_t more)
    {
        m_total += more;
        m_mine += more;
    }
    std::uint64_t mine() const { return m_mine; }
    std::uint64_t total() const { return m_total; }

private:
    std::atomic<std::uint64_t> &m_total;
    std::uint64_t m_mine = 0;
};

/// Serves an accepted socket, which it owns from here, until either side ends the connection.
void serve(ServerState &server, int socket, bool ipv6, std::string peer);

} // namespace tidemark::backend::net
