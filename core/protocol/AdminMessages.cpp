// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AdminMessages.h"

#include "protocol/AnswerReader.h"

namespace tidemark {

namespace {

using simdjson::dom::element;
using Counts = std::vector<std::pair<std::string, std::int64_t>>;
using Latencies = std::vector<std::pair<std::string, LatencyFigures>>;

void writeFigures(JsonWriter &json, const LatencyFigures &figures)
{
    json.field("count", figures.count)
        .field("success", figures.success)
        .field("avg_ms", figures.avg)
        .field("p50_ms", figures.p50)
        .field("p95_ms", figures.p95)
        .field("p99_ms", figures.p99);
}

void writeCounts(JsonWriter &json, std::string_view name, const Counts &counts)
{
    json.key(name).beginObject();
    for (const auto &[key, count] : counts)
        json.field(key, count);
    json.endObject();
}

void writeLatencies(JsonWriter &json, std::string_view name, const Latencies &latencies)
{
    json.key(name).beginObject();
    for (const auto &[key, figures] : latencies) {
        json.key(key).beginObject();
        writeFigures(json, figures);
        json.endObject();
    }
    json.endObject();
}

void writeItemFields(JsonWriter &json, const ConflictItem &item)
{
    json.field("id", item.id)
        .field("user_id", item.userId)
        .field("email", item.email)
        .field("device_id", item.deviceId)
        .field("device_name", item.deviceName)
        .field("entity", item.entity)
        .field("record_id", item.recordId)
        .field("conflict_type", item.type)
        .field("policy", item.policy)
        .key("columns")
        .beginArray();
    for (const std::string &column : item.columns)
        json.string(column);
    json.endArray().field("state", item.state).field("stamp", item.stamp).field("created_at", item.createdAt);
}

LatencyFigures readFigures(const element &json)
{
    LatencyFigures figures;
    AnswerReader(json)
        .number("count", figures.count)
        .number("success", figures.success)
        .real("avg_ms", figures.avg)
        .real("p50_ms", figures.p50)
        .real("p95_ms", figures.p95)
        .real("p99_ms", figures.p99);
    return figures;
}

template <typename Visit> void forEachField(const element &json, const char *key, Visit visit)
{
    simdjson::dom::object object;
    if (json[key].get_object().get(object) != simdjson::SUCCESS)
        return;
    for (const auto field : object)
        visit(std::string(field.key), field.value);
}

Counts readCounts(const element &json, const char *key)
{
    Counts counts;
    forEachField(json, key, [&](std::string name, const element &value) {
        std::int64_t count = 0;
        if (value.get_int64().get(count) == simdjson::SUCCESS)
            counts.emplace_back(std::move(name), count);
    });
    return counts;
}

Latencies readLatencies(const element &json, const char *key)
{
    Latencies latencies;
    forEachField(json, key, [&](std::string name, const element &value) {
        latencies.emplace_back(std::move(name), readFigures(value));
    });
    return latencies;
}

} // namespace

void writeStats(JsonWriter &json, const SyncStats &stats)
{
    json.beginObject().field("from", stats.from).field("until", stats.until).field("bucket_ms", stats.bucketMs);
    writeFigures(json, stats.total);
    json.field("success_rate",
               stats.total.count == 0
                   ? 1.0
                   : static_cast<double>(stats.total.success) / static_cast<double>(stats.total.count));
    writeCounts(json, "results", stats.results);
    writeLatencies(json, "types", stats.types);
    writeLatencies(json, "devices", stats.devices);
    writeLatencies(json, "phases", stats.phases);
    json.field("pulled", stats.pulled).field("pushed", stats.pushed).field("conflicts", stats.conflicts);
    writeCounts(json, "conflicts_by_entity", stats.conflictsByEntity);
    writeCounts(json, "conflicts_by_policy", stats.conflictsByPolicy);
    json.key("failing_users").beginArray();
    for (const FailingUser &user : stats.failingUsers) {
        json.beginObject()
            .field("user_id", user.userId)
            .field("email", user.email)
            .field("consecutive_failures", user.consecutiveFailures)
            .field("since", user.since)
            .field("last_result", user.lastResult)
            .endObject();
    }
    json.endArray().key("series").beginArray();
    for (const StatsBucket &bucket : stats.series) {
        json.beginObject().field("start", bucket.start);
        writeFigures(json, bucket.latency);
        writeCounts(json, "results", bucket.results);
        json.field("pulled", bucket.pulled).field("pushed", bucket.pushed).endObject();
    }
    json.endArray().endObject();
}

void writeConflictItem(JsonWriter &json, const ConflictItem &item)
{
    json.beginObject();
    writeItemFields(json, item);
    json.endObject();
}

void writeConflictDetail(JsonWriter &json, const ConflictDetail &detail)
{
    json.beginObject();
    writeItemFields(json, detail.item);
    json.key("base").raw(detail.base).key("client").raw(detail.client).key("server").raw(detail.server);
    json.key("resolved")
        .raw(detail.resolved)
        .key("current")
        .raw(detail.current)
        .field("current_stamp", detail.currentStamp);
    json.key("edited_at");
    if (detail.editedAt)
        json.integer(*detail.editedAt);
    else
        json.null();
    json.key("override").beginObject().key("values").raw(detail.overrideValues);
    json.field("note", detail.overrideNote)
        .field("by", detail.overrideBy)
        .field("at", detail.overrideAt)
        .endObject()
        .endObject();
}

Result<SyncStats> readStats(const element &json)
{
    CHECK(checkObject(json));
    SyncStats stats;
    AnswerReader(json)
        .number("from", stats.from)
        .number("until", stats.until)
        .number("bucket_ms", stats.bucketMs)
        .number("pulled", stats.pulled)
        .number("pushed", stats.pushed)
        .number("conflicts", stats.conflicts);
    stats.total = readFigures(json);
    stats.results = readCounts(json, "results");
    stats.types = readLatencies(json, "types");
    stats.devices = readLatencies(json, "devices");
    stats.phases = readLatencies(json, "phases");
    stats.conflictsByEntity = readCounts(json, "conflicts_by_entity");
    stats.conflictsByPolicy = readCounts(json, "conflicts_by_policy");
    forEachItem(json, "failing_users", [&](const element &item) {
        FailingUser user;
        AnswerReader(item)
            .text("user_id", user.userId)
            .text("email", user.email)
            .number("consecutive_failures", user.consecutiveFailures)
            .number("since", user.since)
            .text("last_result", user.lastResult);
        stats.failingUsers.push_back(std::move(user));
    });
    forEachItem(json, "series", [&](const element &item) {
        StatsBucket bucket;
        AnswerReader(item)
            .number("start", bucket.start)
            .number("pulled", bucket.pulled)
            .number("pushed", bucket.pushed);
        bucket.latency = readFigures(item);
        bucket.results = readCounts(item, "results");
        stats.series.push_back(std::move(bucket));
    });
    return stats;
}

Result<ConflictItem> readConflictItem(const element &json)
{
    CHECK(checkObject(json));
    ConflictItem item;
    AnswerReader(json)
        .text("id", item.id)
        .text("user_id", item.userId)
        .text("email", item.email)
        .text("device_id", item.deviceId)
        .text("device_name", item.deviceName)
        .text("entity", item.entity)
        .text("record_id", item.recordId)
        .text("conflict_type", item.type)
        .text("policy", item.policy)
        .text("state", item.state)
        .number("stamp", item.stamp)
        .number("created_at", item.createdAt)
        .texts("columns", item.columns);
    return item;
}

Result<ConflictDetail> readConflictDetail(const element &json)
{
    ConflictDetail detail;
    TRY(detail.item, readConflictItem(json));
    AnswerReader(json)
        .raw("base", detail.base)
        .raw("client", detail.client)
        .raw("server", detail.server)
        .raw("resolved", detail.resolved)
        .raw("current", detail.current)
        .number("current_stamp", detail.currentStamp)
        .number("edited_at", detail.editedAt);
    element override;
    if (json["override"].get(override) == simdjson::SUCCESS) {
        AnswerReader(override)
            .raw("values", detail.overrideValues)
            .text("note", detail.overrideNote)
            .text("by", detail.overrideBy)
            .number("at", detail.overrideAt);
    }
    return detail;
}

} // namespace tidemark
