// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/SqliteDatabase.h"

#include <sqlite3.h>

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

class SqliteStatement final : public PreparedStatement {
public:
    explicit SqliteStatement(sqlite3_stmt *statement) : m_statement(statement) {}
    ~SqliteStatement() override { sqlite3_finalize(m_statement); }
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    void putNull(int index) override { m_bindError |= sqlite3_bind_null(m_statement, index); }
    void putInteger(int index, std::int64_t number) override
    {
        m_bindError |= sqlite3_bind_int64(m_statement, index, number);
    }
    void putReal(int index, double number) override
    {
        m_bindError |= sqlite3_bind_double(m_statement, index, number);
    }
    void putText(int index, std::string_view text) override
    {
        // A null pointer would bind NULL.
        const char *data = text.data() ? text.data() : "";
        m_bindError |= sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    void putBlob(int index, std::string_view bytes) override
    {
        const char *data = bytes.data() ? bytes.data() : "";
        m_bindError |= sqlite3_bind_blob64(m_statement, index, data, bytes.size(), SQLITE_TRANSIENT);
    }

    Result<bool> step() override
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
    void reset() override
    {
        sqlite3_reset(m_statement);
        m_bindError = SQLITE_OK;
    }
    void clear() override { sqlite3_clear_bindings(m_statement); }

    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(m_statement, column); }
    double real(int column) const override { return sqlite3_column_double(m_statement, column); }
    std::string_view view(int column) const override
    {
        const void *data = sqlite3_column_blob(m_statement, column);
        const int size = sqlite3_column_bytes(m_statement, column);
        return data ? std::string_view(static_cast<const char *>(data), static_cast<std::size_t>(size))
                    : std::string_view();
    }

private:
    sqlite3_stmt *m_statement;
    int m_bindError = SQLITE_OK;
};

} // namespace

Result<std::unique_ptr<Database>> SqliteDatabase::open(const std::string &path)
{
    return open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

Result<std::unique_ptr<Database>> SqliteDatabase::openReadOnly(const std::string &path)
{
    return open(path, SQLITE_OPEN_READONLY);
}

Result<std::unique_ptr<Database>> SqliteDatabase::open(const std::string &path, int flags)
{
    sqlite3 *handle = nullptr;
    const int code =
        sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        const Error error = errorOf(handle, code);
        sqlite3_close(handle);
        return error;
    }
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    return std::unique_ptr<Database>(new SqliteDatabase(handle));
}

SqliteDatabase::~SqliteDatabase()
{
    forgetStatements();
    sqlite3_close(m_handle);
}

Result<std::unique_ptr<PreparedStatement>> SqliteDatabase::compile(std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK)
        return errorOf(m_handle, code);
    return std::unique_ptr<PreparedStatement>(std::make_unique<SqliteStatement>(statement));
}

Result<void> SqliteDatabase::execute(const std::string &sql)
{
    const int code = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : errorOf(m_handle, code);
}

bool SqliteDatabase::isIdle() const
{
    return sqlite3_get_autocommit(m_handle) != 0;
}

std::int64_t SqliteDatabase::changes() const
{
    return sqlite3_changes64(m_handle);
}

} // namespace tidemark::backend
