// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Epoch.h"

#include "backend/store/Migrations.h"

#include <algorithm>
#include <charconv>

namespace tidemark::backend {

namespace {

/// The machine that was lost may have been a little ahead of this one.
constexpr std::int64_t kMarginMs = 60'000;

std::int64_t takeNumber(std::string_view &text)
{
    std::int64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    text.remove_prefix(std::min<std::size_t>(1, text.size()));
    return number;
}

} // namespace

std::int64_t ServerMeta::restoredFor(std::int64_t cursor) const
{
    std::int64_t to = restoredTo;
    for (const Restore &restore : restores) {
        if (restore.epochSince > cursor)
            to = std::min(to, restore.restoredTo);
    }
    return to;
}

std::vector<Restore> restoresFromText(std::string_view text)
{
    std::vector<Restore> restores;
    while (!text.empty()) {
        const std::int64_t since = takeNumber(text);
        restores.push_back({since, takeNumber(text)});
    }
    return restores;
}

std::string restoresToText(const std::vector<Restore> &restores)
{
    std::string text;
    for (const Restore &restore : restores)
        text +=
            (text.empty() ? "" : ",") + std::to_string(restore.epochSince) + ' ' + std::to_string(restore.restoredTo);
    return text;
}

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
    TRY(ServerMeta before, readServerMeta(database));
    before.restores.push_back({since, to});
    TRY(Statement meta,
        database.prepare("UPDATE server_meta SET epoch = ?, epoch_since = ?, restored_to = ?, restores = ?"));
    CHECK(meta.bind(ids.next(), since, to, restoresToText(before.restores)).run());
    TRY(Statement clocks, database.prepare("UPDATE sync_clock SET ms = ?1 WHERE ms < ?1"));
    CHECK(clocks.bind(since).run());
    TRY(ServerMeta made, readServerMeta(database));
    CHECK(transaction.commit());
    return made;
}

} // namespace tidemark::backend
