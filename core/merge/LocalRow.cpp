// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/LocalRow.h"

#include <algorithm>

namespace tidemark::merge {

namespace {

void markChanged(LocalRow &row, std::size_t column, Value baseValue, std::int64_t baseStamp)
{
    const auto known = std::find_if(row.changed.begin(), row.changed.end(),
                                    [&](const auto &entry) { return entry.first == column; });
    if (known != row.changed.end())
        known->second = baseStamp;
    else
        row.changed.emplace_back(column, baseStamp);
    std::sort(row.changed.begin(), row.changed.end());
    setColumnValue(row.base, column, std::move(baseValue));
}

void markClean(LocalRow &row, std::size_t column)
{
    std::erase_if(row.changed, [&](const auto &entry) { return entry.first == column; });
    if (column == kStatusColumn)
        row.base.status = Status::Active;
    else
        row.base.values[column] = Value();
    row.base.present.erase(column);
}

/// The stamp of the server's state that an edit of this column is made on.
std::int64_t stampSeen(const LocalRow &row, std::size_t column)
{
    return column == kStatusColumn ? row.knownStamp() : row.record.lastModifiedAt;
}

void prepareBase(LocalRow &row)
{
    row.base.id = row.record.id;
    row.base.values.resize(row.record.values.size());
}

} // namespace

ColumnSet LocalRow::changedColumns() const
{
    ColumnSet columns;
    for (const auto &[column, stamp] : changed)
        columns.insert(column);
    return columns;
}

std::optional<std::int64_t> LocalRow::baseStamp(std::size_t column) const
{
    for (const auto &[index, stamp] : changed) {
        if (index == column)
            return stamp;
    }
    return std::nullopt;
}

LocalRow createLocal(Record record, std::int64_t nowMs)
{
    LocalRow row;
    row.record = std::move(record);
    row.record.lastModifiedAt = 0;
    row.record.status = Status::Active;
    row.record.present.erase(kStatusColumn);
    if (row.record.createdAt == 0)
        row.record.createdAt = nowMs;
    row.dirty = true;
    row.editedAt = nowMs;
    prepareBase(row);
    row.record.present.forEach([&](std::size_t column) { markChanged(row, column, Value(), 0); });
    row.record.present = ColumnSet();
    return row;
}

void editLocal(LocalRow &row, const Record &edit, std::int64_t nowMs, bool pushUnderWay)
{
    prepareBase(row);
    edit.present.forEach([&](std::size_t column) {
        Value before = columnValue(row.record, column);
        Value after = columnValue(edit, column);
        if (before == after)
            return;
        const auto stamp = row.baseStamp(column);
        setColumnValue(row.record, column, after);
        row.editedAt = nowMs;
        if (!stamp)
            markChanged(row, column, std::move(before), stampSeen(row, column));
        else if (!pushUnderWay && *stamp != 0 && *stamp == stampSeen(row, column)
                 && columnValue(row.base, column) == after)
            markClean(row, column);
        row.dirty = row.record.lastModifiedAt == 0 || !row.changed.empty();
    });
    row.record.present = ColumnSet();
}

PushedRow outgoing(const EntitySchema &entity, const LocalRow &row)
{
    PushedRow pushed;
    const ColumnSet changed = row.changedColumns();
    pushed.record = makeRecord(entity, row.record.id);
    changed.forEach(
        [&](std::size_t column) { setColumnValue(pushed.record, column, columnValue(row.record, column)); });
    pushed.changed = changed;
    if (row.record.lastModifiedAt == 0) {
        pushed.record.createdAt = row.record.createdAt;
        pushed.base.whole = 0;
    }
    for (const auto &[column, stamp] : row.changed) {
        if (stamp != 0 || row.record.lastModifiedAt != 0)
            pushed.base.columns.emplace_back(column, stamp);
    }
    pushed.editedAt = row.editedAt;
    return pushed;
}

void acknowledge(const EntitySchema &entity, LocalRow &row, const PushedRow &sent, const RowAnswer &answer)
{
    prepareBase(row);
    const auto stored = [&](std::size_t column) {
        if (column == kStatusColumn)
            return Value(std::string(statusName(answer.deleted ? Status::Deleted : Status::Active)));
        return answer.stored ? columnValue(*answer.stored, column) : columnValue(sent.record, column);
    };
    sent.record.present.forEach([&](std::size_t column) {
        const Value was = columnValue(sent.record, column);
        if (columnValue(row.record, column) == was)
            markClean(row, column);
        else if (stored(column) == was)
            markChanged(row, column, was, answer.stamp);
    });
    // A row the server did not have is stored whole: what was not sent is null there, and the row active.
    for (auto &[column, base] : row.changed) {
        if (base == 0 && !sent.record.present.contains(column) && stored(column) == columnValue(row.base, column))
            base = answer.stamp;
    }
    ColumnSet take = answer.stored ? ColumnSet::firstOf(entity.columns.size()) : sent.record.present;
    take.insert(kStatusColumn);
    take.without(row.changedColumns()).forEach([&](std::size_t column) {
        setColumnValue(row.record, column, stored(column));
    });
    if (answer.stored) {
        row.record.createdAt = answer.stored->createdAt;
        row.record.lastModifiedAt = std::max(row.record.lastModifiedAt, answer.stored->lastModifiedAt);
    } else if (answer.deleted) {
        row.tombstoneStamp = std::max(row.tombstoneStamp, answer.stamp);
        if (row.record.lastModifiedAt == 0) // born and deleted here: the tombstone holds our values
            row.record.lastModifiedAt = answer.stamp;
    } else {
        row.record.lastModifiedAt = std::max(row.record.lastModifiedAt, answer.stamp);
    }
    row.record.present = ColumnSet();
    row.dirty = !row.changed.empty();
}

} // namespace tidemark::merge
