// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuditMessages.h"

#include "protocol/AnswerReader.h"

namespace tidemark {

using simdjson::dom::element;

void writeAuditEntry(JsonWriter &json, const AuditEntry &entry)
{
    json.beginObject()
        .field("id", entry.id)
        .field("at", entry.at)
        .field("actor", entry.actor)
        .field("role", entry.role)
        .field("action", entry.action)
        .field("user_id", entry.userId)
        .field("entity", entry.entity)
        .field("record_id", entry.recordId)
        .field("conflict_id", entry.conflictId)
        .field("reason", entry.reason)
        .endObject();
}

void writeVersionItem(JsonWriter &json, const VersionItem &item)
{
    json.beginObject()
        .field("stamp", item.stamp)
        .field("device_id", item.deviceId)
        .field("device_name", item.deviceName)
        .field("origin", item.origin)
        .key("changed")
        .beginArray();
    for (const std::string &column : item.changed)
        json.string(column);
    json.endArray().field("status", item.status).key("values").raw(item.values).endObject();
}

Result<AuditEntry> readAuditEntry(const element &json)
{
    CHECK(checkObject(json));
    AuditEntry entry;
    AnswerReader(json)
        .text("id", entry.id)
        .number("at", entry.at)
        .text("actor", entry.actor)
        .text("role", entry.role)
        .text("action", entry.action)
        .text("user_id", entry.userId)
        .text("entity", entry.entity)
        .text("record_id", entry.recordId)
        .text("conflict_id", entry.conflictId)
        .text("reason", entry.reason);
    return entry;
}

Result<RecordItem> readRecordItem(const element &json)
{
    CHECK(checkObject(json));
    RecordItem item;
    AnswerReader(json).text("id", item.id).number("last_modified_at", item.lastModifiedAt);
    item.row = simdjson::minify(json);
    return item;
}

Result<VersionItem> readVersionItem(const element &json)
{
    CHECK(checkObject(json));
    VersionItem item;
    AnswerReader(json)
        .number("stamp", item.stamp)
        .text("device_id", item.deviceId)
        .text("device_name", item.deviceName)
        .text("origin", item.origin)
        .texts("changed", item.changed)
        .text("status", item.status)
        .raw("values", item.values);
    return item;
}

} // namespace tidemark
