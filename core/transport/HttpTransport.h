// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/HttpCall.h"
#include "transport/TokenWait.h"

#include <QNetworkAccessManager>
#include <QUrl>

#include <memory>
#include <vector>

namespace tidemark {

/// HTTP/1.1 over Qt's network stack: keep-alive, gzip except on loopback, no redirects, no cookies, no cache. One per
/// profile, because connections are shared within it and pins must not be. Deleting it ends what is under way with
/// Cancelled. Without a token nothing is sent: the exchange then holds a 401 of our own, whose code is the
/// provider's error.
class HttpTransport final : public QObject, public Transport {
    Q_OBJECT

public:
    struct Config {
        QUrl url;  ///< scheme, host, port and perhaps a path before "/api"; plain http to loopback only
        Pins pins; ///< empty: whatever the system trusts
        std::shared_ptr<TokenProvider> tokens; ///< null: requests without a token
        HttpLimits limits;
    };

    /// Errors (category Input): "bad_url", "plain_http", "bad_pin", "pin_without_tls".
    static Result<std::unique_ptr<HttpTransport>> create(Config config);
    ~HttpTransport() override;

    QCoro::Task<Exchange> send(Request request) override;
    void cancel() override;
    QCoro::Task<bool> refreshToken() override;
    /// Host, and the `sub` of the token used last: ask after the first answer.
    std::string accountKey() const override;

private:
    explicit HttpTransport(Config config);
    QCoro::Task<std::optional<Result<std::string>>> askForToken(bool refresh);
    std::shared_ptr<HttpCall> start(const Request &request, const std::string &token);
    QNetworkRequest networkRequest(const Request &request, const std::string &token) const;

    const Config m_config;
    const bool m_loopback;
    QNetworkAccessManager m_network;
    std::vector<std::weak_ptr<HttpCall>> m_calls;
    std::vector<std::weak_ptr<TokenWait>> m_tokenWaits;
    std::string m_token; ///< used last
};

} // namespace tidemark
