// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"
#include "protocol/Problem.h"

namespace tidemark::backend::net {

/// What surrounds a handler, without any socket.

/// The request's own X-Request-Id when it is sound (1 to 64 letters, digits, '-', '_', '.'), else a new one; set in
/// its headers. Also turns an absolute target ("http://host/path") into its path.
void prepare(Request &request, IdSource &ids);

struct Answer {
    Response response;
    std::string fault; ///< what the handler threw; for logs, not for the caller
};

/// Decompresses the body, calls the handler, compresses the answer. Never throws. Problems: 413 `too_large`,
/// 415 `unsupported_encoding`, 400 `invalid_gzip`, 500 `internal`.
Answer answer(Request request, const Handler &handler, std::size_t bodyLimit);

struct MadePiece {
    BodySource::Piece piece;
    std::string fault; ///< why there is no piece; for logs
};

/// The next piece of a streamed answer. Never throws.
MadePiece nextPiece(BodySource &source);

/// Adds to every answer what it must carry: the request's id, and what keeps browsers from guessing types, caching
/// (unless the answer says otherwise), running or framing what they get, and, under TLS, from ever leaving it.
void seal(Response &response, std::string_view requestId, bool tls);

} // namespace tidemark::backend::net
