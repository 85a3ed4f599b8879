// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Decisions.h"

#include "backend/api/ColumnValues.h"
#include "protocol/Json.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

Attempt<Record> readKept(const EntitySchema &entity, const std::string &json)
{
    JsonDocument document;
    TRY(const simdjson::dom::element values, document.parse(json));
    return readColumnValues(entity, values, {});
}

void copyColumns(ColumnSet columns, const Record &from, Record &to)
{
    columns.forEach([&](std::size_t column) { setColumnValue(to, column, columnValue(from, column)); });
}

/// What a device has edited since is its own again: a revert must not take it back.
ColumnSet stillOverridden(const OpenConflict &conflict, ColumnSet columns)
{
    ColumnSet still;
    columns.forEach([&](std::size_t column) {
        if (conflict.stored.current->stampOf(column).byOverride)
            still.insert(column);
    });
    return still;
}

Refusal unknownConflict()
{
    return refuse(404, "unknown_conflict", "there is no such conflict");
}

} // namespace

Refusal OpenConflict::moved() const
{
    Refusal refusal = refuse(409, "record_moved", "the record has changed meanwhile");
    JsonWriter json(refusal.members);
    json.key("current").raw(stored.current ? wholeRowJson(*entity, stored.current->record) : "null");
    json.field("current_stamp", stored.current ? stored.current->record.lastModifiedAt : 0);
    return refusal;
}

Attempt<OpenConflict> Decisions::open(const std::string &id)
{
    TRY(std::optional<StoredConflict> stored, m_transaction.findConflict(id));
    const auto entity = stored ? m_context.schema.entityIndex(stored->item.entity) : std::nullopt;
    if (!entity)
        return unknownConflict();
    return OpenConflict{std::move(*stored), *entity, &m_context.schema.entities[*entity]};
}

Attempt<Done> checkOverride(const OpenConflict &conflict, const Record &values)
{
    if (values.present.contains(kStatusColumn) && values.status == Status::Deleted)
        return refuseInput("invalid_value", "/values/_status", "an override may only restore: active");
    if (conflict.stored.current->record.status == Status::Deleted && !values.present.contains(kStatusColumn))
        return refuseInput("record_deleted", "/values", "the record is deleted; _status active restores it");
    return Done{};
}

Attempt<std::int64_t> Decisions::override(const OpenConflict &conflict, const Record &values, const Reason &reason)
{
    CHECK(checkOverride(conflict, values));
    TRY(const Record previous, previousValues(conflict, values));
    TRY(const Record all, overriddenValues(conflict, values));
    TRY(const std::int64_t stamp, writeRecord(conflict, values, true));
    CHECK(m_transaction.markOverridden(conflict.stored.item.id, decision(reason, stamp),
                                       columnValuesJson(*conflict.entity, all),
                                       columnValuesJson(*conflict.entity, previous)));
    CHECK(audit("conflict.override", conflict, reason.why));
    return stamp;
}

Attempt<std::int64_t> Decisions::revert(const OpenConflict &conflict, const Reason &reason)
{
    const StoredConflict &stored = conflict.stored;
    if (!stored.is(ConflictState::Overridden))
        return refuse(409, "not_overridden", "there is no override to take back");
    if (!stored.decision || !conflict.standsAt(stored.decision->stamp))
        return conflict.moved();
    TRY(const Record previous, readKept(*conflict.entity, stored.previousValuesJson));
    TRY(const std::int64_t stamp, writeRecord(conflict, previous, false));
    CHECK(m_transaction.markReverted(stored.item.id, decision(reason, stamp)));
    CHECK(audit("conflict.revert", conflict, reason.why));
    return stamp;
}

Attempt<Done> Decisions::review(const OpenConflict &conflict, const Reason &reason)
{
    if (conflict.stored.is(ConflictState::Overridden))
        return refuse(409, "already_overridden", "an override stands; it can be reverted");
    CHECK(m_transaction.markReviewed(conflict.stored.item.id, decision(reason, 0)));
    CHECK(audit("conflict.review", conflict, reason.why));
    return Done{};
}

Result<void> Decisions::audit(const std::string &action, const OpenConflict &conflict, const std::string &why)
{
    const ConflictItem &item = conflict.stored.item;
    return m_transaction.writeAudit({.at = m_context.clock.nowMs(),
                                     .actor = m_actor.sub,
                                     .role = m_actor.role,
                                     .action = action,
                                     .userId = item.userId,
                                     .entity = item.entity,
                                     .recordId = item.recordId,
                                     .conflictId = item.id,
                                     .reason = why});
}

/// What a revert will put back. A second override keeps what stood before the first.
Attempt<Record> Decisions::previousValues(const OpenConflict &conflict, const Record &values) const
{
    Record previous = makeRecord(*conflict.entity, {});
    copyColumns(values.present, conflict.stored.current->record, previous);
    if (conflict.stored.is(ConflictState::Overridden)) {
        TRY(const Record first, readKept(*conflict.entity, conflict.stored.previousValuesJson));
        copyColumns(stillOverridden(conflict, first.present), first, previous);
    }
    return previous;
}

Attempt<Record> Decisions::overriddenValues(const OpenConflict &conflict, const Record &values) const
{
    if (!conflict.stored.is(ConflictState::Overridden))
        return values;
    TRY(const Record first, readKept(*conflict.entity, conflict.stored.overrideValuesJson));
    Record all = makeRecord(*conflict.entity, {});
    copyColumns(stillOverridden(conflict, first.present), first, all);
    copyColumns(values.present, values, all);
    return all;
}

Result<std::int64_t> Decisions::stamp()
{
    if (!m_stamp) {
        const std::int64_t next = std::max(m_transaction.clock() + 1, m_context.clock.nowMs());
        CHECK(m_transaction.advanceClock(next));
        m_stamp = next;
    }
    return *m_stamp;
}

/// Writes the record as an ordinary new version.
/// @return its stamp
Result<std::int64_t> Decisions::writeRecord(const OpenConflict &conflict, const Record &values, bool isOverride)
{
    TRY(const std::int64_t next, stamp());
    RowWrite write{*conflict.stored.current, false, values.present, isOverride ? "override" : "revert", {}};
    copyColumns(values.present, values, write.row.record);
    write.row.stamp(values.present, {next, {}, isOverride});
    CHECK(m_transaction.writeRows(conflict.entityIndex, std::span(&write, 1)));
    return next;
}

ConflictDecision Decisions::decision(const Reason &reason, std::int64_t stamp) const
{
    return {m_actor.sub, reason.note, m_context.clock.nowMs(), stamp, reason.runId};
}

} // namespace tidemark::backend
