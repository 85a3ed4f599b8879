// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/SqliteTransaction.h"
#include "backend/store/Store.h"
#include "base/Random.h"

#include <memory>
#include <string>

namespace tidemark::backend {

/// The backend's database in one SQLite file, for one server process on one machine. Write-ahead log with every
/// commit on the disk; one connection writes, a few read. In memory there is a single connection, so that a thread
/// that holds a UserTransaction must end it before it asks for anything else. Errors on opening: Local
/// "database_newer", "not_a_database", "disk_full", "database"; Input "bad_schema". Afterwards: Busy "clock_busy"
/// (the write lock was not free within 5 s), "pool_exhausted"; Local "disk_full", "database".
class SqliteStore final : public SyncStore, public AdminStore {
public:
    /// Schema, clock, ids and randomness outlive the store.
    struct Config {
        std::string path; ///< ":memory:" for none
        const Schema &schema;
        Clock &clock;
        IdSource &ids;
        Random &random;
        unsigned readers = 2;
        std::int64_t maxPages = 0; ///< the file's limit in pages of 4 KiB; 0: the disk's
    };

    static Result<std::unique_ptr<SqliteStore>> open(const Config &config);

    /// As it was when the store was opened: a restore from backup stops the server.
    ServerMeta meta() const override { return m_meta; }
    Result<std::unique_ptr<UserTransaction>> begin(const std::string &userId) override;
    Result<PullPage> pull(const std::string &userId, const PullQuery &query) override;
    Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices) override;

    Result<Page<SyncLogEntry>> listLogs(const LogFilter &filter) override;
    Result<SyncStats> stats(std::int64_t periodMs, std::int64_t now, const std::string &userId) override;
    Result<Page<ConflictItem>> listConflicts(const ConflictFilter &filter) override;
    Result<std::optional<StoredConflict>> getConflict(const std::string &id) override;
    Result<std::optional<std::string>> conflictOwner(const std::string &id) override;
    Result<void> writeAudit(const AuditEntry &entry) override;
    Result<Page<AuditEntry>> listAudit(const AuditFilter &filter) override;

private:
    explicit SqliteStore(const Config &config);
    ConnectionPool &readers() { return m_inMemory ? m_writers : m_readers; }

    const bool m_inMemory;
    SqliteShared m_shared;
    ServerMeta m_meta;
    ConnectionPool m_writers{"clock_busy"};
    ConnectionPool m_readers{"pool_exhausted"};
};

} // namespace tidemark::backend
