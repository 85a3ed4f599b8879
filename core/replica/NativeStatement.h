// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tidemark {

/// A statement on SQLite's own handle, prepared once and run many times; for the statements that move rows, where
/// QSqlQuery costs twice as much. Finalize it before its connection closes. Parameters count from 1, columns from 0.
class NativeStatement {
public:
    static Result<NativeStatement> prepare(sqlite3 *database, const std::string &sql);

    NativeStatement(NativeStatement &&other) noexcept;
    NativeStatement &operator=(NativeStatement &&other) noexcept;
    NativeStatement(const NativeStatement &) = delete;
    NativeStatement &operator=(const NativeStatement &) = delete;
    ~NativeStatement();

    void bindNull(int parameter);
    void bind(int parameter, std::int64_t number);
    void bind(int parameter, double number);
    /// Not copied: must stay valid until the statement has run.
    void bindText(int parameter, std::string_view text);
    /// Copied.
    void bindBlob(int parameter, std::string_view bytes);

    /// @return whether there is a row
    Result<bool> step();
    /// Forgets row and parameters; ready for the next run.
    void reset();

    bool isNull(int column) const;
    bool isBlob(int column) const;
    bool isText(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// Text or blob, valid until the next step.
    std::string_view bytes(int column) const;

private:
    explicit NativeStatement(sqlite3_stmt *statement) : m_statement(statement) {}

    sqlite3_stmt *m_statement = nullptr;
};

/// Runs a script of several statements without values, as migrations are.
Result<void> runScript(sqlite3 *database, std::string_view script);

} // namespace tidemark
