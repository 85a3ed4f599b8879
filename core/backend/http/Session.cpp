// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Session.h"

#include "backend/http/Exchange.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <netinet/tcp.h>

#include <optional>

namespace tidemark::backend::net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<tcp::socket>;

namespace {

constexpr std::int64_t kNever = INT64_MAX;
/// How long what a refused client still sends is read and thrown away, so that it gets to see the answer.
constexpr std::chrono::milliseconds kLinger{5000};
constexpr std::size_t kMaxFields = 100;

/// Done by a worker. Everything by value: the coroutine outlives the call that made it.
awaitable<Answer> work(ServerState *server, Request request, RequestTiming *timing, std::int64_t queuedUs)
{
    const std::int64_t startedUs = server->clock.steadyUs();
    Answer done = answer(std::move(request), server->handler, server->config.bodyLimit);
    timing->queueUs = startedUs - queuedUs;
    timing->handleUs = server->clock.steadyUs() - startedUs;
    co_return done;
}

using Parser = http::request_parser<http::string_body>;

Request toRequest(Parser &parser, const std::string &peer)
{
    Request request;
    auto &message = parser.get();
    request.method = message.method_string();
    request.target = message.target();
    request.peer = peer;
    std::size_t count = 0;
    for (const auto &field : message) {
        if (++count > kMaxFields)
            break; // refused anyway
        const std::string name(field.name_string());
        const std::string_view before = request.headers.get(name);
        // Repeated fields mean a list (RFC 9110, 5.3); two tokens thus become none.
        request.headers.set(name,
                            before.empty() ? std::string(field.value())
                                           : std::string(before) + ", " + std::string(field.value()));
    }
    request.body = std::move(message.body());
    return request;
}

http::response<http::string_body> toMessage(Response response, unsigned version, bool keepAlive)
{
    http::response<http::string_body> message;
    message.version(version == 10 ? 10 : 11);
    message.result(static_cast<unsigned>(response.status));
    for (const auto &[name, value] : response.headers.all())
        message.set(name, value);
    message.keep_alive(keepAlive);
    message.body() = std::move(response.body);
    if (response.status != 204 && response.status != 304)
        message.content_length(message.body().size());
    return message;
}

RequestTiming timingFor(const Request &request, std::int64_t receiveUs)
{
    RequestTiming timing;
    timing.requestId = request.headers.get("X-Request-Id");
    timing.method = request.method;
    timing.path = request.path();
    timing.peer = request.peer;
    timing.bytesIn = request.body.size();
    timing.receiveUs = receiveUs;
    return timing;
}

/// The problem to answer to what the parser refused; nothing when the connection is simply gone.
std::optional<Problem> refusalFor(error_code error, bool timedOut)
{
    static const auto &category = http::make_error_code(http::error::bad_method).category();
    if (timedOut)
        return makeProblem(408, "timeout", "the request took too long to arrive");
    if (error == http::error::body_limit)
        return makeProblem(413, "too_large", "the body is too large");
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return makeProblem(431, "header_too_large", "the header is too large");
    if (error.category() != category || error == http::error::end_of_stream || error == http::error::partial_message)
        return std::nullopt;
    return makeProblem(400, "malformed_request", error.message());
}

/// What the parser lets pass and we do not.
std::optional<Problem> objectionTo(const Parser &parser)
{
    const auto &header = parser.get();
    if (static_cast<std::size_t>(std::distance(header.begin(), header.end())) > kMaxFields)
        return makeProblem(431, "header_too_large", "too many header fields");
    if (header.version() >= 11 && header.count(http::field::host) != 1)
        return makeProblem(400, "malformed_request", "exactly one Host is needed");
    return std::nullopt;
}

void shutdownSending(tcp::socket &socket)
{
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

template <typename Stream> class Session final : public Connection {
    static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

public:
    template <typename... Args> Session(ServerState &server, std::string peer, Args &&...args)
        : m_server(server),
          m_stream(std::forward<Args>(args)...),
          m_peer(std::move(peer))
    {
        m_server.connections.insert(this);
    }
    ~Session() override
    {
        m_server.connections.erase(this);
        m_server.onConnectionEnd();
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    void interrupt() override
    {
        m_timedOut = true;
        error_code ignored;
        socket().cancel(ignored);
    }
    void close() override
    {
        error_code ignored;
        socket().close(ignored);
    }

    awaitable<void> run()
    {
        // GCC 12 miscompiles co_await within a condition.
        bool open = co_await handshake();
        while (open) {
            open = co_await awaitRequest();
            if (open)
                open = co_await exchange();
        }
        idle = true;
        if (m_linger)
            co_await drainInput();
        co_await farewell();
    }

private:
    tcp::socket &socket()
    {
        if constexpr (kTls)
            return m_stream.next_layer();
        else
            return m_stream;
    }
    void allow(std::chrono::milliseconds time)
    {
        m_timedOut = false;
        deadlineUs = m_server.clock.steadyUs() + std::chrono::microseconds(time).count();
    }

    awaitable<bool> handshake()
    {
        error_code error;
        if constexpr (kTls) {
            allow(m_server.config.headerTimeout);
            co_await m_stream.async_handshake(asio::ssl::stream_base::server, redirect_error(use_awaitable, error));
        }
        co_return !error;
    }

    /// Waits for the first bytes, so that an idle connection holds neither parser nor body.
    awaitable<bool> awaitRequest()
    {
        if (m_server.stopping && m_buffer.size() == 0)
            co_return false;
        if (m_buffer.size() == 0) {
            idle = true;
            allow(m_server.config.idleTimeout);
            error_code error;
            const std::size_t got =
                co_await m_stream.async_read_some(m_buffer.prepare(1024), redirect_error(use_awaitable, error));
            if (error)
                co_return false;
            m_buffer.commit(got);
        }
        idle = false;
        co_return true;
    }

    /// One request and its answer. True when the connection may carry another.
    awaitable<bool> exchange()
    {
        const std::int64_t beganUs = m_server.clock.steadyUs();
        Parser parser;
        const error_code error = co_await receive(parser);
        m_buffer.shrink_to_fit();
        const std::optional<Problem> refusal = error ? refusalFor(error, m_timedOut) : objectionTo(parser);
        if (error && !refusal)
            co_return false;

        Request request = toRequest(parser, m_peer);
        prepare(request, m_server.ids);
        const std::int64_t receivedUs = m_server.clock.steadyUs();
        RequestTiming timing = timingFor(request, receivedUs - beganUs);
        Answer made;
        if (refusal) {
            made.response = problemResponse(*refusal, timing.requestId);
        } else {
            deadlineUs = kNever;
            made = co_await asio::co_spawn(m_server.pool, work(&m_server, std::move(request), &timing, receivedUs),
                                           use_awaitable);
        }
        seal(made.response, timing.requestId);
        timing.fault = std::move(made.fault);
        timing.status = made.response.status;
        timing.bytesOut = made.response.body.size();

        m_linger = refusal.has_value();
        const bool keepAlive = !refusal && parser.keep_alive() && !m_server.stopping;
        const std::int64_t answeredUs = m_server.clock.steadyUs();
        const bool sent = co_await send(toMessage(std::move(made.response), parser.get().version(), keepAlive),
                                        timing.method == "HEAD");
        timing.sendUs = m_server.clock.steadyUs() - answeredUs;
        if (m_server.onRequestDone)
            m_server.onRequestDone(timing);
        co_return sent &&keepAlive;
    }

    awaitable<error_code> receive(Parser &parser)
    {
        parser.header_limit(static_cast<std::uint32_t>(m_server.config.headerLimit));
        parser.body_limit(m_server.config.bodyLimit);
        error_code error;
        allow(m_server.config.headerTimeout);
        co_await http::async_read_header(m_stream, m_buffer, parser, redirect_error(use_awaitable, error));
        if (error || parser.is_done())
            co_return error;
        allow(m_server.config.bodyTimeout);
        if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            http::response<http::empty_body> goOn(http::status::continue_, 11);
            co_await http::async_write(m_stream, goOn, redirect_error(use_awaitable, error));
        }
        acknowledgeAtOnce();
        if (!error)
            co_await http::async_read(m_stream, m_buffer, parser, redirect_error(use_awaitable, error));
        co_return error;
    }

    /// Clients that send header and body in two segments wait for the first one's acknowledgement (Nagle), which the
    /// kernel would hold back for 40 ms: measured as 45 ms instead of 4 for a push of 100 records.
    void acknowledgeAtOnce()
    {
        const int on = 1;
        ::setsockopt(socket().native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    }

    awaitable<bool> send(http::response<http::string_body> message, bool headOnly)
    {
        http::response_serializer<http::string_body> serializer(message);
        serializer.split(headOnly);
        error_code error;
        while (!error && !(headOnly ? serializer.is_header_done() : serializer.is_done())) {
            // Anew for every piece: only an answer that stands still times out.
            allow(m_server.config.bodyTimeout);
            co_await http::async_write_some(m_stream, serializer, redirect_error(use_awaitable, error));
        }
        co_return !error;
    }

    /// Closing with unread input would reset the connection and take the answer with it.
    awaitable<void> drainInput()
    {
        m_buffer.clear();
        if constexpr (!kTls)
            shutdownSending(socket());
        allow(kLinger);
        error_code error;
        while (!error && !m_timedOut)
            co_await m_stream.async_read_some(m_buffer.prepare(16384), redirect_error(use_awaitable, error));
    }

    awaitable<void> farewell()
    {
        if constexpr (kTls) {
            error_code ignored;
            allow(std::chrono::milliseconds(500));
            if (socket().is_open())
                co_await m_stream.async_shutdown(redirect_error(use_awaitable, ignored));
        }
        shutdownSending(socket());
        close();
        co_return;
    }

    ServerState &m_server;
    Stream m_stream;
    std::string m_peer;
    boost::beast::flat_buffer m_buffer;
    bool m_timedOut = false;
    bool m_linger = false;
};

template <typename Stream> awaitable<void> converse(std::unique_ptr<Session<Stream>> session)
{
    co_await session->run();
}

} // namespace

void serve(ServerState &server, int socket, bool ipv6, std::string peer)
{
    tcp::socket plain(server.io, ipv6 ? tcp::v6() : tcp::v4(), socket);
    if (server.tls) {
        auto session = std::make_unique<Session<TlsStream>>(server, std::move(peer), std::move(plain), *server.tls);
        asio::co_spawn(server.io, converse(std::move(session)), asio::detached);
    } else {
        auto session = std::make_unique<Session<tcp::socket>>(server, std::move(peer), std::move(plain));
        asio::co_spawn(server.io, converse(std::move(session)), asio::detached);
    }
}

} // namespace tidemark::backend::net
