// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Sqlite.h"

#include <sqlite3.h>

#include <utility>

namespace tidemark::backend {

namespace {

constexpr int kBusyTimeoutMs = 5000;

Error errorOf(sqlite3 *handle, int code)
{
    const std::string detail =
        "SQLite " + std::to_string(code) + ": " + (handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Error{"clock_busy", ErrorCategory::Busy, detail};
    case SQLITE_NOTADB: return Error{"not_a_database", ErrorCategory::Local, detail};
    case SQLITE_FULL: return Error{"disk_full", ErrorCategory::Local, detail};
    default: return Error{"database", ErrorCategory::Local, detail};
    }
}

} // namespace

Statement::Statement(Statement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)),
      m_home(other.m_home),
      m_bindError(other.m_bindError)
{
}

Statement::~Statement()
{
    if (!m_statement)
        return;
    if (*m_home) { // the same statement was lent twice at once
        sqlite3_finalize(m_statement);
        return;
    }
    reset();
    sqlite3_clear_bindings(m_statement);
    *m_home = m_statement;
}

void Statement::put(int index, std::int64_t number)
{
    m_bindError |= sqlite3_bind_int64(m_statement, index, number);
}

void Statement::put(int index, double number)
{
    m_bindError |= sqlite3_bind_double(m_statement, index, number);
}

void Statement::put(int index, std::string_view text)
{
    // A null pointer would bind NULL.
    const char *data = text.data() ? text.data() : "";
    m_bindError |= sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::put(int index, Blob blob)
{
    const char *data = blob.bytes.data() ? blob.bytes.data() : "";
    m_bindError |= sqlite3_bind_blob64(m_statement, index, data, blob.bytes.size(), SQLITE_TRANSIENT);
}

void Statement::put(int index, std::nullptr_t)
{
    m_bindError |= sqlite3_bind_null(m_statement, index);
}

void Statement::put(int index, const std::optional<std::int64_t> &number)
{
    if (number)
        put(index, *number);
    else
        put(index, nullptr);
}

void Statement::put(int index, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        put(index, std::string_view(*text));
    else if (const auto *number = std::get_if<std::int64_t>(&value))
        put(index, *number);
    else if (const auto *real = std::get_if<double>(&value))
        put(index, *real);
    else
        put(index, nullptr);
}

Result<bool> Statement::step()
{
    if (m_bindError != SQLITE_OK)
        return Error{"database", ErrorCategory::Local, "a value could not be bound"};
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return errorOf(sqlite3_db_handle(m_statement), code);
}

Result<void> Statement::run()
{
    for (;;) {
        const auto more = step();
        if (!more) {
            reset();
            return more.error();
        }
        if (!*more)
            break;
    }
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    m_bindError = 0;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::view(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return data ? std::string_view(static_cast<const char *>(data), static_cast<std::size_t>(size))
                : std::string_view();
}

std::optional<std::int64_t> Statement::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

Result<std::unique_ptr<Database>> Database::open(const std::string &path)
{
    sqlite3 *handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    if (code != SQLITE_OK) {
        const Error error = errorOf(handle, code);
        sqlite3_close(handle);
        return error;
    }
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    return std::unique_ptr<Database>(new Database(handle));
}

Database::~Database()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

Result<Statement> Database::prepare(std::string_view sql)
{
    auto home = m_statements.find(sql);
    if (home == m_statements.end())
        home = m_statements.emplace(std::string(sql), nullptr).first;
    sqlite3_stmt *statement = std::exchange(home->second, nullptr);
    if (!statement) {
        const int code = sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK)
            return errorOf(m_handle, code);
    }
    return Statement(statement, &home->second);
}

Result<void> Database::execute(const std::string &sql)
{
    const int code = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : errorOf(m_handle, code);
}

bool Database::isIdle() const
{
    return sqlite3_get_autocommit(m_handle) != 0;
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_handle);
}

Result<Transaction> Transaction::begin(Database &database, const char *sql)
{
    TRY(Statement statement, database.prepare(sql));
    CHECK(statement.run());
    return Transaction(database);
}

Result<Transaction> Transaction::beginWrite(Database &database)
{
    return begin(database, "BEGIN IMMEDIATE");
}

Result<Transaction> Transaction::beginRead(Database &database)
{
    return begin(database, "BEGIN");
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction()
{
    rollback();
}

Result<void> Transaction::commit()
{
    CHECK(check());
    TRY(Statement statement, m_database->prepare("COMMIT"));
    CHECK(statement.run());
    m_database = nullptr;
    return {};
}

void Transaction::rollback()
{
    if (!m_database)
        return;
    if (!m_database->isIdle())
        static_cast<void>(static_cast<bool>(m_database->execute("ROLLBACK")));
    m_database = nullptr;
}

Result<void> Transaction::check() const
{
    if (!m_database || m_database->isIdle())
        return Error{"database", ErrorCategory::Local, "the transaction has ended"};
    return {};
}

} // namespace tidemark::backend
