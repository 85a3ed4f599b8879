// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/ColumnValues.h"

#include "protocol/Json.h"
#include "protocol/JsonWriter.h"
#include "protocol/RowCodec.h"

namespace tidemark::backend {

namespace {

Attempt<Value> readColumn(const EntitySchema &entity, std::size_t column, const simdjson::dom::element &json)
{
    if (column != kStatusColumn) {
        TRY(Value value, readValue(entity.columns[column], json));
        return value;
    }
    std::string_view status;
    if (json.get_string().get(status) != simdjson::SUCCESS || (status != "active" && status != "deleted"))
        return Error{"invalid_value", ErrorCategory::Input, "_status must be active or deleted"};
    return Value(std::string(status));
}

} // namespace

Attempt<Record> readColumnValues(const EntitySchema &entity, const simdjson::dom::element &json,
                                 const std::string &pointer)
{
    simdjson::dom::object object;
    if (json.get_object().get(object) != simdjson::SUCCESS || object.size() == 0)
        return refuseInput("bad_request", pointer, "values must be an object of columns");
    Record record = makeRecord(entity, {});
    for (const auto field : object) {
        const std::string place = pointer + "/" + std::string(firstBytes(field.key, 64));
        const auto column = columnByName(entity, field.key);
        if (!column)
            return refuseInput("unknown_column", place, entity.name + " has no such column");
        auto value = readColumn(entity, *column, field.value);
        if (!value)
            return refuseInput("invalid_value", place, value.error().problem.detail);
        setColumnValue(record, *column, std::move(value).value());
    }
    return record;
}

std::string columnValuesJson(const EntitySchema &entity, const Record &record)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    writeColumns(json, entity, record, record.present);
    json.endObject();
    return text;
}

std::string wholeRowJson(const EntitySchema &entity, const Record &record)
{
    ColumnSet all = ColumnSet::firstOf(entity.columns.size());
    all.insert(kStatusColumn);
    std::string text;
    JsonWriter json(text);
    json.beginObject().field("id", record.id);
    writeColumns(json, entity, record, all);
    json.field("created_at", record.createdAt).field("last_modified_at", record.lastModifiedAt).endObject();
    return text;
}

} // namespace tidemark::backend
