// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Outbox.h"

#include "replica/Damage.h"

namespace tidemark {

namespace {

/// Ids, keys and bookkeeping of a row on the wire.
constexpr std::size_t kRowOverhead = 200;
constexpr std::size_t kCellOverhead = 64;

std::size_t approximateSize(const PushedRow &row)
{
    std::size_t size = kRowOverhead;
    row.record.present.forEach([&](std::size_t column) {
        size += kCellOverhead;
        if (column == kStatusColumn)
            return;
        if (const auto *text = std::get_if<std::string>(&row.record.values[column]))
            size += text->size();
    });
    return size;
}

constexpr const char *kDirtyAfter =
    "WHERE e._changed = 1 AND e.rowid > ? AND NOT EXISTS (SELECT 1 FROM rejected_records r "
    "WHERE r.entity = ? AND r.record_id = e.id) ORDER BY e.rowid";

} // namespace

Result<OutboxBatch> readOutbox(ReplicaParts &parts, const OutboxPosition &from, std::size_t maxRows,
                               std::size_t maxBytes)
{
    OutboxBatch batch;
    batch.rows.resize(parts.tables.size());
    batch.next = from;
    std::size_t bytes = 0;
    bool full = false;
    for (std::size_t entity = from.entity; entity < parts.tables.size() && !full; ++entity) {
        RowTable &table = *parts.tables[entity];
        const std::int64_t after = entity == from.entity ? from.rowid : 0;
        batch.next = {entity, after};
        const auto take = [&](std::int64_t rowid, const merge::LocalRow &row) {
            if (!row.damaged.empty()) {
                batch.next.rowid = rowid;
                if (!batch.damaged)
                    batch.damaged = damageOf(table.entity(), row);
                return true;
            }
            PushedRow pushed = merge::outgoing(table.entity(), row);
            bytes += approximateSize(pushed);
            full = batch.count >= maxRows || (batch.count > 0 && bytes > maxBytes);
            if (full)
                return false;
            batch.rows[entity].push_back(std::move(pushed));
            ++batch.count;
            batch.next.rowid = rowid;
            return true;
        };
        CHECK(table.scan(kDirtyAfter, {Value(after), Value(table.entity().name)}, take));
    }
    return batch;
}

} // namespace tidemark
