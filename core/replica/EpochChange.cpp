// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/EpochChange.h"

#include <algorithm>

namespace tidemark {

namespace {

/// What the server still holds of the row, or held at most, is as old as `restoredTo`; its values are not known here.
void offer(const EntitySchema &entity, merge::LocalRow &row, std::int64_t restoredTo)
{
    ColumnSet columns;
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        if (!isNull(row.record.values[i]))
            columns.insert(i);
    }
    if (row.record.status == Status::Deleted)
        columns.insert(kStatusColumn);
    (columns | row.changedColumns()).forEach([&](std::size_t column) {
        if (!row.baseStamp(column))
            row.changed.emplace_back(column, restoredTo);
        if (!row.base.present.contains(column))
            setColumnValue(row.base, column, Value());
    });
    for (auto &[column, stamp] : row.changed)
        stamp = std::min(stamp, restoredTo);
    std::sort(row.changed.begin(), row.changed.end());
    row.record.lastModifiedAt = std::min(row.record.lastModifiedAt, restoredTo);
    row.tombstoneStamp = 0;
    row.dirty = true;
}

} // namespace

Result<std::size_t> offerAgain(ReplicaParts &parts, const std::string &epoch, std::int64_t restoredTo)
{
    std::size_t offered = 0;
    for (const auto &table : parts.tables) {
        std::vector<merge::LocalRow> rows;
        CHECK(table->scan("WHERE max(e.last_modified_at, coalesce(e._tombstone_stamp, 0)) > ?", {Value(restoredTo)},
                          [&](std::int64_t, merge::LocalRow row) {
                              if (row.damaged.empty()) // the server gets nothing of others
                                  rows.push_back(std::move(row));
                              return true;
                          }));
        for (merge::LocalRow &row : rows) {
            offer(table->entity(), row, restoredTo);
            CHECK(table->write(row));
        }
        offered += rows.size();
    }
    TRY(const std::int64_t cursor, parts.metadata.number("cursor"));
    CHECK(parts.metadata.set("cursor", std::min(cursor, restoredTo)));
    CHECK(parts.metadata.set("epoch", epoch));
    CHECK(parts.journal.thaw());
    return offered;
}

} // namespace tidemark
