// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/Ddl.h"

namespace tidemark {

namespace {

// Bytes, not a language, decide the order, as in SQLite: pages are read in it.
constexpr const char *kPostgresText = "text COLLATE \"C\"";

std::string integer(SqlDialect dialect)
{
    return dialect == SqlDialect::Sqlite ? "INTEGER" : "bigint";
}

std::string text(SqlDialect dialect)
{
    return dialect == SqlDialect::Sqlite ? "TEXT" : kPostgresText;
}

std::string blob(SqlDialect dialect)
{
    return dialect == SqlDialect::Sqlite ? "BLOB" : "bytea";
}

std::string columnDefinition(const Column &column, SqlDialect dialect, TableKind kind)
{
    return quotedName(column.name) + ' ' + std::string(sqlType(column, dialect, kind));
}

std::string schemaColumns(const EntitySchema &entity, SqlDialect dialect, TableKind kind)
{
    std::string sql;
    for (const Column &column : entity.columns)
        sql += ",\n    " + columnDefinition(column, dialect, kind);
    return sql;
}

std::string serverTable(const EntitySchema &entity, SqlDialect dialect)
{
    const std::string number = integer(dialect);
    const std::string string = text(dialect);
    std::string sql = "CREATE TABLE " + quotedName(entity.name) + " (\n    user_id " + string + " NOT NULL,\n    id "
        + string + " NOT NULL" + schemaColumns(entity, dialect, TableKind::Server);
    sql += ",\n    created_at " + number + " NOT NULL,\n    last_modified_at " + number + " NOT NULL";
    sql += ",\n    _status " + string + " NOT NULL DEFAULT 'active',\n    _created_ms " + number + " NOT NULL";
    sql += ",\n    _created_device " + string + " NOT NULL DEFAULT '',\n    _col_ms " + string
        + " NOT NULL DEFAULT '{}'";
    return sql + "\n)";
}

std::string replicaTable(const EntitySchema &entity, SqlDialect dialect)
{
    const std::string number = integer(dialect);
    const std::string string = text(dialect);
    std::string sql = "CREATE TABLE " + quotedName(entity.name) + " (\n    id " + string + " NOT NULL"
        + schemaColumns(entity, dialect, TableKind::Replica);
    sql += ",\n    created_at " + number + " NOT NULL DEFAULT 0,\n    last_modified_at " + number
        + " NOT NULL DEFAULT 0";
    sql += ",\n    _status " + string + " NOT NULL DEFAULT 'active',\n    _changed " + number + " NOT NULL DEFAULT 0";
    sql += ",\n    _changed_columns " + string + ",\n    _base_row " + blob(dialect) + ",\n    _edited_at " + number;
    sql += ",\n    _tombstone_stamp " + number + ",\n    encrypted " + number + " NOT NULL DEFAULT 0";
    return sql + "\n)";
}

/// What keeps stamps right when others than the API write, see resources/sql/backend/*_clock.postgres.sql.
std::vector<std::string> triggers(const EntitySchema &entity)
{
    std::string arrays;
    for (const Column &column : entity.columns) {
        if (column.type == ColumnType::JsonArray)
            arrays += (arrays.empty() ? "'" : ", '") + column.name + '\'';
    }
    // The API stamps its own writes and says so.
    const std::string byOthers = " ON " + quotedName(entity.name)
        + " FOR EACH ROW WHEN (current_setting('tidemark.api', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION ";
    return {"CREATE TRIGGER tidemark_stamp BEFORE INSERT OR UPDATE OR DELETE" + byOthers + "tidemark_stamp(" + arrays
                + ")",
            "CREATE TRIGGER tidemark_keep AFTER INSERT OR UPDATE" + byOthers + "tidemark_keep(" + arrays + ")",
            "CREATE TRIGGER tidemark_refuse BEFORE TRUNCATE ON " + quotedName(entity.name)
                + " FOR EACH STATEMENT EXECUTE FUNCTION tidemark_refuse()"};
}

std::string index(const EntitySchema &entity, const char *create, const char *suffix, const char *columns)
{
    return std::string(create) + ' ' + quotedName(entity.name + suffix) + " ON " + quotedName(entity.name) + ' '
        + columns;
}

} // namespace

std::string quotedName(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

std::string_view sqlType(const Column &column, SqlDialect dialect, TableKind kind)
{
    const bool sqlite = dialect == SqlDialect::Sqlite;
    // A sealed cell is a blob, an open one text; this affinity keeps both as they are bound.
    if (kind == TableKind::Replica && column.sensitive)
        return sqlite ? "BLOB" : "bytea";
    switch (column.type) {
    case ColumnType::Integer:
    case ColumnType::Time: return sqlite ? "INTEGER" : "bigint";
    case ColumnType::Real: return sqlite ? "REAL" : "double precision";
    case ColumnType::Text:
    case ColumnType::Enum:
    case ColumnType::Uuid:
    case ColumnType::JsonArray: break; // arrays stay the compact text they are: PostgreSQL's json has no equality
    }
    return sqlite ? "TEXT" : kPostgresText;
}

std::vector<std::string> createTable(const EntitySchema &entity, SqlDialect dialect, TableKind kind)
{
    if (kind == TableKind::Replica) {
        return {replicaTable(entity, dialect), index(entity, "CREATE UNIQUE INDEX", "_id", "(id)"),
                index(entity, "CREATE INDEX", "_changed", "(_changed) WHERE _changed = 1")};
    }
    std::vector<std::string> statements{serverTable(entity, dialect)};
    // A rowid table with an index beside it: clustering by a random key makes pull and push slower.
    if (dialect == SqlDialect::Sqlite)
        statements.push_back(index(entity, "CREATE UNIQUE INDEX", "_key", "(user_id, id)"));
    statements.push_back(index(entity, "CREATE INDEX", "_pull", "(user_id, last_modified_at, id)"));
    statements.push_back(
        index(entity, "CREATE INDEX", "_tombstones", "(last_modified_at) WHERE _status = 'deleted'"));
    if (dialect == SqlDialect::PostgreSql) {
        // After the pull index, which holds the id, too: of two that look alike while a table is empty, PostgreSQL
        // takes the younger, and stays with it when the table has grown.
        statements.push_back("ALTER TABLE " + quotedName(entity.name) + " ADD PRIMARY KEY (user_id, id)");
        for (std::string &statement : triggers(entity))
            statements.push_back(std::move(statement));
    }
    return statements;
}

std::vector<std::string> createTables(const Schema &schema, SqlDialect dialect, TableKind kind)
{
    std::vector<std::string> statements;
    for (const EntitySchema &entity : schema.entities) {
        for (std::string &statement : createTable(entity, dialect, kind))
            statements.push_back(std::move(statement));
    }
    return statements;
}

std::string addColumn(const EntitySchema &entity, const Column &column, SqlDialect dialect, TableKind kind)
{
    return "ALTER TABLE " + quotedName(entity.name) + " ADD COLUMN " + columnDefinition(column, dialect, kind);
}

} // namespace tidemark
