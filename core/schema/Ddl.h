// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/Schema.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

enum class SqlDialect : std::uint8_t { Sqlite, PostgreSql };

/// Whose table: the backend's, keyed by (user_id, id), or a client's own, which belongs to one user.
enum class TableKind : std::uint8_t { Server, Replica };

/// A name in double quotes, so that no column is taken for a keyword. Schema names hold no quotes.
std::string quotedName(std::string_view name);

/// The SQL type a column of the schema has.
std::string_view sqlType(const Column &column, SqlDialect dialect, TableKind kind);

/// The statements that make one entity's table and its indexes, in order. They fail when the table exists.
///
/// Server: user_id, id, the columns, created_at, last_modified_at, _status, _created_ms, _created_device and _col_ms,
/// a JSON object {"column": [ms, "device", override 0|1]} of the columns that changed after the row's creation.
/// Key (user_id, id); pull index `<entity>_pull` (user_id, last_modified_at, id). In PostgreSQL texts are COLLATE
/// "C", and triggers stamp what is written past the API; their functions must be there.
///
/// Replica: id, the columns (sensitive ones may hold blobs), created_at, last_modified_at, _status, _changed,
/// _changed_columns (JSON), _base_row, _edited_at, _tombstone_stamp, encrypted. Unique index `<entity>_id`, which can
/// be dropped for a first pull; partial index `<entity>_changed`, which gives dirty rows in the order of their rowid.
std::vector<std::string> createTable(const EntitySchema &entity, SqlDialect dialect, TableKind kind);

/// The same for every entity, in schema order.
std::vector<std::string> createTables(const Schema &schema, SqlDialect dialect, TableKind kind);

/// The statements that make the triggers of a backend's table in PostgreSQL, in place of those there are: they know
/// the columns.
std::vector<std::string> createTriggers(const EntitySchema &entity);

/// The statement that adds a column of the schema to a table made by an older version of it.
std::string addColumn(const EntitySchema &entity, const Column &column, SqlDialect dialect, TableKind kind);

} // namespace tidemark
