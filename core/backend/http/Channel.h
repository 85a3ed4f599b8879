// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/Session.h"
#include "backend/http/Wire.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <netinet/tcp.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <optional>

namespace tidemark::backend::net {

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<tcp::socket>;

/// One connection, plain or TLS: what is read and written, each within its time. For Session.cpp alone.
template <typename Stream> class Channel final : public Connection {
    static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;
    static constexpr std::int64_t kNever = INT64_MAX;
    /// Beast reads this much at once, header or not.
    static constexpr std::size_t kReadAhead = 64 * 1024;
    /// Of a body; the next read is twice as large when one was full, so that only those who send fast have a large
    /// buffer.
    static constexpr std::size_t kFirstRead = 4 * 1024;
    /// How long what a refused client still sends is read and thrown away, so that it gets to see the answer.
    static constexpr std::chrono::milliseconds kLinger{5000};

public:
    template <typename... Args> Channel(ServerState &server, std::string peer, Args &&...args)
        : m_server(server),
          m_stream(std::forward<Args>(args)...),
          m_peer(std::move(peer)),
          m_buffer(server.config.headerLimit + kReadAhead),
          m_pause(server.io)
    {
        m_server.connections.insert(this);
        m_server.counters.connections = m_server.connections.size();
    }
    ~Channel() override
    {
        m_server.connections.erase(this);
        m_server.counters.connections = m_server.connections.size();
        m_server.addresses.leave(m_peer);
        m_server.onConnectionEnd();
    }
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    const std::string &peer() const { return m_peer; }

    void interrupt() override
    {
        m_timedOut = true;
        error_code ignored;
        socket().cancel(ignored);
    }
    void close() override
    {
        error_code ignored;
        if (unended)
            socket().set_option(asio::socket_base::linger(true, 0), ignored);
        socket().close(ignored);
        m_pause.cancel();
    }
    /// For as long as a worker has the request.
    void suspendDeadline() { deadlineUs = kNever; }

    awaitable<bool> handshake()
    {
        error_code error;
        if constexpr (kTls) {
            allow(m_server.config.headerTimeout);
            co_await m_stream.async_handshake(asio::ssl::stream_base::server, redirect_error(use_awaitable, error));
        }
        co_return !error;
    }

    /// Waits for the first bytes of a request, so that an idle connection holds neither parser nor body.
    awaitable<bool> awaitRequest()
    {
        if (m_server.stopping && m_buffer.size() == 0)
            co_return false;
        m_buffer.shrink_to_fit();
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

    /// False when the connection is gone; else the header is complete, or `refusal` says what is wrong.
    awaitable<bool> readHead(Parser &parser, std::optional<Problem> &refusal)
    {
        parser.header_limit(static_cast<std::uint32_t>(m_server.config.headerLimit));
        parser.body_limit(m_server.config.bodyLimit);
        error_code error;
        allow(m_server.config.headerTimeout);
        co_await http::async_read_header(m_stream, m_buffer, parser, redirect_error(use_awaitable, error));
        refusal = error ? refusalFor(error, m_timedOut) : objectionTo(parser, m_server.config.targetLimit);
        co_return !error || refusal;
    }

    /// The same for the body.
    awaitable<bool> readBody(Parser &parser, Share &bodies, std::optional<Problem> &refusal)
    {
        error_code error;
        if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            allow(m_server.config.headerTimeout);
            http::response<http::empty_body> goOn(http::status::continue_, 11);
            co_await http::async_write(m_stream, goOn, redirect_error(use_awaitable, error));
        }
        acknowledgeAtOnce();
        const std::int64_t beganUs = m_server.clock.steadyUs();
        std::size_t room = kFirstRead;
        while (!error && !parser.is_done()) {
            if (bodies.total() > m_server.config.bodiesLimit) {
                ++m_server.counters.overloaded;
                refusal = makeProblem(503, "busy", "too much is being received, try again");
                co_return true;
            }
            allowUntil(std::min(atLeastRate(beganUs, m_server.config.rateGrace, bodies.mine()),
                                beganUs + inUs(m_server.config.bodyTimeout)));
            m_buffer.reserve(room); // Beast reads no more than what there is room for
            const std::size_t got =
                co_await http::async_read_some(m_stream, m_buffer, parser, redirect_error(use_awaitable, error));
            bodies.take(got);
            if (got >= room)
                room = std::min(2 * room, kReadAhead);
        }
        if (error)
            refusal = refusalFor(error, m_timedOut);
        co_return !error || refusal;
    }

    awaitable<bool> send(http::response<http::string_body> message, bool headOnly)
    {
        http::response_serializer<http::string_body> serializer(message);
        serializer.split(headOnly);
        error_code error;
        const std::int64_t beganUs = m_server.clock.steadyUs();
        std::size_t sent = 0;
        while (!error && !(headOnly ? serializer.is_header_done() : serializer.is_done())) {
            // Anew for every part: an answer may take its time, but it must move.
            allowUntil(std::min(atLeastRate(beganUs, m_server.config.bodyTimeout, sent),
                                m_server.clock.steadyUs() + inUs(m_server.config.bodyTimeout)));
            const std::size_t part =
                co_await http::async_write_some(m_stream, serializer, redirect_error(use_awaitable, error));
            sent += part;
        }
        co_return !error;
    }

    awaitable<bool> sendPiece(BodySource::Piece piece, bool chunked)
    {
        const ChunkFrame frame = chunked ? chunkFrame(piece) : ChunkFrame();
        const std::array<asio::const_buffer, 3> parts{asio::buffer(frame.before), asio::buffer(piece.bytes),
                                                      asio::buffer(frame.behind)};
        allow(m_server.config.bodyTimeout);
        error_code error;
        co_await asio::async_write(m_stream, parts, redirect_error(use_awaitable, error));
        co_return !error;
    }

    /// False when the client has left meanwhile, or the server stops.
    awaitable<bool> pause(std::chrono::milliseconds time)
    {
        idle = true; // so that stop() closes the connection
        suspendDeadline();
        error_code ignored;
        m_pause.expires_after(time);
        if (!m_server.stopping)
            co_await m_pause.async_wait(redirect_error(use_awaitable, ignored));
        idle = false;
        co_return !m_server.stopping && socket().is_open() && !clientLeft();
    }

    /// Closing with unread input would reset the connection and take the answer with it.
    awaitable<void> drainInput()
    {
        m_buffer.clear();
        if constexpr (!kTls)
            shutdownSending();
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
        shutdownSending();
        close();
        co_return;
    }

    bool unended = false; ///< amid a streamed answer, whose end a mere close could feign: reset instead

private:
    tcp::socket &socket()
    {
        if constexpr (kTls)
            return m_stream.next_layer();
        else
            return m_stream;
    }

    static std::int64_t inUs(std::chrono::milliseconds time) { return std::chrono::microseconds(time).count(); }

    void allow(std::chrono::milliseconds time) { allowUntil(m_server.clock.steadyUs() + inUs(time)); }
    void allowUntil(std::int64_t us)
    {
        m_timedOut = false;
        deadlineUs = us;
    }
    /// When so many bytes are too few for the time since `beganUs`.
    std::int64_t atLeastRate(std::int64_t beganUs, std::chrono::milliseconds grace, std::size_t bytes) const
    {
        const std::size_t earnedMs = bytes * 1000 / std::max<std::size_t>(1, m_server.config.leastRate);
        return beganUs + inUs(grace) + static_cast<std::int64_t>(earnedMs) * 1000;
    }

    /// Clients that send header and body in two segments wait for the first one's acknowledgement (Nagle), which the
    /// kernel would hold back for 40 ms: measured as 45 ms instead of 4 for a push of 100 records.
    void acknowledgeAtOnce()
    {
        const int on = 1;
        ::setsockopt(socket().native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    }

    bool clientLeft()
    {
        pollfd state{socket().native_handle(), POLLRDHUP, 0};
        return ::poll(&state, 1, 0) > 0;
    }

    void shutdownSending()
    {
        error_code ignored;
        socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    ServerState &m_server;
    Stream m_stream;
    std::string m_peer;
    boost::beast::flat_buffer m_buffer;
    asio::steady_timer m_pause; ///< between two pieces of a streamed answer
    bool m_timedOut = false;
};

} // namespace tidemark::backend::net
