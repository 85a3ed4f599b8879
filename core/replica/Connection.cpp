// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Connection.h"

#include "replica/SqliteError.h"

#include <QFile>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

#include <atomic>

namespace tidemark {

namespace {

QString nextName()
{
    static std::atomic<quint64> count = 0;
    return QStringLiteral("tidemark-replica-%1").arg(++count);
}

/// Made before SQLite does, so that only its owner can read it; its WAL takes over the mode.
void createPrivately(const QString &path)
{
    QFile file(path);
    if (path != QLatin1String(":memory:"))
        file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, bool readOnly)
{
    std::unique_ptr<Connection> connection(new Connection);
    connection->m_name = nextName();
    connection->m_readOnly = readOnly;
    if (!readOnly)
        createPrivately(path);
    QSqlDatabase &database = connection->m_database;
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    database.setDatabaseName(path);
    if (readOnly)
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
    if (!database.open())
        return sqliteError(database.lastError());
    connection->m_handle = *static_cast<sqlite3 *const *>(database.driver()->handle().constData());
    CHECK(connection->configure());
    return connection;
}

Result<void> Connection::configure()
{
    CHECK(run(QStringLiteral("PRAGMA busy_timeout = 5000")));
    CHECK(run(QStringLiteral("SELECT count(*) FROM sqlite_master"))); // the first read: is it a database at all?
    if (!m_readOnly)
        CHECK(run(QStringLiteral("PRAGMA journal_mode = WAL")));
    CHECK(run(QStringLiteral("PRAGMA synchronous = NORMAL")));
    // Nothing that was sealed, nor the key it was sealed with, outlives its row in free pages or temporary files.
    CHECK(run(QStringLiteral("PRAGMA secure_delete = ON")));
    CHECK(run(QStringLiteral("PRAGMA temp_store = MEMORY")));
    CHECK(run(QStringLiteral("PRAGMA cache_size = -16000")));
    CHECK(run(QStringLiteral("PRAGMA journal_size_limit = 16777216"))); // what a first pull leaves of its WAL
    return {};
}

Connection::~Connection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<QSqlQuery> Connection::run(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return sqliteError(query.lastError());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return sqliteError(query.lastError());
    return query;
}

Result<QVariant> Connection::value(const QString &sql, const QVariantList &values) const
{
    TRY(QSqlQuery query, run(sql, values));
    if (query.next())
        return query.value(0);
    if (query.lastError().isValid())
        return sqliteError(query.lastError());
    return QVariant();
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

Result<void> Connection::emptyWal() const
{
    CHECK(run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    return {};
}

Result<std::unique_ptr<Transaction>> Transaction::begin(const Connection &connection)
{
    if (connection.readOnly())
        return Error{"read_only", ErrorCategory::Local, "the replica was opened for reading"};
    if (connection.inTransaction())
        return Error{"locked", ErrorCategory::Local, "a pull is being applied"};
    CHECK(connection.run(QStringLiteral("BEGIN IMMEDIATE")));
    return std::unique_ptr<Transaction>(new Transaction(connection));
}

Transaction::~Transaction()
{
    // A full disk may have ended the transaction already.
    if (m_open && m_connection.inTransaction())
        (void)m_connection.run(QStringLiteral("ROLLBACK"));
}

Result<void> Transaction::commit()
{
    CHECK(m_connection.run(QStringLiteral("COMMIT")));
    m_open = false;
    return {};
}

} // namespace tidemark
