// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Purge.h"

#include "backend/store/RollupTable.h"

#include <algorithm>
#include <vector>

namespace tidemark::backend {

namespace {

/// Rows a step, more only when many are of the same moment.
constexpr std::int64_t kStepRows = 1000;

/// Removes the oldest rows of a table whose time is before `limit`.
Result<std::int64_t> removeOldest(Database &database, const std::string &table, const std::string &time,
                                  std::int64_t limit)
{
    const std::string older = " FROM " + table + " WHERE " + time + " < ?";
    std::int64_t before = limit;
    {
        TRY(Statement next, database.prepare("SELECT " + time + older + " ORDER BY " + time + " LIMIT 1 OFFSET ?"));
        TRY(const bool more, next.bind(limit, kStepRows).step());
        if (more)
            before = std::min(limit, next.integer(0) + 1);
    }
    TRY(Statement remove, database.prepare("DELETE" + older));
    CHECK(remove.bind(before).run());
    return database.changes();
}

/// A user with a tombstone that is due; nothing when there is none.
Result<std::optional<std::string>> userWithTombstone(Database &database, const SqlShared &shared, std::int64_t limit)
{
    for (const auto &table : shared.tables) {
        TRY(Statement statement,
            database.prepare(
                "SELECT user_id FROM " + quotedName(table->entity().name)
                + " WHERE _status = 'deleted' AND last_modified_at < ? ORDER BY last_modified_at LIMIT 1"));
        TRY(const bool found, statement.bind(limit).step());
        if (found)
            return std::optional(statement.text(0));
    }
    return std::optional<std::string>();
}

struct Versioned {
    std::string userId;
    std::string entity;
    std::string recordId;
};

constexpr std::string_view kLater = "(changed <> '' OR status = 'deleted')";

/// Records of which a later version is in (place, until], ms.
Result<std::vector<Versioned>> versionedIn(Database &database, std::int64_t place, std::int64_t until)
{
    TRY(Statement row,
        database.prepare(
            "SELECT DISTINCT user_id, entity, record_id FROM record_versions WHERE ms > ? AND ms <= ? AND "
            + std::string(kLater)));
    row.bind(place, until);
    std::vector<Versioned> records;
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            return records;
        records.push_back({row.text(0), row.text(1), row.text(2)});
    }
}

/// Of a record's versions up to `until` the newest stays, if the record is still there.
Result<std::int64_t> removeVersions(Database &database, const SqlShared &shared, const Versioned &record,
                                    std::int64_t until)
{
    const std::string settled =
        " AND NOT EXISTS (SELECT 1 FROM sync_conflicts c WHERE c.user_id = ?1 AND c.record_id = ?2 AND c.entity = ?3 "
        "AND c.state IN ('auto', 'overridden'))";
    const std::string remove =
        "DELETE FROM record_versions WHERE user_id = ?1 AND record_id = ?2 AND entity = ?3 AND ";
    std::int64_t removed = 0;
    {
        TRY(Statement older,
            database.prepare(
                remove
                + "ms < (SELECT max(n.ms) FROM record_versions n WHERE n.user_id = ?1 AND n.record_id = ?2 "
                  "AND n.entity = ?3 AND n.ms <= ?4)"
                + settled));
        CHECK(older.bind(record.userId, record.recordId, record.entity, until).run());
        removed += database.changes();
    }
    if (!shared.schema.entityIndex(record.entity))
        return removed;
    TRY(Statement last,
        database.prepare(remove + "ms <= ?4 AND status = 'deleted' AND NOT EXISTS (SELECT 1 FROM "
                         + quotedName(record.entity) + " e WHERE e.user_id = ?1 AND e.id = ?2)" + settled));
    CHECK(last.bind(record.userId, record.recordId, record.entity, until).run());
    return removed + database.changes();
}

/// Goes on where the last step ended. Rows: of the versions looked at, since those may all have to stay.
Result<std::int64_t> purgeVersions(Database &database, const SqlShared &shared, std::int64_t limit)
{
    std::int64_t place = 0;
    {
        TRY(Statement known, database.prepare("SELECT place FROM purge_progress WHERE job = 'versions'"));
        TRY(const bool found, known.step());
        if (found)
            place = known.integer(0);
    }
    const std::string due = "SELECT ms FROM record_versions WHERE ms > ? AND ms < ? AND " + std::string(kLater);
    std::int64_t until = 0;
    {
        TRY(Statement next, database.prepare(due + " ORDER BY ms LIMIT 1"));
        TRY(const bool any, next.bind(place, limit).step());
        if (!any)
            return 0;
        TRY(Statement last, database.prepare(due + " ORDER BY ms LIMIT 1 OFFSET ?"));
        TRY(const bool more, last.bind(place, limit, kStepRows / 4).step());
        until = more ? last.integer(0) : limit - 1;
    }
    TRY(const std::vector<Versioned> records, versionedIn(database, place, until));
    std::int64_t removed = 0;
    for (const Versioned &record : records) {
        TRY(const std::int64_t rows, removeVersions(database, shared, record, until));
        removed += rows;
    }
    TRY(Statement remember,
        database.prepare("INSERT INTO purge_progress (job, place) VALUES ('versions', ?) "
                         "ON CONFLICT (job) DO UPDATE SET place = excluded.place"));
    CHECK(remember.bind(until).run());
    return std::max<std::int64_t>(removed, 1);
}

using Job = Result<std::int64_t> (*)(Database &, const SqlShared &, const Retention &, std::int64_t);

struct NamedJob {
    std::string_view what;
    Job run;
};

/// Each does a little and says how many rows it was.
constexpr NamedJob kJobs[] = {
    {"figures",
     [](Database &database, const SqlShared &, const Retention &, std::int64_t now) -> Result<std::int64_t> {
         CHECK(lockFigures(database));
         return compactRollups(database, now);
     }},
    {"figures",
     [](Database &database, const SqlShared &, const Retention &retention, std::int64_t now) {
         return removeOldRollups(database, now - retention.rollupsMs);
     }},
    {"logs",
     [](Database &database, const SqlShared &, const Retention &retention, std::int64_t now) {
         return removeOldest(database, "sync_logs", "started_at", now - retention.logsMs);
     }},
    {"receipts",
     [](Database &database, const SqlShared &, const Retention &retention, std::int64_t now) {
         return removeOldest(database, "push_receipts", "created_at", now - retention.tombstonesMs);
     }},
    {"rejections",
     [](Database &database, const SqlShared &, const Retention &retention, std::int64_t now) {
         return removeOldest(database, "push_rejections", "created_at", now - retention.tombstonesMs);
     }},
};

} // namespace

Result<std::optional<Purged>> purgeStep(const SqlShared &shared, ConnectionPool &pool, const Retention &retention,
                                        std::int64_t now)
{
    const std::int64_t deletedBefore = now - retention.tombstonesMs;
    std::optional<std::string> user;
    {
        TRY(const ConnectionPool::Lease database, pool.take());
        for (const NamedJob &job : kJobs) {
            TRY(Transaction transaction, Transaction::beginWrite(*database));
            TRY(const std::int64_t rows, job.run(*database, shared, retention, now));
            if (rows == 0)
                continue;
            CHECK(transaction.commit());
            return std::optional(Purged{job.what, rows});
        }
        TRY(user, userWithTombstone(*database, shared, deletedBefore));
    }
    TRY(ConnectionPool::Lease lease, pool.take());
    if (user) {
        TRY(const auto transaction, SqlTransaction::begin(shared, std::move(lease), *user));
        TRY(const std::int64_t rows, transaction->purgeTombstones(deletedBefore, kStepRows));
        CHECK(transaction->commit());
        return std::optional(Purged{"tombstones", rows});
    }
    // After the tombstones: a deletion's version goes when the row itself has gone.
    TRY(Transaction transaction, Transaction::beginWrite(*lease));
    TRY(const std::int64_t rows,
        purgeVersions(*lease, shared, now - std::max(retention.versionsMs, retention.tombstonesMs)));
    if (rows == 0)
        return std::optional<Purged>();
    CHECK(transaction.commit());
    return std::optional(Purged{"versions", rows});
}

} // namespace tidemark::backend
