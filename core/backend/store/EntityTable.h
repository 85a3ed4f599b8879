// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/Database.h"
#include "backend/store/Store.h"
#include "protocol/Json.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tidemark::backend {

/// One entity's table and its versions. The SQL is made once; it holds no connection, and any thread may use it.
/// Every function works inside the caller's transaction. The schema outlives it.
class EntityTable {
public:
    /// Row by row for SQLite, where a statement costs nothing but its work; in sets for PostgreSQL, where each is a
    /// round trip.
    static std::unique_ptr<EntityTable> make(const EntitySchema &entity, SqlDialect dialect);
    virtual ~EntityTable() = default;
    EntityTable(const EntityTable &) = delete;
    EntityTable &operator=(const EntityTable &) = delete;

    const EntitySchema &entity() const { return m_entity; }
    /// How many rows one statement may give: PostgreSQL's are in memory all at once, and each may be as large as the
    /// schema allows.
    std::size_t rowsAtOnce() const { return m_rowsAtOnce; }

    /// Current rows in the order of `ids`, nothing where there is none.
    virtual Result<std::vector<std::optional<merge::StoredRow>>> find(Database &database, const std::string &userId,
                                                                      std::span<const std::string> ids,
                                                                      JsonDocument &document) const = 0;
    /// The newest versions that are not newer than asked; nothing, too, where today's schema cannot read one.
    virtual Result<std::vector<std::optional<Record>>> versionsAt(Database &database, const std::string &userId,
                                                                  std::span<const VersionQuery> queries,
                                                                  JsonDocument &document) const = 0;
    /// Rows and their versions. No id stands twice among them.
    virtual Result<void> write(Database &database, const std::string &userId,
                               std::span<const RowWrite> rows) const = 0;

    /// Rows whatever their status, the latest change first, at most kPageBytes and a row; `text` is searched in all
    /// columns that hold text.
    Result<Page<Record>> list(Database &database, const RecordFilter &filter) const;
    Result<EntityCount> count(Database &database, const std::string &userId) const;
    /// Rows with a stamp after this one, deleted ones too.
    Result<std::int64_t> countNewer(Database &database, const std::string &userId, std::int64_t stamp) const;

    /// Where a page stands while it is filled.
    struct PageFill {
        PullPage &page;
        std::size_t bytes = 0;
    };
    /// Appends this entity's rows of the window after (`stamp`, `id`) until the page is full.
    Result<void> pull(Database &database, const std::string &userId, const PullQuery &query, std::size_t index,
                      PageFill &fill) const;

    struct RemovedTombstones {
        std::int64_t count = 0;
        std::int64_t newest = 0; ///< stamp
    };
    /// Removes tombstones with a stamp before `before`, the oldest, about `most` of them.
    Result<RemovedTombstones> removeTombstones(Database &database, const std::string &userId, std::int64_t before,
                                               std::int64_t most) const;

protected:
    explicit EntityTable(const EntitySchema &entity);

    /// id, the columns, created_at, last_modified_at, _status, _created_ms, _created_device, _col_ms.
    std::string storedColumns() const;
    /// What follows ON CONFLICT of an upsert.
    std::string updateOnConflict() const;
    /// @param first  the place of storedColumns() among the statement's columns
    Result<merge::StoredRow> readStored(const Statement &statement, int first, JsonDocument &document) const;
    std::optional<Record> readVersion(std::string_view row, std::string_view status, JsonDocument &document) const;
    /// The row as record_versions keeps it.
    std::string versionJson(const Record &record) const;
    /// What a version says it changed: nothing for a new row.
    std::string changedNames(const RowWrite &write) const;

private:
    Result<Page<Record>> listSome(Database &database, const RecordFilter &filter, std::size_t &bytes) const;
    Record readRecord(const Statement &statement, int first, std::size_t &bytes) const;

    const EntitySchema &m_entity;
    ColumnSet m_all;
    std::size_t m_rowsAtOnce;
    std::string m_list; ///< SELECT … FROM …
    std::string m_pullAlive;
    std::string m_pullAll;
};

using EntityTables = std::vector<std::unique_ptr<EntityTable>>;

} // namespace tidemark::backend
