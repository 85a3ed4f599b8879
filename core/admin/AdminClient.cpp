// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminClient.h"

#include "admin/AdminCall.h"

namespace tidemark {

namespace {

Request changeOf(const std::string &id, const char *act, std::string reason, std::string body)
{
    Request request = adminPost(AdminTarget("conflicts/" + percentEncode(id) + "/" + act), std::move(body));
    setReason(request, std::move(reason));
    return request;
}

} // namespace

QCoro::Task<Result<SyncStats>> AdminClient::stats(std::string period, std::string userId)
{
    const auto body =
        co_await bodyOf(&m_transport, adminGet(AdminTarget("stats").add("period", period).add("user_id", userId)));
    co_return readBody(body, readStats);
}

QCoro::Task<Result<Page<SyncLogEntry>>> AdminClient::logs(LogFilter filter, int limit, std::string cursor)
{
    AdminTarget target("logs");
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
    const auto body = co_await bodyOf(&m_transport, adminGet(target));
    co_return readBody(body, readPage<SyncLogEntry, readSyncLog>);
}

QCoro::Task<Result<Page<ConflictItem>>> AdminClient::conflicts(ConflictFilter filter, int limit, std::string cursor)
{
    AdminTarget target("conflicts");
    target.add("user_id", filter.userId)
        .add("entity", filter.entity)
        .add("state", filter.state)
        .add("limit", limit)
        .add("cursor", cursor);
    const auto body = co_await bodyOf(&m_transport, adminGet(target));
    co_return readBody(body, readPage<ConflictItem, readConflictItem>);
}

QCoro::Task<Result<ConflictDetail>> AdminClient::conflict(std::string id, std::string reason)
{
    Request request = adminGet(AdminTarget("conflicts/" + percentEncode(id)));
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

QCoro::Task<Result<ConflictDetail>> AdminClient::reviewConflict(std::string id, std::string note, std::string reason)
{
    std::string body;
    JsonWriter(body).beginObject().field("note", note).endObject();
    const auto answer = co_await bodyOf(&m_transport, changeOf(id, "review", std::move(reason), std::move(body)));
    co_return readBody(answer, readConflictDetail);
}

QCoro::Task<Result<BulkPreview>> AdminClient::previewBulk(ConflictFilter filter, ConflictSide side,
                                                          std::string cursor)
{
    std::string body;
    JsonWriter json(body);
    json.beginObject().field("dry_run", true).field("side", conflictSideName(side)).key("filter").beginObject();
    json.field("user_id", filter.userId).field("entity", filter.entity).field("state", filter.state).endObject();
    json.field("cursor", cursor).endObject();
    Request request = adminPost(AdminTarget("conflicts/bulk-override"), std::move(body));
    const auto answer = co_await bodyOf(&m_transport, std::move(request));
    co_return readBody(answer, readBulkPreview);
}

QCoro::Task<Result<BulkReport>> AdminClient::overrideBulk(std::string runId, ConflictSide side, std::string note,
                                                          std::vector<SelectedConflict> selection)
{
    std::string body;
    JsonWriter json(body);
    json.beginObject().field("run_id", runId).field("side", conflictSideName(side)).field("note", note);
    writeSelection(json.key("selection"), selection);
    json.endObject();
    Request request = adminPost(AdminTarget("conflicts/bulk-override"), std::move(body));
    const auto answer = co_await bodyOf(&m_transport, std::move(request));
    co_return readBody(answer, readBulkReport);
}

} // namespace tidemark
