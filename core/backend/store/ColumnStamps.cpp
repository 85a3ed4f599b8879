// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/ColumnStamps.h"

#include "protocol/JsonWriter.h"

namespace tidemark::backend {

namespace {

Error badStamps(const EntitySchema &entity)
{
    return Error{"bad_stamps", ErrorCategory::Local, entity.name + ": a row's column stamps cannot be read"};
}

Result<merge::ColumnStamp> readStamp(const EntitySchema &entity, const simdjson::dom::element &json)
{
    std::int64_t ms = 0;
    std::int64_t byOverride = 0;
    std::string_view device;
    if (json.at(0).get_int64().get(ms) != simdjson::SUCCESS
        || json.at(1).get_string().get(device) != simdjson::SUCCESS
        || json.at(2).get_int64().get(byOverride) != simdjson::SUCCESS)
        return badStamps(entity);
    return merge::ColumnStamp{ms, std::string(device), byOverride != 0};
}

} // namespace

std::string columnStampsToJson(const EntitySchema &entity, const merge::StoredRow &row)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    for (const auto &[column, stamp] : row.changed) {
        json.key(columnName(entity, column)).beginArray().integer(stamp.ms).string(stamp.device);
        json.integer(stamp.byOverride ? 1 : 0).endArray();
    }
    json.endObject();
    if (!row.unknownChanged.empty())
        text.insert(text.size() - 1, (row.changed.empty() ? "" : ",") + row.unknownChanged);
    return text;
}

Result<void> readColumnStamps(const EntitySchema &entity, std::string_view json, JsonDocument &document,
                              merge::StoredRow &row)
{
    if (json == "{}")
        return {};
    const auto root = document.parse(json);
    simdjson::dom::object object;
    if (!root || root->get_object().get(object) != simdjson::SUCCESS)
        return badStamps(entity);
    for (const auto field : object) {
        const auto column = columnByName(entity, field.key);
        if (!column) {
            row.unknownChanged += row.unknownChanged.empty() ? "" : ",";
            JsonWriter(row.unknownChanged).string(field.key);
            row.unknownChanged += ':' + simdjson::minify(field.value);
            continue;
        }
        TRY(merge::ColumnStamp stamp, readStamp(entity, field.value));
        row.changed.emplace_back(*column, std::move(stamp));
    }
    return {};
}

} // namespace tidemark::backend
