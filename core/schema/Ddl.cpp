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

std::string quotedText(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? "''" : std::string(1, c);
    return quoted + '\'';
}

std::string isUuidSql(const std::string &place)
{
    return place + " ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'";
}

/// What the schema asks of a value; empty for what its type says already. NULL is always allowed, and makes NULL.
std::string isAllowedSql(const Column &column)
{
    const std::string place = "NEW." + quotedName(column.name);
    switch (column.type) {
    case ColumnType::Integer:
    case ColumnType::Time: return {};
    case ColumnType::Real: return place + " NOT IN ('NaN', 'Infinity', '-Infinity')";
    case ColumnType::Uuid: return isUuidSql(place);
    case ColumnType::Text:
    case ColumnType::JsonArray: return "octet_length(" + place + ") <= " + std::to_string(column.maxLength);
    case ColumnType::Enum: break;
    }
    std::string values;
    for (const std::string &value : column.values)
        values += (values.empty() ? "" : ", ") + quotedText(value);
    return place + " IN (" + values + ")";
}

std::string isSoundSql(const EntitySchema &entity)
{
    std::string sound =
        isUuidSql("NEW.user_id") + " AND " + isUuidSql("NEW.id") + " AND NEW._status IN ('active', 'deleted')";
    for (const Column &column : entity.columns) {
        const std::string allowed = isAllowedSql(column);
        sound += allowed.empty() ? "" : " AND " + allowed;
    }
    return sound;
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
        for (std::string &statement : createTriggers(entity))
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

/// What keeps stamps right when others than the API write, see resources/sql/backend/*.postgres.sql.
std::vector<std::string> createTriggers(const EntitySchema &entity)
{
    std::string arrays;
    for (const Column &column : entity.columns) {
        if (column.type == ColumnType::JsonArray)
            arrays += (arrays.empty() ? "'" : ", '") + column.name + '\'';
    }
    const std::string create = "CREATE OR REPLACE TRIGGER ";
    const std::string on = " ON " + quotedName(entity.name) + " FOR EACH ";
    // The API checks and stamps its own writes and says so.
    const std::string byOthers = on + "ROW WHEN (current_setting('tidemark.api', true) IS DISTINCT FROM 'on'";
    return {create + "tidemark_check BEFORE INSERT OR UPDATE" + byOthers
                + " AND NEW._status IS DISTINCT FROM 'deleted' AND NOT (" + isSoundSql(entity)
                + ")) EXECUTE FUNCTION tidemark_check()",
            create + "tidemark_stamp BEFORE INSERT OR UPDATE OR DELETE" + byOthers
                + ") EXECUTE FUNCTION tidemark_stamp(" + arrays + ")",
            create + "tidemark_keep AFTER INSERT OR UPDATE" + byOthers + ") EXECUTE FUNCTION tidemark_keep(" + arrays
                + ")",
            create + "tidemark_refuse BEFORE TRUNCATE" + on + "STATEMENT EXECUTE FUNCTION tidemark_refuse()"};
}

std::string addColumn(const EntitySchema &entity, const Column &column, SqlDialect dialect, TableKind kind)
{
    return "ALTER TABLE " + quotedName(entity.name) + " ADD COLUMN " + columnDefinition(column, dialect, kind);
}

} // namespace tidemark
