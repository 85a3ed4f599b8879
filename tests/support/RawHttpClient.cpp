// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RawHttpClient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSslSocket>

namespace tidemark::test {

namespace {

constexpr int kPatience = 10000;

} // namespace

RawHttpClient::RawHttpClient(std::uint16_t port) : RawHttpClient(port, std::make_unique<QTcpSocket>()) {}

RawHttpClient::RawHttpClient(std::uint16_t port, std::unique_ptr<QTcpSocket> socket) : m_socket(std::move(socket))
{
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket.get())) {
        tls->setPeerVerifyMode(QSslSocket::VerifyNone);
        tls->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        tls->waitForEncrypted(kPatience);
    } else {
        m_socket->connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket->waitForConnected(kPatience);
    }
}

void RawHttpClient::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(kPatience)) {}
}

RawAnswer RawHttpClient::receive(bool toHead)
{
    while (!m_bytes.contains("\r\n\r\n")) {
        if (!more())
            return {};
    }
    const qsizetype end = m_bytes.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = m_bytes.left(end).split('\n');
    m_bytes.remove(0, end + 4);
    RawAnswer answer;
    answer.status = lines[0].split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
    }
    const qsizetype size = toHead ? 0 : answer.headers.value("content-length").toInt();
    while (m_bytes.size() < size) {
        if (!more())
            return {};
    }
    answer.body = m_bytes.left(size);
    m_bytes.remove(0, size);
    return answer;
}

RawAnswer RawHttpClient::ask(const QByteArray &bytes)
{
    send(bytes);
    return receive();
}

bool RawHttpClient::isClosed()
{
    while (more()) {}
    return m_socket->state() == QAbstractSocket::UnconnectedState;
}

bool RawHttpClient::more()
{
    if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(kPatience))
        return false;
    m_bytes += m_socket->readAll();
    return true;
}

QByteArray rawGet(const QByteArray &target, const QByteArray &more)
{
    return "GET " + target + " HTTP/1.1\r\nHost: test\r\n" + more + "\r\n";
}

QByteArray rawPost(const QByteArray &body, const QByteArray &more)
{
    return "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more
        + "\r\n" + body;
}

QString problemCode(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object()[QStringLiteral("code")].toString();
}

} // namespace tidemark::test
