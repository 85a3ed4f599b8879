// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/SqliteTable.h"

#include "backend/store/ColumnStamps.h"

namespace tidemark::backend {

namespace {

constexpr std::string_view kVersionAt =
    "SELECT row, status FROM record_versions WHERE record_id = ?1 AND ms <= ?2 AND user_id = ?3 "
    "AND entity = ?4 ORDER BY ms DESC LIMIT 1";
constexpr std::string_view kWriteVersion = "INSERT INTO record_versions (user_id, entity, record_id, ms, device, "
                                           "origin, changed, status, row) VALUES (?,?,?,?,?,?,?,?,?)";

std::string placeholders(std::size_t count)
{
    std::string marks = "?";
    for (std::size_t i = 1; i < count; ++i)
        marks += ",?";
    return marks;
}

} // namespace

SqliteTable::SqliteTable(const EntitySchema &entity)
    : EntityTable(entity),
      m_find("SELECT " + storedColumns() + " FROM " + quotedName(entity.name) + " WHERE user_id = ? AND id = ?"),
      m_upsert("INSERT INTO " + quotedName(entity.name) + " (user_id, " + storedColumns() + ") VALUES ("
               + placeholders(entity.columns.size() + 8) + ")" + updateOnConflict())
{
}

Result<std::vector<std::optional<merge::StoredRow>>> SqliteTable::find(Database &database, const std::string &userId,
                                                                       std::span<const std::string> ids,
                                                                       JsonDocument &document) const
{
    TRY(Statement statement, database.prepare(m_find));
    std::vector<std::optional<merge::StoredRow>> rows(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        TRY(const bool found, statement.bind(userId, ids[i]).step());
        if (found) {
            TRY(rows[i], readStored(statement, 0, document));
        }
        statement.reset();
    }
    return rows;
}

Result<std::vector<std::optional<Record>>> SqliteTable::versionsAt(Database &database, const std::string &userId,
                                                                   std::span<const VersionQuery> queries,
                                                                   JsonDocument &document) const
{
    TRY(Statement statement, database.prepare(kVersionAt));
    std::vector<std::optional<Record>> versions(queries.size());
    for (std::size_t i = 0; i < queries.size(); ++i) {
        TRY(const bool found, statement.bind(queries[i].id, queries[i].ms, userId, entity().name).step());
        if (found)
            versions[i] = readVersion(statement.view(0), statement.view(1), document);
        statement.reset();
    }
    return versions;
}

Result<void> SqliteTable::write(Database &database, const std::string &userId, std::span<const RowWrite> rows) const
{
    TRY(Statement upsert, database.prepare(m_upsert));
    TRY(Statement version, database.prepare(kWriteVersion));
    for (const RowWrite &write : rows) {
        const Record &record = write.row.record;
        upsert.bind(userId, record.id);
        int place = 3;
        for (const Value &value : record.values)
            upsert.put(place++, value);
        upsert.put(place++, record.createdAt);
        upsert.put(place++, record.lastModifiedAt);
        upsert.put(place++, statusName(record.status));
        upsert.put(place++, write.row.created.ms);
        upsert.put(place++, write.row.created.device);
        upsert.put(place, columnStampsToJson(entity(), write.row));
        CHECK(upsert.run());
        version.bind(userId, entity().name, record.id, record.lastModifiedAt, write.device, write.origin,
                     changedNames(write), statusName(record.status), versionJson(record));
        CHECK(version.run());
    }
    return {};
}

} // namespace tidemark::backend
