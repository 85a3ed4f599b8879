// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/NativeStatement.h"

#include "replica/SqliteError.h"

#include <sqlite3.h>

#include <utility>

namespace tidemark {

Result<NativeStatement> NativeStatement::prepare(sqlite3 *database, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return sqliteError(code, sqlite3_errmsg(database));
    return NativeStatement(statement);
}

NativeStatement::NativeStatement(NativeStatement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
{
}

NativeStatement &NativeStatement::operator=(NativeStatement &&other) noexcept
{
    std::swap(m_statement, other.m_statement);
    return *this;
}

NativeStatement::~NativeStatement()
{
    sqlite3_finalize(m_statement);
}

void NativeStatement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement, parameter);
}

void NativeStatement::bind(int parameter, std::int64_t number)
{
    sqlite3_bind_int64(m_statement, parameter, number);
}

void NativeStatement::bind(int parameter, double number)
{
    sqlite3_bind_double(m_statement, parameter, number);
}

void NativeStatement::bindText(int parameter, std::string_view text)
{
    const char *data = text.data() ? text.data() : ""; // a null pointer would bind NULL
    sqlite3_bind_text(m_statement, parameter, data, static_cast<int>(text.size()), SQLITE_STATIC);
}

void NativeStatement::bindBlob(int parameter, std::string_view bytes)
{
    sqlite3_bind_blob(m_statement, parameter, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

Result<bool> NativeStatement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return code == SQLITE_ROW;
    const Error error = sqliteError(code, sqlite3_errmsg(sqlite3_db_handle(m_statement)));
    reset(); // a failed statement must not keep the transaction open
    return error;
}

void NativeStatement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

bool NativeStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

bool NativeStatement::isBlob(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_BLOB;
}

bool NativeStatement::isText(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_TEXT;
}

std::int64_t NativeStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double NativeStatement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view NativeStatement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

Result<void> runScript(sqlite3 *database, std::string_view script)
{
    const int code = sqlite3_exec(database, std::string(script).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return sqliteError(code, sqlite3_errmsg(database));
    return {};
}

} // namespace tidemark
