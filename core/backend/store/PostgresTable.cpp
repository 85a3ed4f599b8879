// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/PostgresTable.h"

#include "backend/store/ColumnStamps.h"
#include "protocol/JsonWriter.h"

namespace tidemark::backend {

namespace {

// OFFSET 0 keeps the look-up by key inside the loop: as a join, a table without statistics is read from end to end.
constexpr std::string_view kVersionsAt =
    "SELECT q.place, v.row, v.status FROM json_to_recordset($1::json) AS q(place bigint, id text, ms bigint) "
    "CROSS JOIN LATERAL (SELECT row, status FROM record_versions WHERE user_id = $2 AND record_id = q.id AND ms <= "
    "q.ms AND entity = $3 ORDER BY ms DESC LIMIT 1) v";
constexpr std::string_view kInsertVersions =
    "INSERT INTO record_versions (user_id, entity, record_id, ms, device, origin, changed, status, row) "
    "SELECT $1, $3, id, ms, device, origin, changed, status, row FROM json_to_recordset($4::json) "
    "AS v(id text, ms bigint, device text, origin text, changed text, status text, row text)";

/// How json_to_recordset is to read what rowsJson() writes.
std::string recordColumns(const EntitySchema &entity)
{
    std::string columns = "id text";
    for (const Column &column : entity.columns) {
        const bool isText =
            column.type != ColumnType::Integer && column.type != ColumnType::Time && column.type != ColumnType::Real;
        columns += ", " + quotedName(column.name) + ' '
            + (isText ? "text" : std::string(sqlType(column, SqlDialect::PostgreSql, TableKind::Server)));
    }
    return columns
        + ", created_at bigint, last_modified_at bigint, _status text, _created_ms bigint, _created_device text, "
          "_col_ms text";
}

void writeCell(JsonWriter &json, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        json.string(*text);
    else if (const auto *number = std::get_if<std::int64_t>(&value))
        json.integer(*number);
    else if (const auto *real = std::get_if<double>(&value))
        json.real(*real);
    else
        json.null();
}

} // namespace

PostgresTable::PostgresTable(const EntitySchema &entity)
    : EntityTable(entity),
      m_find("SELECT k._place, " + storedColumns()
             + " FROM json_array_elements_text($1::json) WITH ORDINALITY AS k(_wanted, _place) CROSS JOIN LATERAL "
               "(SELECT * FROM "
             + quotedName(entity.name) + " WHERE user_id = $2 AND id = k._wanted OFFSET 0) t"),
      m_write("WITH written AS (INSERT INTO " + quotedName(entity.name) + " (user_id, " + storedColumns()
              + ") SELECT $1, " + storedColumns() + " FROM json_to_recordset($2::json) AS r(" + recordColumns(entity)
              + ")" + updateOnConflict() + ") " + std::string(kInsertVersions))
{
}

Result<std::vector<std::optional<merge::StoredRow>>> PostgresTable::find(Database &database,
                                                                         const std::string &userId,
                                                                         std::span<const std::string> ids,
                                                                         JsonDocument &document) const
{
    std::string wanted;
    JsonWriter json(wanted);
    json.beginArray();
    for (const std::string &id : ids)
        json.string(id);
    json.endArray();
    std::vector<std::optional<merge::StoredRow>> rows(ids.size());
    TRY(Statement statement, database.prepare(m_find));
    statement.bind(wanted, userId);
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return rows;
        TRY(rows.at(static_cast<std::size_t>(statement.integer(0) - 1)), readStored(statement, 1, document));
    }
}

Result<std::vector<std::optional<Record>>> PostgresTable::versionsAt(Database &database, const std::string &userId,
                                                                     std::span<const VersionQuery> queries,
                                                                     JsonDocument &document) const
{
    std::string asked;
    JsonWriter json(asked);
    json.beginArray();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        json.beginObject()
            .field("place", static_cast<std::int64_t>(i))
            .field("id", queries[i].id)
            .field("ms", queries[i].ms)
            .endObject();
    }
    json.endArray();
    std::vector<std::optional<Record>> versions(queries.size());
    TRY(Statement statement, database.prepare(kVersionsAt));
    statement.bind(asked, userId, entity().name);
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return versions;
        versions.at(static_cast<std::size_t>(statement.integer(0))) =
            readVersion(statement.view(1), statement.view(2), document);
    }
}

Result<void> PostgresTable::write(Database &database, const std::string &userId, std::span<const RowWrite> rows) const
{
    TRY(Statement statement, database.prepare(m_write));
    return statement.bind(userId, rowsJson(rows), entity().name, versionsJson(rows)).run();
}

std::string PostgresTable::rowsJson(std::span<const RowWrite> rows) const
{
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    for (const RowWrite &write : rows) {
        const Record &record = write.row.record;
        json.beginObject().field("id", record.id);
        for (std::size_t column = 0; column < record.values.size(); ++column)
            writeCell(json.key(entity().columns[column].name), record.values[column]);
        json.field("created_at", record.createdAt)
            .field("last_modified_at", record.lastModifiedAt)
            .field("_status", statusName(record.status))
            .field("_created_ms", write.row.created.ms)
            .field("_created_device", write.row.created.device)
            .field("_col_ms", columnStampsToJson(entity(), write.row.changed))
            .endObject();
    }
    json.endArray();
    return text;
}

std::string PostgresTable::versionsJson(std::span<const RowWrite> rows) const
{
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    for (const RowWrite &write : rows) {
        const Record &record = write.row.record;
        json.beginObject()
            .field("id", record.id)
            .field("ms", record.lastModifiedAt)
            .field("device", write.device)
            .field("origin", write.origin)
            .field("changed", changedNames(write))
            .field("status", statusName(record.status))
            .field("row", versionJson(record))
            .endObject();
    }
    json.endArray();
    return text;
}

} // namespace tidemark::backend
