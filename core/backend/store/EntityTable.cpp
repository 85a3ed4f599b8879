// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/EntityTable.h"

#include "backend/store/ColumnStamps.h"
#include "protocol/RowCodec.h"
#include "schema/Ddl.h"

namespace tidemark::backend {

namespace {

constexpr std::string_view kVersionAt =
    "SELECT row, status FROM record_versions WHERE record_id = ?1 AND ms <= ?2 AND user_id = ?3 "
    "AND entity = ?4 ORDER BY ms DESC LIMIT 1";
constexpr std::string_view kWriteVersion = "INSERT INTO record_versions (user_id, entity, record_id, ms, device, "
                                           "origin, changed, status, row) VALUES (?,?,?,?,?,?,?,?,?)";

// What a row costs on the wire besides its texts: names, quotes, numbers.
constexpr std::size_t kRowBytes = 120;
constexpr std::size_t kCellBytes = 20;

std::string columnList(const EntitySchema &entity)
{
    std::string list;
    for (const Column &column : entity.columns)
        list += quotedName(column.name) + ", ";
    return list;
}

std::string upsertSql(const EntitySchema &entity)
{
    std::string names = "user_id, id, " + columnList(entity)
        + "created_at, last_modified_at, _status, _created_ms, _created_device, _col_ms";
    std::string values = "?";
    for (std::size_t i = 1; i < entity.columns.size() + 8; ++i)
        values += ",?";
    std::string updates;
    for (const Column &column : entity.columns)
        updates += quotedName(column.name) + " = excluded." + quotedName(column.name) + ", ";
    return "INSERT INTO " + quotedName(entity.name) + " (" + names + ") VALUES (" + values
        + ") ON CONFLICT (user_id, id) DO UPDATE SET " + updates
        + "last_modified_at = excluded.last_modified_at, _status = excluded._status, _col_ms = excluded._col_ms";
}

std::string pullSql(const EntitySchema &entity, const char *condition)
{
    return "SELECT id, " + columnList(entity) + "created_at, last_modified_at, _status FROM "
        + quotedName(entity.name)
        + " WHERE user_id = ?1 AND (last_modified_at, id) > (?2, ?3) AND last_modified_at <= ?4" + condition
        + " ORDER BY last_modified_at, id";
}

Value readCell(const Statement &statement, int place, ColumnType type)
{
    if (statement.isNull(place))
        return {};
    switch (type) {
    case ColumnType::Integer:
    case ColumnType::Time: return statement.integer(place);
    case ColumnType::Real: return statement.real(place);
    case ColumnType::Text:
    case ColumnType::Enum:
    case ColumnType::Uuid:
    case ColumnType::JsonArray: break;
    }
    return statement.text(place);
}

Status statusFrom(std::string_view name)
{
    return name == "deleted" ? Status::Deleted : Status::Active;
}

} // namespace

EntityTable::EntityTable(const EntitySchema &entity)
    : m_entity(entity),
      m_all(ColumnSet::firstOf(entity.columns.size())),
      m_find("SELECT id, " + columnList(entity)
             + "created_at, last_modified_at, _status, _created_ms, _created_device, _col_ms FROM "
             + quotedName(entity.name) + " WHERE user_id = ? AND id = ?"),
      m_upsert(upsertSql(entity)),
      m_pullAlive(pullSql(entity, " AND _status = 'active'")),
      m_pullAll(pullSql(entity, ""))
{
    m_all.insert(kStatusColumn);
}

Record EntityTable::readRecord(const Statement &statement, std::size_t &bytes) const
{
    Record record;
    record.id = statement.text(0);
    record.values.reserve(m_entity.columns.size());
    bytes += kRowBytes;
    int place = 1;
    for (const Column &column : m_entity.columns) {
        record.values.push_back(readCell(statement, place++, column.type));
        const auto *text = std::get_if<std::string>(&record.values.back());
        bytes += column.name.size() + (text ? text->size() : kCellBytes);
    }
    record.createdAt = statement.integer(place++);
    record.lastModifiedAt = statement.integer(place++);
    record.status = statusFrom(statement.view(place));
    record.present = m_all;
    return record;
}

Result<std::optional<merge::StoredRow>> EntityTable::find(Database &database, const std::string &userId,
                                                          const std::string &id, JsonDocument &document) const
{
    TRY(Statement statement, database.prepare(m_find));
    statement.bind(userId, id);
    TRY(const bool found, statement.step());
    if (!found)
        return std::optional<merge::StoredRow>();
    std::size_t bytes = 0;
    merge::StoredRow row;
    row.record = readRecord(statement, bytes);
    const int place = static_cast<int>(m_entity.columns.size()) + 4;
    row.created = {statement.integer(place), statement.text(place + 1), false};
    TRY(row.changed, columnStampsFromJson(m_entity, statement.view(place + 2), document));
    return std::optional(std::move(row));
}

Result<std::optional<Record>> EntityTable::versionAt(Database &database, const std::string &userId,
                                                     const VersionQuery &query, JsonDocument &document) const
{
    TRY(Statement statement, database.prepare(kVersionAt));
    statement.bind(query.id, query.ms, userId, m_entity.name);
    TRY(const bool found, statement.step());
    if (!found)
        return std::optional<Record>();
    const auto json = document.parse(statement.view(0));
    if (!json)
        return std::optional<Record>();
    RowExtras extras;
    auto record = readRow(m_entity, *json, extras);
    if (!record)
        return std::optional<Record>();
    setColumnValue(*record, kStatusColumn, statement.text(1));
    return std::optional(std::move(*record));
}

Result<void> EntityTable::writeVersion(Statement &statement, const std::string &userId, const RowWrite &write,
                                       std::string &json) const
{
    json.clear();
    JsonWriter writer(json);
    writeRow(writer, m_entity, write.row.record);
    const std::string changed = write.isNew ? std::string() : columnNames(m_entity, write.changed);
    const Record &record = write.row.record;
    statement.bind(userId, m_entity.name, record.id, record.lastModifiedAt, write.device, write.origin, changed,
                   statusName(record.status), json);
    return statement.run();
}

Result<void> EntityTable::write(Database &database, const std::string &userId, std::span<const RowWrite> rows) const
{
    TRY(Statement upsert, database.prepare(m_upsert));
    TRY(Statement version, database.prepare(kWriteVersion));
    std::string json;
    for (const RowWrite &write : rows) {
        const Record &record = write.row.record;
        upsert.bind(userId, record.id);
        int place = 3;
        for (const Value &value : record.values)
            upsert.put(place++, value);
        upsert.put(place++, record.createdAt);
        upsert.put(place++, record.lastModifiedAt);
        upsert.put(place++, statusName(record.status));
        upsert.put(place++, write.row.created.ms);
        upsert.put(place++, write.row.created.device);
        upsert.put(place, columnStampsToJson(m_entity, write.row.changed));
        CHECK(upsert.run());
        CHECK(writeVersion(version, userId, write, json));
    }
    return {};
}

Result<void> EntityTable::pull(Database &database, const std::string &userId, const PullQuery &query,
                               std::size_t index, PageFill &fill) const
{
    TRY(Statement statement, database.prepare(query.cursor == 0 ? m_pullAlive : m_pullAll));
    const bool inside = query.after.entity == index && query.after.stamp > 0;
    // No id is empty, so that (cursor + 1, '') stands before every row newer than the cursor.
    statement.bind(userId, inside ? query.after.stamp : query.cursor + 1, inside ? query.after.id : std::string(),
                   query.until);
    PullPage &page = fill.page;
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return {};
        if (page.count >= query.limit || (page.count > 0 && fill.bytes >= query.maxBytes)) {
            page.hasMore = true;
            return {};
        }
        page.rows[index].push_back(readRecord(statement, fill.bytes));
        const Record &record = page.rows[index].back();
        page.last = {index, record.lastModifiedAt, record.id};
        ++page.count;
    }
}

} // namespace tidemark::backend
