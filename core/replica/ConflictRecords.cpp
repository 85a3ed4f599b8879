// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/ConflictRecords.h"

#include "protocol/RowCodec.h"

namespace tidemark {

namespace {

/// The columns that the record knows, as an object; "null" when it knows none.
std::string known(const EntitySchema &entity, const Record &record, ColumnSet columns)
{
    const ColumnSet given = columns & record.present;
    if (given.empty())
        return "null";
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    writeColumns(json, entity, record, given);
    json.endObject();
    return out;
}

std::vector<std::string> names(const EntitySchema &entity, ColumnSet columns)
{
    std::vector<std::string> list;
    columns.forEach([&](std::size_t column) { list.emplace_back(columnName(entity, column)); });
    return list;
}

ColumnSet columnsNamed(const EntitySchema &entity, const std::vector<std::string> &list)
{
    ColumnSet columns;
    for (const std::string &name : list) {
        if (const auto column = columnByName(entity, name))
            columns.insert(*column);
    }
    return columns;
}

/// Columns whose value of `mine` did not come through.
ColumnSet lost(const Record &mine, const Record &result, ColumnSet columns)
{
    ColumnSet differing;
    (columns & mine.present & result.present).forEach([&](std::size_t column) {
        if (columnValue(mine, column) != columnValue(result, column))
            differing.insert(column);
    });
    return differing;
}

bool isCritical(const std::string &type, const std::string &policy, ColumnSet lostColumns)
{
    return !lostColumns.empty() || (policy == "delete_wins" && type == "edit_delete");
}

} // namespace

LocalConflict describeConflict(const EntitySchema &entity, const std::string &recordId,
                               const merge::PlannedConflict &planned, std::string id, std::int64_t nowMs)
{
    const merge::Settled &settled = planned.settled;
    LocalConflict conflict;
    conflict.id = std::move(id);
    conflict.entity = entity.name;
    conflict.recordId = recordId;
    conflict.type = settled.type;
    conflict.policy = settled.policy;
    conflict.columns = names(entity, settled.columns);
    conflict.baseJson = known(entity, planned.base, settled.columns);
    conflict.mineJson = known(entity, planned.client, settled.columns);
    conflict.theirsJson = known(entity, planned.server, settled.columns);
    conflict.resultJson = known(entity, planned.resolved, settled.columns);
    conflict.at = nowMs;
    conflict.critical =
        isCritical(settled.type, settled.policy, lost(planned.client, planned.resolved, settled.columns));
    return conflict;
}

LocalConflict describeNotice(const EntitySchema &entity, const ConflictNotice &notice, const PushedRow &sent,
                             const merge::LocalRow &local, std::string id, std::int64_t nowMs)
{
    const ColumnSet columns = columnsNamed(entity, notice.columns);
    Record result = notice.resolved;
    result.values.resize(entity.columns.size()); // an answer may leave `resolved` out
    if (notice.resolution == "delete_wins")
        setColumnValue(result, kStatusColumn, Value(std::string(statusName(Status::Deleted))));
    const Record &mine = sent.record;
    LocalConflict conflict;
    conflict.id = notice.id.empty() ? std::move(id) : notice.id;
    conflict.entity = entity.name;
    conflict.recordId = notice.recordId;
    conflict.type = notice.type;
    conflict.policy = notice.resolution;
    conflict.columns = names(entity, columns);
    conflict.baseJson = known(entity, local.base, columns);
    conflict.mineJson = known(entity, mine, columns);
    // Where mine won, the answer does not say what the other side had.
    const ColumnSet theirs = lost(mine, result, columns);
    conflict.theirsJson = known(entity, result, theirs);
    conflict.resultJson = known(entity, result, columns);
    conflict.at = nowMs;
    conflict.critical = isCritical(notice.type, notice.resolution, theirs);
    return conflict;
}

LocalConflict describeLostEdit(const EntitySchema &entity, const merge::LocalRow &row, std::string id,
                               std::int64_t nowMs)
{
    const ColumnSet columns = row.changedColumns();
    Record mine = row.record;
    mine.present = columns;
    LocalConflict conflict;
    conflict.id = std::move(id);
    conflict.entity = entity.name;
    conflict.recordId = row.record.id;
    conflict.type = "edit_delete";
    conflict.policy = "delete_wins";
    conflict.columns = names(entity, columns);
    conflict.baseJson = known(entity, row.base, columns);
    conflict.mineJson = known(entity, mine, columns);
    conflict.theirsJson = "null";
    conflict.resultJson = "null";
    conflict.at = nowMs;
    conflict.critical = true;
    return conflict;
}

LocalConflict describeDamage(const EntitySchema &entity, const merge::LocalRow &row, const Record &pulled,
                             std::string id, std::int64_t nowMs)
{
    LocalConflict conflict = describeLostEdit(entity, row, std::move(id), nowMs);
    const ColumnSet columns = row.changedColumns();
    Record mine = row.record;
    mine.present = columns.without(row.damaged);
    conflict.type = "tampered";
    conflict.policy = "server_wins";
    conflict.mineJson = known(entity, mine, columns);
    conflict.theirsJson = known(entity, pulled, columns);
    conflict.resultJson = conflict.theirsJson;
    return conflict;
}

} // namespace tidemark
