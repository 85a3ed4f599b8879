// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/EntityTable.h"

namespace tidemark::backend {

/// An entity in PostgreSQL, a statement a batch. A batch travels as an array for each column, made from values that
/// were read and checked; what a client sent never reaches the database as it came.
class PostgresTable final : public EntityTable {
public:
    explicit PostgresTable(const EntitySchema &entity);

    Result<std::vector<std::optional<merge::StoredRow>>> find(Database &database, const std::string &userId,
                                                              std::span<const std::string> ids,
                                                              JsonDocument &document) const override;
    Result<std::vector<std::optional<Record>>> versionsAt(Database &database, const std::string &userId,
                                                          std::span<const VersionQuery> queries,
                                                          JsonDocument &document) const override;
    Result<void> write(Database &database, const std::string &userId, std::span<const RowWrite> rows) const override;

private:
    std::string m_find;
    std::string m_write;
};

} // namespace tidemark::backend
