// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/RowCodecSql.h"

#include "protocol/Json.h"
#include "protocol/RowCodec.h"
#include "schema/Ddl.h"

#include <algorithm>

namespace tidemark {

namespace {

Error tampered(const EntitySchema &entity, std::string_view column, const std::string &id)
{
    return Error{"tampered", ErrorCategory::Local, entity.name + '.' + std::string(column) + " of " + id};
}

template <typename T> bool isTampered(const Result<T> &result)
{
    return !result && result.error().code == "tampered";
}

ColumnSet sensitiveColumns(const EntitySchema &entity)
{
    ColumnSet columns;
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        if (entity.columns[i].sensitive)
            columns.insert(i);
    }
    return columns;
}

bool holdsSensitive(const EntitySchema &entity, ColumnSet columns)
{
    bool found = false;
    columns.forEach(
        [&](std::size_t column) { found = found || (column != kStatusColumn && entity.columns[column].sensitive); });
    return found;
}

/// What is sealed of a value: its text, or a number as JSON.
std::string plaintextOf(const Column &column, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return *text;
    std::string out;
    JsonWriter json(out);
    writeValue(json, column, value);
    return out;
}

void bindPlain(NativeStatement &statement, int parameter, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        statement.bindText(parameter, *text);
    else if (const auto *number = std::get_if<std::int64_t>(&value))
        statement.bind(parameter, *number);
    else if (const auto *real = std::get_if<double>(&value))
        statement.bind(parameter, *real);
    else
        statement.bindNull(parameter);
}

void bindUnlessZero(NativeStatement &statement, int parameter, std::int64_t number)
{
    if (number != 0)
        statement.bind(parameter, number);
    else
        statement.bindNull(parameter);
}

std::string changedToJson(const EntitySchema &entity, const merge::LocalRow &row)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    for (const auto &[column, stamp] : row.changed)
        json.field(columnName(entity, column), stamp);
    json.endObject();
    return out;
}

Result<void> changedFromJson(const EntitySchema &entity, std::string_view text, merge::LocalRow &row)
{
    JsonDocument document;
    const auto root = document.parse(text);
    simdjson::dom::object object;
    if (!root || root->get_object().get(object) != simdjson::SUCCESS)
        return tampered(entity, "_changed_columns", row.record.id);
    for (const auto field : object) {
        std::int64_t stamp = 0;
        const auto column = columnByName(entity, field.key);
        if (column && field.value.get_int64().get(stamp) == simdjson::SUCCESS)
            row.changed.emplace_back(*column, stamp);
    }
    std::sort(row.changed.begin(), row.changed.end());
    return {};
}

/// Base values as JSON; read back without the schema's checks, which a later schema may have tightened.
Value baseValue(const Column &column, const simdjson::dom::element &json)
{
    if (column.type == ColumnType::JsonArray && json.is_array())
        return Value(simdjson::minify(json));
    if (json.is_string())
        return Value(std::string(json.get_string().value_unsafe()));
    double real = 0;
    std::int64_t number = 0;
    if (column.type == ColumnType::Real && json.get_double().get(real) == simdjson::SUCCESS)
        return Value(real);
    if (json.get_int64().get(number) == simdjson::SUCCESS)
        return Value(number);
    return Value();
}

} // namespace

std::string RowCodecSql::columnList() const
{
    std::string list = "id";
    for (const Column &column : m_entity.columns)
        list += ", " + quotedName(column.name);
    return list
        + ", created_at, last_modified_at, _status, _changed, _changed_columns, _base_row, _edited_at, "
          "_tombstone_stamp, encrypted";
}

/// @return whether something was sealed
Result<bool> RowCodecSql::bindRecord(NativeStatement &statement, const Record &record)
{
    bool sealed = false;
    int parameter = 0;
    statement.bindText(++parameter, record.id);
    for (std::size_t i = 0; i < m_entity.columns.size(); ++i) {
        const Column &column = m_entity.columns[i];
        ++parameter;
        if (column.sensitive && !isNull(record.values[i])) {
            TRY(const std::string cell,
                m_vault.seal(m_entity.name, column.name, record.id, plaintextOf(column, record.values[i])));
            statement.bindBlob(parameter, cell);
            sealed = true;
        } else {
            bindPlain(statement, parameter, record.values[i]);
        }
    }
    statement.bind(++parameter, record.createdAt);
    statement.bind(++parameter, record.lastModifiedAt);
    statement.bindText(++parameter, statusName(record.status));
    return sealed;
}

Result<void> RowCodecSql::bindClean(NativeStatement &statement, const Record &record)
{
    TRY(const bool sealed, bindRecord(statement, record));
    int parameter = static_cast<int>(columnCount()) - 6;
    statement.bind(++parameter, std::int64_t{0});
    parameter += 4; // _changed_columns, _base_row, _edited_at, _tombstone_stamp stay null
    statement.bind(++parameter, std::int64_t{sealed});
    return {};
}

Result<void> RowCodecSql::bind(NativeStatement &statement, const merge::LocalRow &row)
{
    TRY(bool sealed, bindRecord(statement, row.record));
    int parameter = static_cast<int>(columnCount()) - 6;
    statement.bind(++parameter, std::int64_t{row.dirty});
    m_changedText = row.changed.empty() ? std::string() : changedToJson(m_entity, row);
    m_baseText.clear();
    ++parameter;
    if (!m_changedText.empty())
        statement.bindText(parameter, m_changedText);
    ++parameter;
    if (!row.base.present.empty()) {
        JsonWriter json(m_baseText);
        json.beginObject();
        writeColumns(json, m_entity, row.base, row.base.present);
        json.endObject();
        if (holdsSensitive(m_entity, row.base.present)) {
            TRY(const std::string cell, m_vault.seal(m_entity.name, kSealedBase, row.record.id, m_baseText));
            statement.bindBlob(parameter, cell);
            sealed = true;
        } else {
            statement.bindText(parameter, m_baseText);
        }
    }
    bindUnlessZero(statement, ++parameter, row.editedAt);
    bindUnlessZero(statement, ++parameter, row.tombstoneStamp);
    statement.bind(++parameter, std::int64_t{sealed});
    return {};
}

Result<Value> RowCodecSql::openCell(const NativeStatement &statement, int at, const Column &column,
                                    const std::string &id)
{
    if (!statement.isBlob(at))
        return tampered(m_entity, column.name, id);
    TRY(std::string plaintext, m_vault.open(m_entity.name, column.name, id, statement.bytes(at)));
    if (column.type == ColumnType::Integer || column.type == ColumnType::Time || column.type == ColumnType::Real)
        return parseValue(column, plaintext);
    return Value(std::move(plaintext));
}

Result<Value> RowCodecSql::readCell(const NativeStatement &statement, int at, const Column &column,
                                    const std::string &id)
{
    if (statement.isNull(at))
        return Value();
    if (column.sensitive)
        return openCell(statement, at, column, id);
    switch (column.type) {
    case ColumnType::Integer:
    case ColumnType::Time: return Value(statement.integer(at));
    case ColumnType::Real: return Value(statement.real(at));
    case ColumnType::Text:
    case ColumnType::Enum:
    case ColumnType::Uuid:
    case ColumnType::JsonArray: break;
    }
    return Value(std::string(statement.bytes(at)));
}

Result<void> RowCodecSql::readBase(const NativeStatement &statement, int at, merge::LocalRow &row)
{
    if (statement.isNull(at))
        return {};
    std::string text(statement.bytes(at));
    const bool sealed = statement.isBlob(at);
    if (sealed) {
        TRY(text, m_vault.open(m_entity.name, kSealedBase, row.record.id, text));
    }
    JsonDocument document;
    const auto root = document.parse(text);
    simdjson::dom::object object;
    if (!root || root->get_object().get(object) != simdjson::SUCCESS)
        return tampered(m_entity, kSealedBase, row.record.id);
    for (const auto field : object) {
        if (field.key == "_status")
            setColumnValue(row.base, kStatusColumn, baseValue(Column(), field.value));
        else if (const auto column = m_entity.columnIndex(field.key))
            setColumnValue(row.base, *column, baseValue(m_entity.columns[*column], field.value));
    }
    if (!sealed && holdsSensitive(m_entity, row.base.present))
        return tampered(m_entity, kSealedBase, row.record.id);
    return {};
}

/// `_changed_columns` and `_base_row` after it.
Result<void> RowCodecSql::readBookkeeping(const NativeStatement &statement, int at, merge::LocalRow &row)
{
    if (!statement.isNull(at))
        CHECK(changedFromJson(m_entity, statement.bytes(at), row));
    return readBase(statement, at + 1, row);
}

Result<merge::LocalRow> RowCodecSql::read(const NativeStatement &statement, int first)
{
    merge::LocalRow row;
    int at = first;
    row.record = makeRecord(m_entity, std::string(statement.bytes(at)));
    row.base = makeRecord(m_entity, row.record.id);
    for (std::size_t i = 0; i < m_entity.columns.size(); ++i) {
        auto value = readCell(statement, ++at, m_entity.columns[i], row.record.id);
        if (value)
            row.record.values[i] = std::move(value).value();
        else if (isTampered(value))
            row.damaged.insert(i);
        else
            return value.error();
    }
    row.record.createdAt = statement.integer(++at);
    row.record.lastModifiedAt = statement.integer(++at);
    row.record.status = statement.bytes(++at) == "deleted" ? Status::Deleted : Status::Active;
    row.dirty = statement.integer(++at) != 0;
    const auto bookkeeping = readBookkeeping(statement, ++at, row);
    if (!bookkeeping && !isTampered(bookkeeping))
        return bookkeeping.error();
    if (!bookkeeping)
        row.damaged = row.damaged | row.changedColumns() | sensitiveColumns(m_entity);
    if (!bookkeeping && row.damaged.empty())
        row.damaged = ColumnSet::firstOf(m_entity.columns.size());
    row.editedAt = statement.integer(at += 2);
    row.tombstoneStamp = statement.integer(++at);
    row.encrypted = statement.integer(++at) != 0;
    return row;
}

} // namespace tidemark
