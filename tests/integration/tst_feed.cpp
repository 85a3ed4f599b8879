// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpSocket>
#include <QTest>

using namespace tidemark::test;

/// The event stream of a real server: another program's sync shows while the connection stays open.
class tst_feed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsComeAsTheyHappen();
};

namespace {

QByteArray readUntil(QTcpSocket &socket, const QByteArray &wanted)
{
    QByteArray got;
    QElapsedTimer waited;
    waited.start();
    while (!got.contains(wanted) && waited.elapsed() < 20'000 && socket.state() == QAbstractSocket::ConnectedState) {
        socket.waitForReadyRead(200);
        got += socket.readAll();
    }
    return got;
}

} // namespace

void tst_feed::eventsComeAsTheyHappen()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    QFile token(backend.tokenFile(kAdmin, QStringLiteral("support")));
    QVERIFY(token.open(QIODevice::ReadOnly));
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), backend.port());
    QVERIFY(socket.waitForConnected());
    socket.write("GET /api/admin/sync/logs/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                 "Authorization: Bearer "
                 + token.readAll().trimmed() + "\r\n\r\n");
    const QByteArray head = readUntil(socket, "retry:");
    QVERIFY2(head.startsWith("HTTP/1.1 200") && head.contains("text/event-stream"), head.constData());
    const DeviceProgram a(backend, QStringLiteral("a"));
    a.put(QStringLiteral("todos"), R"({"title":"one"})");
    a.run({QStringLiteral("sync")});
    const QByteArray news = readUntil(socket, "\"push\"");
    QVERIFY2(news.contains("event: log") && news.contains("\"pull\""), news.constData());
    QCOMPARE(backend.stop(), 0); // an open stream does not keep a server from stopping
}

QTEST_GUILESS_MAIN(tst_feed)
#include "tst_feed.moc"
