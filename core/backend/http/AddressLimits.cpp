// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/AddressLimits.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace tidemark::backend::net {

namespace ip = boost::asio::ip;

namespace {

constexpr std::size_t kNetworkBytes = 8; // of an IPv6 address

/// The last element of a list, the one our neighbour wrote; those before it may be made up.
std::string_view lastElement(std::string_view list)
{
    list.remove_prefix(std::min(list.rfind(',') + 1, list.size()));
    const auto first = std::min(list.find_first_not_of(" \t"), list.size());
    list.remove_prefix(first);
    return list.substr(0, list.find_last_not_of(" \t") + 1);
}

std::optional<ip::address> addressIn(std::string_view text)
{
    boost::system::error_code error;
    const ip::address address = ip::make_address(std::string(text), error);
    return error ? std::nullopt : std::optional(address);
}

/// What counts as one. Text that is no address stands for itself.
std::string keyOf(const std::string &text)
{
    const std::optional<ip::address> address = addressIn(text);
    if (!address || address->is_v4())
        return text;
    if (address->to_v6().is_v4_mapped())
        return ip::make_address_v4(ip::v4_mapped, address->to_v6()).to_string();
    auto bytes = address->to_v6().to_bytes();
    std::fill(bytes.begin() + kNetworkBytes, bytes.end(), 0);
    return ip::address_v6(bytes).to_string();
}

} // namespace

AddressLimits::AddressLimits(const HttpServerConfig &config, std::string_view seed)
    : m_maxConnections(config.maxAddressConnections)
{
    for (const std::string &proxy : config.trustedProxies)
        m_proxies.push_back(keyOf(proxy));
    if (config.addressRate > 0)
        m_requests.emplace(config.addressRate, seed);
}

std::string AddressLimits::clientOf(const std::string &peer, const Request &request) const
{
    if (m_proxies.empty() || !isTrusted(keyOf(peer)))
        return peer;
    const std::string_view forwarded = lastElement(request.headers.get("X-Forwarded-For"));
    return addressIn(forwarded) ? std::string(forwarded) : peer;
}

bool AddressLimits::enter(const std::string &peer, std::int64_t nowUs)
{
    const std::string key = keyOf(peer);
    if (isTrusted(key))
        return true;
    const auto known = m_connections.find(key);
    const bool enough = known != m_connections.end() && known->second >= m_maxConnections;
    if (enough || request(peer, nowUs) > 0)
        return false;
    ++m_connections[key];
    return true;
}

void AddressLimits::leave(const std::string &peer)
{
    const auto known = m_connections.find(keyOf(peer));
    if (known != m_connections.end() && --known->second == 0)
        m_connections.erase(known);
}

std::int64_t AddressLimits::request(const std::string &client, std::int64_t nowUs)
{
    return m_requests ? m_requests->take(keyOf(client), nowUs) : 0;
}

bool AddressLimits::isTrusted(const std::string &key) const
{
    return std::find(m_proxies.begin(), m_proxies.end(), key) != m_proxies.end();
}

} // namespace tidemark::backend::net
