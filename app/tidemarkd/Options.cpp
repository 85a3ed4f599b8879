// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Options.h"

#include "app/tidemarkd/Files.h"
#include "app/tidemarkd/LimitOptions.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <thread>

namespace tidemark::daemon {

namespace {

constexpr unsigned kLeastWorkers = 2;
/// In PostgreSQL a push waits for the disk, or for a user's clock that another program has; others go on meanwhile.
constexpr unsigned kLeastOnPostgres = 8;
constexpr const char *kPostgres = "postgresql://";
constexpr std::int64_t kMostWorkers = 64;

Error usage(std::string detail)
{
    return {"usage", ErrorCategory::Input, std::move(detail)};
}

std::optional<std::uint16_t> portIn(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
    return problem == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(port)
                                                                                       : std::nullopt;
}

/// "127.0.0.1:8787", "[::1]:0", "localhost:8787".
Result<void> readListen(const std::string &text, backend::HttpServerConfig &config)
{
    const auto colon = text.rfind(':');
    const auto port = colon == text.npos ? std::nullopt : portIn(std::string_view(text).substr(colon + 1));
    std::string address = text.substr(0, colon == text.npos ? 0 : colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    if (!port || address.empty())
        return usage("--listen wants ADDRESS:PORT, not \"" + text + "\"");
    config.address = address == "localhost" ? "127.0.0.1" : address;
    config.port = *port;
    return {};
}

} // namespace

Result<backend::HttpServerConfig> httpConfig(const cli::Parsed &parsed)
{
    backend::HttpServerConfig config;
    CHECK(readListen(parsed.get("listen"), config));
    config.promptPath = "/healthz";
    if (parsed.has("tls-cert") != parsed.has("tls-key"))
        return usage("--tls-cert and --tls-key go together");
    config.tlsCertFile = parsed.get("tls-cert");
    config.tlsKeyFile = parsed.get("tls-key");
    CHECK(readLimits(parsed, config));
    TRY(config.drain, parsed.duration("drain-time"));
    config.workers = std::max(parsed.get("store").starts_with(kPostgres) ? kLeastOnPostgres : kLeastWorkers,
                              std::thread::hardware_concurrency());
    if (parsed.has("pool")) {
        TRY(const std::int64_t pool, parsed.number("pool", 1));
        config.workers = static_cast<unsigned>(std::min(pool, kMostWorkers));
    }
    return config;
}

Result<std::string> storePath(const cli::Parsed &parsed)
{
    if (!parsed.has("store"))
        return dataFile("backend.sqlite");
    static constexpr std::string_view sqlite = "sqlite:";
    const std::string store = parsed.get("store");
    if (store.starts_with(kPostgres))
        return store;
    if (!store.starts_with(sqlite) || store.size() == sqlite.size())
        return usage("--store wants sqlite:FILE or postgresql://…");
    return store.substr(sqlite.size());
}

std::string storeName(const std::string &location)
{
    const auto scheme = location.find("://");
    if (scheme == location.npos)
        return location;
    std::string name = location;
    // postgresql://user:PASSWORD@host/…?password=PASSWORD&…, told apart as libpq does.
    const auto authority = scheme + 3;
    const auto at = name.find_first_of("@/", authority);
    const auto colon = name.find(':', authority);
    if (at != name.npos && name[at] == '@' && colon < at)
        name.erase(colon, at - colon);
    for (auto key = name.find("password="); key != name.npos; key = name.find("password=", key)) {
        key += std::strlen("password=");
        name.replace(key, name.find('&', key) - key, "…");
    }
    return name;
}

Result<std::unique_ptr<backend::SqlStore>> openStore(const std::string &path, Upgrade upgrade, unsigned connections,
                                                     Clock &clock, IdSource &ids, Random &random)
{
    auto store = backend::SqlStore::open(
        {path, pensieveSchema(), clock, ids, random, connections, 0, upgrade == Upgrade::Allowed});
    if (store)
        return store;
    std::string detail = storeName(path) + ": " + store.error().detail;
    if (store.error().code == "database_old")
        detail += "; tidemarkd migrate or serve --migrate does so, after a backup";
    return Error{store.error().code, ErrorCategory::Local, detail};
}

Result<backend::Retention> readRetention(const cli::Parsed &parsed)
{
    const auto read = [&](const char *option, std::int64_t &ms) -> Result<void> {
        TRY(const auto time, parsed.duration(option));
        ms = time.count();
        return ms > 0 ? Result<void>() : usage(std::string("--") + option + " wants more than nothing");
    };
    backend::Retention retention;
    CHECK(read("tombstones", retention.tombstonesMs));
    CHECK(read("versions", retention.versionsMs));
    CHECK(read("logs", retention.logsMs));
    if (retention.versionsMs < retention.tombstonesMs)
        return usage("--versions cannot be shorter than --tombstones: edits that may still come are based on them");
    return retention;
}

} // namespace tidemark::daemon
