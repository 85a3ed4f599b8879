// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QTcpSocket>

#include <cstdint>
#include <memory>

namespace tidemark::test {

struct RawAnswer {
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// Bytes in, answers out: a client that does only what it is told.
class RawHttpClient {
public:
    /// Connects to the loopback; a QSslSocket shakes hands and trusts anyone.
    explicit RawHttpClient(std::uint16_t port);
    /// @param readBuffer  bytes taken from the system at most before they are asked for; 0: no limit
    RawHttpClient(std::uint16_t port, std::unique_ptr<QTcpSocket> socket, qint64 readBuffer = 0);
    ~RawHttpClient();
    RawHttpClient(const RawHttpClient &) = delete;
    RawHttpClient &operator=(const RawHttpClient &) = delete;

    void send(const QByteArray &bytes);
    /// Hands over what fits; what stays in the buffer goes out while waiting for the answer.
    void offer(const QByteArray &bytes) { m_socket->write(bytes); }
    /// Whether something has arrived, after a moment.
    bool hasInput() { return !m_bytes.isEmpty() || m_socket->waitForReadyRead(10); }
    /// The next answer, of a stream of events its first chunk; status 0 when the connection ended first.
    RawAnswer receive(bool toHead = false);
    RawAnswer ask(const QByteArray &bytes);
    /// The next answer's status and headers, the body left for the calls below.
    RawAnswer receiveHead();
    /// The next chunk's content; empty for the last one.
    QByteArray receiveChunk();
    /// Whatever comes next.
    QByteArray receiveSome();
    /// Everything up to the end of the connection.
    QByteArray receiveRest();
    RawAnswer receiveToEnd();
    /// Waits for the end of the connection: true when it was no orderly one.
    bool wasReset();
    /// Waits until the other side closes.
    bool isClosed();

private:
    bool more();
    QByteArray take(qsizetype size);
    QByteArray takeLine();

    std::unique_ptr<QTcpSocket> m_socket;
    int m_descriptor = -1; ///< a second one, which Qt does not close
    QByteArray m_bytes;
};

/// Requests as they go over the wire; `more` holds header lines, each with its line end.
QByteArray rawGet(const QByteArray &target, const QByteArray &more = {});
QByteArray rawPost(const QByteArray &body, const QByteArray &more = {});

/// `code` of a problem document.
QString problemCode(const RawAnswer &answer);

} // namespace tidemark::test
