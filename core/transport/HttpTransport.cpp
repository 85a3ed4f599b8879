// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/HttpTransport.h"

#include "protocol/Problem.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkRequest>

#include <algorithm>

namespace tidemark {

namespace {

bool isLoopback(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

Error refused(const char *code, const std::string &detail)
{
    return Error{code, ErrorCategory::Input, detail};
}

Result<void> checkUrl(const QUrl &url, bool pinned)
{
    const bool plain = url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || (!plain && url.scheme() != QLatin1String("https")))
        return refused("bad_url", "the URL must read http://HOST… or https://HOST…");
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refused("bad_url", "the URL holds no account, query or fragment");
    if (plain && !isLoopback(url))
        return refused("plain_http", "tokens and records go to " + url.host().toStdString() + " over https only");
    if (plain && pinned)
        return refused("pin_without_tls", "a pin needs an https URL");
    return {};
}

Exchange cancelled()
{
    Exchange exchange;
    exchange.failure = NetworkFailure::Cancelled;
    return exchange;
}

Exchange withoutToken(const Error &error)
{
    Exchange exchange;
    exchange.response = problemResponse(makeProblem(401, error.code, error.detail), {});
    return exchange;
}

void giveUpAll(std::vector<std::weak_ptr<TokenWait>> &waits)
{
    for (const auto &weak : std::exchange(waits, {})) {
        if (const auto wait = weak.lock())
            wait->giveUp();
    }
}

/// A line break inside a value would begin another header.
QByteArray headerValue(const std::string &value)
{
    QByteArray clean = QByteArray::fromStdString(value);
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return clean;
}

} // namespace

Result<std::unique_ptr<HttpTransport>> HttpTransport::create(Config config)
{
    CHECK(checkUrl(config.url, !config.pins.empty()));
    CHECK(checkPins(config.pins));
    return std::unique_ptr<HttpTransport>(new HttpTransport(std::move(config)));
}

HttpTransport::HttpTransport(Config config) : m_config(std::move(config)), m_loopback(isLoopback(m_config.url))
{
    m_network.setAutoDeleteReplies(false);
    if (m_loopback)
        m_network.setProxy(QNetworkProxy::NoProxy);
}

HttpTransport::~HttpTransport()
{
    giveUpAll(m_tokenWaits);
    for (const auto &weak : std::exchange(m_calls, {})) {
        if (const auto call = weak.lock())
            call->abortNow(NetworkFailure::Cancelled);
    }
}

QCoro::Task<Exchange> HttpTransport::send(Request request)
{
    if (m_config.tokens) {
        const auto token = co_await askForToken(false);
        if (!token)
            co_return cancelled();
        if (!*token)
            co_return withoutToken(token->error());
        m_token = **token;
    }
    const auto call = start(request, m_token);
    co_await call->end();
    co_return call->takeExchange();
}

/// Nothing: cancelled, or the transport is going away and must not be touched.
QCoro::Task<std::optional<Result<std::string>>> HttpTransport::askForToken(bool refresh)
{
    const auto wait = TokenWait::ask(m_config.tokens, refresh);
    std::erase_if(m_tokenWaits, [](const std::weak_ptr<TokenWait> &past) { return past.expired(); });
    m_tokenWaits.push_back(wait);
    co_return co_await wait->end();
}

std::shared_ptr<HttpCall> HttpTransport::start(const Request &request, const std::string &token)
{
    const QNetworkRequest network = networkRequest(request, token);
    const QByteArray body = QByteArray::fromStdString(request.body);
    QNetworkReply *reply = request.method == "GET" ? m_network.get(network)
        : request.method == "POST"
        ? m_network.post(network, body)
        : m_network.sendCustomRequest(network, QByteArray::fromStdString(request.method), body);
    auto call = std::make_shared<HttpCall>(reply, m_config.limits, m_config.pins);
    std::erase_if(m_calls, [](const std::weak_ptr<HttpCall> &past) { return past.expired(); });
    m_calls.push_back(call);
    return call;
}

QNetworkRequest HttpTransport::networkRequest(const Request &request, const std::string &token) const
{
    const QByteArray base = m_config.url.toEncoded(QUrl::StripTrailingSlash);
    QNetworkRequest network(QUrl::fromEncoded(base + QByteArray::fromStdString(request.target)));
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setDecompressedSafetyCheckThreshold(-1); // the answer's own limit holds, and rows compress well
    network.setRawHeader("Accept", "application/json");
    network.setRawHeader("User-Agent", "Tidemark");
    if (m_loopback)
        network.setRawHeader("Accept-Encoding", "identity");
    if (request.method != "GET" && !request.headers.has("Content-Type"))
        network.setRawHeader("Content-Type", "application/json");
    for (const auto &[name, value] : request.headers.all())
        network.setRawHeader(QByteArray::fromStdString(name), headerValue(value));
    if (!token.empty())
        network.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(token));
    return network;
}

void HttpTransport::cancel()
{
    giveUpAll(m_tokenWaits);
    for (const auto &weak : std::exchange(m_calls, {})) {
        if (const auto call = weak.lock())
            call->abort(NetworkFailure::Cancelled);
    }
}

QCoro::Task<bool> HttpTransport::refreshToken()
{
    if (!m_config.tokens)
        co_return false;
    const auto fresh = co_await askForToken(true);
    if (!fresh || !*fresh)
        co_return false;
    co_return m_token != **fresh;
}

std::string HttpTransport::accountKey() const
{
    return m_config.url.host().toStdString() + "/" + tokenSubject(m_token);
}

} // namespace tidemark
