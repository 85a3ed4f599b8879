// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// What a column holds. Times are integer milliseconds since the Unix epoch; json_array is kept as compact text.
enum class ColumnType : std::uint8_t { Text, Enum, Uuid, Integer, Real, Time, JsonArray };

/// Who wins a column that both sides changed to different values (S7).
enum class Winner : std::uint8_t { Client, Server };

struct Column {
    std::string name;
    ColumnType type = ColumnType::Text;
    Winner winner = Winner::Client;
    bool sensitive = false;               ///< sealed at rest on the client (S11)
    std::size_t maxLength = 0;            ///< bytes of UTF-8, for text and arrays
    std::vector<std::string> values = {}; ///< for enums
    std::string unit = {};                ///< shown to people, empty when none
};

/// One synchronised table. Besides its columns every row has id, created_at, last_modified_at and _status.
struct EntitySchema {
    std::string name;
    std::string policy;    ///< "per_column_merge" or "client_wins", as named in conflicts
    std::size_t label = 0; ///< the column people recognise a row by
    std::vector<Column> columns;

    std::optional<std::size_t> columnIndex(std::string_view column) const;
    bool hasSensitive() const;
};

/// The whole of resources/schema/*.json: entities in the order parents before children.
struct Schema {
    std::string name;
    int version = 0;
    std::string digest; ///< hex BLAKE2b of the file's text
    std::vector<EntitySchema> entities;

    std::optional<std::size_t> entityIndex(std::string_view entity) const;
};

/// Reads a schema file. Errors have code "bad_schema" and a detail that names the place: duplicate or reserved names,
/// unknown types, winners or keys, enums without values, more than 62 columns.
Result<Schema> loadSchema(std::string_view json);

/// The embedded schema of the original application, resources/schema/pensieve.json, checked by the tests.
const Schema &pensieveSchema();

/// The name of a type as it stands in schema files.
std::string_view columnTypeName(ColumnType type);

} // namespace tidemark
