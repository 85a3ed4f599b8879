// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/PullApply.h"

#include "replica/ConflictRecords.h"

namespace tidemark {

Result<void> PullWriter::applyRow(std::size_t entity, const merge::PulledRow &pulled, const std::string &id)
{
    RowTable &table = *m_parts.tables[entity];
    TRY(auto local, table.findAny(id));
    if (local && !local->damaged.empty()) {
        return pulled.record ? replaceDamaged(entity, *pulled.record, *local)
                             : applyDelete(entity, std::move(*local), pulled.tombstoneStamp);
    }
    if (local && !local->dirty && pulled.record) { // restored elsewhere: what rested beside our delete is void
        local->changed.clear();
        local->base = makeRecord(table.entity(), id);
    }
    if (!local) {
        if (!pulled.record)
            return {};
        ++m_written;
        return table.writeClean(*pulled.record); // what a first pull is made of: nothing to plan
    }
    const auto plan = merge::planPulledRow(table.entity(), pulled, &*local, m_resolver);
    if (!plan)
        return {};
    if (plan->conflict) {
        const LocalConflict conflict =
            describeConflict(table.entity(), id, *plan->conflict, m_parts.ids.next(), m_parts.clock.nowMs());
        CHECK(m_parts.journal.addConflict(conflict));
    }
    ++m_written;
    return table.write(plan->row);
}

/// The server's row takes the place of one that was tampered with. An edit that waited in it cannot be told from what
/// was planted; that it was there stays on record.
Result<void> PullWriter::replaceDamaged(std::size_t entity, const Record &pulled, const merge::LocalRow &local)
{
    RowTable &table = *m_parts.tables[entity];
    if (local.dirty) {
        CHECK(m_parts.journal.addConflict(
            describeDamage(table.entity(), local, pulled, m_parts.ids.next(), m_parts.clock.nowMs())));
        CHECK(m_parts.journal.readmit(table.entity().name, pulled.id));
    }
    ++m_written;
    return table.writeClean(pulled);
}

Result<void> PullWriter::applyDelete(std::size_t entity, merge::LocalRow row, std::int64_t timestamp)
{
    RowTable &table = *m_parts.tables[entity];
    if (row.dirty) {
        const LocalConflict conflict =
            describeLostEdit(table.entity(), row, m_parts.ids.next(), m_parts.clock.nowMs());
        CHECK(m_parts.journal.addConflict(conflict));
        CHECK(m_parts.journal.readmit(table.entity().name, row.record.id));
    }
    row.record.status = Status::Deleted;
    row.tombstoneStamp = timestamp;
    row.dirty = false;
    row.changed.clear();
    row.base = makeRecord(table.entity(), row.record.id);
    ++m_written;
    return table.write(row);
}

Result<void> PullWriter::apply(std::size_t entity, const EntityChanges &changes, std::int64_t timestamp,
                               const std::unordered_set<std::string> &skip)
{
    for (const Record &record : changes.updated) {
        if (!skip.contains(record.id))
            CHECK(applyRow(entity, {&record, 0}, record.id));
    }
    for (const std::string &id : changes.deleted) {
        if (!skip.contains(id))
            CHECK(applyRow(entity, {nullptr, timestamp}, id));
    }
    return {};
}

Result<std::unique_ptr<Replica::PullTransaction>> PullApply::begin(ReplicaParts &parts, Replica::PullKind kind)
{
    TRY(auto transaction, Transaction::begin(*parts.connection));
    CHECK(parts.vault.refresh());
    return std::unique_ptr<Replica::PullTransaction>(new PullApply(parts, kind, std::move(transaction)));
}

PullApply::PullApply(ReplicaParts &parts, Replica::PullKind kind, std::unique_ptr<Transaction> transaction)
    : m_parts(parts),
      m_kind(kind),
      m_transaction(std::move(transaction)),
      m_seen(parts.schema.entities.size())
{
}

Result<std::size_t> PullApply::apply(const ChangeSet &changes, std::int64_t timestamp, merge::Resolver resolver)
{
    PullWriter writer(m_parts, resolver);
    for (std::size_t entity = 0; entity < changes.size(); ++entity) {
        CHECK(writer.apply(entity, changes[entity], timestamp));
        if (m_kind == Replica::PullKind::Whole)
            noteSeen(entity, changes[entity]);
    }
    return writer.written();
}

void PullApply::noteSeen(std::size_t entity, const EntityChanges &changes)
{
    for (const Record &record : changes.updated)
        m_seen[entity].insert(record.id);
}

Result<void> PullApply::removeUnseen(std::size_t entity, std::int64_t timestamp)
{
    RowTable &table = *m_parts.tables[entity];
    std::vector<merge::LocalRow> gone;
    CHECK(table.scan("WHERE e._status = 'active' AND e.last_modified_at <> 0", {},
                     [&](std::int64_t, merge::LocalRow row) {
                         if (!m_seen[entity].contains(row.record.id))
                             gone.push_back(std::move(row));
                         return true;
                     }));
    PullWriter writer(m_parts, merge::Resolver::Server);
    for (merge::LocalRow &row : gone)
        CHECK(writer.applyDelete(entity, std::move(row), timestamp));
    return {};
}

Result<void> PullApply::finish(std::int64_t timestamp)
{
    if (m_kind == Replica::PullKind::Whole) {
        for (std::size_t entity = 0; entity < m_parts.tables.size(); ++entity)
            CHECK(removeUnseen(entity, timestamp));
        CHECK(m_parts.metadata.set("refetch", 0));
    }
    CHECK(m_parts.metadata.advanceCursor(timestamp));
    CHECK(m_transaction->commit());
    m_transaction.reset();
    return {};
}

} // namespace tidemark
