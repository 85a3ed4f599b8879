// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Migrations.h"

#include "replica/NativeStatement.h"
#include "resources/Resources.h"
#include "schema/Ddl.h"

#include <QSet>
#include <QVariant>

namespace tidemark {

namespace {

Result<int> replicaVersion(const Connection &connection)
{
    TRY(const QVariant version, connection.value(QStringLiteral("PRAGMA user_version")));
    if (version.toInt() != 0)
        return version.toInt();
    TRY(const QVariant tables, connection.value(QStringLiteral("SELECT count(*) FROM sqlite_master")));
    if (tables.toInt() != 0)
        return Error{"not_a_database", ErrorCategory::Local, "a database of another program"};
    return 0;
}

Result<int> checkedVersion(const Connection &connection, const Schema &schema, int scripts)
{
    TRY(const int version, replicaVersion(connection));
    if (version > scripts)
        return Error{"replica_newer", ErrorCategory::Local, "made by a newer version of this program"};
    if (version > 0) {
        TRY(const std::int64_t known, Metadata(connection, schema).number("schema_version"));
        if (known > schema.version)
            return Error{"replica_newer", ErrorCategory::Local, "its schema is newer"};
    }
    return version;
}

Result<QSet<QString>> columnsOf(const Connection &connection, const EntitySchema &entity)
{
    TRY(QSqlQuery query,
        connection.run(QStringLiteral("SELECT name FROM pragma_table_info(?)"),
                       {QString::fromStdString(entity.name)}));
    QSet<QString> columns;
    while (query.next())
        columns.insert(query.value(0).toString());
    return columns;
}

/// @return whether there was something to add
Result<bool> widen(const Connection &connection, const EntitySchema &entity)
{
    TRY(const QSet<QString> known, columnsOf(connection, entity));
    if (known.isEmpty()) {
        for (const std::string &statement : createTable(entity, SqlDialect::Sqlite, TableKind::Replica))
            CHECK(runScript(connection.handle(), statement));
        return true;
    }
    bool widened = false;
    for (const Column &column : entity.columns) {
        if (known.contains(QString::fromStdString(column.name)))
            continue;
        CHECK(runScript(connection.handle(), addColumn(entity, column, SqlDialect::Sqlite, TableKind::Replica)));
        widened = true;
    }
    return widened;
}

Result<void> takeSchema(const Connection &connection, const Schema &schema)
{
    const Metadata metadata(connection, schema);
    TRY(const std::string digest, metadata.text("schema_digest"));
    if (digest == schema.digest)
        return {};
    bool widened = false;
    for (const EntitySchema &entity : schema.entities) {
        TRY(const bool one, widen(connection, entity));
        widened = widened || one;
        CHECK(connection.run(QStringLiteral("INSERT OR IGNORE INTO sync_metadata (entity) VALUES (?)"),
                             {QString::fromStdString(entity.name)}));
    }
    CHECK(metadata.set("schema_digest", schema.digest));
    CHECK(metadata.set("schema_version", schema.version));
    // What new columns and tables hold on the server was left out by earlier pulls.
    TRY(const std::int64_t cursor, metadata.number("cursor"));
    if (widened && cursor != 0)
        CHECK(metadata.set("refetch", 1));
    return {};
}

} // namespace

Result<void> migrate(const Connection &connection, const Schema &schema)
{
    // As a rule there is nothing to do, and no reason to wait for another process' write lock.
    if (auto current = checkMigrated(connection, schema); current || current.error().code != "database")
        return current;
    TRY(const auto transaction, Transaction::begin(connection));
    const auto scripts = resources::list("sql/replica/");
    const int newest = static_cast<int>(scripts.size());
    TRY(const int version, checkedVersion(connection, schema, newest));
    for (int i = version; i < newest; ++i)
        CHECK(runScript(connection.handle(), resources::text(scripts[static_cast<std::size_t>(i)])));
    if (version != newest)
        CHECK(connection.run(QStringLiteral("PRAGMA user_version = %1").arg(newest)));
    CHECK(takeSchema(connection, schema));
    return transaction->commit();
}

Result<void> checkMigrated(const Connection &connection, const Schema &schema)
{
    const int newest = static_cast<int>(resources::list("sql/replica/").size());
    TRY(const int version, checkedVersion(connection, schema, newest));
    TRY(const std::string digest,
        version == newest ? Metadata(connection, schema).text("schema_digest") : Result<std::string>(std::string()));
    if (digest != schema.digest)
        return Error{"database", ErrorCategory::Local, "the replica has to be opened for writing once"};
    return {};
}

} // namespace tidemark
