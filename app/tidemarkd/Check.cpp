// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Authentication.h"
#include "app/tidemarkd/Commands.h"
#include "app/tidemarkd/Options.h"
#include "backend/store/Inspect.h"
#include "base/Clock.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <unistd.h>

namespace tidemark::daemon {

namespace {

/// 1 January 2025: a wall clock before it was never set, and stamps would follow it.
constexpr std::int64_t kEarliestMs = 1'735'689'600'000;

/// A new epoch begins a minute ahead of the clock.
constexpr std::int64_t kMostAheadMs = 5 * 60'000;
constexpr std::int64_t kMostApartMs = 10'000;

void report(const char *what, const std::string &finding)
{
    std::printf("%-10s %s\n", what, finding.c_str());
}

/// Findings of one run, printed as they come.
class Findings {
public:
    void good(const char *what, const std::string &finding) { report(what, finding); }
    void bad(const char *what, const std::string &finding)
    {
        report(what, "PROBLEM: " + finding);
        m_problems += (m_problems.empty() ? "" : "; ") + finding;
    }
    Result<void> result() const
    {
        return m_problems.empty() ? Result<void>() : Error{"check", ErrorCategory::Local, m_problems};
    }

private:
    std::string m_problems;
};

/// "2026-11-24 18:05:00 UTC".
std::string timeText(std::int64_t ms)
{
    const std::time_t seconds = ms / 1000;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 40> text;
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

std::string secondsText(std::int64_t ms)
{
    return std::to_string(ms / 1000) + " s";
}

void checkClock(const backend::StoreState *state, std::int64_t now, Findings &findings)
{
    if (now < kEarliestMs)
        findings.bad("clock", "the clock of this machine is not set");
    else if (state && state->databaseMs != 0 && std::abs(state->databaseMs - now) > kMostApartMs)
        findings.bad("clock", "this machine and the database differ by " + secondsText(state->databaseMs - now));
    else if (state && state->newestStamp > now + kMostAheadMs)
        findings.bad("clock",
                     "the newest stamp is " + secondsText(state->newestStamp - now)
                         + " ahead; was this machine's clock set back?");
    else
        findings.good("clock", "ok, " + timeText(now));
}

void reportState(const backend::StoreState &state, Findings &findings)
{
    switch (state.age) {
    case backend::Age::Empty: findings.good("tables", "none yet, serve makes them"); return;
    case backend::Age::Foreign: findings.bad("tables", "they are of another program"); return;
    case backend::Age::Newer: findings.bad("tables", "a newer version made them"); return;
    case backend::Age::Older: findings.bad("tables", "of an older version, to be migrated"); break;
    case backend::Age::Current: findings.good("tables", "up to date"); break;
    }
    findings.good("server",
                  state.meta.serverId + ", epoch " + state.meta.epoch
                      + (state.meta.epochSince == 0 ? "" : " since " + timeText(state.meta.epochSince)));
    findings.good("users",
                  std::to_string(state.users)
                      + (state.newestStamp == 0 ? "" : ", newest stamp " + timeText(state.newestStamp)));
    findings.good("horizon",
                  (state.newestPurged == 0 ? "no tombstone purged yet" : "purged to " + timeText(state.newestPurged))
                      + (state.oldestTombstone == 0 ? "" : ", oldest tombstone " + timeText(state.oldestTombstone)));
}

std::optional<backend::StoreState> checkDatabase(const std::string &path, Findings &findings)
{
    if (path.find("://") == path.npos && ::access(path.c_str(), F_OK) != 0) {
        findings.good("database", path + ": not there yet, serve makes it");
        return std::nullopt;
    }
    auto state = backend::inspectStore(path, pensieveSchema());
    if (!state) {
        findings.bad("database", storeName(path) + ": " + state.error().detail);
        return std::nullopt;
    }
    findings.good("database", storeName(path) + ": ok");
    reportState(*state, findings);
    return std::move(*state);
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
    SystemRandom random;
    Findings findings;
    TRY(const std::string path, storePath(parsed));
    if (const auto tokens = checkTokens(parsed, random); !tokens) {
        if (tokens.error().category == ErrorCategory::Input)
            return tokens.error();
        findings.bad("tokens", tokens.error().detail);
    }
    const Schema &schema = pensieveSchema();
    findings.good("schema", schema.name + " version " + std::to_string(schema.version) + ", digest " + schema.digest);
    const std::optional<backend::StoreState> state = checkDatabase(path, findings);
    checkClock(state ? &*state : nullptr, SystemClock().nowMs(), findings);
    return findings.result();
}

} // namespace tidemark::daemon
