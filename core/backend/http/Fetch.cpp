// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Fetch.h"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace tidemark::backend {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<tcp::socket>;

namespace {

constexpr std::string_view kSecure = "https://";
constexpr std::string_view kPlain = "http://";
constexpr std::size_t kMaxUrl = 2048;

struct Address {
    bool secure = false;
    std::string host; ///< without brackets
    std::string port;
    std::string authority; ///< as in the address, for Host
    std::string target;
    std::string shown; ///< for people
};

Error badUrl(const std::string &detail)
{
    return {"bad_url", ErrorCategory::Input, detail};
}

bool isPrintable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool isPort(std::string_view text)
{
    return !text.empty() && text.size() <= 5
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Divides "host:port" or "[::1]:port".
bool divide(std::string_view authority, Address &address)
{
    const bool bracketed = authority.starts_with('[');
    const std::size_t end = bracketed ? authority.find(']') : authority.find(':');
    address.host = authority.substr(bracketed ? 1 : 0, bracketed && end != authority.npos ? end - 1 : end);
    if (bracketed && end == authority.npos)
        return false;
    const std::string_view rest = authority.substr(std::min(authority.size(), end + (bracketed ? 1 : 0)));
    if (rest.empty() && !address.host.empty()) {
        address.port = address.secure ? "443" : "80";
        return true;
    }
    address.port = rest.substr(std::min<std::size_t>(rest.size(), 1));
    return !address.host.empty() && rest.starts_with(':') && isPort(address.port);
}

Result<Address> parse(std::string_view url)
{
    Address address;
    address.secure = url.starts_with(kSecure);
    if (!isUrl(std::string(url)) || url.size() > kMaxUrl || !isPrintable(url))
        return badUrl("not an address with https:// or http://");
    url = url.substr(0, url.find('#'));
    const std::string_view rest = url.substr(address.secure ? kSecure.size() : kPlain.size());
    const std::size_t end = std::min(rest.size(), rest.find_first_of("/?"));
    address.authority = rest.substr(0, end);
    address.target = rest.substr(end);
    if (!address.target.starts_with('/'))
        address.target.insert(0, "/");
    if (address.authority.find('@') != std::string::npos)
        return badUrl("an address must not hold a name or a password");
    if (!divide(address.authority, address))
        return badUrl("no host, or no port, in the address");
    address.shown = url.substr(0, url.find('?'));
    return address;
}

Error failed(const Address &address, const error_code &error)
{
    return {"fetch_failed", ErrorCategory::Network, address.shown + ": " + error.message()};
}

Error refused(const Address &address, const std::string &why)
{
    return {"fetch_refused", ErrorCategory::Server, address.shown + ": " + why};
}

template <typename Stream>
awaitable<Result<std::string>> exchange(Stream &stream, const Address &address, const FetchLimits &limits)
{
    http::request<http::empty_body> request(http::verb::get, address.target, 11);
    request.set(http::field::host, address.authority);
    request.set(http::field::user_agent, "tidemarkd");
    request.set(http::field::accept, "application/jwk-set+json, application/json");
    request.keep_alive(false);
    error_code error;
    co_await http::async_write(stream, request, redirect_error(use_awaitable, error));
    if (error)
        co_return failed(address, error);
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header));
    parser.body_limit(limits.body);
    co_await http::async_read(stream, buffer, parser, redirect_error(use_awaitable, error));
    if (error == http::error::body_limit || error == http::error::header_limit)
        co_return refused(address, "the answer is too large");
    if (error)
        co_return failed(address, error);
    const auto &response = parser.get();
    if (response.result_int() != 200)
        co_return refused(address, "answered " + std::to_string(response.result_int()));
    if (response.count(http::field::content_encoding) != 0)
        co_return refused(address, "the answer is compressed, which was not asked for");
    co_return response.body();
}

awaitable<Result<std::string>> exchangeSecurely(tcp::socket socket, const Address &address, const FetchLimits &limits)
{
    error_code error;
    asio::ssl::context context(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_default_verify_paths(error);
    if (error)
        co_return failed(address, error);
    TlsStream stream(std::move(socket), context);
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
    error_code noAddress;
    asio::ip::make_address(address.host, noAddress);
    if (noAddress) // a name, for which a server of many may choose its certificate (RFC 6066, 3)
        SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str());
    co_await stream.async_handshake(TlsStream::client, redirect_error(use_awaitable, error));
    if (error)
        co_return failed(address, error);
    auto got = co_await exchange(stream, address, limits);
    co_return got;
}

/// `address` and `limits` outlive it.
awaitable<Result<std::string>> get(const Address &address, const FetchLimits &limits)
{
    error_code error;
    const auto executor = co_await asio::this_coro::executor;
    tcp::resolver resolver(executor);
    const auto found =
        co_await resolver.async_resolve(address.host, address.port, redirect_error(use_awaitable, error));
    if (error)
        co_return failed(address, error);
    const bool local = std::all_of(found.begin(), found.end(),
                                   [](const auto &entry) { return entry.endpoint().address().is_loopback(); });
    if (!address.secure && !local)
        co_return badUrl(address.shown + ": without TLS only the loopback is asked");
    tcp::socket socket(executor);
    co_await asio::async_connect(socket, found, redirect_error(use_awaitable, error));
    if (error)
        co_return failed(address, error);
    if (address.secure) {
        auto got = co_await exchangeSecurely(std::move(socket), address, limits);
        co_return got;
    }
    auto got = co_await exchange(socket, address, limits);
    co_return got;
}

awaitable<void> getInto(Result<std::string> &outcome, const Address &address, const FetchLimits &limits)
{
    auto got = co_await get(address, limits);
    outcome = std::move(got);
}

} // namespace

bool isUrl(const std::string &text)
{
    return text.starts_with(kSecure) || text.starts_with(kPlain);
}

Result<std::string> fetch(const std::string &url, const FetchLimits &limits, std::stop_token stop)
{
    TRY(const Address address, parse(url));
    Result<std::string> outcome =
        Error{"fetch_timeout", ErrorCategory::Timeout, address.shown + ": no whole answer in time"};
    asio::io_context io(1);
    asio::co_spawn(io, getInto(outcome, address, limits), asio::detached);
    const std::stop_callback onStop(std::move(stop), [&io] { io.stop(); });
    io.run_for(limits.whole);
    return outcome;
}

} // namespace tidemark::backend
