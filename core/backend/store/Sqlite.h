// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Record.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace tidemark::backend {

/// Bytes to bind as a blob. Does not own them.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement, lent by its connection's cache and given back reset. Values are copied when bound. A value
/// that cannot be bound shows as the error of the next step.
class Statement {
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds the parameters from the first one on.
    template <typename... Values> Statement &bind(const Values &...values)
    {
        int index = 0;
        (put(++index, values), ...);
        return *this;
    }

    void put(int index, std::int64_t number);
    void put(int index, int number) { put(index, static_cast<std::int64_t>(number)); }
    void put(int index, double number);
    void put(int index, std::string_view text);
    void put(int index, const std::string &text) { put(index, std::string_view(text)); }
    void put(int index, const char *text) { put(index, std::string_view(text)); }
    void put(int index, Blob blob);
    void put(int index, std::nullptr_t);
    void put(int index, const std::optional<std::int64_t> &number);
    void put(int index, const Value &value);

    /// True: a row is there; false: no more rows.
    Result<bool> step();
    /// Runs to the end and makes ready for new values.
    Result<void> run();
    void reset();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// Valid until the next step or reset.
    std::string_view view(int column) const;
    std::string text(int column) const { return std::string(view(column)); }
    std::optional<std::int64_t> optionalInteger(int column) const;

private:
    friend class Database;
    Statement(sqlite3_stmt *statement, sqlite3_stmt **home) : m_statement(statement), m_home(home) {}

    sqlite3_stmt *m_statement;
    sqlite3_stmt **m_home; ///< where the cache keeps it when it is not lent
    int m_bindError = 0;
};

/// One connection. Used by one thread at a time. Errors: Busy "clock_busy" (another process writes), Local
/// "not_a_database", "disk_full", "database".
class Database {
public:
    /// @param path  ":memory:" for none
    static Result<std::unique_ptr<Database>> open(const std::string &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<Statement> prepare(std::string_view sql);
    /// Runs any number of statements without values.
    Result<void> execute(const std::string &sql);
    /// False in between BEGIN and COMMIT; SQLite leaves a transaction by itself after some errors.
    bool isIdle() const;
    /// Rows the last statement changed.
    std::int64_t changes() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    explicit Database(sqlite3 *handle) : m_handle(handle) {}

    sqlite3 *m_handle;
    std::unordered_map<std::string, sqlite3_stmt *, Hash, std::equal_to<>> m_statements;
};

/// A transaction that is rolled back unless it is committed.
class Transaction {
public:
    /// Takes the write lock at once.
    static Result<Transaction> beginWrite(Database &database);
    /// One snapshot from the first read on.
    static Result<Transaction> beginRead(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    Result<void> commit();
    void rollback();
    /// An error when SQLite gave the transaction up: what follows would be written outside it.
    Result<void> check() const;

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    static Result<Transaction> begin(Database &database, const char *sql);

    Database *m_database;
};

} // namespace tidemark::backend
