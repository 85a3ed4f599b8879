// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/PushCodec.h"

#include "base/Uuid.h"
#include "protocol/Json.h"
#include "protocol/PullCodec.h"
#include "protocol/RowCodec.h"

#include <algorithm>
#include <unordered_map>

namespace tidemark {

namespace {

using simdjson::dom::element;

constexpr std::size_t kMaxShownName = 64; ///< bytes of an id or a name that is refused

Error badRequest(std::string detail)
{
    return Error{"bad_request", ErrorCategory::Input, std::move(detail)};
}

Error badAnswer(std::string detail)
{
    return Error{"bad_answer", ErrorCategory::Server, std::move(detail)};
}

std::optional<ColumnSet> readChangedNames(const EntitySchema &entity, const element &json)
{
    std::string_view names;
    if (json.get_string().get(names) != simdjson::SUCCESS || names.empty() || names == "0" || names == "1")
        return std::nullopt;
    ColumnSet changed;
    while (!names.empty()) {
        const auto end = std::min(names.find(','), names.size());
        if (const auto column = columnByName(entity, names.substr(0, end)))
            changed.insert(*column);
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return changed;
}

Result<Bases> readBases(const EntitySchema &entity, const element &json)
{
    const Error invalid{"invalid_value", ErrorCategory::Input, "_base must be a stamp, or stamps by column"};
    Bases bases;
    std::int64_t stamp = 0;
    if (json.get_int64().get(stamp) == simdjson::SUCCESS && stamp >= 0) {
        bases.whole = stamp;
        return bases;
    }
    simdjson::dom::object columns;
    if (json.get_object().get(columns) != simdjson::SUCCESS)
        return invalid;
    for (const auto field : columns) {
        if (field.value.get_int64().get(stamp) != simdjson::SUCCESS || stamp < 0)
            return invalid;
        if (const auto column = columnByName(entity, field.key))
            bases.columns.emplace_back(*column, stamp);
    }
    return bases;
}

/// The later of two rows with one id in one push, on top of the earlier.
PushedRow fold(PushedRow earlier, PushedRow later)
{
    later.record.present.forEach(
        [&](std::size_t column) { setColumnValue(earlier.record, column, columnValue(later.record, column)); });
    if (earlier.record.createdAt == 0)
        earlier.record.createdAt = later.record.createdAt;
    if (earlier.changed && later.changed)
        earlier.changed = *earlier.changed | *later.changed;
    else
        earlier.changed = std::nullopt;
    if (!earlier.base.given())
        earlier.base = later.base;
    if (later.editedAt)
        earlier.editedAt = later.editedAt;
    return earlier;
}

/// Reads the rows of one entity in the order created, updated, deleted.
class EntityReader {
public:
    EntityReader(const EntitySchema &entity, PushRequest &request, std::vector<PushedRow> &rows,
                 std::string_view callerId)
        : m_entity(entity),
          m_request(request),
          m_rows(rows),
          m_callerId(callerId)
    {
    }

    Result<void> read(const element &changes)
    {
        if (!changes.is_object())
            return badRequest("/changes/" + m_entity.name + " must be an object");
        for (const char *key : {"created", "updated", "deleted"}) {
            element list;
            if (changes[key].get(list) != simdjson::SUCCESS || list.is_null())
                continue;
            if (!list.is_array())
                return badRequest("/changes/" + m_entity.name + "/" + key + " must be an array");
            const simdjson::dom::array items = list.get_array().value_unsafe();
            for (const element item : items) {
                if (m_request.count() >= kMaxPushRecords)
                    return Error{"too_many_records", ErrorCategory::Input, "more than 20,000 records"};
                CHECK(readItem(item, std::string_view(key) == "deleted"));
            }
        }
        return {};
    }

private:
    Result<void> readItem(const element &item, bool deleted)
    {
        std::string_view id;
        const bool bare = deleted && item.get_string().get(id) == simdjson::SUCCESS;
        if (!bare && item["id"].get_string().get(id) != simdjson::SUCCESS)
            return badRequest("/changes/" + m_entity.name + ": a row without a text id");
        if (!isUuid(id)) {
            reject(id, item, {"invalid_value", ErrorCategory::Input, "id must be a lowercase UUID"});
            return {};
        }
        if (bare) {
            PushedRow row;
            row.record = makeRecord(m_entity, std::string(id));
            add(asDelete(std::move(row)));
            return {};
        }
        auto row = readObject(item, id, deleted);
        if (!row)
            reject(id, item, row.error());
        else
            add(std::move(row).value());
        return {};
    }

    Result<PushedRow> readObject(const element &item, std::string_view id, bool deleted)
    {
        PushedRow row;
        RowExtras extras;
        std::string_view user;
        const bool namesUser = item["user_id"].error() == simdjson::SUCCESS && !item["user_id"].is_null();
        if (namesUser && (item["user_id"].get_string().get(user) != simdjson::SUCCESS || user != m_callerId))
            return Error{"forbidden_user", ErrorCategory::Input, "user_id is not the caller"};
        if (deleted) {
            // Its id alone counts: what else a client sends with it is nothing to refuse.
            row.record = makeRecord(m_entity, std::string(id));
            extras.object = item.get_object().value_unsafe();
        } else {
            TRY(row.record, readRow(m_entity, item, extras));
            if (extras.bytes > kMaxRecordBytes)
                return Error{"too_large", ErrorCategory::Input, "the record is larger than 1 MiB"};
            if (!extras.unknownColumn.empty() && !m_request.mobile)
                return Error{"unknown_column", ErrorCategory::Input, extras.unknownColumn};
        }
        for (const auto field : extras.object) {
            if (field.key == "_changed") {
                row.changed = readChangedNames(m_entity, field.value);
            } else if (field.key == "_base" && !field.value.is_null()) {
                TRY(row.base, readBases(m_entity, field.value));
            } else if (field.key == "_edited_at") {
                std::int64_t editedAt = 0;
                if (field.value.get_int64().get(editedAt) == simdjson::SUCCESS)
                    row.editedAt = editedAt;
            }
        }
        if (row.changed)
            row.changed = *row.changed & row.record.present;
        const bool carriesDeleted =
            row.record.status == Status::Deleted && (!row.changed || row.changed->contains(kStatusColumn));
        if (deleted || carriesDeleted)
            return asDelete(std::move(row));
        row.record.status = Status::Active;
        if (!row.isUndelete())
            row.record.present.erase(kStatusColumn);
        return row;
    }

    static PushedRow asDelete(PushedRow row)
    {
        row.record.status = Status::Deleted;
        row.record.present.insert(kStatusColumn);
        row.changed.reset();
        return row;
    }

    void add(PushedRow row)
    {
        const auto [known, inserted] = m_byId.try_emplace(row.record.id, m_rows.size());
        if (inserted)
            m_rows.push_back(std::move(row));
        else
            m_rows[known->second] = fold(std::move(m_rows[known->second]), std::move(row));
    }

    void reject(std::string_view id, const element &item, const Error &error)
    {
        std::string payload = simdjson::minify(item);
        if (payload.size() > kMaxRecordBytes)
            payload.clear();
        m_request.rejected.push_back({m_entity.name, std::string(firstBytes(id, kMaxShownName)), error.code,
                                      error.detail, std::move(payload)});
    }

    const EntitySchema &m_entity;
    PushRequest &m_request;
    std::vector<PushedRow> &m_rows;
    std::string_view m_callerId;
    std::unordered_map<std::string, std::size_t> m_byId;
};

/// Sets aside every record of an entity the schema does not have.
Result<void> rejectEntity(std::string_view entity, const element &changes, PushRequest &request)
{
    for (const char *key : {"created", "updated", "deleted"}) {
        simdjson::dom::array list;
        if (changes[key].get_array().get(list) != simdjson::SUCCESS)
            continue;
        for (const element item : list) {
            if (request.count() >= kMaxPushRecords)
                return Error{"too_many_records", ErrorCategory::Input, "more than 20,000 records"};
            std::string_view id;
            if (item.get_string().get(id) != simdjson::SUCCESS
                && item["id"].get_string().get(id) != simdjson::SUCCESS)
                id = {};
            request.rejected.push_back({std::string(firstBytes(entity, kMaxShownName)),
                                        std::string(firstBytes(id, kMaxShownName)),
                                        "unknown_entity",
                                        "the schema has no such entity",
                                        {}});
        }
    }
    return {};
}

Result<std::int64_t> readCursor(const element &root, PushRequest &request)
{
    element value;
    if (root["last_pulled_at"].get(value) != simdjson::SUCCESS) {
        if (root["lastPulledAt"].get(value) != simdjson::SUCCESS)
            return std::int64_t{0};
        request.mobile = true;
    }
    std::int64_t cursor = 0;
    if (!value.is_null() && (value.get_int64().get(cursor) != simdjson::SUCCESS || cursor < 0))
        return badRequest("/last_pulled_at must be a number of milliseconds, 0 or null");
    return cursor;
}

std::string textOf(const element &object, const char *key)
{
    std::string_view text;
    return object[key].get_string().get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

Result<ConflictNotice> readConflict(const Schema &schema, const element &json)
{
    ConflictNotice notice{textOf(json, "id"),
                          textOf(json, "entity"),
                          textOf(json, "record_id"),
                          textOf(json, "conflict_type"),
                          textOf(json, "resolution"),
                          {},
                          {}};
    simdjson::dom::array columns;
    if (json["columns"].get_array().get(columns) == simdjson::SUCCESS) {
        for (const element column : columns) {
            std::string_view name;
            if (column.get_string().get(name) == simdjson::SUCCESS)
                notice.columns.emplace_back(name);
        }
    }
    const auto entity = schema.entityIndex(notice.entity);
    element resolved;
    if (entity && json["resolved"].get(resolved) == simdjson::SUCCESS && resolved.is_object()) {
        RowExtras extras;
        auto record = readRow(schema.entities[*entity], resolved, extras);
        if (!record)
            return badAnswer(record.error().detail);
        notice.resolved = std::move(record).value();
        if (notice.resolution == "delete_wins")
            notice.resolved.status = Status::Deleted;
    }
    return notice;
}

} // namespace

Result<PushRequest> readPushRequest(const Schema &schema, JsonDocument &document, std::string_view body,
                                    std::string_view callerId)
{
    TRY(const element root, document.parse(body));
    if (!root.is_object())
        return badRequest("the body must be an object");
    PushRequest request;
    request.rows.resize(schema.entities.size());
    TRY(request.lastPulledAt, readCursor(root, request));
    request.epoch = textOf(root, "epoch");
    simdjson::dom::object changes;
    if (root["changes"].get_object().get(changes) != simdjson::SUCCESS)
        return badRequest("/changes must be an object");
    for (const auto field : changes) {
        const auto index = schema.entityIndex(field.key);
        if (!index) {
            CHECK(rejectEntity(field.key, field.value, request));
            continue;
        }
        EntityReader reader(schema.entities[*index], request, request.rows[*index], callerId);
        CHECK(reader.read(field.value));
    }
    return request;
}

Result<PushAnswer> readPushAnswer(const Schema &schema, JsonDocument &document, std::string_view body)
{
    const auto root = document.parse(body);
    if (!root)
        return badAnswer(root.error().detail);
    PushAnswer answer;
    answer.changes.resize(schema.entities.size());
    element changes;
    const bool told = (*root)["changes"].get(changes) == simdjson::SUCCESS;
    if (told) {
        TRY(answer.changes, readChanges(schema, changes));
    }
    if ((*root)["timestamp"].get_int64().get(answer.timestamp) != simdjson::SUCCESS || answer.timestamp < 0)
        return badAnswer("no \"timestamp\"");
    if ((*root)["stamp"].get_int64().get(answer.stamp) != simdjson::SUCCESS)
        answer.stamp = 0;
    // An answer that tells no changes covers nothing of its window: a pull must.
    if ((*root)["has_more"].get_bool().get(answer.hasMore) != simdjson::SUCCESS)
        answer.hasMore = !told;
    answer.serverId = textOf(*root, "server_id");
    answer.epoch = textOf(*root, "epoch");
    simdjson::dom::array list;
    if ((*root)["conflicts"].get_array().get(list) == simdjson::SUCCESS) {
        for (const element item : list) {
            TRY(ConflictNotice notice, readConflict(schema, item));
            answer.conflicts.push_back(std::move(notice));
        }
    }
    if ((*root)["rejected"].get_array().get(list) == simdjson::SUCCESS) {
        for (const element item : list)
            answer.rejected.push_back(
                {textOf(item, "entity"), textOf(item, "record_id"), textOf(item, "code"), textOf(item, "message")});
    }
    return answer;
}

} // namespace tidemark
