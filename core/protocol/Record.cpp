// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Record.h"

namespace tidemark {

std::string_view statusName(Status status)
{
    return status == Status::Active ? "active" : "deleted";
}

Record makeRecord(const EntitySchema &entity, std::string id)
{
    Record record;
    record.id = std::move(id);
    record.values.resize(entity.columns.size());
    return record;
}

Value columnValue(const Record &record, std::size_t column)
{
    if (column == kStatusColumn)
        return std::string(statusName(record.status));
    return record.values[column];
}

void setColumnValue(Record &record, std::size_t column, Value value)
{
    if (column == kStatusColumn) {
        const auto *text = std::get_if<std::string>(&value);
        record.status = text && *text == "deleted" ? Status::Deleted : Status::Active;
    } else {
        record.values[column] = std::move(value);
    }
    record.present.insert(column);
}

std::string_view columnName(const EntitySchema &entity, std::size_t column)
{
    return column == kStatusColumn ? std::string_view("_status") : entity.columns[column].name;
}

std::optional<std::size_t> columnByName(const EntitySchema &entity, std::string_view name)
{
    if (name == "_status")
        return kStatusColumn;
    return entity.columnIndex(name);
}

std::string columnNames(const EntitySchema &entity, ColumnSet columns)
{
    std::string names;
    columns.forEach([&](std::size_t column) {
        if (!names.empty())
            names += ',';
        names += columnName(entity, column);
    });
    return names;
}

} // namespace tidemark
