// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/LocalRow.h"
#include "replica/NativeStatement.h"
#include "replica/RowCodecSql.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// Reads and writes the rows of one entity with statements prepared once. Writes belong inside a transaction.
class RowTable {
public:
    static Result<std::unique_ptr<RowTable>> open(const EntitySchema &entity, sqlite3 *database, Vault &vault);

    const EntitySchema &entity() const { return m_entity; }

    /// Errors: Local "tampered" for a damaged row.
    Result<std::optional<merge::LocalRow>> find(std::string_view id);
    /// Damaged or not.
    Result<std::optional<merge::LocalRow>> findAny(std::string_view id);
    Result<bool> contains(std::string_view id);
    /// Inserts the row, or puts it in the place of the one with its id.
    Result<void> write(const merge::LocalRow &row);
    /// The same for a pulled row, with nothing of ours in it.
    Result<void> writeClean(const Record &record);

    /// Calls `visit` with each row of `SELECT … FROM <entity> AS e <tail>`, until it answers false. The rowid grows
    /// with arrival and stays with a row.
    /// @param tail  WHERE, ORDER BY, LIMIT, with `values` for its parameters
    using Visit = std::function<bool(std::int64_t rowid, merge::LocalRow row)>;
    Result<void> scan(const std::string &tail, const std::vector<Value> &values, const Visit &visit);

private:
    RowTable(const EntitySchema &entity, sqlite3 *database, Vault &vault, NativeStatement find,
             NativeStatement upsert);
    Result<void> run(NativeStatement &statement);

    const EntitySchema &m_entity;
    sqlite3 *m_database;
    RowCodecSql m_codec;
    NativeStatement m_find;
    NativeStatement m_upsert;
};

} // namespace tidemark
