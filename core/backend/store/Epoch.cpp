// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Epoch.h"

#include "backend/store/Migrations.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

/// The machine that was lost may have been a little ahead of this one.
constexpr std::int64_t kMarginMs = 60'000;

} // namespace

Result<ServerMeta> beginEpoch(Database &database, IdSource &ids, std::int64_t now, std::int64_t restoredTo)
{
    TRY(Transaction transaction, Transaction::beginWrite(database));
    std::int64_t newest = 0;
    {
        TRY(Statement clocks, database.prepare("SELECT coalesce(max(ms), 0) FROM sync_clock"));
        TRY(const bool found, clocks.step());
        if (found)
            newest = clocks.integer(0);
    }
    const std::int64_t since = std::max(newest, now) + kMarginMs;
    // Nothing newer came with the backup; to name a later time would leave out what was stamped in between.
    const std::int64_t to = newest > 0 ? std::min(restoredTo, newest) : restoredTo;
    TRY(Statement meta, database.prepare("UPDATE server_meta SET epoch = ?, epoch_since = ?, restored_to = ?"));
    CHECK(meta.bind(ids.next(), since, to).run());
    TRY(Statement clocks, database.prepare("UPDATE sync_clock SET ms = ?1 WHERE ms < ?1"));
    CHECK(clocks.bind(since).run());
    TRY(ServerMeta made, readServerMeta(database));
    CHECK(transaction.commit());
    return made;
}

} // namespace tidemark::backend
