// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Database.h"

#include <algorithm>
#include <utility>

namespace tidemark::backend {

namespace {

constexpr const char *kBeginPostgres = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL tidemark.api = 'on'";

} // namespace

Statement::~Statement()
{
    if (!m_statement || *m_home) // moved from, or the same statement was lent twice at once
        return;
    m_statement->reset();
    m_statement->clear();
    *m_home = std::move(m_statement);
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
        put(index, *text);
    else if (const auto *number = std::get_if<std::int64_t>(&value))
        put(index, *number);
    else if (const auto *real = std::get_if<double>(&value))
        put(index, *real);
    else
        put(index, nullptr);
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

std::optional<std::int64_t> Statement::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::vector<std::string> Statement::names(int column) const
{
    std::vector<std::string> list;
    for (std::string_view rest = view(column); !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        list.emplace_back(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return list;
}

Result<Statement> Database::prepare(std::string_view sql)
{
    auto home = m_statements.find(sql);
    if (home == m_statements.end())
        home = m_statements.emplace(std::string(sql), nullptr).first;
    std::unique_ptr<PreparedStatement> statement = std::move(home->second);
    if (!statement) {
        TRY(statement, compile(sql));
    }
    return Statement(std::move(statement), home->second);
}

Result<Transaction> Transaction::begin(Database &database, const char *sql)
{
    CHECK(database.execute(sql));
    return Transaction(database);
}

Result<Transaction> Transaction::beginWrite(Database &database)
{
    return begin(database, database.dialect() == SqlDialect::Sqlite ? "BEGIN IMMEDIATE" : kBeginPostgres);
}

Result<Transaction> Transaction::beginRead(Database &database)
{
    return begin(database,
                 database.dialect() == SqlDialect::Sqlite ? "BEGIN"
                                                          : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction()
{
    rollback();
}

Result<void> Transaction::commit()
{
    CHECK(check());
    CHECK(m_database->execute("COMMIT"));
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
    if (m_database && !m_database->isIdle())
        return {};
    // An answer may arrive whole, and the end of the connection with it.
    if (m_database && !m_database->isAlive())
        return Error{"database_gone", ErrorCategory::Busy, "the connection broke"};
    return Error{"database", ErrorCategory::Local, "the transaction has ended"};
}

} // namespace tidemark::backend
