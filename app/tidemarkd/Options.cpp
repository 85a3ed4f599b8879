// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Options.h"

#include "app/tidemarkd/Files.h"
#include "app/tidemarkd/LimitOptions.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <thread>

namespace tidemark::daemon {

namespace {

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
    if (parsed.has("tls-cert") != parsed.has("tls-key"))
        return usage("--tls-cert and --tls-key go together");
    config.tlsCertFile = parsed.get("tls-cert");
    config.tlsKeyFile = parsed.get("tls-key");
    CHECK(readLimits(parsed, config));
    TRY(config.drain, parsed.duration("drain-time"));
    config.workers = std::max(1U, std::thread::hardware_concurrency());
    return config;
}

Result<std::string> storePath(const cli::Parsed &parsed)
{
    if (!parsed.has("store"))
        return dataFile("backend.sqlite");
    static constexpr std::string_view sqlite = "sqlite:";
    const std::string store = parsed.get("store");
    if (store.starts_with("postgresql://"))
        return store;
    if (!store.starts_with(sqlite) || store.size() == sqlite.size())
        return usage("--store wants sqlite:FILE or postgresql://…");
    return store.substr(sqlite.size());
}

std::string storeName(const std::string &location)
{
    // All but the password that may stand before the host.
    const auto scheme = location.find("://");
    const auto at = scheme == location.npos ? scheme : location.find('@', scheme);
    if (at == location.npos)
        return location;
    const auto colon = location.find(':', scheme + 3);
    return location.substr(0, std::min(colon, at)) + location.substr(at);
}

Result<std::unique_ptr<backend::SqlStore>> openStore(const std::string &path, Clock &clock, IdSource &ids,
                                                     Random &random)
{
    auto store = backend::SqlStore::open({path, pensieveSchema(), clock, ids, random});
    if (!store)
        return Error{store.error().code, ErrorCategory::Local, storeName(path) + ": " + store.error().detail};
    return store;
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
