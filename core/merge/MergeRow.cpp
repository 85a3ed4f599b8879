// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/MergeRow.h"

namespace tidemark::merge {

namespace {

ColumnSet differingColumns(const Sides &sides)
{
    ColumnSet differing;
    sides.clientChanged.forEach([&](std::size_t column) {
        if (columnValue(sides.client, column) != columnValue(sides.server, column))
            differing.insert(column);
    });
    return differing;
}

/// Takes the client's value of each column in `columns`.
void takeFromClient(MergedRow &merged, const Sides &sides, ColumnSet columns)
{
    columns.forEach([&](std::size_t column) {
        setColumnValue(merged.result, column, columnValue(sides.client, column));
        merged.fromClient.insert(column);
    });
}

MergedRow mergeClientDelete(const Sides &sides, ColumnSet differing)
{
    MergedRow merged{sides.server, {}, {}};
    if (sides.overridden.contains(kStatusColumn)) {
        merged.conflict = Settled{"delete_edit", "override", sides.overridden & sides.serverChanged, differing};
        return merged;
    }
    takeFromClient(merged, sides, differing.without(sides.serverChanged));
    merged.result.status = Status::Deleted; // even against edits of the server
    merged.fromClient.insert(kStatusColumn);
    if (!sides.serverChanged.empty())
        merged.conflict = Settled{"delete_edit", "delete_wins", sides.serverChanged, differing | sides.serverChanged};
    return merged;
}

MergedRow mergeWithTombstone(const Sides &sides, ColumnSet differing)
{
    MergedRow merged{sides.server, {}, {}};
    if (differing.empty())
        return merged;
    ColumnSet columns = differing;
    columns.insert(kStatusColumn);
    merged.conflict = Settled{"edit_delete", "delete_wins", columns, columns};
    return merged;
}

MergedRow mergeColumns(const EntitySchema &entity, const Sides &sides, ColumnSet differing)
{
    MergedRow merged{sides.server, {}, {}};
    ColumnSet conflicting;
    bool overridden = false;
    differing.forEach([&](std::size_t column) {
        bool clientWins = true;
        if (sides.serverChanged.contains(column) && column != kStatusColumn) {
            conflicting.insert(column);
            const bool kept = sides.overridden.contains(column);
            overridden = overridden || kept;
            clientWins = !kept && entity.columns[column].winner == Winner::Client;
        }
        if (clientWins) {
            setColumnValue(merged.result, column, columnValue(sides.client, column));
            merged.fromClient.insert(column);
        }
    });
    if (!conflicting.empty()) {
        merged.conflict = Settled{sides.createdByBoth ? "create_create" : "edit_edit",
                                  overridden ? "override" : entity.policy, conflicting, differing};
    }
    return merged;
}

} // namespace

MergedRow mergeRow(const EntitySchema &entity, const Sides &sides)
{
    const ColumnSet differing = differingColumns(sides);
    const bool clientSetsStatus = sides.clientChanged.contains(kStatusColumn);
    const bool clientDeletes = clientSetsStatus && sides.client.status == Status::Deleted;
    const bool clientRestores = clientSetsStatus && sides.client.status == Status::Active;
    if (sides.server.status == Status::Deleted) {
        if (clientDeletes)
            return {sides.server, {}, {}};
        if (!clientRestores || sides.serverChanged.contains(kStatusColumn))
            return mergeWithTombstone(sides, differing);
    } else if (clientDeletes) {
        return mergeClientDelete(sides, differing);
    }
    return mergeColumns(entity, sides, differing);
}

} // namespace tidemark::merge
