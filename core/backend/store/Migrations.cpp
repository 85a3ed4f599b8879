// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Migrations.h"

#include "backend/store/Epoch.h"
#include "resources/Resources.h"
#include "schema/Ddl.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <utility>

namespace tidemark::backend {

namespace {

constexpr std::string_view kFolder = "sql/backend/";

struct MigrationFile {
    std::int64_t number = 0;
    std::string_view path;
};

/// "001_tables.sql" is for both databases, "002_triggers.postgres.sql" for one.
bool isFor(SqlDialect dialect, std::string_view name)
{
    constexpr std::string_view sqlite = ".sqlite.sql";
    constexpr std::string_view postgres = ".postgres.sql";
    return !name.ends_with(dialect == SqlDialect::Sqlite ? postgres : sqlite);
}

/// The numbered files directly in the folder that are for this database, in order.
std::vector<MigrationFile> migrationFiles(SqlDialect dialect)
{
    std::vector<MigrationFile> files;
    for (const std::string_view path : resources::list(kFolder)) {
        const std::string_view name = path.substr(kFolder.size());
        MigrationFile file{0, path};
        if (name.find('/') == std::string_view::npos && isFor(dialect, name)
            && std::from_chars(name.data(), name.data() + name.size(), file.number).ec == std::errc())
            files.push_back(file);
    }
    return files;
}

bool isWordPart(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// A file says TEXT and BLOB. In PostgreSQL texts compare byte by byte, as in SQLite and faster than by any language.
std::string textFor(SqlDialect dialect, std::string_view file)
{
    if (dialect == SqlDialect::Sqlite)
        return std::string(file);
    std::string out;
    for (std::size_t i = 0; i < file.size();) {
        std::size_t end = i;
        while (end < file.size() && isWordPart(file[end]))
            ++end;
        const std::string_view word = file.substr(i, std::max<std::size_t>(end - i, 1));
        if (word == "TEXT")
            out += "text COLLATE \"C\"";
        else
            out += word == "BLOB" ? "bytea" : word;
        i += word.size();
    }
    return out;
}

Result<std::int64_t> readInteger(Database &database, std::string_view sql)
{
    TRY(Statement statement, database.prepare(sql));
    TRY(const bool found, statement.step());
    return found ? statement.integer(0) : 0;
}

Error newer(const std::string &what)
{
    return Error{"database_newer", ErrorCategory::Local, what + " is newer than this program"};
}

Error older()
{
    return Error{"database_old", ErrorCategory::Local, "the database is of an older version and must be migrated"};
}

/// One program at a time, until the transaction ends; however long it takes.
Result<Transaction> beginMigration(Database &database)
{
    TRY(Transaction transaction, Transaction::beginWrite(database));
    if (database.dialect() == SqlDialect::PostgreSql)
        CHECK(database.execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; "
                               "SELECT pg_advisory_xact_lock(1414088013)"));
    return transaction;
}

/// How many tables there are, all of them and those of this name.
Result<std::pair<std::int64_t, std::int64_t>> countTables(Database &database, const std::string &name)
{
    TRY(Statement statement,
        database.prepare(database.dialect() == SqlDialect::Sqlite
                             ? "SELECT count(*), coalesce(sum(CASE WHEN name = ? THEN 1 ELSE 0 END), 0) "
                               "FROM sqlite_schema WHERE type = 'table'"
                             : "SELECT count(*), coalesce(sum(CASE WHEN table_name = ? THEN 1 ELSE 0 END), 0) "
                               "FROM information_schema.tables WHERE table_schema = current_schema()"));
    TRY(const bool found, statement.bind(name).step());
    return found ? std::pair(statement.integer(0), statement.integer(1)) : std::pair<std::int64_t, std::int64_t>();
}

/// Refuses the tables of another program, and makes the table of migrations.
Result<void> prepareDatabase(Database &database)
{
    TRY(Transaction transaction, beginMigration(database));
    TRY(const auto tables, countTables(database, "schema_migrations"));
    if (tables.second > 0)
        return {};
    if (tables.first > 0)
        return Error{"not_a_database", ErrorCategory::Local, "it holds the tables of another program"};
    CHECK(database.execute(textFor(database.dialect(),
                                   "CREATE TABLE schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                                   "applied_at BIGINT NOT NULL)")));
    return transaction.commit();
}

Result<std::int64_t> lastMigration(Database &database)
{
    return readInteger(database, "SELECT coalesce(max(number), 0) FROM schema_migrations");
}

Result<void> applyFile(Database &database, const MigrationFile &file, const Clock &clock)
{
    TRY(Transaction transaction, beginMigration(database));
    TRY(const std::int64_t last, lastMigration(database));
    if (last >= file.number)
        return {};
    CHECK(database.execute(textFor(database.dialect(), resources::text(file.path))));
    TRY(Statement record,
        database.prepare("INSERT INTO schema_migrations (number, name, applied_at) VALUES (?, ?, ?)"));
    CHECK(record.bind(file.number, file.path, clock.nowMs()).run());
    return transaction.commit();
}

Result<void> applyFiles(Database &database, const Clock &clock, bool upgrade)
{
    const std::vector<MigrationFile> files = migrationFiles(database.dialect());
    TRY(const std::int64_t last, lastMigration(database));
    if (!files.empty() && last > files.back().number)
        return newer("the database");
    if (last > 0 && last < files.back().number && !upgrade) {
        // Nothing of a schema yet: what is here was cut off while it was made.
        TRY(const std::int64_t schemas, readInteger(database, "SELECT count(*) FROM entity_schemas"));
        if (schemas > 0)
            return older();
    }
    for (const MigrationFile &file : files)
        CHECK(applyFile(database, file, clock));
    return {};
}

Result<std::set<std::string>> columnsOf(Database &database, const std::string &table)
{
    TRY(Statement statement,
        database.prepare(database.dialect() == SqlDialect::Sqlite
                             ? "SELECT name FROM pragma_table_info(?)"
                             : "SELECT column_name FROM information_schema.columns WHERE table_schema = "
                               "current_schema() AND table_name = ?"));
    statement.bind(table);
    std::set<std::string> columns;
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return columns;
        columns.insert(statement.text(0));
    }
}

Result<void> evolveEntity(Database &database, const EntitySchema &entity)
{
    TRY(const std::set<std::string> columns, columnsOf(database, entity.name));
    if (columns.empty()) {
        for (const std::string &statement : createTable(entity, database.dialect(), TableKind::Server))
            CHECK(database.execute(statement));
        return {};
    }
    if (!columns.contains("_col_ms"))
        return Error{"bad_schema", ErrorCategory::Input,
                     entity.name + ": the backend has a table of its own by this name"};
    for (const Column &column : entity.columns) {
        if (!columns.contains(column.name))
            CHECK(database.execute(addColumn(entity, column, database.dialect(), TableKind::Server)));
    }
    if (database.dialect() == SqlDialect::PostgreSql) {
        for (const std::string &statement : createTriggers(entity))
            CHECK(database.execute(statement));
    }
    return {};
}

/// False for tables made by a program whose triggers were fewer.
Result<bool> areTriggersComplete(Database &database, const Schema &schema)
{
    if (database.dialect() == SqlDialect::Sqlite)
        return true;
    TRY(const std::int64_t checks,
        readInteger(database,
                    "SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE "
                    "c.relnamespace = current_schema()::regnamespace AND t.tgname = 'tidemark_check'"));
    return checks >= static_cast<std::int64_t>(schema.entities.size());
}

Result<void> evolveEntities(Database &database, const Schema &schema, const Clock &clock, bool upgrade)
{
    TRY(Transaction transaction, beginMigration(database));
    TRY(const bool complete, areTriggersComplete(database, schema));
    std::int64_t number = 1;
    bool same = false;
    {
        TRY(Statement newest,
            database.prepare("SELECT digest, version, number FROM entity_schemas ORDER BY number DESC LIMIT 1"));
        TRY(const bool found, newest.step());
        same = found && newest.view(0) == schema.digest;
        if (same && complete)
            return {};
        if (found && newest.integer(1) > schema.version)
            return newer("the schema of the database");
        if (found && !upgrade)
            return older();
        if (found)
            number = newest.integer(2) + 1;
    }
    for (const EntitySchema &entity : schema.entities)
        CHECK(evolveEntity(database, entity));
    if (same)
        return transaction.commit();
    TRY(Statement record,
        database.prepare(
            "INSERT INTO entity_schemas (number, digest, name, version, applied_at) VALUES (?, ?, ?, ?, ?)"));
    CHECK(record.bind(number, schema.digest, schema.name, schema.version, clock.nowMs()).run());
    return transaction.commit();
}

/// 32 random bytes as hex.
std::string makeKey(Random &random)
{
    std::array<std::uint64_t, 4> words;
    for (std::uint64_t &word : words)
        word = random.next();
    std::string hex(2 * sizeof words + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char *>(words.data()), sizeof words);
    hex.pop_back();
    return hex;
}

} // namespace

Result<void> migrate(Database &database, const Schema &schema, const Clock &clock, bool upgrade)
{
    CHECK(prepareDatabase(database));
    CHECK(applyFiles(database, clock, upgrade));
    return evolveEntities(database, schema, clock, upgrade);
}

Result<ServerMeta> ensureServerMeta(Database &database, IdSource &ids, Random &random)
{
    TRY(const std::int64_t known, readInteger(database, "SELECT count(*) FROM server_meta"));
    if (known == 0) {
        TRY(Statement insert,
            database.prepare("INSERT INTO server_meta (one, server_id, epoch, page_key) VALUES (1, ?, ?, ?) "
                             "ON CONFLICT DO NOTHING"));
        const std::string serverId = ids.next();
        const std::string epoch = ids.next();
        CHECK(insert.bind(serverId, epoch, makeKey(random)).run());
    }
    return readServerMeta(database);
}

Result<ServerMeta> readServerMeta(Database &database)
{
    TRY(Statement read,
        database.prepare("SELECT server_id, epoch, epoch_since, restored_to, page_key, restores FROM server_meta"));
    TRY(const bool found, read.step());
    if (!found)
        return Error{"database", ErrorCategory::Local, "server_meta is empty"};
    return ServerMeta{read.text(0),    read.text(1), read.integer(2),
                      read.integer(3), read.text(4), restoresFromText(read.view(5))};
}

Result<Age> ageOf(Database &database, const Schema &schema)
{
    TRY(const auto tables, countTables(database, "schema_migrations"));
    if (tables.second == 0)
        return tables.first == 0 ? Age::Empty : Age::Foreign;
    const std::vector<MigrationFile> files = migrationFiles(database.dialect());
    TRY(const std::int64_t last, lastMigration(database));
    if (last == 0)
        return Age::Empty;
    if (last > files.back().number)
        return Age::Newer;
    TRY(Statement newest,
        database.prepare("SELECT digest, version FROM entity_schemas ORDER BY number DESC LIMIT 1"));
    TRY(const bool found, newest.step());
    if (found && newest.view(0) != schema.digest && newest.integer(1) > schema.version)
        return Age::Newer;
    return found && newest.view(0) == schema.digest && last == files.back().number ? Age::Current : Age::Older;
}

} // namespace tidemark::backend
