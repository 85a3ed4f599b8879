// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/PlanPush.h"

#include <algorithm>

namespace tidemark::merge {

namespace {

ColumnSet allColumns(const EntitySchema &entity)
{
    ColumnSet all = ColumnSet::firstOf(entity.columns.size());
    all.insert(kStatusColumn);
    return all;
}

/// What the client changed: what it says, else every sent column that differs from the version at its base.
ColumnSet clientChanged(const PushedRow &pushed, const StoredRow &current, const Record &base,
                        ColumnSet serverChanged)
{
    if (pushed.changed) {
        ColumnSet changed = *pushed.changed;
        if (pushed.isDelete())
            changed.insert(kStatusColumn);
        return changed;
    }
    ColumnSet changed;
    if (pushed.isDelete()) {
        changed.insert(kStatusColumn);
        return changed;
    }
    pushed.record.present.forEach([&](std::size_t column) {
        // A column the server did not change since still holds its base value.
        const bool known = !serverChanged.contains(column) || base.present.contains(column);
        const Record &reference = serverChanged.contains(column) ? base : current.record;
        if (!known || columnValue(reference, column) != columnValue(pushed.record, column))
            changed.insert(column);
    });
    return changed;
}

PlannedConflict describe(const EntitySchema &entity, const PushedRow &pushed, const StoredRow &current,
                         const Record &base, ColumnSet serverChanged, const MergedRow &merged)
{
    PlannedConflict conflict{*merged.conflict, makeRecord(entity, pushed.record.id),
                             makeRecord(entity, pushed.record.id), makeRecord(entity, pushed.record.id),
                             makeRecord(entity, pushed.record.id)};
    merged.conflict->differing.forEach([&](std::size_t column) {
        if (!serverChanged.contains(column))
            setColumnValue(conflict.base, column, columnValue(current.record, column));
        else if (base.present.contains(column))
            setColumnValue(conflict.base, column, columnValue(base, column));
        if (pushed.record.present.contains(column))
            setColumnValue(conflict.client, column, columnValue(pushed.record, column));
        setColumnValue(conflict.server, column, columnValue(current.record, column));
        setColumnValue(conflict.resolved, column, columnValue(merged.result, column));
    });
    return conflict;
}

RowPlan planNewRow(const PushedRow &pushed, const PushContext &context)
{
    RowPlan plan;
    plan.isNew = true;
    plan.row.record = pushed.record;
    plan.row.record.lastModifiedAt = context.stamp;
    if (plan.row.record.createdAt <= 0)
        plan.row.record.createdAt = context.stamp;
    plan.row.created = {context.stamp, context.device, false};
    plan.changed = pushed.record.present;
    return plan;
}

} // namespace

const ColumnStamp &StoredRow::stampOf(std::size_t column) const
{
    for (const auto &[index, stamp] : changed) {
        if (index == column)
            return stamp;
    }
    return created;
}

void StoredRow::stamp(ColumnSet columns, const ColumnStamp &stamp)
{
    columns.forEach([&](std::size_t column) {
        const auto known =
            std::find_if(changed.begin(), changed.end(), [&](const auto &entry) { return entry.first == column; });
        if (known != changed.end())
            known->second = stamp;
        else
            changed.emplace_back(column, stamp);
    });
    record.lastModifiedAt = std::max(record.lastModifiedAt, stamp.ms);
}

std::int64_t baseOf(const PushedRow &pushed, const PushContext &context, std::size_t column)
{
    return pushed.base.of(column).value_or(context.lastPulledAt);
}

ColumnSet serverChangedSince(const EntitySchema &entity, const PushedRow &pushed, const StoredRow &current,
                             const PushContext &context)
{
    ColumnSet changed;
    allColumns(entity).forEach([&](std::size_t column) {
        const ColumnStamp &stamp = current.stampOf(column);
        // An unknown device is not one device: its stamps may be another's, so they count.
        const bool own =
            !pushed.base.given() && !context.device.empty() && stamp.device == context.device && !stamp.byOverride;
        if (stamp.ms > baseOf(pushed, context, column) && !own)
            changed.insert(column);
    });
    return changed;
}

RowPlan planPushedRow(const EntitySchema &entity, const PushedRow &pushed, const StoredRow *current,
                      const Record &base, const PushContext &context)
{
    if (!current)
        return planNewRow(pushed, context);
    const ColumnSet serverChanged = serverChangedSince(entity, pushed, *current, context);
    ColumnSet overridden;
    serverChanged.forEach([&](std::size_t column) {
        if (current->stampOf(column).byOverride)
            overridden.insert(column);
    });
    const bool unknownToClient = serverChanged == allColumns(entity);
    const MergedRow merged = mergeRow(entity,
                                      {pushed.record, clientChanged(pushed, *current, base, serverChanged),
                                       current->record, serverChanged, overridden, unknownToClient});
    RowPlan plan;
    plan.row = *current;
    plan.changed = merged.fromClient;
    plan.merged = !serverChanged.empty();
    if (merged.conflict)
        plan.conflict = describe(entity, pushed, *current, base, serverChanged, merged);
    if (!plan.changed.empty()) {
        plan.row.record = merged.result;
        plan.row.stamp(plan.changed, {context.stamp, context.device, false});
    }
    return plan;
}

bool storedAsSent(const EntitySchema &entity, const PushedRow &pushed, const StoredRow &stored, std::int64_t cursor)
{
    if (pushed.isDelete() || stored.record.status == Status::Deleted)
        return pushed.isDelete() && stored.record.status == Status::Deleted;
    // A client that restores a row knows the tombstone, not what changed before it.
    if (pushed.isUndelete())
        return false;
    if (stored.created.ms > cursor && pushed.record.createdAt != stored.record.createdAt)
        return false;
    bool same = true;
    allColumns(entity).forEach([&](std::size_t column) {
        const ColumnStamp &stamp = stored.stampOf(column);
        const bool sent = pushed.record.present.contains(column);
        const bool equal = columnValue(pushed.record, column) == columnValue(stored.record, column);
        const bool leftOut = !sent && equal && stamp.ms == stored.created.ms;
        if ((sent && !equal) || (stamp.ms > cursor && !sent && !leftOut))
            same = false;
    });
    return same;
}

} // namespace tidemark::merge
