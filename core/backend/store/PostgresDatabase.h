// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <memory>
#include <string>

struct pg_conn;
struct pg_result;

namespace tidemark::backend {

/// A connection to PostgreSQL by libpq. A statement's whole answer is fetched at its first step, so ask for pages; it
/// comes in PostgreSQL's binary format where every column is an integer, a double, a text or bytes. Errors: as in
/// Database.
class PostgresDatabase final : public Database {
public:
    /// @param url  postgresql://… or a libpq connection string; what it leaves open comes from the environment and
    /// the
    ///             password file, as with psql
    static Result<std::unique_ptr<Database>> open(const std::string &url);
    ~PostgresDatabase() override;

    SqlDialect dialect() const override { return SqlDialect::PostgreSql; }
    Result<void> execute(const std::string &sql) override;
    bool isIdle() const override;
    bool isAlive() override;
    std::int64_t changes() const override { return m_changes; }

private:
    friend class PostgresStatement;

    explicit PostgresDatabase(pg_conn *handle) : m_handle(handle) {}
    /// What went wrong. @param answer  null: libpq gave none
    Error errorOf(const pg_result *answer);
    Result<std::unique_ptr<PreparedStatement>> compile(std::string_view sql) override;

    pg_conn *m_handle;
    bool m_canWrite = true; ///< false: it leads to a standby, and is of no more use
    std::int64_t m_changes = 0;
    std::uint64_t m_statements = 0; ///< prepared so far; they are named by number
};

/// `?` and `?1` as PostgreSQL writes parameters, `$1`; texts in quotes stay as they are.
std::string numberedParameters(std::string_view sql);

} // namespace tidemark::backend
