// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/LocalRow.h"
#include "replica/NativeStatement.h"
#include "replica/Vault.h"

#include <string>

namespace tidemark {

/// The name base values are sealed under, in place of a column's.
inline constexpr std::string_view kSealedBase = "_base_row";

/// How a row of an entity stands in its table: the one order of columns for reading and writing, values as SQL ones,
/// sensitive ones sealed.
class RowCodecSql {
public:
    RowCodecSql(const EntitySchema &entity, Vault &vault) : m_entity(entity), m_vault(vault) {}

    /// "id, <columns>, created_at, …, encrypted", quoted.
    std::string columnList() const;
    std::size_t columnCount() const { return m_entity.columns.size() + 10; }

    /// Binds all columns in order, from parameter 1. `row` must outlive the statement's run.
    Result<void> bind(NativeStatement &statement, const merge::LocalRow &row);
    /// The same for a row just pulled: clean, without bookkeeping.
    Result<void> bindClean(NativeStatement &statement, const Record &record);
    /// Reads the row from result column `first` on.
    /// Sealed cells that do not open, and plain text in a sensitive one, are among the row's damaged columns; where
    /// it is the bookkeeping, all its sensitive and edited columns are, or all there are. Errors: those of the key.
    Result<merge::LocalRow> read(const NativeStatement &statement, int first = 0);

private:
    Result<bool> bindRecord(NativeStatement &statement, const Record &record);
    Result<Value> readCell(const NativeStatement &statement, int at, const Column &column, const std::string &id);
    Result<Value> openCell(const NativeStatement &statement, int at, const Column &column, const std::string &id);
    Result<void> readBase(const NativeStatement &statement, int at, merge::LocalRow &row);
    Result<void> readBookkeeping(const NativeStatement &statement, int at, merge::LocalRow &row);

    const EntitySchema &m_entity;
    Vault &m_vault;
    std::string m_changedText; ///< bound without a copy
    std::string m_baseText;
};

} // namespace tidemark
