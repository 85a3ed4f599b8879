// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/PostgresTable.h"

#include "backend/store/ColumnStamps.h"
#include "backend/store/PostgresArray.h"

namespace tidemark::backend {

namespace {

using Type = PostgresArray::Type;

// OFFSET 0 keeps the look-up by key inside the loop: as a join, a table without statistics is read from end to end.
constexpr std::string_view kVersionsAt =
    "SELECT q.place, v.row, v.status FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS q(id, ms, place) "
    "CROSS JOIN LATERAL (SELECT row, status FROM record_versions WHERE user_id = $3 AND record_id = q.id AND ms <= "
    "q.ms AND entity = $4 ORDER BY ms DESC LIMIT 1) v";

Type arrayType(const Column &column)
{
    switch (column.type) {
    case ColumnType::Integer:
    case ColumnType::Time: return Type::BigInt;
    case ColumnType::Real: return Type::Double;
    case ColumnType::Text:
    case ColumnType::Enum:
    case ColumnType::Uuid:
    case ColumnType::JsonArray: break;
    }
    return Type::Text;
}

std::string_view arrayTypeName(Type type)
{
    return type == Type::BigInt ? "bigint[]" : type == Type::Double ? "double precision[]" : "text[]";
}

/// The statement's parameters: user and entity, then the arrays of the rows, then those only versions have.
struct WriteParameters {
    std::string rows;     ///< $3::text[], …
    std::string versions; ///< likewise
};

WriteParameters writeParameters(const EntitySchema &entity)
{
    std::vector<Type> types{Type::Text}; // in the order of storedColumns()
    for (const Column &column : entity.columns)
        types.push_back(arrayType(column));
    types.insert(types.end(), {Type::BigInt, Type::BigInt, Type::Text, Type::BigInt, Type::Text, Type::Text});
    const auto parameter = [&](std::size_t row) {
        return '$' + std::to_string(row + 3) + "::" + std::string(arrayTypeName(types[row]));
    };
    WriteParameters parameters;
    for (std::size_t i = 0; i < types.size(); ++i)
        parameters.rows += (i > 0 ? ", " : "") + parameter(i);
    const std::size_t stamp = entity.columns.size() + 2;
    parameters.versions = parameter(0) + ", " + parameter(stamp) + ", " + parameter(stamp + 1);
    for (std::size_t i = 0; i < 4; ++i)
        parameters.versions += ", $" + std::to_string(types.size() + 3 + i) + "::text[]";
    return parameters;
}

std::string writeSql(const EntitySchema &entity, const std::string &columns, const std::string &onConflict)
{
    const WriteParameters parameters = writeParameters(entity);
    return "WITH written AS (INSERT INTO " + quotedName(entity.name) + " (user_id, " + columns
        + ") SELECT $1, r.* FROM unnest(" + parameters.rows + ") AS r" + onConflict
        + ") INSERT INTO record_versions (user_id, entity, record_id, ms, status, device, origin, changed, row) "
          "SELECT $1, $2, v.* FROM unnest("
        + parameters.versions + ") AS v";
}

} // namespace

PostgresTable::PostgresTable(const EntitySchema &entity)
    : EntityTable(entity),
      m_find("SELECT k._place, " + storedColumns()
             + " FROM unnest($1::text[]) WITH ORDINALITY AS k(_wanted, _place) CROSS JOIN LATERAL (SELECT * FROM "
             + quotedName(entity.name) + " WHERE user_id = $2 AND id = k._wanted OFFSET 0) t"),
      m_write(writeSql(entity, storedColumns(), updateOnConflict()))
{
}

Result<std::vector<std::optional<merge::StoredRow>>> PostgresTable::find(Database &database,
                                                                         const std::string &userId,
                                                                         std::span<const std::string> ids,
                                                                         JsonDocument &document) const
{
    PostgresArray wanted(Type::Text, ids.size());
    for (const std::string &id : ids)
        wanted.add(std::string_view(id));
    std::vector<std::optional<merge::StoredRow>> rows(ids.size());
    TRY(Statement statement, database.prepare(m_find));
    statement.bind(wanted.blob(), userId);
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
    PostgresArray ids(Type::Text, queries.size());
    PostgresArray stamps(Type::BigInt, queries.size());
    for (const VersionQuery &query : queries) {
        ids.add(std::string_view(query.id));
        stamps.add(query.ms);
    }
    std::vector<std::optional<Record>> versions(queries.size());
    TRY(Statement statement, database.prepare(kVersionsAt));
    statement.bind(ids.blob(), stamps.blob(), userId, entity().name);
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return versions;
        versions.at(static_cast<std::size_t>(statement.integer(0) - 1)) =
            readVersion(statement.view(1), statement.view(2), document);
    }
}

Result<void> PostgresTable::write(Database &database, const std::string &userId, std::span<const RowWrite> rows) const
{
    TRY(Statement statement, database.prepare(m_write));
    statement.bind(userId, entity().name);
    int place = 3;
    const auto bind = [&](Type type, const auto &valueOf) {
        PostgresArray array(type, rows.size());
        for (const RowWrite &write : rows)
            array.add(valueOf(write));
        statement.put(place++, array.blob());
    };
    using View = std::string_view;
    bind(Type::Text, [](const RowWrite &write) { return View(write.row.record.id); });
    for (std::size_t column = 0; column < entity().columns.size(); ++column) {
        PostgresArray values(arrayType(entity().columns[column]), rows.size());
        for (const RowWrite &write : rows)
            values.addValue(write.row.record.values[column]);
        statement.put(place++, values.blob());
    }
    bind(Type::BigInt, [](const RowWrite &write) { return write.row.record.createdAt; });
    bind(Type::BigInt, [](const RowWrite &write) { return write.row.record.lastModifiedAt; });
    bind(Type::Text, [](const RowWrite &write) { return statusName(write.row.record.status); });
    bind(Type::BigInt, [](const RowWrite &write) { return write.row.created.ms; });
    bind(Type::Text, [](const RowWrite &write) { return View(write.row.created.device); });
    bind(Type::Text, [this](const RowWrite &write) { return columnStampsToJson(entity(), write.row); });
    bind(Type::Text, [](const RowWrite &write) { return View(write.device); });
    bind(Type::Text, [](const RowWrite &write) { return View(write.origin); });
    bind(Type::Text, [this](const RowWrite &write) { return changedNames(write); });
    bind(Type::Text, [this](const RowWrite &write) { return versionJson(write.row.record); });
    return statement.run();
}

} // namespace tidemark::backend
