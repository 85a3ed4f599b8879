// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/RowCodec.h"

#include "base/Uuid.h"
#include "protocol/Json.h"

#include <algorithm>
#include <cmath>

namespace tidemark {

namespace {

using simdjson::dom::element;

Error invalid(const std::string &what)
{
    return Error{"invalid_value", ErrorCategory::Input, what};
}

Result<void> checkText(const Column &column, std::string_view text)
{
    if (text.find('\0') != std::string_view::npos)
        return invalid(column.name + " holds a NUL or half a surrogate pair");
    if (column.type == ColumnType::Uuid && !isUuid(text))
        return invalid(column.name + " must be a lowercase UUID");
    if (column.type == ColumnType::Enum
        && std::find(column.values.begin(), column.values.end(), text) == column.values.end())
        return invalid(column.name + " must be one of the values the schema lists");
    if (column.type != ColumnType::Uuid && column.type != ColumnType::Enum && text.size() > column.maxLength)
        return invalid(column.name + " is longer than " + std::to_string(column.maxLength) + " bytes");
    return {};
}

bool holdsNul(const element &json)
{
    if (json.is_string())
        return json.get_string().value_unsafe().find('\0') != std::string_view::npos;
    if (json.is_array()) {
        const simdjson::dom::array items = json.get_array().value_unsafe();
        return std::any_of(items.begin(), items.end(), holdsNul);
    }
    if (json.is_object()) {
        const simdjson::dom::object object = json.get_object().value_unsafe();
        for (const auto field : object) {
            if (field.key.find('\0') != std::string_view::npos || holdsNul(field.value))
                return true;
        }
    }
    return false;
}

Result<Value> readArray(const Column &column, const element &json)
{
    if (!json.is_array())
        return invalid(column.name + " must be an array");
    if (holdsNul(json))
        return invalid(column.name + " holds a NUL or half a surrogate pair");
    std::string compact = simdjson::minify(json);
    CHECK(checkText(column, compact));
    return Value(std::move(compact));
}

Result<std::int64_t> readTime(const element &json, const char *name)
{
    std::int64_t number = 0;
    if (!json.is_null() && json.get_int64().get(number) != simdjson::SUCCESS)
        return invalid(std::string(name) + " must be an integer of milliseconds");
    return number;
}

} // namespace

Result<Value> readValue(const Column &column, const element &json)
{
    if (json.is_null())
        return Value();
    switch (column.type) {
    case ColumnType::Integer:
    case ColumnType::Time: {
        std::int64_t number = 0;
        if (json.get_int64().get(number) != simdjson::SUCCESS)
            return invalid(column.name + " must be an integer");
        return Value(number);
    }
    case ColumnType::Real: {
        double number = 0;
        if (json.get_double().get(number) != simdjson::SUCCESS || !std::isfinite(number))
            return invalid(column.name + " must be a number");
        return Value(number == 0 ? 0.0 : number); // -0 and 0 are one value, also in digests
    }
    case ColumnType::JsonArray: return readArray(column, json);
    case ColumnType::Text:
    case ColumnType::Enum:
    case ColumnType::Uuid: break;
    }
    std::string_view text;
    if (json.get_string().get(text) != simdjson::SUCCESS)
        return invalid(column.name + " must be a string");
    CHECK(checkText(column, text));
    return Value(std::string(text));
}

Result<Value> parseValue(const Column &column, std::string_view json)
{
    JsonDocument document;
    const auto root = document.parse(json);
    if (!root)
        return invalid(column.name + ": " + root.error().detail);
    return readValue(column, *root);
}

Result<void> checkValue(const Column &column, const Value &value)
{
    if (isNull(value))
        return {};
    if (column.type == ColumnType::JsonArray) {
        const auto *text = std::get_if<std::string>(&value);
        const auto parsed = parseValue(column, text ? *text : "0");
        return parsed ? Result<void>() : Result<void>(parsed.error());
    }
    if (const auto *text = std::get_if<std::string>(&value)) {
        if (column.type == ColumnType::Integer || column.type == ColumnType::Time || column.type == ColumnType::Real)
            return invalid(column.name + " must be a number");
        return checkText(column, *text);
    }
    const bool whole = std::holds_alternative<std::int64_t>(value);
    if (column.type == ColumnType::Real ? whole : !whole)
        return invalid(column.name + " has the wrong type");
    if (column.type != ColumnType::Integer && column.type != ColumnType::Time && column.type != ColumnType::Real)
        return invalid(column.name + " must be text");
    return {};
}

void writeValue(JsonWriter &json, const Column &column, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        if (column.type == ColumnType::JsonArray)
            json.raw(*text);
        else
            json.string(*text);
    } else if (const auto *number = std::get_if<std::int64_t>(&value)) {
        json.integer(*number);
    } else if (const auto *real = std::get_if<double>(&value)) {
        json.real(*real);
    } else {
        json.null();
    }
}

void writeColumn(JsonWriter &json, const EntitySchema &entity, const Record &record, std::size_t column)
{
    if (column == kStatusColumn)
        json.string(statusName(record.status));
    else
        writeValue(json, entity.columns[column], record.values[column]);
}

void writeColumns(JsonWriter &json, const EntitySchema &entity, const Record &record, ColumnSet columns)
{
    columns.forEach([&](std::size_t column) {
        json.key(columnName(entity, column));
        writeColumn(json, entity, record, column);
    });
}

void writeRow(JsonWriter &json, const EntitySchema &entity, const Record &record)
{
    json.beginObject().field("id", record.id);
    writeColumns(json, entity, record, ColumnSet::firstOf(entity.columns.size()));
    json.field("created_at", record.createdAt).field("last_modified_at", record.lastModifiedAt).endObject();
}

Result<Record> readRow(const EntitySchema &entity, const element &json, RowExtras &extras)
{
    if (json.get_object().get(extras.object) != simdjson::SUCCESS)
        return Error{"malformed_row", ErrorCategory::Input, "a row must be an object"};
    Record record = makeRecord(entity, {});
    std::size_t guess = 0; // rows name their columns in schema order as a rule
    for (const auto field : extras.object) {
        extras.bytes += field.key.size() + 8;
        if (field.value.is_string())
            extras.bytes += field.value.get_string().value_unsafe().size();
        if (guess >= entity.columns.size() || entity.columns[guess].name != field.key) {
            if (field.key == "id") {
                std::string_view id;
                if (field.value.get_string().get(id) != simdjson::SUCCESS || !isUuid(id))
                    return invalid("id must be a lowercase UUID");
                record.id = id;
                continue;
            }
            if (field.key == "created_at") {
                TRY(record.createdAt, readTime(field.value, "created_at"));
                continue;
            }
            if (field.key == "last_modified_at") {
                if (field.value.get_int64().get(record.lastModifiedAt) != simdjson::SUCCESS)
                    record.lastModifiedAt = 0;
                continue;
            }
            if (field.key == "_status") {
                std::string_view status;
                if (field.value.get_string().get(status) == simdjson::SUCCESS
                    && (status == "active" || status == "deleted")) {
                    record.status = status == "deleted" ? Status::Deleted : Status::Active;
                    record.present.insert(kStatusColumn);
                }
                continue;
            }
            const auto index = entity.columnIndex(field.key);
            if (!index) {
                const bool bookkeeping =
                    field.key.starts_with('_') || field.key == "user_id" || field.key == "encrypted";
                if (!bookkeeping && extras.unknownColumn.empty())
                    extras.unknownColumn = firstBytes(field.key, 100);
                continue;
            }
            guess = *index;
        }
        TRY(record.values[guess], readValue(entity.columns[guess], field.value));
        record.present.insert(guess);
        ++guess;
    }
    return record;
}

} // namespace tidemark
