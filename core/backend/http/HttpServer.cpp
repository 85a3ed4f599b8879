// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/HttpServer.h"

#include "backend/http/Session.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace tidemark::backend {

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using TlsContext = std::shared_ptr<asio::ssl::context>;

/// How exact timeouts are.
constexpr std::chrono::milliseconds kTick{100};

/// For a connection that gets no more than this.
constexpr std::string_view kTooMany = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
                                      "Connection: close\r\n\r\n";

Error failure(const char *code, const std::string &detail)
{
    return {code, ErrorCategory::Local, detail};
}

} // namespace

class HttpServer::Impl {
public:
    Impl(HttpServerConfig config, const Clock &clock, IdSource &ids, Handler handler, RequestDone onRequestDone)
        : m_pool(std::max(1U, config.workers)),
          m_state{std::move(config),        clock, ids,    std::move(handler),
                  std::move(onRequestDone), m_io,  m_pool, net::AddressLimits(m_state.config, ids.next())}
    {
        m_state.onConnectionEnd = [this] {
            m_room.cancel();
            announceIfDrained();
        };
    }
    ~Impl() { stop(); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    Result<void> listen();
    std::uint16_t port() const { return m_port; }
    const HttpCounters &counters() const { return m_state.counters; }
    Result<void> reloadCertificate();
    void stop();

private:
    awaitable<void> accept();
    awaitable<void> waitForRoom();
    void welcome(tcp::socket socket);
    awaitable<void> watchDeadlines();
    void announceIfDrained();

    asio::io_context m_io{1};
    asio::thread_pool m_pool;
    net::ServerState m_state;
    tcp::acceptor m_acceptor{m_io};
    asio::steady_timer m_tick{m_io};
    asio::steady_timer m_room{m_io}; ///< waited on while there are too many connections
    bool m_closed = false;           ///< socket thread: no deadline is left to watch
    std::uint16_t m_port = 0;
    std::mutex m_stopping; ///< held by stop()
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_drained = false; ///< guarded by m_mutex
    std::thread m_thread;
};

void HttpServer::Impl::announceIfDrained()
{
    if (!m_state.stopping || !m_state.connections.empty())
        return;
    const std::lock_guard lock(m_mutex);
    m_drained = true;
    m_changed.notify_all();
}

namespace {

/// A key that does not belong to the certificate is refused, too.
Result<TlsContext> loadCertificate(const HttpServerConfig &config)
{
    error_code error;
    auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_mode(tls->native_handle(), SSL_MODE_RELEASE_BUFFERS); // idle connections are many
    tls->use_certificate_chain_file(config.tlsCertFile, error);
    if (error)
        return failure("tls_unusable", config.tlsCertFile + ": " + error.message());
    tls->use_private_key_file(config.tlsKeyFile, asio::ssl::context::pem, error);
    if (error)
        return failure("tls_unusable", config.tlsKeyFile + ": " + error.message());
    return tls;
}

} // namespace

Result<void> HttpServer::Impl::reloadCertificate()
{
    if (m_state.config.tlsCertFile.empty())
        return {};
    TRY(TlsContext tls, loadCertificate(m_state.config));
    asio::post(m_io, [this, tls = std::move(tls)] { m_state.tls = tls; });
    return {};
}

Result<void> HttpServer::Impl::listen()
{
    error_code error;
    const auto address = asio::ip::make_address(m_state.config.address, error);
    if (error)
        return failure("bad_address", m_state.config.address + " is no IP address");
    if (!m_state.config.tlsCertFile.empty()) {
        TRY(m_state.tls, loadCertificate(m_state.config));
    }
    const tcp::endpoint endpoint(address, m_state.config.port);
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return failure("listen_failed",
                       m_state.config.address + ":" + std::to_string(m_state.config.port) + ": " + error.message());
    m_port = m_acceptor.local_endpoint().port();
    asio::co_spawn(m_io, accept(), asio::detached);
    asio::co_spawn(m_io, watchDeadlines(), asio::detached);
    m_thread = std::thread([this] { m_io.run(); });
    return {};
}

awaitable<void> HttpServer::Impl::accept()
{
    while (!m_state.stopping) {
        error_code error;
        co_await m_acceptor.async_wait(tcp::acceptor::wait_read, redirect_error(use_awaitable, error));
        co_await waitForRoom();
        if (m_state.stopping)
            break;
        tcp::socket socket = co_await m_acceptor.async_accept(redirect_error(use_awaitable, error));
        if (!error) {
            welcome(std::move(socket));
        } else if (!m_state.stopping) { // out of descriptors, say: existing connections will free some
            m_room.expires_after(kTick);
            co_await m_room.async_wait(redirect_error(use_awaitable, error));
        }
    }
}

/// Somebody waits at the door. The connection that has been idle longest gives way; if all are at work, so must he.
awaitable<void> HttpServer::Impl::waitForRoom()
{
    while (!m_state.stopping && m_state.connections.size() >= m_state.config.maxConnections) {
        net::Connection *oldest = nullptr;
        for (net::Connection *connection : m_state.connections) {
            const bool older = !oldest || connection->deadlineUs < oldest->deadlineUs;
            if (connection->idle && connection->deadlineUs != INT64_MAX && older)
                oldest = connection;
        }
        if (oldest) {
            ++m_state.counters.evicted;
            oldest->close();
        }
        error_code cancelled;
        m_room.expires_after(kTick);
        co_await m_room.async_wait(redirect_error(use_awaitable, cancelled));
    }
}

void HttpServer::Impl::welcome(tcp::socket socket)
{
    error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    if (error)
        return; // gone already
    const std::string peer = remote.address().to_string();
    if (!m_state.addresses.enter(peer, m_state.clock.steadyUs())) {
        ++m_state.counters.refused;
        if (!m_state.tls) {
            socket.non_blocking(true, error);
            socket.write_some(asio::buffer(kTooMany), error); // if it does not fit, so be it
        }
        return;
    }
    ++m_state.counters.accepted;
    socket.set_option(tcp::no_delay(true), error);
    const int descriptor = socket.release(error);
    if (!error)
        net::serve(m_state, descriptor, remote.address().is_v6(), peer);
    else
        m_state.addresses.leave(peer);
}

awaitable<void> HttpServer::Impl::watchDeadlines()
{
    while (!m_closed) {
        error_code ignored;
        m_tick.expires_after(kTick);
        co_await m_tick.async_wait(redirect_error(use_awaitable, ignored));
        const std::int64_t now = m_state.clock.steadyUs();
        for (net::Connection *connection : m_state.connections) {
            if (now >= connection->deadlineUs)
                connection->interrupt();
        }
    }
}

void HttpServer::Impl::stop()
{
    const std::lock_guard once(m_stopping);
    if (!m_thread.joinable())
        return;
    asio::post(m_io, [this] {
        m_state.stopping = true;
        error_code ignored;
        m_acceptor.close(ignored);
        m_room.cancel();
        for (net::Connection *connection : m_state.connections) {
            if (connection->idle)
                connection->close();
        }
        announceIfDrained();
    });
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, m_state.config.drain, [this] { return m_drained; });
    }
    asio::post(m_io, [this] {
        m_closed = true;
        m_tick.cancel();
        for (net::Connection *connection : m_state.connections)
            connection->close();
    });
    m_thread.join();
    m_pool.join();
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::start(HttpServerConfig config, const Clock &clock, IdSource &ids,
                                                      Handler handler, RequestDone onRequestDone)
{
    auto impl = std::make_unique<Impl>(std::move(config), clock, ids, std::move(handler), std::move(onRequestDone));
    CHECK(impl->listen());
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::uint16_t HttpServer::port() const
{
    return m_impl->port();
}

const HttpCounters &HttpServer::counters() const
{
    return m_impl->counters();
}

Result<void> HttpServer::reloadCertificate()
{
    return m_impl->reloadCertificate();
}

void HttpServer::stop()
{
    m_impl->stop();
}

} // namespace tidemark::backend
