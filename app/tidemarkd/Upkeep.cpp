// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Commands.h"
#include "app/tidemarkd/Options.h"
#include "base/Clock.h"
#include "base/Uuid.h"

#include <cstdio>
#include <map>

namespace tidemark::daemon {

namespace {

/// What a command on the database needs.
struct Upkeep {
    SystemClock clock;
    SystemRandom random;
    UuidSource ids{clock, random};

    Result<std::unique_ptr<backend::SqlStore>> open(const cli::Parsed &parsed)
    {
        TRY(const std::string path, storePath(parsed));
        return openStore(path, Upgrade::Refused, 1, clock, ids, random);
    }
};

} // namespace

Result<void> purge(const cli::Parsed &parsed)
{
    TRY(const backend::Retention retention, readRetention(parsed));
    Upkeep upkeep;
    TRY(const auto store, upkeep.open(parsed));
    std::map<std::string_view, std::int64_t> rows;
    for (;;) {
        TRY(const auto step, store->purge(retention));
        if (!step)
            break;
        rows[step->what] += step->rows;
    }
    for (const auto &[what, count] : rows)
        std::printf("%-10.*s %lld\n", static_cast<int>(what.size()), what.data(), static_cast<long long>(count));
    return {};
}

Result<void> restored(const cli::Parsed &parsed)
{
    TRY(const std::int64_t to, parsed.number("to", 1));
    Upkeep upkeep;
    if (to > upkeep.clock.nowMs())
        return Error{"usage", ErrorCategory::Input, "--to is in the future; it wants milliseconds since 1970"};
    TRY(const auto store, upkeep.open(parsed));
    TRY(const backend::ServerMeta meta, store->restored(to));
    std::printf("epoch %s since %lld, restored to %lld\n", meta.epoch.c_str(),
                static_cast<long long>(meta.epochSince), static_cast<long long>(meta.restoredTo));
    return {};
}

} // namespace tidemark::daemon
