// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"
#include "base/TokenBuckets.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tidemark::backend::net {

/// What one address may take of the server. Who has an IPv6 network has all its addresses, so a /64 counts as one.
/// Proxies that are trusted speak for others: their connections are not counted, their requests count for the address
/// they forward. Addresses are text. For the socket thread.
class AddressLimits {
public:
    /// @param seed  what nobody can guess
    AddressLimits(const HttpServerConfig &config, std::string_view seed);

    /// The client behind a request: the peer, or what a trusted proxy says in X-Forwarded-For.
    std::string clientOf(const std::string &peer, const Request &request) const;

    /// Counts a connection, which leave() gives back; false when the address has enough.
    bool enter(const std::string &peer, std::int64_t nowUs);
    void leave(const std::string &peer);
    /// Counts a request. Returns 0, or the microseconds after which it is welcome.
    std::int64_t request(const std::string &client, std::int64_t nowUs);

private:
    bool isTrusted(const std::string &key) const;

    const std::size_t m_maxConnections;
    std::vector<std::string> m_proxies; ///< keys
    std::unordered_map<std::string, std::size_t> m_connections;
    std::optional<TokenBuckets> m_requests; ///< nothing: without limit
};

} // namespace tidemark::backend::net
