// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Exchange.h"

#include "backend/http/Gzip.h"

#include <algorithm>
#include <cctype>
#include <exception>

namespace tidemark::backend::net {

namespace {

constexpr std::size_t kWorthCompressing = 1024;

bool isSoundId(std::string_view id)
{
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
}

/// One element of a comma-separated field in lower case without blanks; `rest` moves behind it.
std::string takeElement(std::string_view &rest)
{
    const auto end = std::min(rest.find(','), rest.size());
    std::string element;
    for (const char c : rest.substr(0, end)) {
        if (c != ' ' && c != '\t')
            element += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return element;
}

/// "q=0", "q=0.0": not wanted.
bool isRefused(std::string_view parameters)
{
    const auto q = parameters.find("q=");
    if (q == parameters.npos)
        return false;
    const std::string_view weight = parameters.substr(q + 2);
    return weight.substr(0, weight.find(';')).find_first_of("123456789") == weight.npos;
}

bool acceptsGzip(std::string_view field)
{
    bool anything = false;
    while (!field.empty()) {
        const std::string element = takeElement(field);
        const auto semicolon = std::min(element.find(';'), element.size());
        const std::string_view coding = std::string_view(element).substr(0, semicolon);
        const bool wanted = !isRefused(std::string_view(element).substr(semicolon));
        if (coding == "gzip" || coding == "x-gzip")
            return wanted;
        if (coding == "*")
            anything = wanted;
    }
    return anything;
}

Response problem(const Request &request, int status, const char *code, std::string detail)
{
    return problemResponse(makeProblem(status, code, std::move(detail)), request.headers.get("X-Request-Id"));
}

/// Nothing when the body is plain now, else the refusal.
std::optional<Response> decompress(Request &request, std::size_t limit)
{
    std::string_view field = request.headers.get("Content-Encoding");
    const std::string coding = takeElement(field);
    if (coding.empty() || (coding == "identity" && field.empty()))
        return std::nullopt;
    if ((coding != "gzip" && coding != "x-gzip") || !field.empty()) {
        Response refused = problem(request, 415, "unsupported_encoding", "Content-Encoding may be gzip or identity");
        refused.headers.set("Accept-Encoding", "gzip");
        return refused;
    }
    Result<std::string> plain = gunzip(request.body, limit);
    if (!plain) {
        const Error &error = plain.error();
        const int status = error.code == "too_large" ? 413 : error.category == ErrorCategory::Busy ? 503 : 400;
        return problem(request, status, error.code.c_str(), error.detail);
    }
    request.body = std::move(plain).value();
    request.headers.set("Content-Encoding", "identity");
    request.headers.set("Content-Length", std::to_string(request.body.size()));
    return std::nullopt;
}

void compress(const Request &request, Response &response)
{
    const bool small = !response.stream && response.body.size() <= kWorthCompressing;
    if (small || response.headers.has("Content-Encoding"))
        return;
    response.headers.set("Vary", "Accept-Encoding");
    if (!acceptsGzip(request.headers.get("Accept-Encoding")))
        return;
    if (response.stream) {
        if (auto compressed = gzipped(response.stream)) {
            response.stream = std::move(compressed);
            response.headers.set("Content-Encoding", "gzip");
        }
    } else if (std::string compressed = gzip(response.body); !compressed.empty()) {
        response.body = std::move(compressed);
        response.headers.set("Content-Encoding", "gzip");
    }
}

} // namespace

void prepare(Request &request, IdSource &ids)
{
    if (!isSoundId(request.headers.get("X-Request-Id")))
        request.headers.set("X-Request-Id", ids.next());
    if (const auto scheme = request.target.find("://"); scheme != request.target.npos && request.target[0] != '/') {
        const auto path = request.target.find('/', scheme + 3);
        request.target = path == request.target.npos ? "/" : request.target.substr(path);
    }
}

Answer answer(Request request, const Handler &handler, std::size_t bodyLimit)
{
    std::string fault = "unknown fault";
    try {
        if (request.method == "HEAD")
            request.method = "GET";
        if (std::optional<Response> refused = decompress(request, bodyLimit))
            return {std::move(*refused), {}};
        Response response = handler(request);
        compress(request, response);
        return {std::move(response), {}};
    } catch (const std::exception &thrown) {
        fault = thrown.what();
    } catch (...) { // the connection outlives whatever a handler throws
    }
    return {problem(request, 500, "internal", "unexpected fault"), std::move(fault)};
}

MadePiece nextPiece(BodySource &source)
{
    std::string fault = "unknown fault";
    try {
        auto piece = source.next();
        if (piece)
            return {std::move(*piece), {}};
        fault = piece.error().code + ": " + piece.error().detail;
    } catch (const std::exception &thrown) {
        fault = thrown.what();
    } catch (...) { // as above
    }
    return {{}, std::move(fault)};
}

void seal(Response &response, std::string_view requestId, bool tls)
{
    response.headers.set("X-Request-Id", std::string(requestId));
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (tls)
        response.headers.set("Strict-Transport-Security", "max-age=31536000");
    if (!response.headers.has("Cache-Control"))
        response.headers.set("Cache-Control", "no-store");
}

} // namespace tidemark::backend::net
