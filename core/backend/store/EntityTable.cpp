// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/EntityTable.h"

#include "backend/store/ColumnStamps.h"
#include "backend/store/Filter.h"
#include "backend/store/PostgresTable.h"
#include "backend/store/SqliteTable.h"
#include "protocol/RowCodec.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

// What a row costs on the wire besides its texts: names, quotes, numbers.
constexpr std::size_t kRowBytes = 120;
constexpr std::size_t kCellBytes = 20;
/// What the rows of one statement may hold.
constexpr std::size_t kStatementBytes = 128 * 1024 * 1024;

std::size_t largestRow(const EntitySchema &entity)
{
    std::size_t bytes = kRowBytes;
    for (const Column &column : entity.columns) {
        const bool hasLength = column.type == ColumnType::Text || column.type == ColumnType::JsonArray;
        bytes += hasLength ? column.maxLength : kCellBytes;
    }
    return bytes;
}

std::string columnList(const EntitySchema &entity)
{
    std::string list;
    for (const Column &column : entity.columns)
        list += quotedName(column.name) + ", ";
    return list;
}

std::string listSql(const EntitySchema &entity)
{
    return "SELECT id, " + columnList(entity) + "created_at, last_modified_at, _status FROM "
        + quotedName(entity.name);
}

std::string pullSql(const EntitySchema &entity, const char *condition)
{
    return listSql(entity) + " WHERE user_id = ?1 AND (last_modified_at, id) > (?2, ?3) AND last_modified_at <= ?4"
        + condition + " ORDER BY last_modified_at, id LIMIT ?5";
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

std::unique_ptr<EntityTable> EntityTable::make(const EntitySchema &entity, SqlDialect dialect)
{
    if (dialect == SqlDialect::Sqlite)
        return std::make_unique<SqliteTable>(entity);
    return std::make_unique<PostgresTable>(entity);
}

EntityTable::EntityTable(const EntitySchema &entity)
    : m_entity(entity),
      m_all(ColumnSet::firstOf(entity.columns.size())),
      m_rowsAtOnce(std::max<std::size_t>(1, kStatementBytes / largestRow(entity))),
      m_list(listSql(entity)),
      m_pullAlive(pullSql(entity, " AND _status = 'active'")),
      m_pullAll(pullSql(entity, ""))
{
    m_all.insert(kStatusColumn);
}

std::string EntityTable::storedColumns() const
{
    return "id, " + columnList(m_entity)
        + "created_at, last_modified_at, _status, _created_ms, _created_device, _col_ms";
}

std::string EntityTable::updateOnConflict() const
{
    std::string updates;
    for (const Column &column : m_entity.columns)
        updates += quotedName(column.name) + " = excluded." + quotedName(column.name) + ", ";
    return " ON CONFLICT (user_id, id) DO UPDATE SET " + updates
        + "last_modified_at = excluded.last_modified_at, _status = excluded._status, _col_ms = excluded._col_ms";
}

Record EntityTable::readRecord(const Statement &statement, int first, std::size_t &bytes) const
{
    Record record;
    record.id = statement.text(first);
    record.values.reserve(m_entity.columns.size());
    bytes += kRowBytes;
    int place = first + 1;
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

Result<merge::StoredRow> EntityTable::readStored(const Statement &statement, int first, JsonDocument &document) const
{
    std::size_t bytes = 0;
    merge::StoredRow row;
    row.record = readRecord(statement, first, bytes);
    const int place = first + static_cast<int>(m_entity.columns.size()) + 4;
    row.created = {statement.integer(place), statement.text(place + 1), false};
    CHECK(readColumnStamps(m_entity, statement.view(place + 2), document, row));
    return row;
}

std::optional<Record> EntityTable::readVersion(std::string_view row, std::string_view status,
                                               JsonDocument &document) const
{
    const auto json = document.parse(row);
    if (!json)
        return std::nullopt;
    RowExtras extras;
    auto record = readRow(m_entity, *json, extras);
    if (!record)
        return std::nullopt;
    setColumnValue(*record, kStatusColumn, std::string(status));
    return std::move(*record);
}

std::string EntityTable::versionJson(const Record &record) const
{
    std::string json;
    JsonWriter writer(json);
    writeRow(writer, m_entity, record);
    return json;
}

std::string EntityTable::changedNames(const RowWrite &write) const
{
    return write.isNew ? std::string() : columnNames(m_entity, write.changed);
}

Result<Page<Record>> EntityTable::list(Database &database, const RecordFilter &filter) const
{
    std::size_t bytes = 0;
    return readInParts<Record>(filter, m_rowsAtOnce, bytes,
                               [&](const RecordFilter &part) { return listSome(database, part, bytes); });
}

Result<Page<Record>> EntityTable::listSome(Database &database, const RecordFilter &filter, std::size_t &bytes) const
{
    Filter where;
    where.add("user_id = ?", filter.userId);
    if (!filter.text.empty()) {
        std::string anywhere = "(id = ?";
        std::vector<Value> values{filter.text};
        for (const Column &column : m_entity.columns) {
            if (column.type != ColumnType::Text && column.type != ColumnType::JsonArray)
                continue;
            anywhere += " OR lower(" + quotedName(column.name) + ") LIKE ? ESCAPE '\\'";
            values.push_back(containsPattern(filter.text));
        }
        where.addAll(anywhere + ")", std::move(values));
    }
    CHECK(where.addCursor("(last_modified_at, id) < (?, ?)", filter.cursor));
    TRY(Statement statement,
        database.prepare(m_list + where.sql() + " ORDER BY last_modified_at DESC, id DESC LIMIT ?"));
    where.bindPage(statement, filter.limit);
    return readPage<Record>(
        statement, filter.limit, [&](const Statement &row) { return readRecord(row, 0, bytes); },
        [](const Record &record) { return cursorAfter(record.lastModifiedAt, record.id); }, &bytes);
}

Result<EntityCount> EntityTable::count(Database &database, const std::string &userId) const
{
    TRY(Statement row,
        database.prepare("SELECT coalesce(sum(CASE WHEN _status = 'deleted' THEN 1 ELSE 0 END), 0), count(*) FROM "
                         + quotedName(m_entity.name) + " WHERE user_id = ?"));
    TRY(const bool found, row.bind(userId).step());
    EntityCount count{m_entity.name};
    if (found) {
        count.deleted = row.integer(0);
        count.alive = row.integer(1) - count.deleted;
    }
    return count;
}

Result<std::int64_t> EntityTable::countNewer(Database &database, const std::string &userId, std::int64_t stamp) const
{
    TRY(Statement row,
        database.prepare("SELECT count(*) FROM " + quotedName(m_entity.name)
                         + " WHERE user_id = ? AND last_modified_at > ?"));
    TRY(const bool found, row.bind(userId, stamp).step());
    return found ? row.integer(0) : 0;
}

Result<void> EntityTable::pull(Database &database, const std::string &userId, const PullQuery &query,
                               std::size_t index, PageFill &fill) const
{
    TRY(Statement statement, database.prepare(query.cursor == 0 ? m_pullAlive : m_pullAll));
    const bool inside = query.after.entity == index && query.after.stamp > 0;
    PullPage &page = fill.page;
    // No id is empty, so that (cursor + 1, '') stands before every row newer than the cursor.
    PullPosition after{index, inside ? query.after.stamp : query.cursor + 1, inside ? query.after.id : std::string()};
    for (;;) {
        // One row beyond the page tells whether there are more.
        const std::size_t most = std::min(query.limit - page.count + 1, m_rowsAtOnce);
        statement.bind(userId, after.stamp, after.id, query.until, static_cast<std::int64_t>(most));
        for (std::size_t row = 0; row < most; ++row) {
            TRY(const bool more, statement.step());
            if (!more)
                return {};
            if (page.count >= query.limit || (page.count > 0 && fill.bytes >= query.maxBytes)) {
                page.hasMore = true;
                return {};
            }
            page.rows[index].push_back(readRecord(statement, 0, fill.bytes));
            const Record &record = page.rows[index].back();
            page.last = {index, record.lastModifiedAt, record.id};
            ++page.count;
        }
        after = page.last;
        statement.reset();
    }
}

Result<EntityTable::RemovedTombstones> EntityTable::removeTombstones(Database &database, const std::string &userId,
                                                                     std::int64_t before, std::int64_t most) const
{
    const std::string due =
        " FROM " + quotedName(m_entity.name) + " WHERE user_id = ? AND _status = 'deleted' AND last_modified_at < ?";
    RemovedTombstones removed;
    {
        TRY(Statement newest,
            database.prepare("SELECT max(last_modified_at) FROM (SELECT last_modified_at" + due
                             + " ORDER BY last_modified_at LIMIT ?) AS oldest"));
        TRY(const bool found, newest.bind(userId, before, most).step());
        if (!found || newest.isNull(0))
            return removed;
        removed.newest = newest.integer(0);
    }
    // All of one stamp go together: the cursor of a device may lie between two stamps, never within one.
    TRY(Statement remove, database.prepare("DELETE" + due));
    CHECK(remove.bind(userId, removed.newest + 1).run());
    removed.count = database.changes();
    return removed;
}

} // namespace tidemark::backend
