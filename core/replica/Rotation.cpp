// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Rotation.h"

#include "replica/RowCodecSql.h"
#include "schema/Ddl.h"

#include <algorithm>

namespace tidemark {

namespace {

/// Where a rotation has got to: everything before it is sealed with the new key.
constexpr const char *kAtEntity = "rotation_entity";
constexpr const char *kAtRow = "rotation_rowid";

/// The cells of a table that may be sealed, by the name they are sealed under.
std::vector<std::string> sealedCells(const EntitySchema &entity)
{
    std::vector<std::string> names;
    for (const Column &column : entity.columns) {
        if (column.sensitive)
            names.push_back(column.name);
    }
    if (!names.empty())
        names.emplace_back(kSealedBase);
    return names;
}

struct SealedRow {
    std::int64_t rowid = 0;
    std::string id;
    std::vector<std::optional<std::string>> cells;
};

Result<std::vector<SealedRow>> rowsAfter(sqlite3 *database, const EntitySchema &entity,
                                         const std::vector<std::string> &names, std::int64_t after, std::size_t most)
{
    std::string sql = "SELECT rowid, id";
    for (const std::string &name : names)
        sql += ", " + quotedName(name);
    TRY(NativeStatement select,
        NativeStatement::prepare(
            database, sql + " FROM " + quotedName(entity.name) + " WHERE rowid > ? ORDER BY rowid LIMIT ?"));
    select.bind(1, after);
    select.bind(2, static_cast<std::int64_t>(most));
    std::vector<SealedRow> rows;
    for (;;) {
        TRY(const bool more, select.step());
        if (!more)
            return rows;
        SealedRow row{select.integer(0), std::string(select.bytes(1)), {}};
        for (std::size_t i = 0; i < names.size(); ++i) {
            const int at = static_cast<int>(i) + 2;
            row.cells.push_back(select.isBlob(at) ? std::optional(std::string(select.bytes(at))) : std::nullopt);
        }
        rows.push_back(std::move(row));
    }
}

/// Seals the entity's next rows with the new key. @return how many there were
Result<std::size_t> sealRows(ReplicaParts &parts, const EntitySchema &entity, std::int64_t &after, std::size_t most)
{
    const std::vector<std::string> names = sealedCells(entity);
    sqlite3 *database = parts.connection->handle();
    TRY(const auto rows, rowsAfter(database, entity, names, after, most));
    std::vector<NativeStatement> updates;
    for (const std::string &name : names) {
        TRY(NativeStatement update,
            NativeStatement::prepare(
                database, "UPDATE " + quotedName(entity.name) + " SET " + quotedName(name) + " = ? WHERE rowid = ?"));
        updates.push_back(std::move(update));
    }
    for (const SealedRow &row : rows) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!row.cells[i])
                continue;
            TRY(const auto cell, parts.vault.sealAnew(entity.name, names[i], row.id, *row.cells[i]));
            if (!cell)
                continue;
            updates[i].bindBlob(1, *cell);
            updates[i].bind(2, row.rowid);
            CHECK(updates[i].step());
            updates[i].reset();
        }
        after = row.rowid;
    }
    return rows.size();
}

Result<Replica::RotationStep> begin(ReplicaParts &parts)
{
    CHECK(parts.vault.beginRotation());
    CHECK(parts.metadata.set(kAtEntity, std::string()));
    CHECK(parts.metadata.set(kAtRow, std::int64_t{0}));
    return Replica::RotationStep{};
}

Result<Replica::RotationStep> end(ReplicaParts &parts)
{
    CHECK(parts.journal.sealAnew());
    CHECK(parts.vault.endRotation());
    CHECK(parts.metadata.remove(kAtEntity));
    CHECK(parts.metadata.remove(kAtRow));
    return Replica::RotationStep{true, 0};
}

} // namespace

Result<Replica::RotationStep> rotationStep(ReplicaParts &parts, std::size_t maxRows)
{
    TRY(const auto keys, parts.metadata.keys());
    if (!keys)
        return Replica::RotationStep{true, 0};
    if (keys->nextWrapped.empty())
        return begin(parts);
    TRY(const std::string entity, parts.metadata.text(kAtEntity));
    TRY(std::int64_t after, parts.metadata.number(kAtRow));
    // An entity that is not known, as at first, means all of them: to seal a row once more does no harm.
    std::size_t at = parts.schema.entityIndex(entity).value_or(parts.schema.entities.size());
    if (at == parts.schema.entities.size())
        at = 0, after = 0;
    for (; at < parts.schema.entities.size(); ++at, after = 0) {
        if (sealedCells(parts.schema.entities[at]).empty())
            continue;
        TRY(const std::size_t sealed, sealRows(parts, parts.schema.entities[at], after, maxRows));
        if (sealed == 0)
            continue;
        CHECK(parts.metadata.set(kAtEntity, parts.schema.entities[at].name));
        CHECK(parts.metadata.set(kAtRow, after));
        return Replica::RotationStep{false, sealed};
    }
    return end(parts);
}

} // namespace tidemark
