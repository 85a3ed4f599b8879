// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Sqlite.h"
#include "backend/store/Store.h"
#include "protocol/Json.h"

#include <optional>
#include <string>

namespace tidemark::backend {

/// The SQL of one entity's table and its versions in SQLite, made once. Holds no connection; any thread may use it.
/// The schema outlives it.
class EntityTable {
public:
    explicit EntityTable(const EntitySchema &entity);

    const EntitySchema &entity() const { return m_entity; }

    Result<std::optional<merge::StoredRow>> find(Database &database, const std::string &userId, const std::string &id,
                                                 JsonDocument &document) const;
    /// The newest version that is not newer than `ms`; nothing, too, when today's schema cannot read it.
    Result<std::optional<Record>> versionAt(Database &database, const std::string &userId, const VersionQuery &query,
                                            JsonDocument &document) const;
    /// Rows and their versions.
    Result<void> write(Database &database, const std::string &userId, std::span<const RowWrite> rows) const;

    /// Where a page stands while it is filled.
    struct PageFill {
        PullPage &page;
        std::size_t bytes = 0;
    };
    /// Appends this entity's rows of the window after (`stamp`, `id`) until the page is full.
    Result<void> pull(Database &database, const std::string &userId, const PullQuery &query, std::size_t index,
                      PageFill &fill) const;

private:
    Record readRecord(const Statement &statement, std::size_t &bytes) const;
    Result<void> writeVersion(Statement &statement, const std::string &userId, const RowWrite &write,
                              std::string &json) const;

    const EntitySchema &m_entity;
    ColumnSet m_all;
    std::string m_find;
    std::string m_upsert;
    std::string m_pullAlive;
    std::string m_pullAll;
};

} // namespace tidemark::backend
