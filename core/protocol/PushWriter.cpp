// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/PushCodec.h"

#include "protocol/PullCodec.h"
#include "protocol/RowCodec.h"

#include <algorithm>
#include <map>
#include <vector>

namespace tidemark {

namespace {

/// True when the client never saw the row: every base it gives is 0.
bool isNew(const PushedRow &row)
{
    return row.base.given() && row.base.whole.value_or(0) == 0
        && std::all_of(row.base.columns.begin(), row.base.columns.end(),
                       [](const auto &base) { return base.second == 0; });
}

void writeBases(JsonWriter &json, const EntitySchema &entity, const Bases &base)
{
    json.key("_base");
    if (base.columns.empty()) {
        json.integer(base.whole.value_or(0));
        return;
    }
    json.beginObject();
    for (const auto &[column, stamp] : base.columns)
        json.field(columnName(entity, column), stamp);
    json.endObject();
}

void writePushedRow(JsonWriter &json, const EntitySchema &entity, const PushedRow &row)
{
    json.beginObject().field("id", row.record.id);
    if (!row.isDelete()) {
        writeColumns(json, entity, row.record, row.record.present);
        if (row.record.createdAt != 0)
            json.field("created_at", row.record.createdAt);
        if (row.changed)
            json.field("_changed", columnNames(entity, *row.changed));
    }
    if (row.base.given())
        writeBases(json, entity, row.base);
    if (row.editedAt)
        json.field("_edited_at", *row.editedAt);
    json.endObject();
}

std::string mobileResolution(const ConflictNotice &conflict, const Schema &schema)
{
    if (conflict.resolution == "delete_wins")
        return conflict.type == "delete_edit" ? "client_wins" : "server_wins";
    if (conflict.resolution == "override")
        return "server_wins";
    const auto entity = schema.entityIndex(conflict.entity);
    if (conflict.resolution == "client_wins" || !entity)
        return "client_wins";
    bool client = false;
    bool server = false;
    for (const std::string &name : conflict.columns) {
        const auto column = schema.entities[*entity].columnIndex(name);
        const bool serverWins = column && schema.entities[*entity].columns[*column].winner == Winner::Server;
        (serverWins ? server : client) = true;
    }
    return client && server ? "merged" : server ? "server_wins" : "client_wins";
}

void writeConflict(JsonWriter &json, const Schema &schema, const ConflictNotice &conflict, bool mobile)
{
    const auto entity = schema.entityIndex(conflict.entity);
    json.beginObject()
        .field("id", conflict.id)
        .field("entity", conflict.entity)
        .field("record_id", conflict.recordId)
        .field("conflict_type", conflict.type)
        .field("resolution", mobile ? mobileResolution(conflict, schema) : conflict.resolution)
        .key("columns")
        .beginArray();
    for (const std::string &column : conflict.columns)
        json.string(column);
    json.endArray();
    if (entity) {
        json.key(mobile ? "serverVersion" : "resolved");
        writeRow(json, schema.entities[*entity], conflict.resolved);
    }
    json.endObject();
}

} // namespace

std::string writePushRequest(const Schema &schema, const PushRequest &request)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().field("last_pulled_at", request.lastPulledAt);
    if (!request.epoch.empty())
        json.field("epoch", request.epoch);
    json.key("changes").beginObject();
    for (std::size_t i = 0; i < schema.entities.size(); ++i) {
        if (request.rows[i].empty())
            continue;
        const EntitySchema &entity = schema.entities[i];
        const auto writeWhere = [&](const char *key, auto wanted) {
            json.key(key).beginArray();
            for (const PushedRow &row : request.rows[i]) {
                if (wanted(row))
                    writePushedRow(json, entity, row);
            }
            json.endArray();
        };
        json.key(entity.name).beginObject();
        writeWhere("created", [](const PushedRow &row) { return !row.isDelete() && isNew(row); });
        writeWhere("updated", [](const PushedRow &row) { return !row.isDelete() && !isNew(row); });
        writeWhere("deleted", [](const PushedRow &row) { return row.isDelete(); });
        json.endObject();
    }
    json.endObject().endObject();
    return out;
}

std::string writePushAnswer(const Schema &schema, const PushAnswer &answer, bool mobile)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("changes");
    writeChanges(json, schema, answer.changes);
    json.field("timestamp", answer.timestamp)
        .field("server_id", answer.serverId)
        .field("epoch", answer.epoch)
        .field("stamp", answer.stamp)
        .field("has_more", answer.hasMore)
        .key("conflicts")
        .beginArray();
    for (const ConflictNotice &conflict : answer.conflicts)
        writeConflict(json, schema, conflict, mobile);
    json.endArray().key("rejected").beginArray();
    for (const Rejection &rejection : answer.rejected) {
        json.beginObject()
            .field("entity", rejection.entity)
            .field("record_id", rejection.recordId)
            .field("code", rejection.code)
            .field("message", rejection.message)
            .endObject();
    }
    json.endArray().key("experimentalRejectedIds").beginObject();
    std::map<std::string_view, std::vector<std::string_view>> byEntity; // names are the caller's, and may be many
    for (const Rejection &rejection : answer.rejected)
        byEntity[rejection.entity].push_back(rejection.recordId);
    for (const auto &[entity, ids] : byEntity) {
        json.key(entity).beginArray();
        for (const std::string_view id : ids)
            json.string(id);
        json.endArray();
    }
    json.endObject().endObject();
    return out;
}

} // namespace tidemark
