// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Record.h"
#include "schema/Ddl.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidemark::backend {

/// Bytes to bind as a blob. Does not own them.
struct Blob {
    std::string_view bytes;
};

/// A statement as a database prepared it. Parameters and columns as in Statement, which is what callers use.
class PreparedStatement {
public:
    virtual ~PreparedStatement() = default;

    virtual void putNull(int index) = 0;
    virtual void putInteger(int index, std::int64_t number) = 0;
    virtual void putReal(int index, double number) = 0;
    virtual void putText(int index, std::string_view text) = 0;
    virtual void putBlob(int index, std::string_view bytes) = 0;

    virtual Result<bool> step() = 0;
    /// Ready to run again with the same values, or with others put in their place.
    virtual void reset() = 0;
    /// Forgets the values.
    virtual void clear() = 0;

    virtual bool isNull(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view view(int column) const = 0;
};

/// A prepared statement, lent by its connection's cache and given back reset. Parameters count from 1, columns from
/// 0. Values are copied when bound. A value that cannot be bound shows as the error of the next step.
class Statement {
public:
    Statement(std::unique_ptr<PreparedStatement> statement, std::unique_ptr<PreparedStatement> &home)
        : m_statement(std::move(statement)),
          m_home(&home)
    {
    }
    Statement(Statement &&) = default;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds the parameters from the first one on.
    template <typename... Values> Statement &bind(const Values &...values)
    {
        int index = 0;
        (put(++index, values), ...);
        return *this;
    }

    void put(int index, std::int64_t number) { m_statement->putInteger(index, number); }
    void put(int index, int number) { m_statement->putInteger(index, number); }
    void put(int index, double number) { m_statement->putReal(index, number); }
    void put(int index, std::string_view text) { m_statement->putText(index, text); }
    void put(int index, const std::string &text) { m_statement->putText(index, text); }
    void put(int index, const char *text) { m_statement->putText(index, text); }
    void put(int index, Blob blob) { m_statement->putBlob(index, blob.bytes); }
    void put(int index, std::nullptr_t) { m_statement->putNull(index); }
    void put(int index, const std::optional<std::int64_t> &number);
    void put(int index, const Value &value);

    /// True: a row is there; false: no more rows.
    Result<bool> step() { return m_statement->step(); }
    /// Runs to the end and makes ready for new values.
    Result<void> run();
    void reset() { m_statement->reset(); }

    bool isNull(int column) const { return m_statement->isNull(column); }
    std::int64_t integer(int column) const { return m_statement->integer(column); }
    double real(int column) const { return m_statement->real(column); }
    /// Valid until the next step or reset.
    std::string_view view(int column) const { return m_statement->view(column); }
    std::string text(int column) const { return std::string(view(column)); }
    std::optional<std::int64_t> optionalInteger(int column) const;
    /// What is kept as "title,priority".
    std::vector<std::string> names(int column) const;

private:
    std::unique_ptr<PreparedStatement> m_statement;
    std::unique_ptr<PreparedStatement> *m_home; ///< where the cache keeps it when it is not lent
};

/// One connection to SQLite or PostgreSQL. Used by one thread at a time. SQL is written once for both: `?` or `?1`
/// for parameters, and only what both understand. Errors: Busy "clock_busy" (a lock was not free in time), "retry"
/// (the database gave up a transaction that may well succeed when it is run again), "database_gone" (the connection
/// broke, or leads to a standby), "busy" (PostgreSQL has no memory left), Local "not_a_database", "disk_full",
/// "database".
class Database {
public:
    virtual ~Database() = default;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    virtual SqlDialect dialect() const = 0;
    Result<Statement> prepare(std::string_view sql);
    /// Runs any number of statements without values.
    virtual Result<void> execute(const std::string &sql) = 0;
    /// False in between BEGIN and COMMIT; some errors end a transaction by themselves.
    virtual bool isIdle() const = 0;
    /// False when the other end is gone: the connection is of no more use.
    virtual bool isAlive() = 0;
    /// Rows the last statement changed.
    virtual std::int64_t changes() const = 0;

protected:
    Database() = default;
    virtual Result<std::unique_ptr<PreparedStatement>> compile(std::string_view sql) = 0;
    /// For destructors: statements must go before their connection.
    void forgetStatements() { m_statements.clear(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::unordered_map<std::string, std::unique_ptr<PreparedStatement>, Hash, std::equal_to<>> m_statements;
};

/// A transaction that is rolled back unless it is committed.
class Transaction {
public:
    /// SQLite: takes the write lock at once. PostgreSQL: READ COMMITTED, every statement sees what is committed when
    /// it begins; writes of rows are stamped by the caller, so the triggers for other writers are off.
    static Result<Transaction> beginWrite(Database &database);
    /// One snapshot from the first read on.
    static Result<Transaction> beginRead(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    Result<void> commit();
    void rollback();
    /// An error when the database gave the transaction up: what follows would be written outside it.
    Result<void> check() const;

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    static Result<Transaction> begin(Database &database, const char *sql);

    Database *m_database;
};

} // namespace tidemark::backend
