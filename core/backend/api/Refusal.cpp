// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Refusal.h"

#include <algorithm>
#include <array>

namespace tidemark::backend {

namespace {

struct CodeStatus {
    std::string_view code;
    int status;
};

/// Input errors that are no plain 400.
constexpr std::array kInputStatus{
    CodeStatus{"too_deep", 413},
    CodeStatus{"too_many_records", 413},
    CodeStatus{"too_large", 413},
    CodeStatus{"unknown_conflict", 404},
};

/// Errors of the codecs name their place first: "/changes/todos must be an object".
std::string pointerIn(const std::string &detail)
{
    return detail.starts_with('/') ? detail.substr(0, detail.find_first_of(" :")) : std::string();
}

Refusal ofInput(const Error &error)
{
    for (const CodeStatus &entry : kInputStatus) {
        if (entry.code == error.code)
            return refuse(entry.status, error.code, error.detail);
    }
    return refuseInput(error.code, pointerIn(error.detail), error.detail);
}

} // namespace

Refusal refuse(int status, std::string code, std::string detail)
{
    return {makeProblem(status, std::move(code), std::move(detail))};
}

Refusal refuseInput(std::string code, std::string pointer, std::string detail)
{
    Refusal refusal = refuse(400, std::move(code), detail);
    refusal.problem.errors.push_back({std::move(pointer), std::move(detail)});
    return refusal;
}

Refusal refusalOf(const Error &error)
{
    Refusal refusal;
    switch (error.category) {
    case ErrorCategory::Input: return ofInput(error);
    case ErrorCategory::Auth: refusal = refuse(401, error.code, "the token is missing or not accepted"); break;
    case ErrorCategory::Conflict: return refuse(409, error.code, error.detail);
    case ErrorCategory::Busy: refusal = refuse(503, error.code, "busy, try again"); break;
    case ErrorCategory::Network:
    case ErrorCategory::Timeout:
    case ErrorCategory::Server:
    case ErrorCategory::Local: refusal = refuse(500, "internal", "the server failed"); break;
    }
    refusal.logDetail = error.code + ": " + error.detail;
    return refusal;
}

Response refusalResponse(const Refusal &refusal, std::string_view requestId)
{
    Response response = problemResponse(refusal.problem, requestId);
    if (!refusal.members.empty())
        response.body.insert(response.body.size() - 1, "," + refusal.members);
    if (response.status == 401)
        response.headers.set("WWW-Authenticate", "Bearer");
    if (refusal.retryAfter > 0)
        response.headers.set("Retry-After", std::to_string(refusal.retryAfter));
    if (!refusal.allow.empty())
        response.headers.set("Allow", refusal.allow);
    return response;
}

} // namespace tidemark::backend
