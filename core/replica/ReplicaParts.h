// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Connection.h"
#include "replica/Journal.h"
#include "replica/Metadata.h"
#include "replica/Replica.h"
#include "replica/RowTable.h"
#include "replica/Vault.h"

#include <memory>
#include <vector>

namespace tidemark {

/// What a replica is made of. The order is that of construction: tables let go of their statements before the
/// connection closes.
struct ReplicaParts {
    ReplicaParts(const Replica::Config &config, std::unique_ptr<Connection> opened)
        : schema(*config.schema),
          clock(*config.clock),
          ids(*config.ids),
          lockPath(config.path == QStringLiteral(":memory:") ? std::string() : config.path.toStdString() + ".lock"),
          connection(std::move(opened)),
          metadata(*connection, schema),
          vault(metadata, config.keys),
          journal(*connection, schema, vault)
    {
    }

    const Schema &schema;
    Clock &clock;
    IdSource &ids;
    const std::string lockPath;
    std::unique_ptr<Connection> connection;
    Metadata metadata;
    Vault vault;
    Journal journal;
    std::vector<std::unique_ptr<RowTable>> tables; ///< by schema entity index
};

/// Runs `work` as one transaction; what it returns decides whether it is committed.
template <typename Work> auto inTransaction(ReplicaParts &parts, Work work) -> decltype(work())
{
    TRY(const auto transaction, Transaction::begin(*parts.connection));
    CHECK(parts.vault.refresh());
    auto result = work();
    const Result<void> committed = result ? transaction->commit() : Result<void>();
    if (!committed)
        return committed.error();
    return result;
}

} // namespace tidemark
