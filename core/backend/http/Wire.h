// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Http.h"
#include "protocol/Problem.h"

#include <boost/beast/http.hpp>

#include <optional>

/// Between Beast's messages and ours. For the sources of this folder alone: Beast is long to compile.
namespace tidemark::backend::net {

namespace http = boost::beast::http;

using Parser = http::request_parser<http::string_body>;

/// All but the body and the peer.
Request toRequest(const http::request_header<> &head);

/// How the client finds the end of the body; with any but Length, the body follows the message.
enum class Framing : std::uint8_t { Length, Chunks, UntilClose };

http::response<http::string_body> toMessage(Response response, unsigned version, bool keepAlive, Framing framing);

/// What stands before and behind a piece as a chunk (RFC 9112, 7.1), with the closing one behind the last. An empty
/// piece that is not is nothing.
struct ChunkFrame {
    std::string before;
    std::string behind;
};
ChunkFrame chunkFrame(const BodySource::Piece &piece);

/// The problem to answer to what the parser refused; nothing when the connection is simply gone.
std::optional<Problem> refusalFor(boost::system::error_code error, bool timedOut);

/// What the parser lets pass and we do not.
std::optional<Problem> objectionTo(const Parser &parser, std::size_t targetLimit);

} // namespace tidemark::backend::net
