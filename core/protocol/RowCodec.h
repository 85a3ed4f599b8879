// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/JsonWriter.h"
#include "protocol/Record.h"

#include <simdjson.h>

namespace tidemark {

/// Reads one JSON value as the column's type. Errors have code "invalid_value": wrong type, unknown enum value, too
/// long, NUL inside text, not a lowercase UUID. Null is always fine.
Result<Value> readValue(const Column &column, const simdjson::dom::element &json);

/// The same from a JSON text, for values typed by a person or given on a command line.
Result<Value> parseValue(const Column &column, std::string_view json);

/// Refuses what readValue would refuse; for values that did not come as JSON.
Result<void> checkValue(const Column &column, const Value &value);

void writeValue(JsonWriter &json, const Column &column, const Value &value);
/// `_status` included.
void writeColumn(JsonWriter &json, const EntitySchema &entity, const Record &record, std::size_t column);

/// The columns in `columns` as `"name":value` fields of an open object.
void writeColumns(JsonWriter &json, const EntitySchema &entity, const Record &record, ColumnSet columns);

/// A whole row as it goes over the wire: id, every column, created_at, last_modified_at; nothing that starts with
/// `_`.
void writeRow(JsonWriter &json, const EntitySchema &entity, const Record &record);

/// What a key of a row object that is no column stands for.
struct RowExtras {
    simdjson::dom::object object;
    std::string unknownColumn; ///< the first one, empty when none
    std::size_t bytes = 0;     ///< approximate size of the row
};

/// Reads id, created_at, last_modified_at, `_status` and the columns a row object carries. Columns the schema does
/// not know are noted in `extras`, other keys that start with `_` are left to the caller. Errors: "invalid_value".
Result<Record> readRow(const EntitySchema &entity, const simdjson::dom::element &json, RowExtras &extras);

} // namespace tidemark
