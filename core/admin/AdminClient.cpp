// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminClient.h"

#include "protocol/Json.h"
#include "protocol/Problem.h"
#include "protocol/SyncResult.h"

#include <string_view>

namespace tidemark {

namespace {

using simdjson::dom::element;

/// A path under the admin API with query parameters; those without a value are left out.
class Target {
public:
    explicit Target(std::string_view path) : m_text("/api/admin/sync/" + std::string(path)) {}

    Target &add(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            m_text += (std::exchange(m_first, false) ? "?" : "&") + std::string(name) + "=" + percentEncode(value);
        return *this;
    }
    Target &add(std::string_view name, std::int64_t value)
    {
        return value == 0 ? *this : add(name, std::to_string(value));
    }
    std::string text() const { return m_text; }

private:
    std::string m_text;
    bool m_first = true;
};

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

Request get(const Target &target)
{
    Request request;
    request.target = target.text();
    return request;
}

/// Headers carry no line breaks, and the audit shows people what they wrote, so nothing is escaped.
void setReason(Request &request, std::string reason)
{
    for (char &c : reason) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    }
    request.headers.set("X-Access-Reason", std::move(reason));
}

/// The body of a 2xx, with one more try after a refused token.
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

template <typename T> Result<T> readBody(const Result<std::string> &body, Result<T> (*read)(const element &))
{
    if (!body)
        return body.error();
    JsonDocument document;
    const auto json = document.parse(*body);
    if (!json)
        return Error{"bad_answer", ErrorCategory::Server, json.error().detail};
    return read(*json);
}

template <typename T, Result<T> (*readItem)(const element &)> Result<Page<T>> readPage(const element &json)
{
    simdjson::dom::array items;
    if (json["items"].get_array().get(items) != simdjson::SUCCESS)
        return Error{"bad_answer", ErrorCategory::Server, "a list without items"};
    Page<T> page;
    for (const element item : items) {
        TRY(T value, readItem(item));
        page.items.push_back(std::move(value));
    }
    std::string_view cursor;
    if (json["next_cursor"].get_string().get(cursor) == simdjson::SUCCESS)
        page.nextCursor = cursor;
    return page;
}

Request changeOf(const std::string &id, const char *act, std::string reason, std::string body)
{
    Request request;
    request.method = "POST";
    request.target = Target("conflicts/" + percentEncode(id) + "/" + act).text();
    setReason(request, std::move(reason));
    request.body = std::move(body);
    return request;
}

} // namespace

QCoro::Task<Result<SyncStats>> AdminClient::stats(std::string period, std::string userId)
{
    const auto body =
        co_await bodyOf(&m_transport, get(Target("stats").add("period", period).add("user_id", userId)));
    co_return readBody(body, readStats);
}

QCoro::Task<Result<Page<SyncLogEntry>>> AdminClient::logs(LogFilter filter, int limit, std::string cursor)
{
    Target target("logs");
    target.add("user_id", filter.userId)
        .add("type", filter.type)
        .add("status", filter.status)
        .add("device_id", filter.deviceId)
        .add("q", filter.text)
        .add("since", filter.since)
        .add("until", filter.until)
        .add("min_ms", filter.minMs)
        .add("limit", limit)
        .add("cursor", cursor);
    const auto body = co_await bodyOf(&m_transport, get(target));
    co_return readBody(body, readPage<SyncLogEntry, readSyncLog>);
}

QCoro::Task<Result<Page<ConflictItem>>> AdminClient::conflicts(ConflictFilter filter, int limit, std::string cursor)
{
    Target target("conflicts");
    target.add("user_id", filter.userId)
        .add("entity", filter.entity)
        .add("state", filter.state)
        .add("limit", limit)
        .add("cursor", cursor);
    const auto body = co_await bodyOf(&m_transport, get(target));
    co_return readBody(body, readPage<ConflictItem, readConflictItem>);
}

QCoro::Task<Result<ConflictDetail>> AdminClient::conflict(std::string id, std::string reason)
{
    Request request = get(Target("conflicts/" + percentEncode(id)));
    setReason(request, std::move(reason));
    const auto body = co_await bodyOf(&m_transport, std::move(request));
    co_return readBody(body, readConflictDetail);
}

QCoro::Task<Result<ConflictDetail>>
AdminClient::overrideConflict(std::string id, std::vector<std::pair<std::string, std::string>> values,
                              std::string note, std::string reason, std::int64_t expectedStamp)
{
    std::string body;
    JsonWriter json(body);
    json.beginObject().key("values").beginObject();
    for (const auto &[column, value] : values)
        json.key(column).raw(value);
    json.endObject().field("note", note).field("expected_last_modified_at", expectedStamp).endObject();
    const auto answer = co_await bodyOf(&m_transport, changeOf(id, "override", std::move(reason), std::move(body)));
    co_return readBody(answer, readConflictDetail);
}

QCoro::Task<Result<ConflictDetail>> AdminClient::revertConflict(std::string id, std::string note, std::string reason,
                                                                std::int64_t expectedStamp)
{
    std::string body;
    JsonWriter(body).beginObject().field("note", note).field("expected_last_modified_at", expectedStamp).endObject();
    const auto answer = co_await bodyOf(&m_transport, changeOf(id, "revert", std::move(reason), std::move(body)));
    co_return readBody(answer, readConflictDetail);
}

} // namespace tidemark
