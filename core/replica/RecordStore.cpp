// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/RecordStore.h"

#include "protocol/RowCodec.h"
#include "replica/Damage.h"
#include "schema/Ddl.h"

#include <QVariant>

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

namespace tidemark {

namespace {

Error invalid(const std::string &detail)
{
    return Error{"invalid_value", ErrorCategory::Input, detail};
}

Result<void> checkText(const Column &column, const Value &value)
{
    const auto *text = std::get_if<std::string>(&value);
    if (text && !simdjson::validate_utf8(text->data(), text->size()))
        return invalid(column.name + " is not UTF-8");
    return checkValue(column, value);
}

Result<void> checkRecord(const EntitySchema &entity, const Record &record)
{
    if (!isUuid(record.id))
        return invalid("id must be a lowercase UUID");
    if (record.values.size() != entity.columns.size())
        return invalid("a row of another entity");
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        if (record.present.contains(i))
            CHECK(checkText(entity.columns[i], record.values[i]));
    }
    return {};
}

Error unknown(const RowTable &table, const std::string &id)
{
    return Error{"unknown_record", ErrorCategory::Input, table.entity().name + ' ' + id};
}

Result<merge::LocalRow> required(RowTable &table, const std::string &id)
{
    TRY(auto row, table.find(id));
    if (!row)
        return unknown(table, id);
    return std::move(*row);
}

std::string likePattern(const std::string &text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

struct Where {
    std::string sql;
    std::vector<Value> values;
};

Where whereOf(const EntitySchema &entity, const ListQuery &query)
{
    Where where;
    const auto add = [&](const std::string &condition) {
        where.sql += (where.sql.empty() ? "WHERE " : " AND ") + condition;
    };
    if (query.changedOnly)
        add("e._changed = 1");
    if (!query.withDeleted)
        add("e._status = 'active'");
    if (!query.text.empty()) {
        std::string any;
        for (const Column &column : entity.columns) {
            if (column.type != ColumnType::Text || column.sensitive)
                continue;
            any += (any.empty() ? "" : " OR ") + ("e." + quotedName(column.name)) + " LIKE ? ESCAPE '\\'";
            where.values.emplace_back(likePattern(query.text));
        }
        add(any.empty() ? "0" : '(' + any + ')');
    }
    return where;
}

std::int64_t bounded(std::size_t number)
{
    return static_cast<std::int64_t>(std::min<std::size_t>(number, INT64_MAX));
}

} // namespace

Result<std::string> RecordStore::insert(std::size_t entity, Record record)
{
    CHECK(prepare(entity, record));
    return inTransaction(m_parts, [&] { return insertRow(entity, record); });
}

Result<void> RecordStore::update(std::size_t entity, const Record &edit)
{
    CHECK(checkRecord(m_parts.tables[entity]->entity(), edit));
    return inTransaction(m_parts, [&] { return updateRow(entity, edit); });
}

Result<std::vector<std::string>> RecordStore::put(std::size_t entity, std::vector<Record> rows)
{
    for (Record &row : rows)
        CHECK(prepare(entity, row));
    return inTransaction(m_parts, [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> ids;
        ids.reserve(rows.size());
        for (const Record &row : rows) {
            TRY(const bool known, m_parts.tables[entity]->contains(row.id));
            if (known) {
                CHECK(updateRow(entity, row));
            } else {
                const auto made = insertRow(entity, row);
                if (!made)
                    return made.error();
            }
            ids.push_back(row.id);
        }
        return ids;
    });
}

Result<void> RecordStore::prepare(std::size_t entity, Record &record)
{
    if (record.id.empty())
        record.id = m_parts.ids.next();
    return checkRecord(m_parts.tables[entity]->entity(), record);
}

Result<std::string> RecordStore::insertRow(std::size_t entity, const Record &record)
{
    RowTable &table = *m_parts.tables[entity];
    TRY(const bool known, table.contains(record.id));
    if (known)
        return Error{"record_exists", ErrorCategory::Input, table.entity().name + ' ' + record.id};
    CHECK(table.write(merge::createLocal(record, m_parts.clock.nowMs())));
    return record.id;
}

Result<void> RecordStore::updateRow(std::size_t entity, const Record &edit)
{
    RowTable &table = *m_parts.tables[entity];
    TRY(merge::LocalRow row, required(table, edit.id));
    if (row.record.status == Status::Deleted)
        return Error{"record_deleted", ErrorCategory::Input, table.entity().name + ' ' + edit.id};
    return this->edit(entity, std::move(row), edit);
}

Result<void> RecordStore::setStatus(std::size_t entity, const std::string &id, Status status)
{
    RowTable &table = *m_parts.tables[entity];
    return inTransaction(m_parts, [&]() -> Result<void> {
        TRY(auto row, table.findAny(id));
        if (!row)
            return unknown(table, id);
        if (!row->damaged.empty()) {
            if (status == Status::Active)
                return damageOf(table.entity(), *row);
            row->changed.clear(); // to be rid of it: nothing but the delete goes out
            row->base = makeRecord(table.entity(), id);
        }
        Record edit = makeRecord(table.entity(), id);
        setColumnValue(edit, kStatusColumn, Value(std::string(statusName(status))));
        return this->edit(entity, std::move(*row), edit);
    });
}

Result<void> RecordStore::edit(std::size_t entity, merge::LocalRow row, const Record &edit)
{
    RowTable &table = *m_parts.tables[entity];
    const bool wasActive = row.record.status == Status::Active;
    TRY(const bool pushUnderWay, m_parts.journal.isFrozen());
    merge::editLocal(row, edit, m_parts.clock.nowMs(), pushUnderWay);
    if (wasActive && row.record.status == Status::Deleted && !row.changedColumns().contains(kStatusColumn))
        row.dirty = false; // deleted again before the restore went out: the server has the tombstone
    CHECK(m_parts.journal.readmit(table.entity().name, row.record.id));
    return table.write(row);
}

Result<std::vector<merge::LocalRow>> RecordStore::list(std::size_t entity, const ListQuery &query)
{
    RowTable &table = *m_parts.tables[entity];
    Where where = whereOf(table.entity(), query);
    where.values.emplace_back(bounded(query.limit));
    where.values.emplace_back(bounded(query.offset));
    std::vector<merge::LocalRow> rows;
    CHECK(table.scan(where.sql + " ORDER BY e.rowid LIMIT ? OFFSET ?", where.values,
                     [&](std::int64_t, merge::LocalRow row) {
                         rows.push_back(std::move(row));
                         return true;
                     }));
    return rows;
}

Result<std::size_t> RecordStore::count(std::size_t entity, const ListQuery &query)
{
    const EntitySchema &schema = m_parts.tables[entity]->entity();
    const Where where = whereOf(schema, query);
    QVariantList values;
    for (const Value &value : where.values)
        values << QString::fromStdString(std::get<std::string>(value));
    TRY(const QVariant count,
        m_parts.connection->value(
            QString::fromStdString("SELECT count(*) FROM " + quotedName(schema.name) + " AS e " + where.sql),
            values));
    return static_cast<std::size_t>(count.toULongLong());
}

} // namespace tidemark
