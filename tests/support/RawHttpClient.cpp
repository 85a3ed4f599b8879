// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RawHttpClient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

namespace tidemark::test {

namespace {

constexpr int kPatience = 10000;

} // namespace

RawHttpClient::RawHttpClient(std::uint16_t port) : RawHttpClient(port, std::make_unique<QTcpSocket>()) {}

RawHttpClient::RawHttpClient(std::uint16_t port, std::unique_ptr<QTcpSocket> socket, qint64 readBuffer)
    : m_socket(std::move(socket))
{
    m_socket->setReadBufferSize(readBuffer);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket.get())) {
        tls->setPeerVerifyMode(QSslSocket::VerifyNone);
        tls->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        tls->waitForEncrypted(kPatience);
    } else {
        m_socket->connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket->waitForConnected(kPatience);
    }
    m_descriptor = ::dup(static_cast<int>(m_socket->socketDescriptor()));
}

RawHttpClient::~RawHttpClient()
{
    ::close(m_descriptor);
}

void RawHttpClient::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(kPatience)) {}
}

RawAnswer RawHttpClient::receive(bool toHead)
{
    RawAnswer answer = receiveHead();
    if (answer.headers.value("content-type") == "text/event-stream") { // has no end
        answer.body = receiveChunk();
        return answer;
    }
    if (answer.headers.value("transfer-encoding") == "chunked" && !toHead) {
        for (QByteArray chunk = receiveChunk(); !chunk.isEmpty(); chunk = receiveChunk())
            answer.body += chunk;
        return answer;
    }
    const qsizetype size = toHead ? 0 : answer.headers.value("content-length").toInt();
    answer.body = take(size);
    return answer.body.size() == size ? answer : RawAnswer();
}

RawAnswer RawHttpClient::receiveHead()
{
    RawAnswer answer;
    answer.status = takeLine().split(' ').value(1).toInt();
    for (QByteArray line = takeLine(); !line.isEmpty(); line = takeLine()) {
        const qsizetype colon = line.indexOf(':');
        answer.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
    }
    return answer;
}

QByteArray RawHttpClient::receiveChunk()
{
    const qsizetype size = takeLine().toInt(nullptr, 16);
    const QByteArray chunk = take(size);
    takeLine();
    return chunk;
}

QByteArray RawHttpClient::receiveSome()
{
    if (m_bytes.isEmpty())
        more();
    return std::exchange(m_bytes, {});
}

QByteArray RawHttpClient::receiveRest()
{
    while (more()) {}
    return std::exchange(m_bytes, {});
}

RawAnswer RawHttpClient::receiveToEnd()
{
    RawAnswer answer = receiveHead();
    answer.body = receiveRest();
    return answer;
}

bool RawHttpClient::wasReset()
{
    while (more()) {}
    // Qt does not tell, the system does: an orderly end leaves our own half open.
    tcp_info info{};
    socklen_t size = sizeof info;
    return ::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE;
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

QByteArray RawHttpClient::take(qsizetype size)
{
    while (m_bytes.size() < size) {
        if (!more())
            return {};
    }
    const QByteArray taken = m_bytes.left(size);
    m_bytes.remove(0, size);
    return taken;
}

/// Without its end; empty, too, when the connection ended first.
QByteArray RawHttpClient::takeLine()
{
    while (!m_bytes.contains("\r\n")) {
        if (!more())
            return {};
    }
    const QByteArray line = take(m_bytes.indexOf("\r\n"));
    take(2);
    return line;
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
