// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/PlanPull.h"

namespace tidemark::merge {

namespace {

LocalRow cleanRow(const EntitySchema &entity, const Record &remote)
{
    LocalRow row;
    row.record = remote;
    row.record.status = Status::Active;
    row.record.present = ColumnSet();
    row.base = makeRecord(entity, remote.id);
    return row;
}

/// The remote row in full. Of a tombstone only the id is known: its values are those before our edits.
Record remoteRecord(const PulledRow &pulled, const LocalRow &local)
{
    if (pulled.record)
        return *pulled.record;
    Record record = local.record;
    local.base.present.forEach(
        [&](std::size_t column) { setColumnValue(record, column, columnValue(local.base, column)); });
    record.status = Status::Deleted;
    return record;
}

/// What a pulled row tells: everything, or of a tombstone that it is one. Our values stay in it, for a restore.
ColumnSet toldColumns(const EntitySchema &entity, const PulledRow &pulled)
{
    ColumnSet told = pulled.record ? ColumnSet::firstOf(entity.columns.size()) : ColumnSet();
    told.insert(kStatusColumn);
    return told;
}

void takeStamps(LocalRow &row, const PulledRow &pulled)
{
    if (pulled.record) {
        row.record.lastModifiedAt = pulled.record->lastModifiedAt;
        row.record.createdAt = pulled.record->createdAt;
    } else {
        row.tombstoneStamp = std::max(row.tombstoneStamp, pulled.tombstoneStamp);
    }
}

void takeColumns(LocalRow &row, const Record &remote, ColumnSet columns)
{
    columns.forEach([&](std::size_t column) { setColumnValue(row.record, column, columnValue(remote, column)); });
    row.record.present = ColumnSet();
}

/// Against a backend that does not merge: resolve here, by the same merge, and let what stays dirty stand on the
/// remote row.
PulledRowPlan resolveHere(const EntitySchema &entity, const PulledRow &pulled, const LocalRow &local)
{
    const Record remote = remoteRecord(pulled, local);
    ColumnSet remoteChanged;
    toldColumns(entity, pulled).forEach([&](std::size_t column) {
        const Record &base = local.base.present.contains(column) ? local.base : local.record;
        if (columnValue(base, column) != columnValue(remote, column))
            remoteChanged.insert(column);
    });
    const bool createdByBoth = local.record.lastModifiedAt == 0;
    const MergedRow merged =
        mergeRow(entity, {local.record, local.changedColumns(), remote, remoteChanged, {}, createdByBoth});
    PulledRowPlan plan{local, std::nullopt};
    plan.row.changed.clear();
    plan.row.base = makeRecord(entity, local.record.id);
    takeColumns(plan.row, merged.result, toldColumns(entity, pulled));
    takeStamps(plan.row, pulled);
    merged.fromClient.forEach([&](std::size_t column) {
        plan.row.changed.emplace_back(column, plan.row.knownStamp());
        setColumnValue(plan.row.base, column, columnValue(remote, column));
    });
    plan.row.dirty = !plan.row.changed.empty();
    if (merged.conflict) {
        PlannedConflict conflict{*merged.conflict, local.base, makeRecord(entity, local.record.id),
                                 makeRecord(entity, local.record.id), makeRecord(entity, local.record.id)};
        merged.conflict->differing.forEach([&](std::size_t column) {
            setColumnValue(conflict.client, column, columnValue(local.record, column));
            setColumnValue(conflict.server, column, columnValue(remote, column));
            setColumnValue(conflict.resolved, column, columnValue(merged.result, column));
        });
        plan.conflict = std::move(conflict);
    }
    return plan;
}

} // namespace

std::optional<PulledRowPlan> planPulledRow(const EntitySchema &entity, const PulledRow &pulled, const LocalRow *local,
                                           Resolver resolver)
{
    if (!local) {
        if (!pulled.record)
            return std::nullopt;
        return PulledRowPlan{cleanRow(entity, *pulled.record), std::nullopt};
    }
    if (pulled.record && pulled.record->lastModifiedAt < local->knownStamp())
        return std::nullopt;
    if (local->dirty && resolver == Resolver::Client) {
        PulledRowPlan plan = resolveHere(entity, pulled, *local);
        return plan.row == *local ? std::nullopt : std::optional(std::move(plan));
    }
    PulledRowPlan plan{*local, std::nullopt};
    takeColumns(plan.row, remoteRecord(pulled, *local), toldColumns(entity, pulled).without(local->changedColumns()));
    takeStamps(plan.row, pulled);
    if (plan.row == *local)
        return std::nullopt;
    return plan;
}

EntityPullPlan planPull(const EntitySchema &entity, const EntityChanges &remote, std::int64_t timestamp,
                        Resolver resolver, const std::function<const LocalRow *(const std::string &)> &local)
{
    EntityPullPlan plan;
    const auto add = [&](const PulledRow &pulled, const std::string &id) {
        const LocalRow *known = local(id);
        auto row = planPulledRow(entity, pulled, known, resolver);
        if (!row)
            return;
        (known ? plan.updates : plan.inserts).push_back(std::move(row->row));
        if (row->conflict)
            plan.conflicts.push_back(std::move(*row->conflict));
    };
    for (const Record &record : remote.updated)
        add({&record, 0}, record.id);
    for (const std::string &id : remote.deleted)
        add({nullptr, timestamp}, id);
    return plan;
}

} // namespace tidemark::merge
