// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/SideValues.h"

#include "backend/api/ColumnValues.h"
#include "protocol/Json.h"

namespace tidemark::backend {

namespace {

const std::string &sideJson(const StoredConflict &stored, ConflictSide side)
{
    switch (side) {
    case ConflictSide::Base: return stored.baseJson;
    case ConflictSide::Client: return stored.clientJson;
    case ConflictSide::Server: break;
    }
    return stored.serverJson;
}

/// What was in conflict, as this side had it.
Attempt<Record> chosen(const OpenConflict &conflict, const Record &known, ConflictSide side)
{
    const EntitySchema &entity = *conflict.entity;
    Record values = makeRecord(entity, {});
    if (known.present.contains(kStatusColumn)) {
        setColumnValue(values, kStatusColumn, columnValue(known, kStatusColumn));
        if (known.status == Status::Deleted)
            return values;
    }
    for (const std::string &name : conflict.stored.item.columns) {
        const auto column = columnByName(entity, name);
        if (column && known.present.contains(*column))
            setColumnValue(values, *column, columnValue(known, *column));
        else if (column == kStatusColumn && side == ConflictSide::Client)
            setColumnValue(values, kStatusColumn, std::string(statusName(Status::Active))); // it sent an edit
        else // a side that is known in part would make a record that never was
            return refuse(409, "side_unknown", "this side's values are not all known");
    }
    return values;
}

} // namespace

Attempt<Record> sideValues(const OpenConflict &conflict, ConflictSide side)
{
    const StoredConflict &stored = conflict.stored;
    if (!stored.current)
        return refuse(409, "no_record", "the record is gone");
    JsonDocument document;
    TRY(const simdjson::dom::element json, document.parse(sideJson(stored, side)));
    simdjson::dom::object object;
    if (json.get_object().get(object) != simdjson::SUCCESS || object.size() == 0)
        return refuse(409, "side_unknown", "this side's values are not known");
    TRY(const Record known, readColumnValues(*conflict.entity, json, "/values"));
    return chosen(conflict, known, side);
}

bool changesRecord(const OpenConflict &conflict, const Record &values)
{
    bool changes = false;
    values.present.forEach([&](std::size_t column) {
        changes |= columnValue(conflict.stored.current->record, column) != columnValue(values, column);
    });
    return changes;
}

} // namespace tidemark::backend
