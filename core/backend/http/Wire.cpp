// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Wire.h"

#include <array>
#include <charconv>

namespace tidemark::backend::net {

using boost::system::error_code;

namespace {

constexpr std::size_t kMaxFields = 100;

} // namespace

Request toRequest(const http::request_header<> &head)
{
    Request request;
    request.method = head.method_string();
    request.target = head.target();
    std::size_t count = 0;
    for (const auto &field : head) {
        if (++count > kMaxFields)
            break; // refused anyway
        const std::string name(field.name_string());
        const std::string_view before = request.headers.get(name);
        // Repeated fields mean a list (RFC 9110, 5.3); two tokens thus become none.
        request.headers.set(name,
                            before.empty() ? std::string(field.value())
                                           : std::string(before) + ", " + std::string(field.value()));
    }
    return request;
}

http::response<http::string_body> toMessage(Response response, unsigned version, bool keepAlive, Framing framing)
{
    http::response<http::string_body> message;
    message.version(version == 10 ? 10 : 11);
    message.result(static_cast<unsigned>(response.status));
    for (const auto &[name, value] : response.headers.all())
        message.set(name, value);
    message.keep_alive(keepAlive);
    message.body() = std::move(response.body);
    if (framing == Framing::Chunks)
        message.chunked(true);
    else if (framing == Framing::Length && response.status != 204 && response.status != 304)
        message.content_length(message.body().size());
    return message;
}

ChunkFrame chunkFrame(const BodySource::Piece &piece)
{
    ChunkFrame frame;
    if (!piece.bytes.empty()) {
        std::array<char, 20> size{};
        const auto end = std::to_chars(size.data(), size.data() + size.size(), piece.bytes.size(), 16).ptr;
        frame.before.append(size.data(), end).append("\r\n");
        frame.behind = "\r\n";
    }
    if (piece.last)
        frame.behind += "0\r\n\r\n";
    return frame;
}

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

std::optional<Problem> objectionTo(const Parser &parser, std::size_t targetLimit)
{
    const auto &header = parser.get();
    if (static_cast<std::size_t>(std::distance(header.begin(), header.end())) > kMaxFields)
        return makeProblem(431, "header_too_large", "too many header fields");
    if (header.target().size() > targetLimit)
        return makeProblem(414, "target_too_long", "the path and query are too long");
    if (header.version() >= 11 && header.count(http::field::host) != 1)
        return makeProblem(400, "malformed_request", "exactly one Host is needed");
    return std::nullopt;
}

} // namespace tidemark::backend::net
