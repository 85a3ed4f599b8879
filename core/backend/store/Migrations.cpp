// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Migrations.h"

#include "resources/Resources.h"
#include "schema/Ddl.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <set>

namespace tidemark::backend {

namespace {

constexpr std::string_view kFolder = "sql/backend/";

struct MigrationFile {
    std::int64_t number = 0;
    std::string_view path;
};

/// The numbered files directly in the folder, in order.
std::vector<MigrationFile> migrationFiles()
{
    std::vector<MigrationFile> files;
    for (const std::string_view path : resources::list(kFolder)) {
        const std::string_view name = path.substr(kFolder.size());
        MigrationFile file{0, path};
        if (name.find('/') == std::string_view::npos
            && std::from_chars(name.data(), name.data() + name.size(), file.number).ec == std::errc())
            files.push_back(file);
    }
    return files;
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

Result<void> refuseForeign(Database &database)
{
    TRY(const std::int64_t tables, readInteger(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"));
    TRY(const std::int64_t ours,
        readInteger(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'"));
    if (tables > 0 && ours == 0)
        return Error{"not_a_database", ErrorCategory::Local, "the file holds the tables of another program"};
    return {};
}

Result<void> applyFile(Database &database, const MigrationFile &file, const Clock &clock)
{
    TRY(Transaction transaction, Transaction::beginWrite(database));
    TRY(const std::int64_t last, readInteger(database, "SELECT max(number) FROM schema_migrations"));
    if (last >= file.number)
        return {};
    CHECK(database.execute(std::string(resources::text(file.path))));
    TRY(Statement record,
        database.prepare("INSERT INTO schema_migrations (number, name, applied_at) VALUES (?, ?, ?)"));
    CHECK(record.bind(file.number, file.path, clock.nowMs()).run());
    return transaction.commit();
}

Result<void> applyFiles(Database &database, const Clock &clock)
{
    CHECK(database.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "applied_at INTEGER NOT NULL)"));
    const std::vector<MigrationFile> files = migrationFiles();
    TRY(const std::int64_t last, readInteger(database, "SELECT max(number) FROM schema_migrations"));
    if (!files.empty() && last > files.back().number)
        return newer("the database");
    for (const MigrationFile &file : files)
        CHECK(applyFile(database, file, clock));
    return {};
}

Result<std::set<std::string>> columnsOf(Database &database, const std::string &table)
{
    TRY(Statement statement, database.prepare("SELECT name FROM pragma_table_info(?)"));
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
        for (const std::string &statement : createTable(entity, SqlDialect::Sqlite, TableKind::Server))
            CHECK(database.execute(statement));
        return {};
    }
    if (!columns.contains("_col_ms"))
        return Error{"bad_schema", ErrorCategory::Input,
                     entity.name + ": the backend has a table of its own by this name"};
    for (const Column &column : entity.columns) {
        if (!columns.contains(column.name))
            CHECK(database.execute(addColumn(entity, column, SqlDialect::Sqlite, TableKind::Server)));
    }
    return {};
}

Result<void> evolveEntities(Database &database, const Schema &schema, const Clock &clock)
{
    TRY(Transaction transaction, Transaction::beginWrite(database));
    {
        TRY(Statement newest,
            database.prepare("SELECT digest, version FROM entity_schemas ORDER BY number DESC LIMIT 1"));
        TRY(const bool found, newest.step());
        if (found && newest.view(0) == schema.digest)
            return {};
        if (found && newest.integer(1) > schema.version)
            return newer("the schema of the database");
    }
    for (const EntitySchema &entity : schema.entities)
        CHECK(evolveEntity(database, entity));
    TRY(Statement record,
        database.prepare("INSERT INTO entity_schemas (digest, name, version, applied_at) VALUES (?, ?, ?, ?)"));
    CHECK(record.bind(schema.digest, schema.name, schema.version, clock.nowMs()).run());
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

Result<void> migrate(Database &database, const Schema &schema, const Clock &clock)
{
    CHECK(refuseForeign(database));
    CHECK(applyFiles(database, clock));
    return evolveEntities(database, schema, clock);
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
    TRY(Statement read,
        database.prepare("SELECT server_id, epoch, epoch_since, restored_to, page_key FROM server_meta"));
    TRY(const bool found, read.step());
    if (!found)
        return Error{"database", ErrorCategory::Local, "server_meta is empty"};
    return ServerMeta{read.text(0), read.text(1), read.integer(2), read.integer(3), read.text(4)};
}

} // namespace tidemark::backend
