// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Commands.h"
#include "app/tidemarkd/Options.h"
#include "base/Clock.h"
#include "base/Uuid.h"

#include <cstdio>
#include <unistd.h>

namespace tidemark::daemon {

namespace {

/// 1 January 2025: a wall clock before it was never set, and stamps would follow it.
constexpr std::int64_t kEarliestMs = 1'735'689'600'000;

void report(const char *what, const std::string &finding)
{
    std::printf("%-10s %s\n", what, finding.c_str());
}

Result<void> checkDatabase(const std::string &path, Clock &clock, IdSource &ids, Random &random)
{
    if (path.find("://") == path.npos && ::access(path.c_str(), F_OK) != 0) {
        report("database", path + ": not there yet, serve makes it");
        return {};
    }
    TRY(const auto store, openStore(path, clock, ids, random));
    const backend::ServerMeta meta = store->meta();
    report("database", storeName(path) + ": ok, server " + meta.serverId + ", epoch " + meta.epoch);
    return {};
}

} // namespace

Result<void> check(const cli::Parsed &parsed)
{
    SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    TRY(const TokenKey key, tokenKey(parsed, random));
    report("secret", key.path + (key.exposed ? ": can be read by others; chmod 600 it" : ": ok"));
    const Schema &schema = pensieveSchema();
    report("schema", schema.name + " version " + std::to_string(schema.version) + ", digest " + schema.digest);
    TRY(const std::string path, storePath(parsed));
    CHECK(checkDatabase(path, clock, ids, random));
    if (clock.nowMs() < kEarliestMs)
        return Error{"clock", ErrorCategory::Local, "the clock of this machine is not set"};
    report("clock", "ok");
    return {};
}

} // namespace tidemark::daemon
