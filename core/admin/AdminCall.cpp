// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminCall.h"

#include "protocol/Problem.h"
#include "protocol/SyncResult.h"

#include <utility>

namespace tidemark {

namespace {

/// As outcomeOfStatus() has it, but what the schema refuses is the caller's to correct, wherever it was checked.
ErrorCategory categoryOf(int status, std::string_view code)
{
    if ((status == 400 || status == 422)
        && (code == "invalid_value" || code == "unknown_column" || code == "record_deleted"))
        return ErrorCategory::Input;
    switch (outcomeOfStatus(status).result) {
    case SyncResult::AuthError: return ErrorCategory::Auth;
    case SyncResult::Conflict: return ErrorCategory::Conflict;
    case SyncResult::Timeout: return ErrorCategory::Timeout;
    default: return status == 429 ? ErrorCategory::Busy : ErrorCategory::Server;
    }
}

Error errorOfAnswer(const Response &response)
{
    const Problem problem = parseProblem(response);
    std::string code = problem.code;
    if (code.empty())
        code = response.status == 409 ? "record_moved" : "http_" + std::to_string(response.status);
    const ErrorCategory category = categoryOf(response.status, code);
    return Error{std::move(code), category, problem.detail.empty() ? problem.title : problem.detail};
}

Error errorOfFailure(const Exchange &exchange)
{
    const bool late = exchange.failure == NetworkFailure::Timeout;
    return Error{std::string(networkFailureName(exchange.failure)),
                 late ? ErrorCategory::Timeout : ErrorCategory::Network, exchange.detail};
}

} // namespace

AdminTarget &AdminTarget::add(std::string_view name, std::string_view value)
{
    if (!value.empty())
        m_text += (std::exchange(m_first, false) ? "?" : "&") + std::string(name) + "=" + percentEncode(value);
    return *this;
}

AdminTarget &AdminTarget::add(std::string_view name, std::int64_t value)
{
    return value == 0 ? *this : add(name, std::to_string(value));
}

Request adminGet(const AdminTarget &target)
{
    Request request;
    request.target = target.text();
    return request;
}

Request adminPost(const AdminTarget &target, std::string body)
{
    Request request;
    request.method = "POST";
    request.target = target.text();
    request.body = std::move(body);
    return request;
}

// The audit shows people what they wrote, so nothing is escaped.
void setReason(Request &request, std::string reason)
{
    for (char &c : reason) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    }
    request.headers.set("X-Access-Reason", std::move(reason));
}

QCoro::Task<Result<std::string>> bodyOf(Transport *transport, Request request)
{
    Exchange exchange = co_await transport->send(request);
    if (exchange.response && exchange.response->status == 401) {
        const bool fresh = co_await transport->refreshToken();
        if (fresh)
            exchange = co_await transport->send(request);
    }
    if (!exchange.response)
        co_return Result<std::string>(errorOfFailure(exchange));
    if (exchange.response->status < 200 || exchange.response->status > 299)
        co_return Result<std::string>(errorOfAnswer(*exchange.response));
    co_return Result<std::string>(std::move(exchange.response->body));
}

} // namespace tidemark
