// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Authentication.h"
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
    TRY(const auto store, openStore(path, Upgrade::Refused, 1, clock, ids, random));
    const backend::ServerMeta meta = store->meta();
    report("database", storeName(path) + ": ok, server " + meta.serverId + ", epoch " + meta.epoch);
    return {};
}

Result<void> checkSecret(const cli::Parsed &parsed, Random &random)
{
    TRY(const TokenKey key, tokenKey(parsed, random));
    report("secret", key.path + (key.exposed ? ": can be read by others; chmod 600 it" : ": ok"));
    return {};
}

Result<void> checkKeySet(const cli::Parsed &parsed)
{
    const std::string place = parsed.get("jwks");
    TRY(const std::string text, readKeys(place, {}));
    const Result<backend::KeySet> set = backend::readKeySet(text);
    if (!set)
        return Error{set.error().code, ErrorCategory::Local, place + ": " + set.error().detail};
    report("keys",
           place + ": " + std::to_string(set->keys.size()) + " usable"
               + (canBeForged(place) ? "; can be written by others, chmod 644 it" : ""));
    for (const backend::VerifyKey &key : set->keys)
        report("key", backend::describe(key) + ": ok");
    for (const std::string &refused : set->refused)
        report("key", refused + "; left out");
    if (!parsed.has("audience"))
        report("audience", "not asked for: a token that the issuer made for another application is good here too");
    if (set->keys.empty())
        return Error{"bad_key_set", ErrorCategory::Local, place + ": no key that can be used"};
    return {};
}

/// Also what only serve would stumble over.
Result<void> checkTokens(const cli::Parsed &parsed, Random &random)
{
    CHECK(claimRules(parsed));
    CHECK(keyInterval(parsed));
    TRY(const bool keySet, usesKeySet(parsed));
    return keySet ? checkKeySet(parsed) : checkSecret(parsed, random);
}

} // namespace

Result<void> check(const cli::Parsed &parsed)
{
    SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    CHECK(checkTokens(parsed, random));
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
