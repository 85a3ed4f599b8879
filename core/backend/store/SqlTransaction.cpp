// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/SqlTransaction.h"

#include "backend/store/BatchInsert.h"
#include "backend/store/ConflictTable.h"
#include "backend/store/Epoch.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tidemark::backend {

namespace {

constexpr std::string_view kReadClock =
    "SELECT c.ms, c.purged_ms, m.server_id, m.epoch, m.epoch_since, m.restored_to, m.page_key, m.restores "
    "FROM sync_clock c, server_meta m WHERE c.user_id = ?";
// After a wait this statement sees the clock as it was left; what follows reads later and sees the rows, too.
constexpr std::string_view kLockClock =
    "SELECT c.ms, c.purged_ms, m.server_id, m.epoch, m.epoch_since, m.restored_to, m.page_key, m.restores "
    "FROM sync_clock c, server_meta m WHERE c.user_id = ? FOR UPDATE OF c";
constexpr std::string_view kLockFreeClock =
    "SELECT c.ms, c.purged_ms, m.server_id, m.epoch, m.epoch_since, m.restored_to, m.page_key, m.restores "
    "FROM sync_clock c, server_meta m WHERE c.user_id = ? FOR UPDATE OF c SKIP LOCKED";

/// What one transaction may read to merge with it.
constexpr std::size_t kMostRead = 64 * 1024 * 1024;

std::size_t bytesOf(const Record &record)
{
    std::size_t bytes = sizeof record;
    for (const Value &value : record.values) {
        const auto *text = std::get_if<std::string>(&value);
        bytes += sizeof value + (text ? text->size() : 0);
    }
    return bytes;
}

std::size_t bytesOf(const merge::StoredRow &row)
{
    return bytesOf(row.record);
}

Result<std::optional<ClockRow>> clockRow(Database &database, std::string_view sql, const std::string &userId)
{
    TRY(Statement statement, database.prepare(sql));
    TRY(const bool found, statement.bind(userId).step());
    if (!found)
        return std::optional<ClockRow>();
    return std::optional(
        ClockRow{statement.integer(0), statement.integer(1),
                 ServerMeta{statement.text(2), statement.text(3), statement.integer(4), statement.integer(5),
                            statement.text(6), restoresFromText(statement.view(7))}});
}

/// Long enough for the pushes of one user's many devices, which hold their clock for milliseconds each.
constexpr std::chrono::seconds kForAPlace{1};

/// One of the places to wait for a clock, if there was one in time.
class Place {
public:
    explicit Place(std::counting_semaphore<> &places) : m_places(places), m_taken(places.try_acquire_for(kForAPlace))
    {
    }
    ~Place()
    {
        if (m_taken)
            m_places.release();
    }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    explicit operator bool() const { return m_taken; }

private:
    std::counting_semaphore<> &m_places;
    const bool m_taken;
};

/// Nothing when the user has no clock yet.
Result<std::optional<ClockRow>> lockClock(Database &database, const SqlShared &shared, const std::string &userId)
{
    if (database.dialect() == SqlDialect::Sqlite)
        return readClock(database, userId); // whoever writes has every clock
    TRY(std::optional<ClockRow> free, clockRow(database, kLockFreeClock, userId));
    if (free)
        return free;
    TRY(const std::optional<ClockRow> taken, readClock(database, userId));
    if (!taken)
        return std::optional<ClockRow>();
    const Place place(shared.waiting);
    if (!place)
        return Error{"clock_busy", ErrorCategory::Busy, "enough others wait for a clock"};
    return clockRow(database, kLockClock, userId);
}

} // namespace

Result<std::optional<ClockRow>> readClock(Database &database, const std::string &userId)
{
    return clockRow(database, kReadClock, userId);
}

Result<void> makeClock(Database &database, const std::string &userId, const Clock &clock)
{
    // Not before the first stamp of the epoch: a cursor from before it would be refused.
    TRY(Statement statement,
        database.prepare("INSERT INTO sync_clock (user_id, ms) SELECT ?1, CASE WHEN m.epoch_since > ?2 THEN "
                         "m.epoch_since ELSE ?2 END FROM server_meta m WHERE true ON CONFLICT DO NOTHING"));
    return statement.bind(userId, clock.nowMs()).run();
}

Result<void> fillPage(Database &database, const SqlShared &shared, const std::string &userId, const PullQuery &query,
                      PullPage &page)
{
    page.rows.resize(shared.tables.size());
    if (query.until <= query.cursor)
        return {};
    EntityTable::PageFill fill{page};
    for (const std::size_t index : query.entities) {
        if (page.hasMore)
            break;
        if (index >= query.after.entity)
            CHECK(shared.tables[index]->pull(database, userId, query, index, fill));
    }
    return {};
}

Result<std::unique_ptr<UserTransaction>> SqlTransaction::begin(const SqlShared &shared, ConnectionPool::Lease lease,
                                                               const std::string &userId)
{
    Database &database = *lease;
    TRY(Transaction transaction, Transaction::beginWrite(database));
    TRY(std::optional<ClockRow> clock, lockClock(database, shared, userId));
    if (clock)
        return std::unique_ptr<UserTransaction>(
            new SqlTransaction(shared, std::move(lease), std::move(transaction), userId, std::move(*clock)));
    // The row must stay even if this transaction does not: its time may be told to the client.
    transaction.rollback();
    CHECK(makeClock(database, userId, shared.clock));
    return begin(shared, std::move(lease), userId);
}

SqlTransaction::SqlTransaction(const SqlShared &shared, ConnectionPool::Lease lease, Transaction transaction,
                               std::string userId, ClockRow clock)
    : m_shared(shared),
      m_database(std::move(lease)),
      m_transaction(std::move(transaction)),
      m_userId(std::move(userId)),
      m_clock(std::move(clock))
{
}

Result<void> SqlTransaction::advanceClock(std::int64_t ms)
{
    CHECK(m_transaction.check());
    TRY(Statement statement, m_database->prepare("UPDATE sync_clock SET ms = ?1 WHERE user_id = ?2 AND ms < ?1"));
    CHECK(statement.bind(ms, m_userId).run());
    if (m_database->changes() != 1)
        return Error{"clock_back", ErrorCategory::Input, "a clock only moves forward"};
    m_clock.ms = ms;
    return {};
}

Result<void> SqlTransaction::settled(Result<void> done)
{
    if (!done && done.error().category != ErrorCategory::Input)
        m_transaction.rollback();
    return done;
}

Result<std::optional<Receipt>> SqlTransaction::findReceipt(const std::string &device, const std::string &key)
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

Result<void> SqlTransaction::writeReceipt(const std::string &device, const std::string &key, const Receipt &receipt)
{
    CHECK(m_transaction.check());
    return settled(insertReceipt(device, key, receipt));
}

Result<void> SqlTransaction::insertReceipt(const std::string &device, const std::string &key, const Receipt &receipt)
{
    TRY(Statement statement,
        m_database->prepare(
            "INSERT INTO push_receipts (user_id, device_id, key, body_hash, stamp, answer, created_at) "
            "VALUES (?,?,?,?,?,?,?)"));
    return statement
        .bind(m_userId, device, key, Blob{receipt.bodyHash}, receipt.stamp, receipt.answer, m_shared.clock.nowMs())
        .run();
}

Result<std::vector<std::optional<merge::StoredRow>>> SqlTransaction::readForMerge(std::size_t entity,
                                                                                  std::span<const std::string> ids)
{
    const EntityTable &table = *m_shared.tables[entity];
    return inParts<merge::StoredRow>(table, ids, [&](std::span<const std::string> part) {
        return table.find(*m_database, m_userId, part, m_document);
    });
}

Result<std::vector<std::optional<Record>>> SqlTransaction::versionsAt(std::size_t entity,
                                                                      std::span<const VersionQuery> queries)
{
    const EntityTable &table = *m_shared.tables[entity];
    return inParts<Record>(table, queries, [&](std::span<const VersionQuery> part) {
        return table.versionsAt(*m_database, m_userId, part, m_document);
    });
}

/// Asks for a part after the other, so that too much is noticed before it fills the memory.
template <typename Row, typename Asked, typename Read> Result<std::vector<std::optional<Row>>>
SqlTransaction::inParts(const EntityTable &table, std::span<const Asked> asked, Read read)
{
    CHECK(m_transaction.check());
    std::vector<std::optional<Row>> rows;
    rows.reserve(asked.size());
    while (rows.size() < asked.size()) {
        const std::size_t count = std::min(table.rowsAtOnce(), asked.size() - rows.size());
        TRY(std::vector<std::optional<Row>> part, read(asked.subspan(rows.size(), count)));
        for (std::optional<Row> &row : part) {
            m_bytesRead += row ? bytesOf(*row) : 0;
            rows.push_back(std::move(row));
        }
        if (m_bytesRead > kMostRead)
            return Error{"too_large", ErrorCategory::Input, "the stored records are too large for one request"};
    }
    return rows;
}

Result<void> SqlTransaction::writeRows(std::size_t entity, std::span<const RowWrite> rows)
{
    CHECK(m_transaction.check());
    return settled(m_shared.tables[entity]->write(*m_database, m_userId, rows));
}

Result<void> SqlTransaction::writeConflicts(std::span<const ConflictWrite> conflicts)
{
    CHECK(m_transaction.check());
    return settled(insertConflicts(conflicts));
}

Result<void> SqlTransaction::insertConflicts(std::span<const ConflictWrite> conflicts)
{
    return backend::insertConflicts(*m_database, m_userId, m_shared.schema, conflicts, m_shared.clock.nowMs());
}

Result<void> SqlTransaction::writeRejections(const std::string &device, std::span<const Rejection> rejections,
                                             std::int64_t nowMs)
{
    CHECK(m_transaction.check());
    return settled(insertRejections(device, rejections, nowMs));
}

Result<void> SqlTransaction::insertRejections(const std::string &device, std::span<const Rejection> rejections,
                                              std::int64_t nowMs)
{
    static const BatchInsert insert{
        "push_rejections (id, user_id, device_id, entity, record_id, code, message, payload, created_at)", 9};
    return insertBatch(*m_database, insert, rejections,
                       [&](Statement &statement, int first, const Rejection &rejection) {
                           bindFrom(statement, first, m_shared.ids.next(), m_userId, device, rejection.entity,
                                    rejection.recordId, rejection.code, rejection.message, rejection.payload, nowMs);
                       });
}

Result<PullPage> SqlTransaction::readWindow(std::int64_t cursor, std::size_t limit)
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

Result<std::optional<StoredConflict>> SqlTransaction::findConflict(const std::string &id)
{
    CHECK(m_transaction.check());
    return readConflict(*m_database, m_shared.tables, id, m_userId);
}

Result<void> SqlTransaction::decide(const std::string &id, const ConflictChange &change)
{
    CHECK(m_transaction.check());
    return settled(decideConflict(*m_database, m_userId, id, change));
}

Result<void> SqlTransaction::markReviewed(const std::string &id, const ConflictDecision &decision)
{
    return decide(id, {ConflictState::Reviewed, decision});
}

Result<void> SqlTransaction::markOverridden(const std::string &id, const ConflictDecision &decision,
                                            const std::string &valuesJson, const std::string &previousJson)
{
    return decide(id, {ConflictState::Overridden, decision, &valuesJson, &previousJson});
}

Result<void> SqlTransaction::markReverted(const std::string &id, const ConflictDecision &decision)
{
    return decide(id, {ConflictState::Reverted, decision});
}

Result<void> SqlTransaction::writeAudit(const AuditEntry &entry)
{
    CHECK(m_transaction.check());
    return settled(insertAudit(*m_database, entry, m_shared.ids));
}

Result<std::int64_t> SqlTransaction::purgeTombstones(std::int64_t before, std::int64_t most)
{
    CHECK(m_transaction.check());
    std::int64_t removed = 0;
    for (const auto &table : m_shared.tables) {
        TRY(const EntityTable::RemovedTombstones gone, table->removeTombstones(*m_database, m_userId, before, most));
        removed += gone.count;
        m_clock.purgedMs = std::max(m_clock.purgedMs, gone.newest);
    }
    TRY(Statement raise, m_database->prepare("UPDATE sync_clock SET purged_ms = ? WHERE user_id = ?"));
    CHECK(raise.bind(m_clock.purgedMs, m_userId).run());
    return removed;
}

Result<void> SqlTransaction::commit()
{
    CHECK(m_transaction.commit());
    m_database.release();
    return {};
}

} // namespace tidemark::backend
