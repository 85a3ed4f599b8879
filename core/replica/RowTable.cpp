// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/RowTable.h"

#include "replica/Damage.h"
#include "schema/Ddl.h"

namespace tidemark {

namespace {

std::string selectSql(const EntitySchema &entity, const RowCodecSql &codec)
{
    return "SELECT e.rowid, " + codec.columnList() + " FROM " + quotedName(entity.name) + " AS e ";
}

std::string upsertSql(const EntitySchema &entity, const RowCodecSql &codec)
{
    std::string parameters = "?";
    for (std::size_t i = 1; i < codec.columnCount(); ++i)
        parameters += ", ?";
    std::string sql = "INSERT INTO " + quotedName(entity.name) + " (" + codec.columnList() + ") VALUES (" + parameters
        + ") ON CONFLICT (id) DO UPDATE SET ";
    for (const Column &column : entity.columns)
        sql += quotedName(column.name) + " = excluded." + quotedName(column.name) + ", ";
    for (const char *name : {"created_at", "last_modified_at", "_status", "_changed", "_changed_columns", "_base_row",
                             "_edited_at", "_tombstone_stamp"})
        sql += std::string(name) + " = excluded." + name + ", ";
    return sql + "encrypted = excluded.encrypted";
}

void bindValue(NativeStatement &statement, int parameter, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        statement.bindText(parameter, *text);
    else if (const auto *number = std::get_if<std::int64_t>(&value))
        statement.bind(parameter, *number);
}

} // namespace

Result<std::unique_ptr<RowTable>> RowTable::open(const EntitySchema &entity, sqlite3 *database, Vault &vault)
{
    const RowCodecSql codec(entity, vault);
    TRY(NativeStatement find, NativeStatement::prepare(database, selectSql(entity, codec) + "WHERE e.id = ?"));
    TRY(NativeStatement upsert, NativeStatement::prepare(database, upsertSql(entity, codec)));
    return std::unique_ptr<RowTable>(new RowTable(entity, database, vault, std::move(find), std::move(upsert)));
}

RowTable::RowTable(const EntitySchema &entity, sqlite3 *database, Vault &vault, NativeStatement find,
                   NativeStatement upsert)
    : m_entity(entity),
      m_database(database),
      m_codec(entity, vault),
      m_find(std::move(find)),
      m_upsert(std::move(upsert))
{
}

Result<std::optional<merge::LocalRow>> RowTable::find(std::string_view id)
{
    TRY(auto row, findAny(id));
    if (row && !row->damaged.empty())
        return damageOf(m_entity, *row);
    return row;
}

Result<std::optional<merge::LocalRow>> RowTable::findAny(std::string_view id)
{
    m_find.bindText(1, id);
    TRY(const bool found, m_find.step());
    if (!found) {
        m_find.reset();
        return std::optional<merge::LocalRow>();
    }
    auto row = m_codec.read(m_find, 1);
    m_find.reset();
    if (!row)
        return row.error();
    return std::optional(std::move(row).value());
}

Result<bool> RowTable::contains(std::string_view id)
{
    m_find.bindText(1, id);
    auto found = m_find.step();
    m_find.reset();
    return found;
}

Result<void> RowTable::run(NativeStatement &statement)
{
    CHECK(statement.step());
    statement.reset();
    return {};
}

Result<void> RowTable::write(const merge::LocalRow &row)
{
    if (auto bound = m_codec.bind(m_upsert, row); !bound) {
        m_upsert.reset();
        return bound;
    }
    return run(m_upsert);
}

Result<void> RowTable::writeClean(const Record &record)
{
    if (auto bound = m_codec.bindClean(m_upsert, record); !bound) {
        m_upsert.reset();
        return bound;
    }
    return run(m_upsert);
}

Result<void> RowTable::scan(const std::string &tail, const std::vector<Value> &values, const Visit &visit)
{
    TRY(NativeStatement statement, NativeStatement::prepare(m_database, selectSql(m_entity, m_codec) + tail));
    for (std::size_t i = 0; i < values.size(); ++i)
        bindValue(statement, static_cast<int>(i) + 1, values[i]);
    while (true) {
        TRY(const bool more, statement.step());
        if (!more)
            return {};
        TRY(merge::LocalRow row, m_codec.read(statement, 1));
        if (!visit(statement.integer(0), std::move(row)))
            return {};
    }
}

} // namespace tidemark
