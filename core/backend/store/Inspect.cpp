// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Inspect.h"

#include "backend/store/PostgresDatabase.h"
#include "backend/store/SqliteDatabase.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

Result<std::int64_t> number(Database &database, std::string_view sql)
{
    TRY(Statement statement, database.prepare(sql));
    TRY(const bool found, statement.step());
    return found ? statement.integer(0) : 0;
}

Result<std::int64_t> oldestTombstone(Database &database, const Schema &schema)
{
    std::int64_t oldest = 0;
    for (const EntitySchema &entity : schema.entities) {
        TRY(const std::int64_t stamp,
            number(database,
                   "SELECT coalesce(min(last_modified_at), 0) FROM " + quotedName(entity.name)
                       + " WHERE _status = 'deleted'"));
        if (stamp > 0)
            oldest = oldest == 0 ? stamp : std::min(oldest, stamp);
    }
    return oldest;
}

/// What every version's tables tell.
Result<ServerMeta> identity(Database &database)
{
    TRY(Statement meta, database.prepare("SELECT server_id, epoch, epoch_since FROM server_meta"));
    TRY(const bool found, meta.step());
    return found ? ServerMeta{meta.text(0), meta.text(1), meta.integer(2)} : ServerMeta();
}

} // namespace

Result<StoreState> inspectStore(const std::string &location, const Schema &schema)
{
    const bool postgres = location.starts_with("postgres");
    TRY(const std::unique_ptr<Database> database,
        postgres ? PostgresDatabase::open(location) : SqliteDatabase::openReadOnly(location));
    TRY(Transaction snapshot, Transaction::beginRead(*database));
    StoreState state;
    if (postgres) {
        TRY(state.databaseMs,
            number(*database, "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    }
    TRY(state.age, ageOf(*database, schema));
    if (state.age != Age::Current && state.age != Age::Older)
        return state;
    TRY(state.meta, identity(*database));
    TRY(state.users, number(*database, "SELECT count(*) FROM sync_clock"));
    TRY(state.newestStamp, number(*database, "SELECT coalesce(max(ms), 0) FROM sync_clock"));
    TRY(state.newestPurged, number(*database, "SELECT coalesce(max(purged_ms), 0) FROM sync_clock"));
    if (state.age == Age::Current) {
        TRY(state.oldestTombstone, oldestTombstone(*database, schema));
    }
    return state;
}

} // namespace tidemark::backend
