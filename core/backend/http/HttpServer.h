// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/Uuid.h"
#include "protocol/Http.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::backend {

/// Answers one request. Called on a pool of worker threads, several at a time; may block. HEAD arrives as GET. What
/// it throws becomes a 500.
using Handler = std::function<Response(const Request &)>;

/// One answered request and where its time went, for logs. `path` has no query, which may hold secrets.
struct RequestTiming {
    std::string requestId;
    std::string method;
    std::string path;
    std::string peer;
    int status = 0;
    std::string fault;        ///< what the handler threw, or why a streamed answer was cut; else empty
    bool delivered = true;    ///< false: the client left, or a piece failed, before the whole answer was sent
    std::size_t bytesIn = 0;  ///< body as received
    std::size_t bytesOut = 0; ///< body as sent
    std::int64_t receiveUs = 0;
    std::int64_t queueUs = 0;  ///< waiting for a worker, in sum
    std::int64_t handleUs = 0; ///< with the pieces of a streamed answer
    std::int64_t sendUs = 0;
};

/// Called on the thread that serves the sockets: must not block.
using RequestDone = std::function<void(const RequestTiming &)>;

struct HttpServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: the system chooses, see HttpServer::port()
    unsigned workers = 2;
    std::string promptPath;  ///< requests for it without a body are handled on the thread of the sockets, even when
                             ///< every worker is taken: the handler must not block there
    std::string tlsCertFile; ///< PEM chain; TLS when not empty
    std::string tlsKeyFile;  ///< PEM

    std::size_t bodyLimit = 8 * 1024 * 1024;     ///< bytes, as received and after decompression
    std::size_t bodiesLimit = 256 * 1024 * 1024; ///< bytes of all bodies received and not answered yet
    std::size_t headerLimit = 32 * 1024;         ///< bytes of request line and fields together
    std::size_t targetLimit = 8 * 1024;          ///< bytes
    std::size_t maxConnections = 10'000;         ///< the longest idle gives way, else new ones wait in the system
    std::size_t maxAddressConnections = 1'000;   ///< of one address; more are refused
    std::size_t maxWorking = 1'000;              ///< requests that wait for a worker or have one
    double addressRate = 0;                      ///< requests a second of one address; 0: no limit
    std::vector<std::string> trustedProxies;     ///< addresses whose X-Forwarded-For is believed
    std::size_t leastRate = 1024;                ///< bytes a second at which a body comes and an answer is read
    std::chrono::milliseconds rateGrace{10'000}; ///< the time before `leastRate` counts
    std::chrono::milliseconds headerTimeout{10'000};
    std::chrono::milliseconds bodyTimeout{60'000}; ///< for a whole body and for each piece of a streamed answer;
                                                   ///< for another answer, without any progress
    std::chrono::milliseconds idleTimeout{75'000}; ///< between two requests of a connection
    std::chrono::milliseconds drain{10'000};       ///< what stop() leaves to requests in progress
};

/// What the server has done since its start, and has open now. Read from any thread.
struct HttpCounters {
    std::atomic<std::uint64_t> connections{0}; ///< open now
    std::atomic<std::uint64_t> working{0};     ///< requests that wait for a worker or have one, now
    std::atomic<std::uint64_t> bodies{0};      ///< bytes of bodies received and not answered yet, now
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refused{0};     ///< connections, because of their address
    std::atomic<std::uint64_t> evicted{0};     ///< idle connections that gave way
    std::atomic<std::uint64_t> rateLimited{0}; ///< requests, because of their address
    std::atomic<std::uint64_t> overloaded{0};  ///< requests refused because there are too many or their bodies
};

/// HTTP/1.1 on one thread for the sockets and a pool for the handler. Every answer carries an X-Request-Id, the
/// caller's own when it sent a sound one; the handler finds it in the request's headers. Answers with a stream go out
/// piece by piece, each made on the pool: in chunks, or up to the end of the connection for HTTP/1.0.
class HttpServer {
public:
    /// Listens at once. `clock` and `ids` must outlive the server. Errors, of category Local: `bad_address`,
    /// `listen_failed`, `tls_unusable`.
    static Result<std::unique_ptr<HttpServer>> start(HttpServerConfig config, const Clock &clock, IdSource &ids,
                                                     Handler handler, RequestDone onRequestDone = {});
    ~HttpServer();
    std::uint16_t port() const;
    const HttpCounters &counters() const;
    /// Reads certificate and key again, for connections to come; those there are keep theirs. On an error, of
    /// category Local (`tls_unusable`), everything stays as it was. Callable from any thread.
    Result<void> reloadCertificate();
    /// Accepts no more, lets requests in progress finish for up to `drain`, then closes all. Returns when every
    /// thread has ended. Callable again and from any thread but the server's own.
    void stop();

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tidemark::backend
