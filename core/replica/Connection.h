// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <memory>

struct sqlite3;

namespace tidemark {

/// One QSQLITE connection with a name of its own, closed and removed when destroyed. Belongs to the thread that
/// opened it.
class Connection {
public:
    /// Errors: Local "not_a_database", "locked", "database".
    static Result<std::unique_ptr<Connection>> open(const QString &path, bool readOnly);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    bool readOnly() const { return m_readOnly; }
    /// SQLite's own handle, for the statements that move rows.
    sqlite3 *handle() const { return m_handle; }

    /// Runs one statement with its values bound, and stands before the first row.
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    /// The first value of the first row.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {}) const;

    bool inTransaction() const;

    /// What was overwritten is to be gone from the WAL too, as far as other connections let it.
    Result<void> emptyWal() const;

private:
    Connection() = default;
    Result<void> configure();

    QSqlDatabase m_database;
    QString m_name;
    sqlite3 *m_handle = nullptr;
    bool m_readOnly = false;
};

/// BEGIN IMMEDIATE, rolled back on destruction unless committed. Errors of begin(): "read_only", "locked" (also while
/// another transaction of the same connection is open).
class Transaction {
public:
    static Result<std::unique_ptr<Transaction>> begin(const Connection &connection);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    Result<void> commit();

private:
    explicit Transaction(const Connection &connection) : m_connection(connection) {}

    const Connection &m_connection;
    bool m_open = true;
};

} // namespace tidemark
