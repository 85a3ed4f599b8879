// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/ReplicaParts.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace tidemark {

/// Puts pulled changes into the tables, as merge plans them.
class PullWriter {
public:
    PullWriter(ReplicaParts &parts, merge::Resolver resolver) : m_parts(parts), m_resolver(resolver) {}

    /// Rows that `skip` names are left alone.
    Result<void> apply(std::size_t entity, const EntityChanges &changes, std::int64_t timestamp,
                       const std::unordered_set<std::string> &skip = {});
    /// The server no longer has this row. An unsent edit of it stays on record.
    Result<void> applyDelete(std::size_t entity, merge::LocalRow row, std::int64_t timestamp);
    std::size_t written() const { return m_written; }

private:
    Result<void> applyRow(std::size_t entity, const merge::PulledRow &pulled, const std::string &id);
    Result<void> replaceDamaged(std::size_t entity, const Record &pulled, const merge::LocalRow &local);

    ReplicaParts &m_parts;
    merge::Resolver m_resolver;
    std::size_t m_written = 0;
};

/// One pull: BEGIN IMMEDIATE, rows, cursor, COMMIT. Rolls back unless finished. Its replica must outlive it.
class PullApply final : public Replica::PullTransaction {
public:
    static Result<std::unique_ptr<Replica::PullTransaction>> begin(ReplicaParts &parts, Replica::PullKind kind);

    Result<std::size_t> apply(const ChangeSet &changes, std::int64_t timestamp, merge::Resolver resolver) override;
    Result<void> finish(std::int64_t timestamp) override;

private:
    PullApply(ReplicaParts &parts, Replica::PullKind kind, std::unique_ptr<Transaction> transaction);
    void noteSeen(std::size_t entity, const EntityChanges &changes);
    Result<void> removeUnseen(std::size_t entity, std::int64_t timestamp);

    ReplicaParts &m_parts;
    Replica::PullKind m_kind;
    std::unique_ptr<Transaction> m_transaction;
    std::vector<std::unordered_set<std::string>> m_seen; ///< only in a whole pull
};

} // namespace tidemark
