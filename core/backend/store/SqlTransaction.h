// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/ConnectionPool.h"
#include "backend/store/EntityTable.h"
#include "backend/store/Store.h"
#include "base/Clock.h"
#include "base/Uuid.h"

#include <memory>
#include <semaphore>
#include <span>
#include <string>

namespace tidemark::backend {

struct ConflictChange;

/// What the store shares with its transactions; outlives them.
struct SqlShared {
    const Schema &schema;
    EntityTables tables; ///< by schema entity index
    Clock &clock;
    IdSource &ids;
    /// Places for those who wait for a clock: whoever holds one clock for long must not make all connections wait.
    mutable std::counting_semaphore<> waiting;
};

/// A user's clock with what belongs to the same snapshot; nothing when the user has none yet.
struct ClockRow {
    std::int64_t ms = 0;
    std::int64_t purgedMs = 0;
    ServerMeta meta;
};
Result<std::optional<ClockRow>> readClock(Database &database, const std::string &userId);

/// Makes the user's clock at the wall clock, in a transaction of its own. Does nothing when there is one.
Result<void> makeClock(Database &database, const std::string &userId, const Clock &clock);

/// Fills a page in the caller's transaction; `page.clock` and `query.until` are set.
Result<void> fillPage(Database &database, const SqlShared &shared, const std::string &userId, const PullQuery &query,
                      PullPage &page);

/// In PostgreSQL the user's row of sync_clock is locked by the first statement; SQLite has one writer, so that its
/// write lock is every clock's lock. Errors of begin(): Busy "clock_busy" after 5 s, or after one when there is no
/// place left to wait.
class SqlTransaction final : public UserTransaction {
public:
    static Result<std::unique_ptr<UserTransaction>> begin(const SqlShared &shared, ConnectionPool::Lease lease,
                                                          const std::string &userId);

    std::int64_t clock() const override { return m_clock.ms; }
    std::int64_t purgedMs() const override { return m_clock.purgedMs; }
    const ServerMeta &meta() const override { return m_clock.meta; }
    Result<void> advanceClock(std::int64_t ms) override;

    Result<std::optional<Receipt>> findReceipt(const std::string &device, const std::string &key) override;
    Result<void> writeReceipt(const std::string &device, const std::string &key, const Receipt &receipt) override;

    Result<std::vector<std::optional<merge::StoredRow>>> readForMerge(std::size_t entity,
                                                                      std::span<const std::string> ids) override;
    Result<std::vector<std::optional<Record>>> versionsAt(std::size_t entity,
                                                          std::span<const VersionQuery> queries) override;
    Result<void> writeRows(std::size_t entity, std::span<const RowWrite> rows) override;
    Result<void> writeConflicts(std::span<const ConflictWrite> conflicts) override;
    Result<void> writeRejections(const std::string &device, std::span<const Rejection> rejections,
                                 std::int64_t nowMs) override;
    Result<PullPage> readWindow(std::int64_t cursor, std::size_t limit) override;

    Result<std::optional<StoredConflict>> findConflict(const std::string &id) override;
    Result<void> markReviewed(const std::string &id, const ConflictDecision &decision) override;
    Result<void> markOverridden(const std::string &id, const ConflictDecision &decision,
                                const std::string &valuesJson, const std::string &previousJson) override;
    Result<void> markReverted(const std::string &id, const ConflictDecision &decision) override;
    Result<void> writeAudit(const AuditEntry &entry) override;
    Result<std::int64_t> purgeTombstones(std::int64_t before, std::int64_t most) override;

    Result<void> commit() override;

private:
    SqlTransaction(const SqlShared &shared, ConnectionPool::Lease lease, Transaction transaction, std::string userId,
                   ClockRow clock);

    /// A write that failed may have been half done: everything is rolled back at once, and commit() will refuse.
    Result<void> settled(Result<void> done);
    template <typename Row, typename Asked, typename Read> Result<std::vector<std::optional<Row>>>
    inParts(const EntityTable &table, std::span<const Asked> asked, Read read);
    Result<void> insertRejections(const std::string &device, std::span<const Rejection> rejections,
                                  std::int64_t nowMs);
    Result<void> insertConflicts(std::span<const ConflictWrite> conflicts);
    Result<void> insertReceipt(const std::string &device, const std::string &key, const Receipt &receipt);
    Result<void> decide(const std::string &id, const ConflictChange &change);

    const SqlShared &m_shared;
    ConnectionPool::Lease m_database; // before the transaction, which must end first
    Transaction m_transaction;
    const std::string m_userId;
    ClockRow m_clock;
    std::size_t m_bytesRead = 0;
    JsonDocument m_document;
};

} // namespace tidemark::backend
