// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Problem.h"

#include "protocol/JsonWriter.h"

#include <simdjson.h>

namespace tidemark {

std::string_view statusTitle(int status)
{
    switch (status) {
    case 400: return "Bad request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not found";
    case 405: return "Method not allowed";
    case 408: return "Request timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content too large";
    case 414: return "URI too long";
    case 415: return "Unsupported media type";
    case 422: return "Unprocessable content";
    case 429: return "Too many requests";
    case 431: return "Header fields too large";
    case 500: return "Internal server error";
    case 501: return "Not implemented";
    case 503: return "Service unavailable";
    default: return "Error";
    }
}

Problem makeProblem(int status, std::string code, std::string detail)
{
    return Problem{status, std::move(code), std::string(statusTitle(status)), std::move(detail)};
}

Response problemResponse(const Problem &problem, std::string_view requestId)
{
    Response response;
    response.status = problem.status;
    response.headers.set("Content-Type", "application/problem+json");
    if (problem.status == 503 || problem.status == 429)
        response.headers.set("Retry-After", "1");
    JsonWriter json(response.body);
    json.beginObject()
        .field("type", "about:blank")
        .field("title", problem.title)
        .field("status", problem.status)
        .field("detail", problem.detail)
        .field("code", problem.code)
        .field("request_id", requestId);
    if (!problem.errors.empty()) {
        json.key("errors").beginArray();
        for (const ProblemDetail &error : problem.errors)
            json.beginObject().field("pointer", error.pointer).field("detail", error.detail).endObject();
        json.endArray();
    }
    json.endObject();
    return response;
}

Problem parseProblem(const Response &response)
{
    Problem problem{response.status, {}, std::string(statusTitle(response.status)), {}};
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(response.body).get_object().get(object) != simdjson::SUCCESS)
        return problem;
    const auto read = [&](const char *name, std::string &into) {
        std::string_view text;
        if (object[name].get_string().get(text) == simdjson::SUCCESS)
            into = text;
    };
    read("code", problem.code);
    read("title", problem.title);
    read("detail", problem.detail);
    return problem;
}

} // namespace tidemark
