// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/LimitOptions.h"

#include <arpa/inet.h>

namespace tidemark::daemon {

namespace {

/// N a second, or 0 for "off".
Result<double> rate(const cli::Parsed &parsed, const char *option)
{
    if (parsed.get(option) == "off")
        return 0.0;
    TRY(const std::int64_t perSecond, parsed.number(option, 1));
    TRY(const std::int64_t processes, parsed.number("processes", 1));
    return static_cast<double>(perSecond) / static_cast<double>(processes);
}

} // namespace

const std::vector<cli::Option> &limitOptions()
{
    static const std::vector<cli::Option> options = {
        {.name = "rate-limit",
         .valueName = "N|off",
         .help = "Requests a second of one user; more get 429. off lifts the limit of addresses too.",
         .defaultValue = "300"},
        {.name = "address-rate-limit",
         .valueName = "N|off",
         .help = "Requests and new connections a second of one address (IPv6: of a /64).",
         .defaultValue = "1000"},
        {.name = "processes",
         .valueName = "N",
         .help = "How many tidemarkd serve the same users: each allows its part of the rates.",
         .defaultValue = "1"},
        {.name = "max-connections",
         .valueName = "N",
         .help = "Connections in all. When there are more, the one that has been idle longest is closed.",
         .defaultValue = "10000"},
        {.name = "max-connections-per-address",
         .valueName = "N",
         .help = "Connections of one address; more are refused.",
         .defaultValue = "1000"},
        {.name = "trusted-proxy",
         .valueName = "ADDRESS",
         .help = "A proxy in front of this server. Its connections are not limited, and its requests count for the "
                 "address that it forwards last in X-Forwarded-For.",
         .repeatable = true},
    };
    return options;
}

Result<void> readLimits(const cli::Parsed &parsed, backend::HttpServerConfig &config)
{
    TRY(config.addressRate, rate(parsed, "address-rate-limit"));
    if (parsed.get("rate-limit") == "off")
        config.addressRate = 0;
    TRY(const std::int64_t connections, parsed.number("max-connections", 1));
    TRY(const std::int64_t ofAddress, parsed.number("max-connections-per-address", 1));
    config.maxConnections = static_cast<std::size_t>(connections);
    config.maxAddressConnections = static_cast<std::size_t>(ofAddress);
    config.trustedProxies = parsed.getAll("trusted-proxy");
    for (const std::string &proxy : config.trustedProxies) {
        in6_addr address = {};
        if (::inet_pton(AF_INET, proxy.c_str(), &address) != 1 && ::inet_pton(AF_INET6, proxy.c_str(), &address) != 1)
            return Error{"usage", ErrorCategory::Input, "--trusted-proxy wants an IP address, not \"" + proxy + '"'};
    }
    return {};
}

Result<double> userRate(const cli::Parsed &parsed)
{
    return rate(parsed, "rate-limit");
}

} // namespace tidemark::daemon
