// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Session.h"

#include "backend/http/Exchange.h"
#include "backend/http/Wire.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <netinet/tcp.h>
#include <poll.h>

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

// Both are done by a worker. Everything by value: a coroutine outlives the call that made it.

awaitable<Answer> work(ServerState *server, Request request, RequestTiming *timing, std::int64_t queuedUs)
{
    const std::int64_t startedUs = server->clock.steadyUs();
    Answer done = answer(std::move(request), server->handler, server->config.bodyLimit);
    timing->queueUs = startedUs - queuedUs;
    timing->handleUs = server->clock.steadyUs() - startedUs;
    co_return done;
}

awaitable<MadePiece> produce(ServerState *server, std::shared_ptr<BodySource> source, RequestTiming *timing,
                             std::int64_t queuedUs)
{
    const std::int64_t startedUs = server->clock.steadyUs();
    MadePiece made = nextPiece(*source);
    timing->queueUs += startedUs - queuedUs;
    timing->handleUs += server->clock.steadyUs() - startedUs;
    co_return made;
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
          m_peer(std::move(peer)),
          m_pause(server.io)
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
        if (m_unended)
            socket().set_option(asio::socket_base::linger(true, 0), ignored);
        socket().close(ignored);
        m_pause.cancel();
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

        m_linger = refusal.has_value();
        const bool streamed = made.response.stream != nullptr;
        const unsigned version = parser.get().version();
        // Without chunks, only the connection's end can tell where a streamed answer ends.
        const bool keepAlive = !refusal && parser.keep_alive() && !m_server.stopping && !(streamed && version == 10);
        if (streamed)
            timing.delivered = co_await stream(std::move(made.response), version, keepAlive, &timing);
        else
            timing.delivered = co_await sendWhole(std::move(made.response), version, keepAlive, &timing);
        if (m_server.onRequestDone)
            m_server.onRequestDone(timing);
        co_return timing.delivered &&keepAlive;
    }

    awaitable<bool> sendWhole(Response response, unsigned version, bool keepAlive, RequestTiming *timing)
    {
        timing->bytesOut = response.body.size();
        const std::int64_t beganUs = m_server.clock.steadyUs();
        const bool sent = co_await send(toMessage(std::move(response), version, keepAlive, Framing::Length),
                                        timing->method == "HEAD");
        timing->sendUs = m_server.clock.steadyUs() - beganUs;
        co_return sent;
    }

    /// Piece by piece, each asked for when the one before is sent. An answer that cannot be ended is cut off.
    awaitable<bool> stream(Response response, unsigned version, bool keepAlive, RequestTiming *timing)
    {
        const std::shared_ptr<BodySource> source = std::move(response.stream);
        const Framing framing = version == 10 ? Framing::UntilClose : Framing::Chunks;
        m_unended = true;
        const std::int64_t beganUs = m_server.clock.steadyUs();
        bool open = co_await send(toMessage(std::move(response), version, keepAlive, framing), true);
        timing->sendUs = m_server.clock.steadyUs() - beganUs;
        bool complete = open && timing->method == "HEAD";
        while (open && !complete) {
            deadlineUs = kNever;
            const std::int64_t askedUs = m_server.clock.steadyUs();
            MadePiece made =
                co_await asio::co_spawn(m_server.pool, produce(&m_server, source, timing, askedUs), use_awaitable);
            timing->fault = std::move(made.fault);
            if (!timing->fault.empty())
                break;
            const std::int64_t madeUs = m_server.clock.steadyUs();
            timing->bytesOut += made.piece.bytes.size();
            const bool last = made.piece.last;
            const std::chrono::milliseconds wait = made.piece.wait;
            open = co_await sendPiece(std::move(made.piece), framing == Framing::Chunks);
            timing->sendUs += m_server.clock.steadyUs() - madeUs;
            complete = open && last;
            if (open && !complete && wait.count() > 0)
                open = co_await pause(wait);
        }
        m_unended = !complete;
        if (!complete)
            close();
        co_return complete;
    }

    awaitable<bool> sendPiece(BodySource::Piece piece, bool chunked)
    {
        const std::string bytes = chunked ? toChunk(piece) : std::move(piece.bytes);
        allow(m_server.config.bodyTimeout);
        error_code error;
        co_await asio::async_write(m_stream, asio::buffer(bytes), redirect_error(use_awaitable, error));
        co_return !error;
    }

    /// False when the client has left meanwhile, or the server stops.
    awaitable<bool> pause(std::chrono::milliseconds time)
    {
        idle = true; // so that stop() closes the connection
        deadlineUs = kNever;
        error_code ignored;
        m_pause.expires_after(time);
        if (!m_server.stopping)
            co_await m_pause.async_wait(redirect_error(use_awaitable, ignored));
        idle = false;
        co_return !m_server.stopping && socket().is_open() && !clientLeft();
    }

    bool clientLeft()
    {
        pollfd state{socket().native_handle(), POLLRDHUP, 0};
        return ::poll(&state, 1, 0) > 0;
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
    asio::steady_timer m_pause; ///< between two pieces of a streamed answer
    bool m_timedOut = false;
    bool m_linger = false;
    bool m_unended = false; ///< amid a streamed answer, whose end a mere close could feign: reset instead
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
