// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Cursor.h"

#include "protocol/JsonWriter.h"

namespace tidemark::backend {

namespace {

Refusal gone(std::string code, std::string detail, const ServerMeta &meta, std::int64_t cursor)
{
    Refusal refusal = refuse(410, std::move(code), std::move(detail));
    JsonWriter json(refusal.members);
    json.field("restored_to", meta.restoredFor(cursor)).field("server_id", meta.serverId).field("epoch", meta.epoch);
    return refusal;
}

} // namespace

Attempt<Done> checkCursor(std::int64_t cursor, std::string_view epoch, const ServerMeta &meta, const UserClock &clock)
{
    if (!epoch.empty() && epoch != meta.epoch)
        return gone("epoch_changed", "the cursor is from another epoch", meta, cursor);
    // A client that names this epoch has adopted it, and offered again what the restore had lost.
    if (epoch.empty() && cursor != 0 && cursor < meta.epochSince)
        return gone("epoch_changed", "the cursor is from before this epoch", meta, cursor);
    if (cursor > clock.now)
        return gone("cursor_ahead", "the cursor is ahead of the clock", meta, cursor);
    if (cursor != 0 && cursor < clock.purged)
        return gone("cursor_expired", "deletions after the cursor are no longer known", meta, cursor);
    return Done{};
}

} // namespace tidemark::backend
