// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Authentication.h"

#include "app/tidemarkd/Files.h"
#include "backend/http/Fetch.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace tidemark::daemon {

namespace {

using namespace std::chrono_literals;

/// How soon the reader sees that keys are wanted.
constexpr std::chrono::milliseconds kTick = 100ms;
/// A file is read that often, which costs nothing; nothing happens as long as its text is the same.
constexpr backend::KeyTimes kFileTimes{1s, 1s, 1s};
constexpr std::chrono::milliseconds kFloor = 10s;

void follow(const std::stop_token &stop, const std::string &place, backend::FollowedKeys &keys, RequestLog &log)
{
    std::mutex mutex;
    std::condition_variable_any tick;
    std::unique_lock lock(mutex);
    while (!tick.wait_for(lock, stop, kTick, [&] { return stop.stop_requested(); })) {
        if (!keys.begin())
            continue;
        const auto news = keys.finish(readKeys(place, stop));
        if (news && news->trouble)
            log.warning("keys: " + news->text);
        else if (news)
            log.info("keys: " + news->text);
    }
}

} // namespace

Result<std::string> readKeys(const std::string &place, std::stop_token stop)
{
    if (backend::isUrl(place))
        return backend::fetch(place, {.body = backend::kMaxKeySetBytes}, std::move(stop));
    return readFile(place, backend::kMaxKeySetBytes);
}

bool canBeForged(const std::string &place)
{
    return !backend::isUrl(place) && isWritableByOthers(place);
}

Result<std::unique_ptr<Authentication>> Authentication::open(const cli::Parsed &parsed, Random &random,
                                                             const Clock &clock, RequestLog &log)
{
    TRY(const bool keySet, usesKeySet(parsed));
    if (keySet && parsed.has("dev-login"))
        return Error{"usage", ErrorCategory::Input,
                     "--dev-login makes tokens, for which --jwks has no key; use --jwt-secret-file"};
    std::unique_ptr<Authentication> made(new Authentication);
    CHECK(keySet ? made->useKeySet(parsed, clock, log) : made->useSecret(parsed, random, log));
    return made;
}

Result<void> Authentication::useSecret(const cli::Parsed &parsed, Random &random, RequestLog &log)
{
    TRY(TokenKey key, tokenKey(parsed, random));
    if (key.exposed)
        log.warning(key.path + " can be read by others; chmod 600 it");
    TRY(m_verifier, backend::JwtVerifier::create(key.config));
    if (parsed.has("dev-login"))
        m_devLogin = std::move(key.config);
    return {};
}

Result<void> Authentication::useKeySet(const cli::Parsed &parsed, const Clock &clock, RequestLog &log)
{
    const std::string place = parsed.get("jwks");
    TRY(backend::ClaimRules rules, claimRules(parsed));
    TRY(const auto interval, keyInterval(parsed));
    TRY(std::string text, readKeys(place, {}));
    const backend::KeyTimes times =
        backend::isUrl(place) ? backend::KeyTimes{interval, std::min(interval, kFloor), kFloor} : kFileTimes;
    auto keys = backend::FollowedKeys::start(std::move(text), times, clock);
    if (!keys)
        return Error{keys.error().code, ErrorCategory::Local, "--jwks: " + keys.error().detail};
    m_keys = std::move(*keys);
    log.info("keys: " + backend::describe(*m_keys->keys()));
    if (canBeForged(place))
        log.warning(place + " can be written by others, who can make tokens then; chmod 644 it");
    if (rules.audience.empty())
        log.warning("without --audience a token that the issuer made for another application is good here too");
    m_verifier = std::make_unique<backend::JwtVerifier>(std::move(rules), m_keys);
    m_reader =
        std::jthread([place, keys = m_keys, &log](const std::stop_token &stop) { follow(stop, place, *keys, log); });
    return {};
}

void Authentication::reload()
{
    if (m_keys)
        m_keys->readAgain();
}

} // namespace tidemark::daemon
