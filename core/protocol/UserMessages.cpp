// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/UserMessages.h"

#include "protocol/AnswerReader.h"

#include <array>

namespace tidemark {

namespace {

using simdjson::dom::element;

constexpr std::array<std::string_view, 5> kVerdicts{"ok", "idle", "stuck", "sign_in", "never_synced"};

void writeOptional(JsonWriter &json, std::string_view name, const std::optional<std::int64_t> &number)
{
    json.key(name);
    if (number)
        json.integer(*number);
    else
        json.null();
}

void writeDevice(JsonWriter &json, const DeviceItem &device)
{
    json.beginObject()
        .field("device_id", device.id)
        .field("name", device.name)
        .field("model", device.model)
        .field("first_seen", device.firstSeen)
        .field("last_seen", device.lastSeen);
    writeOptional(json, "last_pull_at", device.lastPullAt);
    writeOptional(json, "last_push_at", device.lastPushAt);
    writeOptional(json, "client_offset_ms", device.clientOffsetMs);
    writeOptional(json, "pending", device.pending);
    writeOptional(json, "cursor", device.cursor);
    writeOptional(json, "rows_behind", device.rowsBehind);
    json.field("consecutive_failures", device.streak.failures)
        .field("failing_since", device.streak.since)
        .field("last_result", device.streak.lastResult)
        .field("last_error", device.streak.lastError)
        .field("verdict", verdictName(device.verdict))
        .endObject();
}

void writeUserFields(JsonWriter &json, const UserItem &user)
{
    json.field("user_id", user.id)
        .field("email", user.email)
        .field("name", user.name)
        .field("first_seen", user.firstSeen)
        .field("last_seen", user.lastSeen)
        .field("verdict", verdictName(user.verdict))
        .key("devices")
        .beginArray();
    for (const DeviceItem &device : user.devices)
        writeDevice(json, device);
    json.endArray();
}

void writeRejection(JsonWriter &json, const RejectionItem &item)
{
    json.beginObject()
        .field("id", item.id)
        .field("device_id", item.deviceId)
        .field("entity", item.entity)
        .field("record_id", item.recordId)
        .field("code", item.code)
        .field("message", item.message)
        .field("created_at", item.createdAt)
        .endObject();
}

Verdict readVerdict(const element &json)
{
    std::string name;
    AnswerReader(json).text("verdict", name);
    return verdictFromName(name).value_or(Verdict::Ok);
}

DeviceItem readDevice(const element &json)
{
    DeviceItem device;
    AnswerReader(json)
        .text("device_id", device.id)
        .text("name", device.name)
        .text("model", device.model)
        .number("first_seen", device.firstSeen)
        .number("last_seen", device.lastSeen)
        .number("last_pull_at", device.lastPullAt)
        .number("last_push_at", device.lastPushAt)
        .number("client_offset_ms", device.clientOffsetMs)
        .number("pending", device.pending)
        .number("cursor", device.cursor)
        .number("rows_behind", device.rowsBehind)
        .number("consecutive_failures", device.streak.failures)
        .number("failing_since", device.streak.since)
        .text("last_result", device.streak.lastResult)
        .text("last_error", device.streak.lastError);
    device.verdict = readVerdict(json);
    return device;
}

} // namespace

std::string_view verdictName(Verdict verdict)
{
    return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> verdictFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kVerdicts.size(); ++i) {
        if (kVerdicts[i] == name)
            return static_cast<Verdict>(i);
    }
    return std::nullopt;
}

void writeUserItem(JsonWriter &json, const UserItem &user)
{
    json.beginObject();
    writeUserFields(json, user);
    json.endObject();
}

void writeUserDetail(JsonWriter &json, const UserDetail &detail)
{
    json.beginObject();
    writeUserFields(json, detail.user);
    json.field("clock", detail.clock).key("counts").beginObject();
    for (const EntityCount &count : detail.counts)
        json.key(count.entity).beginObject().field("alive", count.alive).field("deleted", count.deleted).endObject();
    json.endObject().field("open_conflicts", detail.openConflicts).field("rejection_count", detail.rejectionCount);
    json.key("rejections").beginArray();
    for (const RejectionItem &item : detail.rejections)
        writeRejection(json, item);
    json.endArray().endObject();
}

Result<UserItem> readUserItem(const element &json)
{
    CHECK(checkObject(json));
    UserItem user;
    AnswerReader(json)
        .text("user_id", user.id)
        .text("email", user.email)
        .text("name", user.name)
        .number("first_seen", user.firstSeen)
        .number("last_seen", user.lastSeen);
    user.verdict = readVerdict(json);
    forEachItem(json, "devices", [&](const element &device) { user.devices.push_back(readDevice(device)); });
    return user;
}

Result<UserDetail> readUserDetail(const element &json)
{
    UserDetail detail;
    TRY(detail.user, readUserItem(json));
    AnswerReader(json)
        .number("clock", detail.clock)
        .number("open_conflicts", detail.openConflicts)
        .number("rejection_count", detail.rejectionCount);
    simdjson::dom::object counts;
    if (json["counts"].get_object().get(counts) == simdjson::SUCCESS) {
        for (const auto field : counts) {
            EntityCount count{std::string(field.key)};
            const element figures = field.value;
            AnswerReader(figures).number("alive", count.alive).number("deleted", count.deleted);
            detail.counts.push_back(std::move(count));
        }
    }
    forEachItem(json, "rejections", [&](const element &rejection) {
        RejectionItem item;
        AnswerReader(rejection)
            .text("id", item.id)
            .text("device_id", item.deviceId)
            .text("entity", item.entity)
            .text("record_id", item.recordId)
            .text("code", item.code)
            .text("message", item.message)
            .number("created_at", item.createdAt);
        detail.rejections.push_back(std::move(item));
    });
    return detail;
}

} // namespace tidemark
