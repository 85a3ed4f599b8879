// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/SqliteTransaction.h"

#include "backend/store/ConflictTable.h"

#include <utility>

namespace tidemark::backend {

Result<std::optional<ClockRow>> readClock(Database &database, const std::string &userId)
{
    TRY(Statement statement,
        database.prepare("SELECT c.ms, c.purged_ms, m.server_id, m.epoch, m.epoch_since, m.restored_to, m.page_key "
                         "FROM sync_clock c, server_meta m WHERE c.user_id = ?"));
    TRY(const bool found, statement.bind(userId).step());
    if (!found)
        return std::optional<ClockRow>();
    return std::optional(ClockRow{statement.integer(0), statement.integer(1),
                                  ServerMeta{statement.text(2), statement.text(3), statement.integer(4),
                                             statement.integer(5), statement.text(6)}});
}

Result<void> makeClock(Database &database, const std::string &userId, const Clock &clock)
{
    TRY(Statement statement,
        database.prepare("INSERT INTO sync_clock (user_id, ms) VALUES (?, ?) ON CONFLICT DO NOTHING"));
    return statement.bind(userId, clock.nowMs()).run();
}

Result<void> fillPage(Database &database, const SqliteShared &shared, const std::string &userId,
                      const PullQuery &query, PullPage &page)
{
    page.rows.resize(shared.tables.size());
    if (query.until <= query.cursor)
        return {};
    EntityTable::PageFill fill{page};
    for (const std::size_t index : query.entities) {
        if (page.hasMore)
            break;
        if (index >= query.after.entity)
            CHECK(shared.tables[index].pull(database, userId, query, index, fill));
    }
    return {};
}

Result<std::unique_ptr<UserTransaction>>
SqliteTransaction::begin(const SqliteShared &shared, ConnectionPool::Lease lease, const std::string &userId)
{
    Database &database = *lease;
    TRY(Transaction transaction, Transaction::beginWrite(database));
    TRY(std::optional<ClockRow> clock, readClock(database, userId));
    if (clock)
        return std::unique_ptr<UserTransaction>(
            new SqliteTransaction(shared, std::move(lease), std::move(transaction), userId, std::move(*clock)));
    // The row must stay even if this transaction does not: its time may be told to the client.
    transaction.rollback();
    CHECK(makeClock(database, userId, shared.clock));
    return begin(shared, std::move(lease), userId);
}

SqliteTransaction::SqliteTransaction(const SqliteShared &shared, ConnectionPool::Lease lease, Transaction transaction,
                                     std::string userId, ClockRow clock)
    : m_shared(shared),
      m_database(std::move(lease)),
      m_transaction(std::move(transaction)),
      m_userId(std::move(userId)),
      m_clock(std::move(clock))
{
}

Result<void> SqliteTransaction::advanceClock(std::int64_t ms)
{
    CHECK(m_transaction.check());
    TRY(Statement statement, m_database->prepare("UPDATE sync_clock SET ms = ?1 WHERE user_id = ?2 AND ms < ?1"));
    CHECK(statement.bind(ms, m_userId).run());
    if (m_database->changes() != 1)
        return Error{"clock_back", ErrorCategory::Input, "a clock only moves forward"};
    m_clock.ms = ms;
    return {};
}

Result<void> SqliteTransaction::settled(Result<void> done)
{
    if (!done && done.error().category != ErrorCategory::Input)
        m_transaction.rollback();
    return done;
}

Result<std::optional<Receipt>> SqliteTransaction::findReceipt(const std::string &device, const std::string &key)
{
    CHECK(m_transaction.check());
    TRY(Statement statement,
        m_database->prepare(
            "SELECT body_hash, stamp, answer FROM push_receipts WHERE user_id = ? AND device_id = ? AND key = ?"));
    TRY(const bool found, statement.bind(m_userId, device, key).step());
    if (!found)
        return std::optional<Receipt>();
    return std::optional(Receipt{statement.text(0), statement.integer(1), statement.text(2)});
}

Result<void> SqliteTransaction::writeReceipt(const std::string &device, const std::string &key,
                                             const Receipt &receipt)
{
    CHECK(m_transaction.check());
    return settled(insertReceipt(device, key, receipt));
}

Result<void> SqliteTransaction::insertReceipt(const std::string &device, const std::string &key,
                                              const Receipt &receipt)
{
    TRY(Statement statement,
        m_database->prepare(
            "INSERT INTO push_receipts (user_id, device_id, key, body_hash, stamp, answer, created_at) "
            "VALUES (?,?,?,?,?,?,?)"));
    return statement
        .bind(m_userId, device, key, Blob{receipt.bodyHash}, receipt.stamp, receipt.answer, m_shared.clock.nowMs())
        .run();
}

Result<std::vector<std::optional<merge::StoredRow>>> SqliteTransaction::readForMerge(std::size_t entity,
                                                                                     std::span<const std::string> ids)
{
    CHECK(m_transaction.check());
    std::vector<std::optional<merge::StoredRow>> rows;
    rows.reserve(ids.size());
    for (const std::string &id : ids) {
        TRY(std::optional<merge::StoredRow> row, m_shared.tables[entity].find(*m_database, m_userId, id, m_document));
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<std::optional<Record>>> SqliteTransaction::versionsAt(std::size_t entity,
                                                                         std::span<const VersionQuery> queries)
{
    CHECK(m_transaction.check());
    std::vector<std::optional<Record>> versions;
    versions.reserve(queries.size());
    for (const VersionQuery &query : queries) {
        TRY(std::optional<Record> version,
            m_shared.tables[entity].versionAt(*m_database, m_userId, query, m_document));
        versions.push_back(std::move(version));
    }
    return versions;
}

Result<void> SqliteTransaction::writeRows(std::size_t entity, std::span<const RowWrite> rows)
{
    CHECK(m_transaction.check());
    return settled(m_shared.tables[entity].write(*m_database, m_userId, rows));
}

Result<void> SqliteTransaction::writeConflicts(std::span<const ConflictWrite> conflicts)
{
    CHECK(m_transaction.check());
    return settled(insertConflicts(conflicts));
}

Result<void> SqliteTransaction::insertConflicts(std::span<const ConflictWrite> conflicts)
{
    const std::int64_t now = m_shared.clock.nowMs();
    for (const ConflictWrite &conflict : conflicts)
        CHECK(insertConflict(*m_database, m_userId, m_shared.schema.entities[conflict.entity], conflict, now));
    return {};
}

Result<void> SqliteTransaction::writeRejections(const std::string &device, std::span<const Rejection> rejections,
                                                std::int64_t nowMs)
{
    CHECK(m_transaction.check());
    return settled(insertRejections(device, rejections, nowMs));
}

Result<void> SqliteTransaction::insertRejections(const std::string &device, std::span<const Rejection> rejections,
                                                 std::int64_t nowMs)
{
    TRY(Statement statement,
        m_database->prepare("INSERT INTO push_rejections (id, user_id, device_id, entity, record_id, code, message, "
                            "payload, created_at) VALUES (?,?,?,?,?,?,?,?,?)"));
    for (const Rejection &rejection : rejections) {
        CHECK(statement
                  .bind(m_shared.ids.next(), m_userId, device, rejection.entity, rejection.recordId, rejection.code,
                        rejection.message, rejection.payload, nowMs)
                  .run());
    }
    return {};
}

Result<PullPage> SqliteTransaction::readWindow(std::int64_t cursor, std::size_t limit)
{
    CHECK(m_transaction.check());
    PullQuery query;
    query.cursor = cursor;
    query.until = m_clock.ms;
    query.limit = limit;
    for (std::size_t entity = 0; entity < m_shared.tables.size(); ++entity)
        query.entities.push_back(entity);
    PullPage page;
    page.clock = m_clock.ms;
    page.purgedMs = m_clock.purgedMs;
    page.meta = m_clock.meta;
    CHECK(fillPage(*m_database, m_shared, m_userId, query, page));
    return page;
}

Result<std::optional<StoredConflict>> SqliteTransaction::findConflict(const std::string &id)
{
    CHECK(m_transaction.check());
    return readConflict(*m_database, m_shared.tables, id, m_userId);
}

Result<void> SqliteTransaction::decide(const std::string &id, const ConflictChange &change)
{
    CHECK(m_transaction.check());
    return settled(decideConflict(*m_database, m_userId, id, change));
}

Result<void> SqliteTransaction::markReviewed(const std::string &id, const ConflictDecision &decision)
{
    return decide(id, {ConflictState::Reviewed, decision});
}

Result<void> SqliteTransaction::markOverridden(const std::string &id, const ConflictDecision &decision,
                                               const std::string &valuesJson, const std::string &previousJson)
{
    return decide(id, {ConflictState::Overridden, decision, &valuesJson, &previousJson});
}

Result<void> SqliteTransaction::markReverted(const std::string &id, const ConflictDecision &decision)
{
    return decide(id, {ConflictState::Reverted, decision});
}

Result<void> SqliteTransaction::writeAudit(const AuditEntry &entry)
{
    CHECK(m_transaction.check());
    return settled(insertAudit(*m_database, entry, m_shared.ids));
}

Result<void> SqliteTransaction::commit()
{
    CHECK(m_transaction.commit());
    m_database.release();
    return {};
}

} // namespace tidemark::backend
