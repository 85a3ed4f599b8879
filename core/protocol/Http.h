// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark {

/// Header fields in order. Names compare without case (RFC 9110).
class Headers {
public:
    void set(std::string name, std::string value);
    /// Empty when absent.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>> &all() const { return m_fields; }

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

/// One HTTP request as client and server code see it, free of any library. `target` is path and query, encoded.
struct Request {
    std::string method = "GET";
    std::string target;
    Headers headers;
    std::string body;
    /// The peer's address, filled in by the server; empty on the client.
    std::string peer;
    /// How long it waited for a worker, filled in by the server.
    std::int64_t queuedUs = 0;

    std::string_view path() const;
    /// Decoded value of a query parameter, the first of its name; nothing when absent.
    std::optional<std::string> query(std::string_view name) const;
};

/// A body made while it is sent, for answers that are large or have no end. Whoever sends it asks for a piece, sends
/// it, and only then asks for the next, so no more than one is in memory. The calls come one after another, on any
/// thread, and may block. The source is destroyed when the answer has ended: sent, failed, or nobody there to read
/// it.
///
/// For a stream of events: give what there is with a `wait` behind it, and an empty piece with a `wait` when there is
/// nothing. During a wait the source costs no thread. That the client has left is noticed when a wait is over, so
/// keep waits short (a second, say) and write a comment line every 15 s or so, for proxies. Never say `last`: when
/// the server stops, it cuts the connection of a source that waits, and clients connect anew.
class BodySource {
public:
    struct Piece {
        std::string bytes = {}; ///< may be empty
        bool last = false;
        std::chrono::milliseconds wait{0}; ///< from the sending of this piece to the next call
    };
    virtual ~BodySource() = default;
    /// The next piece; never called after the last. An error cuts the connection, so that the client cannot take what
    /// it has for the whole; the same goes for what is thrown.
    virtual Result<Piece> next() = 0;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::shared_ptr<BodySource> stream = {}; ///< in place of `body` when set; its content type is in `headers`
};

/// The answer with its stream read into `body`, for callers without sockets: up to the last piece, or to the first
/// that wants a wait. Errors are those of the stream.
Result<Response> drained(Response response);

/// Percent-encodes everything but unreserved characters (RFC 3986).
std::string percentEncode(std::string_view text);
/// Also turns '+' into a space, as in query strings. Malformed escapes stay as they are.
std::string percentDecode(std::string_view text);

} // namespace tidemark
