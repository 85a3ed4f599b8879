// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/SqliteStore.h"

#include "backend/store/ConflictTable.h"
#include "backend/store/LogTable.h"
#include "backend/store/Migrations.h"

namespace tidemark::backend {

namespace {

std::vector<EntityTable> tablesOf(const Schema &schema)
{
    std::vector<EntityTable> tables;
    tables.reserve(schema.entities.size());
    for (const EntitySchema &entity : schema.entities)
        tables.emplace_back(entity);
    return tables;
}

Result<void> tuneWriter(Database &database, const SqliteStore::Config &config)
{
    if (config.path == ":memory:")
        return database.execute("PRAGMA synchronous = OFF");
    // A larger log than the default 1,000 pages makes the slow pushes, those that move it into the file, rarer.
    CHECK(database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; "
                           "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864"));
    if (config.maxPages > 0)
        CHECK(database.execute("PRAGMA max_page_count = " + std::to_string(config.maxPages)));
    return {};
}

} // namespace

SqliteStore::SqliteStore(const Config &config)
    : m_inMemory(config.path == ":memory:"),
      m_shared{config.schema, tablesOf(config.schema), config.clock, config.ids}
{
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const Config &config)
{
    std::unique_ptr<SqliteStore> store(new SqliteStore(config));
    TRY(std::unique_ptr<Database> writer, Database::open(config.path));
    CHECK(tuneWriter(*writer, config));
    CHECK(migrate(*writer, config.schema, config.clock));
    TRY(store->m_meta, ensureServerMeta(*writer, config.ids, config.random));
    store->m_writers.give(std::move(writer));
    for (unsigned i = 0; i < config.readers && !store->m_inMemory; ++i) {
        TRY(std::unique_ptr<Database> reader, Database::open(config.path));
        CHECK(reader->execute("PRAGMA query_only = ON; PRAGMA cache_size = -16000"));
        store->m_readers.give(std::move(reader));
    }
    return store;
}

Result<std::unique_ptr<UserTransaction>> SqliteStore::begin(const std::string &userId)
{
    TRY(ConnectionPool::Lease lease, m_writers.take());
    return SqliteTransaction::begin(m_shared, std::move(lease), userId);
}

Result<PullPage> SqliteStore::pull(const std::string &userId, const PullQuery &query)
{
    for (;;) {
        {
            TRY(ConnectionPool::Lease database, readers().take());
            TRY(Transaction snapshot, Transaction::beginRead(*database));
            TRY(std::optional<ClockRow> clock, readClock(*database, userId));
            if (clock) {
                PullPage page;
                page.clock = clock->ms;
                page.purgedMs = clock->purgedMs;
                page.meta = std::move(clock->meta);
                PullQuery window = query;
                if (window.until == 0)
                    window.until = page.clock;
                CHECK(fillPage(*database, m_shared, userId, window, page));
                return page;
            }
        }
        TRY(ConnectionPool::Lease database, m_writers.take());
        CHECK(makeClock(*database, userId, m_shared.clock));
    }
}

Result<void> SqliteStore::writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices)
{
    TRY(ConnectionPool::Lease database, m_writers.take());
    TRY(Transaction transaction, Transaction::beginWrite(*database));
    CHECK(insertLogs(*database, logs));
    CHECK(insertDevices(*database, devices));
    return transaction.commit();
}

Result<Page<SyncLogEntry>> SqliteStore::listLogs(const LogFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readLogs(*database, filter);
}

Result<SyncStats> SqliteStore::stats(std::int64_t periodMs, std::int64_t now, const std::string &userId)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    return readStats(*database, periodMs, now, userId);
}

Result<Page<ConflictItem>> SqliteStore::listConflicts(const ConflictFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readConflicts(*database, filter);
}

Result<std::optional<StoredConflict>> SqliteStore::getConflict(const std::string &id)
{
    TRY(ConnectionPool::Lease database, readers().take());
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    return readConflict(*database, m_shared.tables, id, {});
}

Result<std::optional<std::string>> SqliteStore::conflictOwner(const std::string &id)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readConflictOwner(*database, id);
}

Result<void> SqliteStore::writeAudit(const AuditEntry &entry)
{
    TRY(ConnectionPool::Lease database, m_writers.take());
    return insertAudit(*database, entry, m_shared.ids);
}

Result<Page<AuditEntry>> SqliteStore::listAudit(const AuditFilter &filter)
{
    TRY(ConnectionPool::Lease database, readers().take());
    return readAudit(*database, filter);
}

} // namespace tidemark::backend
