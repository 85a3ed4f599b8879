// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Session.h"

#include "backend/http/Channel.h"
#include "backend/http/Exchange.h"

namespace tidemark::backend::net {

namespace {

/// Does a blocking job on a worker; the coroutine that waits for it goes on where it was. Not co_spawn: that puts a
/// coroutine which never waited at the end of the pool's queue once more before its result is told, behind every
/// request that came in meanwhile.
template <typename Job> awaitable<std::invoke_result_t<Job>> onWorker(asio::thread_pool &pool, Job job)
{
    using Made = std::invoke_result_t<Job>;
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Made)>(
        [&pool](auto handler, Job task) {
            auto home = asio::make_work_guard(handler); // the socket thread stays until it is told
            asio::post(pool,
                       [handler = std::move(handler), task = std::move(task), home = std::move(home)]() mutable {
                           asio::post(home.get_executor(), [handler = std::move(handler), made = task()]() mutable {
                               std::move(handler)(std::move(made));
                           });
                       });
        },
        use_awaitable, std::move(job));
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

template <typename Stream> class Session {
public:
    template <typename... Args> Session(ServerState &server, Args &&...args)
        : m_server(server),
          m_channel(server, std::forward<Args>(args)...)
    {
    }

    awaitable<void> run()
    {
        // GCC 12 miscompiles co_await within a condition.
        bool open = co_await m_channel.handshake();
        while (open) {
            open = co_await m_channel.awaitRequest();
            if (open)
                open = co_await exchange();
        }
        m_channel.idle = true;
        if (m_linger)
            co_await m_channel.drainInput();
        co_await m_channel.farewell();
    }

private:
    /// One request and its answer. True when the connection may carry another.
    awaitable<bool> exchange()
    {
        const std::int64_t beganUs = m_server.clock.steadyUs();
        Share bodies(m_server.counters.bodies);
        Parser parser;
        std::optional<Problem> refusal;
        bool open = co_await m_channel.readHead(parser, refusal);
        if (!open)
            co_return false;
        Request request = toRequest(parser.get());
        request.peer = m_server.addresses.clientOf(m_channel.peer(), request);
        prepare(request, m_server.ids);
        const bool sound = !refusal;
        std::int64_t waitUs = 0;
        const bool prompt = parser.is_done() && isPrompt(request);
        if (sound)
            refusal = overload(request.peer, prompt, waitUs);
        if (!refusal && !parser.is_done())
            open = co_await m_channel.readBody(parser, bodies, refusal);
        if (!open)
            co_return false;
        request.body = std::move(parser.get().body());

        const std::int64_t receivedUs = m_server.clock.steadyUs();
        RequestTiming timing = timingFor(request, receivedUs - beganUs);
        const unsigned version = parser.get().version();
        // Where the next request begins is certain only behind a sound one that was read to its end.
        const bool mayGoOn = sound && parser.is_done() && parser.keep_alive();
        Answer made;
        if (refusal) {
            made.response = problemResponse(*refusal, timing.requestId);
            if (waitUs > 0)
                made.response.headers.set("Retry-After", std::to_string((waitUs + 999'999) / 1'000'000));
        } else if (prompt) {
            made = answer(std::move(request), m_server.handler, m_server.config.bodyLimit);
            timing.handleUs = m_server.clock.steadyUs() - receivedUs;
        } else {
            m_channel.suspendDeadline();
            ++m_server.counters.working;
            auto job = [this, request = std::move(request), &timing, receivedUs]() mutable {
                return work(std::move(request), timing, receivedUs);
            };
            made = co_await onWorker(m_server.pool, std::move(job));
            --m_server.counters.working;
        }
        seal(made.response, timing.requestId, m_server.tls != nullptr);
        timing.fault = std::move(made.fault);
        timing.status = made.response.status;
        m_linger = refusal && !mayGoOn;
        open = co_await deliver(std::move(made.response), version, mayGoOn && !m_server.stopping, &timing);
        if (m_server.onRequestDone)
            m_server.onRequestDone(timing);
        co_return open;
    }

    /// By a worker.
    Answer work(Request request, RequestTiming &timing, std::int64_t queuedUs) const
    {
        const std::int64_t startedUs = m_server.clock.steadyUs();
        timing.queueUs = startedUs - queuedUs;
        request.queuedUs = timing.queueUs;
        Answer done = answer(std::move(request), m_server.handler, m_server.config.bodyLimit);
        timing.handleUs = m_server.clock.steadyUs() - startedUs;
        return done;
    }

    /// By a worker.
    MadePiece produce(BodySource &source, RequestTiming &timing, std::int64_t queuedUs) const
    {
        const std::int64_t startedUs = m_server.clock.steadyUs();
        MadePiece made = nextPiece(source);
        timing.queueUs += startedUs - queuedUs;
        timing.handleUs += m_server.clock.steadyUs() - startedUs;
        return made;
    }

    bool isPrompt(const Request &request) const
    {
        return !m_server.config.promptPath.empty() && request.path() == m_server.config.promptPath;
    }

    /// What is too much before anything is worked on.
    std::optional<Problem> overload(const std::string &client, bool prompt, std::int64_t &waitUs)
    {
        waitUs = m_server.addresses.request(client, m_server.clock.steadyUs());
        if (waitUs > 0) {
            ++m_server.counters.rateLimited;
            return makeProblem(429, "rate_limited", "too many requests from this address");
        }
        if (!prompt && m_server.counters.working >= m_server.config.maxWorking) {
            ++m_server.counters.overloaded;
            return makeProblem(503, "busy", "too many requests at once, try again");
        }
        return std::nullopt;
    }

    /// True when the connection may carry another request.
    awaitable<bool> deliver(Response response, unsigned version, bool keepAlive, RequestTiming *timing)
    {
        if (response.stream) {
            // Without chunks, only the connection's end can tell where the answer ends.
            keepAlive = keepAlive && version != 10;
            timing->delivered = co_await stream(std::move(response), version, keepAlive, timing);
        } else {
            timing->bytesOut = response.body.size();
            const std::int64_t beganUs = m_server.clock.steadyUs();
            timing->delivered = co_await m_channel.send(
                toMessage(std::move(response), version, keepAlive, Framing::Length), timing->method == "HEAD");
            timing->sendUs = m_server.clock.steadyUs() - beganUs;
        }
        co_return timing->delivered &&keepAlive;
    }

    /// Piece by piece, each asked for when the one before is sent. An answer that cannot be ended is cut off.
    awaitable<bool> stream(Response response, unsigned version, bool keepAlive, RequestTiming *timing)
    {
        const std::shared_ptr<BodySource> source = std::move(response.stream);
        const Framing framing = version == 10 ? Framing::UntilClose : Framing::Chunks;
        m_channel.unended = true;
        const std::int64_t beganUs = m_server.clock.steadyUs();
        bool open = co_await m_channel.send(toMessage(std::move(response), version, keepAlive, framing), true);
        timing->sendUs = m_server.clock.steadyUs() - beganUs;
        bool complete = open && timing->method == "HEAD";
        while (open && !complete) {
            m_channel.suspendDeadline();
            const std::int64_t askedUs = m_server.clock.steadyUs();
            auto job = [this, source, timing, askedUs] { return produce(*source, *timing, askedUs); };
            MadePiece made = co_await onWorker(m_server.pool, std::move(job));
            timing->fault = std::move(made.fault);
            if (!timing->fault.empty())
                break;
            const std::int64_t madeUs = m_server.clock.steadyUs();
            timing->bytesOut += made.piece.bytes.size();
            const bool last = made.piece.last;
            const std::chrono::milliseconds wait = made.piece.wait;
            open = co_await m_channel.sendPiece(std::move(made.piece), framing == Framing::Chunks);
            timing->sendUs += m_server.clock.steadyUs() - madeUs;
            complete = open && last;
            if (open && !complete && wait.count() > 0)
                open = co_await m_channel.pause(wait);
        }
        if (!complete)
            m_channel.close();
        m_channel.unended = false;
        co_return complete;
    }

    ServerState &m_server;
    Channel<Stream> m_channel;
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
