// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/Purge.h"
#include "backend/store/SqlTransaction.h"
#include "backend/store/Store.h"
#include "base/Random.h"

#include <memory>
#include <string>

namespace tidemark::backend {

/// The backend's database, in SQLite or PostgreSQL.
///
/// SQLite: one file, for one server process on one machine. Write-ahead log with every commit on the disk; one
/// connection writes, a few read. In memory there is a single connection, so that a thread that holds a
/// UserTransaction must end it before it asks for anything else.
/// PostgreSQL: any number of server processes; one pool of connections, as many as there are cores to use them.
///
/// Errors on opening: Local "database_newer", "database_old", "not_a_database", "disk_full", "database"; Busy
/// "database_gone"; Input "bad_schema". Afterwards those of Database, and Busy "clock_busy" (SQLite's only writer, or
/// a user's clock, was not free within 5 s, or, in PostgreSQL, half of the connections wait for clocks already),
/// "pool_exhausted".
class SqlStore final : public SyncStore, public AdminStore {
public:
    /// Schema, clock, ids and randomness outlive the store.
    struct Config {
        std::string location; ///< a file, ":memory:" for none, or postgresql://…
        const Schema &schema;
        Clock &clock;
        IdSource &ids;
        Random &random;
        unsigned connections = 2;  ///< PostgreSQL: all there are; SQLite: those that read
        std::int64_t maxPages = 0; ///< SQLite: the file's limit in pages of 4 KiB; 0: the disk's
        bool upgrade = true;       ///< else a database made by an older program is refused
    };

    static Result<std::unique_ptr<SqlStore>> open(const Config &config);

    /// As it was when the store was opened: a restore from backup stops the server.
    ServerMeta meta() const override { return m_meta; }
    Result<std::unique_ptr<UserTransaction>> begin(const std::string &userId) override;
    Result<PullPage> pull(const std::string &userId, const PullQuery &query) override;
    Result<Snapshot> scan(const std::string &userId, std::size_t entity,
                          const std::function<void(const Record &)> &visit) override;
    Result<void> writeReport(std::span<SyncLogEntry> logs, const DeviceSeen &device) override;
    Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices) override;

    Result<Page<SyncLogEntry>> listLogs(const LogFilter &filter) override;
    Result<SyncStats> stats(std::int64_t periodMs, std::int64_t now, const std::string &userId) override;
    Result<std::int64_t> newestWritten() override;
    Result<std::vector<WrittenLog>> logsAfter(std::int64_t written, std::size_t limit) override;
    Result<std::vector<ConflictItem>> conflictsAfter(std::int64_t createdAt, const std::string &id,
                                                     std::size_t limit) override;
    Result<Page<ConflictItem>> listConflicts(const ConflictFilter &filter) override;
    Result<std::int64_t> countConflicts(const ConflictFilter &filter) override;
    Result<std::optional<StoredConflict>> getConflict(const std::string &id) override;
    Result<std::optional<std::string>> conflictOwner(const std::string &id) override;
    Result<Page<UserItem>> listUsers(const UserFilter &filter) override;
    Result<std::optional<UserDetail>> getUser(const std::string &id) override;
    Result<Page<Record>> listRecords(const RecordFilter &filter) override;
    Result<Page<VersionItem>> listVersions(const VersionFilter &filter) override;
    Result<void> writeAudit(const AuditEntry &entry) override;
    Result<Page<AuditEntry>> listAudit(const AuditFilter &filter) override;

    /// Does a little of what is due by now: purgeStep().
    Result<std::optional<Purged>> purge(const Retention &retention);
    /// After a restore from backup: beginEpoch() at the wall clock. meta() stays as it was.
    Result<ServerMeta> restored(std::int64_t restoredTo);
    PoolFigures writerFigures() const { return m_writers.figures(); }
    /// Nothing when the writers read, too.
    std::optional<PoolFigures> readerFigures() const
    {
        return m_readers ? std::optional(m_readers->figures()) : std::nullopt;
    }

private:
    explicit SqlStore(const Config &config);
    ConnectionPool &readers() { return m_readers ? *m_readers : m_writers; }
    Result<void> takeLogs(Database &database, std::span<const SyncLogEntry> logs,
                          std::span<const DeviceSeen> devices);
    Result<std::optional<PullPage>> pullOnce(const std::string &userId, const PullQuery &query);

    SqlShared m_shared;
    ServerMeta m_meta;
    ConnectionPool m_writers;
    std::unique_ptr<ConnectionPool> m_readers; ///< null: the writers read, too
};

} // namespace tidemark::backend
