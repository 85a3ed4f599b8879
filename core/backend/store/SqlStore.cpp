// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/SqlStore.h"

#include "backend/store/ConflictTable.h"
#include "backend/store/DeviceTable.h"
#include "backend/store/Epoch.h"
#include "backend/store/LogTable.h"
#include "backend/store/Migrations.h"
#include "backend/store/PostgresDatabase.h"
#include "backend/store/RollupTable.h"
#include "backend/store/SqliteDatabase.h"
#include "backend/store/StreakTable.h"
#include "backend/store/UserTable.h"

namespace tidemark::backend {

namespace {

constexpr const char *kInMemory = ":memory:";

bool isPostgres(const std::string &location)
{
    return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

EntityTables tablesOf(const SqlStore::Config &config)
{
    EntityTables tables;
    for (const EntitySchema &entity : config.schema.entities) {
        tables.push_back(
            EntityTable::make(entity, isPostgres(config.location) ? SqlDialect::PostgreSql : SqlDialect::Sqlite));
    }
    return tables;
}

Result<std::unique_ptr<Database>> openSqliteWriter(const std::string &path, std::int64_t maxPages)
{
    TRY(std::unique_ptr<Database> database, SqliteDatabase::open(path));
    if (path == kInMemory) {
        CHECK(database->execute("PRAGMA synchronous = OFF"));
        return database;
    }
    // A larger log than the default 1,000 pages makes the slow pushes, those that move it into the file, rarer.
    CHECK(database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; "
                            "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864"));
    if (maxPages > 0)
        CHECK(database->execute("PRAGMA max_page_count = " + std::to_string(maxPages)));
    return database;
}

Result<std::unique_ptr<Database>> openSqliteReader(const std::string &path)
{
    TRY(std::unique_ptr<Database> database, SqliteDatabase::open(path));
    CHECK(database->execute("PRAGMA query_only = ON; PRAGMA cache_size = -16000"));
    return database;
}

ConnectionPool::Connect writerOf(const SqlStore::Config &config)
{
    if (isPostgres(config.location))
        return [url = config.location] { return PostgresDatabase::open(url); };
    return [path = config.location, maxPages = config.maxPages] { return openSqliteWriter(path, maxPages); };
}

std::size_t writersOf(const SqlStore::Config &config)
{
    return isPostgres(config.location) ? std::max(config.connections, 1U) : 1;
}

PullPage pageAt(ClockRow clock)
{
    PullPage page;
    page.clock = clock.ms;
    page.purgedMs = clock.purgedMs;
    page.meta = std::move(clock.meta);
    return page;
}

} // namespace

SqlStore::SqlStore(const Config &config)
    : m_shared{config.schema, tablesOf(config), config.clock, config.ids,
               std::counting_semaphore<>(std::max<std::ptrdiff_t>(config.connections / 2, 1))},
      m_writers(writersOf(config), isPostgres(config.location) ? "pool_exhausted" : "clock_busy", writerOf(config))
{
}

Result<std::unique_ptr<SqlStore>> SqlStore::open(const Config &config)
{
    std::unique_ptr<SqlStore> store(new SqlStore(config));
    {
        TRY(ConnectionPool::Lease database, store->m_writers.take());
        CHECK(migrate(*database, config.schema, config.clock, config.upgrade));
        TRY(store->m_meta, ensureServerMeta(*database, config.ids, config.random));
    }
    if (!isPostgres(config.location) && config.location != kInMemory) {
        store->m_readers = std::make_unique<ConnectionPool>(
            config.connections, "pool_exhausted", [path = config.location] { return openSqliteReader(path); });
    }
    return store;
}

Result<std::unique_ptr<UserTransaction>> SqlStore::begin(const std::string &userId)
{
    TRY(ConnectionPool::Lease lease, m_writers.take());
    return SqlTransaction::begin(m_shared, std::move(lease), userId);
}

Result<PullPage> SqlStore::pull(const std::string &userId, const PullQuery &query)
{
    for (;;) {
        TRY(std::optional<PullPage> page, pullOnce(userId, query));
        if (page)
            return std::move(*page);
        TRY(ConnectionPool::Lease database, m_writers.take());
        CHECK(makeClock(*database, userId, m_shared.clock));
    }
}

/// Nothing when the user has no clock yet.
Result<std::optional<PullPage>> SqlStore::pullOnce(const std::string &userId, const PullQuery &query)
{
    TRY(ConnectionPool::Lease database, readers().take());
    if (query.until == 0) {
        // No row is newer than the clock: most pulls bring nothing, and one statement says so.
        TRY(std::optional<ClockRow> clock, readClock(*database, userId));
        if (!clock)
            return std::optional<PullPage>();
        if (clock->ms <= query.cursor) {
            PullPage page = pageAt(std::move(*clock));
            page.rows.resize(m_shared.tables.size());
            return std::optional(std::move(page));
        }
    }
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    TRY(std::optional<ClockRow> clock, readClock(*database, userId));
    if (!clock)
        return std::optional<PullPage>();
    PullPage page = pageAt(std::move(*clock));
    PullQuery window = query;
    if (window.until == 0)
        window.until = page.clock;
    CHECK(fillPage(*database, m_shared, userId, window, page));
    return std::optional(std::move(page));
}

Result<Snapshot> SqlStore::scan(const std::string &userId, std::size_t entity,
                                const std::function<void(const Record &)> &visit)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    TRY(std::optional<ClockRow> clock, readClock(*database, userId));
    if (!clock)
        return Snapshot{0, m_meta};
    PullQuery query;
    query.until = clock->ms;
    query.entities = {entity};
    for (;;) {
        PullPage page;
        CHECK(fillPage(*database, m_shared, userId, query, page));
        for (const Record &record : page.rows[entity])
            visit(record);
        if (!page.hasMore)
            return Snapshot{clock->ms, std::move(clock->meta)};
        query.after = page.last;
    }
}

/// After lockFigures().
Result<void> SqlStore::takeLogs(Database &database, std::span<const SyncLogEntry> logs,
                                std::span<const DeviceSeen> devices)
{
    TRY(const std::vector<const SyncLogEntry *> entries, insertLogs(database, logs, m_shared.clock.nowMs()));
    CHECK(insertDevices(database, devices));
    Rollups rollups;
    for (const SyncLogEntry *entry : entries)
        addLog(rollups, *entry);
    CHECK(updateStreaks(database, entries));
    return mergeRollups(database, rollups);
}

Result<void> SqlStore::writeReport(std::span<SyncLogEntry> logs, const DeviceSeen &device)
{
    TRY(ConnectionPool::Lease database, m_writers.take());
    TRY(Transaction transaction, Transaction::beginWrite(*database));
    CHECK(lockFigures(*database));
    CHECK(takeAnswers(*database, logs));
    CHECK(takeLogs(*database, logs, std::span(&device, 1)));
    return transaction.commit();
}

Result<void> SqlStore::writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices)
{
    TRY(ConnectionPool::Lease database, m_writers.take());
    TRY(Transaction transaction, Transaction::beginWrite(*database));
    // Before all else: so the order in which logs are numbered is the order in which they are committed.
    CHECK(lockFigures(*database));
    CHECK(takeLogs(*database, logs, devices));
    return transaction.commit();
}

Result<Page<SyncLogEntry>> SqlStore::listLogs(const LogFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readLogs(*database, filter);
}

Result<SyncStats> SqlStore::stats(std::int64_t periodMs, std::int64_t now, const std::string &userId)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    return readStats(*database, periodMs, now, userId);
}

Result<std::int64_t> SqlStore::newestWritten()
{
    TRY(ConnectionPool::Lease database, readers().take());
    return backend::newestWritten(*database);
}

Result<std::vector<WrittenLog>> SqlStore::logsAfter(std::int64_t written, std::size_t limit)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readLogsAfter(*database, written, limit);
}

Result<std::vector<ConflictItem>> SqlStore::conflictsAfter(std::int64_t createdAt, const std::string &id,
                                                           std::size_t limit)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readConflictsAfter(*database, createdAt, id, limit);
}

Result<Page<ConflictItem>> SqlStore::listConflicts(const ConflictFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readConflicts(*database, filter);
}

Result<std::int64_t> SqlStore::countConflicts(const ConflictFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return backend::countConflicts(*database, filter);
}

Result<std::optional<StoredConflict>> SqlStore::getConflict(const std::string &id)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    return readConflict(*database, m_shared.tables, id, {});
}

Result<std::optional<std::string>> SqlStore::conflictOwner(const std::string &id)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readConflictOwner(*database, id);
}

Result<Page<UserItem>> SqlStore::listUsers(const UserFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    return readUsers(*database, filter);
}

Result<std::optional<UserDetail>> SqlStore::getUser(const std::string &id)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    return readUser(*database, m_shared.tables, id);
}

Result<Page<Record>> SqlStore::listRecords(const RecordFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return m_shared.tables[filter.entity]->list(*database, filter);
}

Result<Page<VersionItem>> SqlStore::listVersions(const VersionFilter &filter)
{
    const std::optional<std::size_t> entity = m_shared.schema.entityIndex(filter.entity);
    if (!entity)
        return Page<VersionItem>();
    TRY(ConnectionPool::Lease database, readers().take());
    return readVersions(*database, filter, m_shared.tables[*entity]->rowsAtOnce());
}

Result<void> SqlStore::writeAudit(const AuditEntry &entry)
{
    TRY(ConnectionPool::Lease database, m_writers.take());
    return insertAudit(*database, entry, m_shared.ids);
}

Result<Page<AuditEntry>> SqlStore::listAudit(const AuditFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readAudit(*database, filter);
}

Result<std::optional<Purged>> SqlStore::purge(const Retention &retention)
{
    return purgeStep(m_shared, m_writers, retention, m_shared.clock.nowMs());
}

Result<ServerMeta> SqlStore::restored(std::int64_t restoredTo)
{
    TRY(const ConnectionPool::Lease database, m_writers.take());
    return beginEpoch(*database, m_shared.ids, m_shared.clock.nowMs(), restoredTo);
}

} // namespace tidemark::backend
