// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/PullCodec.h"

#include "base/Uuid.h"
#include "protocol/RowCodec.h"

namespace tidemark {

namespace {

using simdjson::dom::element;

Error badAnswer(std::string detail)
{
    return Error{"bad_answer", ErrorCategory::Server, std::move(detail)};
}

Result<void> readRows(const EntitySchema &entity, const element &changes, const char *key, std::vector<Record> &into)
{
    simdjson::dom::array rows;
    if (changes[key].get_array().get(rows) != simdjson::SUCCESS)
        return {};
    into.reserve(into.size() + rows.size());
    for (const element row : rows) {
        RowExtras extras;
        auto record = readRow(entity, row, extras);
        if (!record)
            return badAnswer(entity.name + ": " + record.error().detail);
        if (record->id.empty())
            return badAnswer(entity.name + ": a row without id");
        into.push_back(std::move(record).value());
    }
    return {};
}

Result<void> readDeleted(const EntitySchema &entity, const element &changes, std::vector<std::string> &into)
{
    simdjson::dom::array ids;
    if (changes["deleted"].get_array().get(ids) != simdjson::SUCCESS)
        return {};
    for (const element item : ids) {
        std::string_view id;
        if (item.get_string().get(id) != simdjson::SUCCESS || !isUuid(id))
            return badAnswer(entity.name + ": a deleted id is no UUID");
        into.emplace_back(id);
    }
    return {};
}

Result<PullAnswer> readHeader(const element &root)
{
    PullAnswer answer;
    if (!root["changes"].is_object())
        return badAnswer("no \"changes\"");
    if (root["timestamp"].get_int64().get(answer.timestamp) != simdjson::SUCCESS || answer.timestamp < 0)
        return badAnswer("no \"timestamp\"");
    std::string_view text;
    if (root["server_id"].get_string().get(text) == simdjson::SUCCESS)
        answer.serverId = text;
    if (root["epoch"].get_string().get(text) == simdjson::SUCCESS)
        answer.epoch = text;
    if (root["next_page"].get_string().get(text) == simdjson::SUCCESS)
        answer.nextPage = text;
    if (root["has_more"].get_bool().get(answer.hasMore) != simdjson::SUCCESS)
        answer.hasMore = false;
    if (answer.hasMore && answer.nextPage.empty())
        return badAnswer("\"has_more\" without \"next_page\"");
    return answer;
}

} // namespace

Result<ChangeSet> readChanges(const Schema &schema, const element &json)
{
    ChangeSet changes(schema.entities.size());
    simdjson::dom::object object;
    if (json.get_object().get(object) != simdjson::SUCCESS)
        return badAnswer("\"changes\" must be an object");
    for (const auto field : object) {
        const auto index = schema.entityIndex(field.key);
        if (!index)
            continue;
        const EntitySchema &entity = schema.entities[*index];
        CHECK(readRows(entity, field.value, "created", changes[*index].updated));
        CHECK(readRows(entity, field.value, "updated", changes[*index].updated));
        CHECK(readDeleted(entity, field.value, changes[*index].deleted));
    }
    return changes;
}

void writeChanges(JsonWriter &json, const Schema &schema, const ChangeSet &changes)
{
    json.beginObject();
    for (std::size_t i = 0; i < schema.entities.size(); ++i) {
        if (changes[i].empty())
            continue;
        json.key(schema.entities[i].name).beginObject().key("created").beginArray().endArray();
        json.key("updated").beginArray();
        for (const Record &record : changes[i].updated)
            writeRow(json, schema.entities[i], record);
        json.endArray().key("deleted").beginArray();
        for (const std::string &id : changes[i].deleted)
            json.string(id);
        json.endArray().endObject();
    }
    json.endObject();
}

Result<PullAnswer> readPullAnswer(const Schema &schema, JsonDocument &document, std::string_view body)
{
    const auto root = document.parse(body);
    if (!root)
        return badAnswer(root.error().detail);
    TRY(PullAnswer answer, readHeader(*root));
    TRY(answer.changes, readChanges(schema, (*root)["changes"].value_unsafe()));
    return answer;
}

Result<PullAnswer> readPullHeader(JsonDocument &document, std::string_view body)
{
    const auto root = document.parse(body);
    if (!root)
        return badAnswer(root.error().detail);
    return readHeader(*root);
}

std::string writePullAnswer(const Schema &schema, const PullAnswer &answer)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("changes");
    writeChanges(json, schema, answer.changes);
    json.field("timestamp", answer.timestamp)
        .field("server_id", answer.serverId)
        .field("epoch", answer.epoch)
        .field("has_more", answer.hasMore)
        .key("next_page");
    if (answer.nextPage.empty())
        json.null();
    else
        json.string(answer.nextPage);
    json.endObject();
    return out;
}

} // namespace tidemark
