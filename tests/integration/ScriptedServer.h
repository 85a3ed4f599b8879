// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/HttpTransport.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// A server that does just what a case tells it, and a transport to it.
namespace tidemark {

using Script = std::function<void(QTcpSocket *)>;

inline QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n"
        + body;
}

inline QByteArray ok(const QByteArray &body = "{}")
{
    return answer("200 OK", "Content-Type: application/json\r\n", body);
}

inline Script says(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket) { socket->write(bytes); };
}

/// Says something and ends the connection.
inline Script breaksOffAfter(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket) {
        socket->write(bytes);
        socket->disconnectFromHost();
    };
}

inline bool isWhole(const QByteArray &request)
{
    const qsizetype head = request.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    const qsizetype at = request.toLower().indexOf("content-length:");
    const qsizetype size =
        at < 0 || at > head ? 0 : request.mid(at + 15, request.indexOf("\r\n", at) - at - 15).toInt();
    return request.size() >= head + 4 + size;
}

/// Notes every request it gets and plays the script; the last step goes on for ever.
class ScriptedServer {
public:
    explicit ScriptedServer(std::vector<Script> steps,
                            std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_server(std::move(server)),
          m_steps(std::move(steps))
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(),
                         [this] { accept(); });
        m_server->listen(QHostAddress::LocalHost);
    }

    QString url(const QString &scheme = QStringLiteral("http")) const
    {
        return scheme + QStringLiteral("://127.0.0.1:%1").arg(m_server->serverPort());
    }
    const QList<QByteArray> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    qint64 bytes() const { return m_bytes; }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
            read(socket);
        }
    }
    void read(QTcpSocket *socket)
    {
        QByteArray &request = m_unfinished[socket];
        const QByteArray piece = socket->readAll();
        m_bytes += piece.size();
        request += piece;
        if (!isWhole(request))
            return;
        m_requests.append(std::exchange(request, {}));
        const auto step = std::min<std::size_t>(static_cast<std::size_t>(m_requests.size()), m_steps.size()) - 1;
        m_steps[step](socket);
    }

    std::unique_ptr<QTcpServer> m_server;
    std::vector<Script> m_steps;
    QHash<QTcpSocket *, QByteArray> m_unfinished;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    qint64 m_bytes = 0;
};

/// Every header line of that name; a second one would be a fault worth seeing.
inline QByteArray header(const QByteArray &request, const QByteArray &name)
{
    QByteArrayList values;
    for (const QByteArray &line : request.left(request.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ":"))
            values.append(line.mid(name.size() + 1).trimmed());
    }
    return values.join("|");
}

inline std::unique_ptr<HttpTransport> transportTo(const QString &url, HttpTransport::Config config = {})
{
    config.url = QUrl(url);
    auto transport = HttpTransport::create(std::move(config));
    if (!transport)
        qFatal("%s", transport.error().detail.c_str());
    return std::move(transport).value();
}

inline HttpTransport::Config impatient(std::chrono::milliseconds firstByte, std::chrono::milliseconds whole)
{
    HttpTransport::Config config;
    config.limits.firstByte = firstByte;
    config.limits.whole = whole;
    return config;
}

inline HttpTransport::Config withToken(std::shared_ptr<TokenProvider> tokens)
{
    HttpTransport::Config config;
    config.tokens = std::move(tokens);
    return config;
}

inline Request request(const char *target = "/api/sync/pull", const char *method = "GET")
{
    Request made;
    made.method = method;
    made.target = target;
    return made;
}

/// What came of a task that was begun; stays empty when it never ended.
template <typename T> using Awaited = std::shared_ptr<std::optional<T>>;

template <typename T> QCoro::Task<> note(QCoro::Task<T> task, Awaited<T> outcome)
{
    outcome->emplace(co_await task);
}

template <typename T> Awaited<T> start(QCoro::Task<T> task)
{
    auto outcome = std::make_shared<std::optional<T>>();
    note(std::move(task), outcome);
    return outcome;
}

template <typename T> T await(QCoro::Task<T> task)
{
    const auto outcome = start(std::move(task));
    if (!QTest::qWaitFor([&] { return outcome->has_value(); }, 30'000))
        qFatal("a task never ended");
    return std::move(**outcome);
}

inline Awaited<Exchange> startOn(HttpTransport &transport)
{
    return start(transport.send(request()));
}

inline Exchange sendOn(HttpTransport &transport, const Request &what = request())
{
    return await(transport.send(what));
}

} // namespace tidemark
