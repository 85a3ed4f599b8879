// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/SyncLog.h"

namespace tidemark {

namespace {

using simdjson::dom::element;

void writePhases(JsonWriter &json, const std::vector<std::pair<std::string, double>> &phases)
{
    json.beginObject();
    for (const auto &[name, ms] : phases)
        json.field(name, ms);
    json.endObject();
}

std::vector<std::pair<std::string, double>> readPhases(const element &json)
{
    std::vector<std::pair<std::string, double>> phases;
    simdjson::dom::object object;
    if (json.get_object().get(object) != simdjson::SUCCESS)
        return phases;
    for (const auto field : object) {
        double ms = 0;
        if (field.value.get_double().get(ms) == simdjson::SUCCESS)
            phases.emplace_back(std::string(field.key), ms);
    }
    return phases;
}

} // namespace

void writeSyncLog(JsonWriter &json, const SyncLogEntry &entry)
{
    json.beginObject()
        .field("id", entry.id)
        .field("sync_id", entry.syncId)
        .field("try", entry.attempt)
        .field("user_id", entry.userId)
        .field("email", entry.email)
        .field("device_id", entry.deviceId)
        .field("device_name", entry.deviceName)
        .field("type", entry.type)
        .field("source", entry.source)
        .field("started_at", entry.startedAt)
        .field("duration_ms", entry.durationMs)
        .field("result", syncResultName(entry.result))
        .field("status", entry.status)
        .field("error_code", entry.errorCode)
        .field("error_detail", entry.errorDetail)
        .field("request_id", entry.requestId)
        .field("pulled", entry.pulled)
        .field("pushed", entry.pushed)
        .field("conflicts", entry.conflicts)
        .field("bytes_in", entry.bytesIn)
        .field("bytes_out", entry.bytesOut)
        .key("phases");
    writePhases(json, entry.phases);
    json.endObject();
}

Result<SyncLogEntry> readSyncLog(const element &json)
{
    if (!json.is_object())
        return Error{"bad_answer", ErrorCategory::Server, "a log entry must be an object"};
    SyncLogEntry entry;
    const auto text = [&](const char *key, std::string &into) {
        std::string_view value;
        if (json[key].get_string().get(value) == simdjson::SUCCESS)
            into = value;
    };
    const auto number = [&](const char *key, auto &into) {
        std::int64_t value = 0;
        if (json[key].get_int64().get(value) == simdjson::SUCCESS)
            into = static_cast<std::remove_reference_t<decltype(into)>>(value);
    };
    text("id", entry.id);
    text("sync_id", entry.syncId);
    number("try", entry.attempt);
    text("user_id", entry.userId);
    text("email", entry.email);
    text("device_id", entry.deviceId);
    text("device_name", entry.deviceName);
    text("type", entry.type);
    text("source", entry.source);
    number("started_at", entry.startedAt);
    if (json["duration_ms"].get_double().get(entry.durationMs) != simdjson::SUCCESS)
        entry.durationMs = 0;
    std::string result;
    text("result", result);
    entry.result = syncResultFromName(result);
    number("status", entry.status);
    text("error_code", entry.errorCode);
    text("error_detail", entry.errorDetail);
    text("request_id", entry.requestId);
    number("pulled", entry.pulled);
    number("pushed", entry.pushed);
    number("conflicts", entry.conflicts);
    number("bytes_in", entry.bytesIn);
    number("bytes_out", entry.bytesOut);
    element phases;
    if (json["phases"].get(phases) == simdjson::SUCCESS)
        entry.phases = readPhases(phases);
    return entry;
}

std::string phasesToJson(const std::vector<std::pair<std::string, double>> &phases)
{
    std::string out;
    JsonWriter json(out);
    writePhases(json, phases);
    return out;
}

std::vector<std::pair<std::string, double>> phasesFromJson(std::string_view json)
{
    thread_local simdjson::dom::parser parser; // keeps its memory: statistics read very many of these
    element root;
    if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS)
        return {};
    return readPhases(root);
}

} // namespace tidemark
