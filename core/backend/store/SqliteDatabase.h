// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <memory>
#include <string>

struct sqlite3;

namespace tidemark::backend {

/// A connection to a SQLite file. Waits up to 5 s for another's lock. Errors: as in Database.
class SqliteDatabase final : public Database {
public:
    /// @param path  ":memory:" for none
    static Result<std::unique_ptr<Database>> open(const std::string &path);
    /// A file that is there, to look at.
    static Result<std::unique_ptr<Database>> openReadOnly(const std::string &path);
    ~SqliteDatabase() override;

    SqlDialect dialect() const override { return SqlDialect::Sqlite; }
    Result<void> execute(const std::string &sql) override;
    bool isIdle() const override;
    bool isAlive() override { return true; }
    std::int64_t changes() const override;

private:
    explicit SqliteDatabase(sqlite3 *handle) : m_handle(handle) {}
    static Result<std::unique_ptr<Database>> open(const std::string &path, int flags);
    Result<std::unique_ptr<PreparedStatement>> compile(std::string_view sql) override;

    sqlite3 *m_handle;
};

} // namespace tidemark::backend
