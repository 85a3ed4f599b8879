// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/OpenFiles.h"
#include "tests/support/EchoServer.h"
#include "tests/support/RawHttpClient.h"
#include "tests/support/TestCertificate.h"

#include <QSslSocket>
#include <QtTest>

#include <future>

using namespace tidemark;
using namespace tidemark::backend;
using namespace tidemark::test;

/// What the server does about bad requests, slow ones, many at once, and its own end.
class TestHttpLimits final : public QObject {
    Q_OBJECT

    EchoServer m_server;

private Q_SLOTS:
    void init() { m_server.start(); }
    void cleanup() { m_server.remove(); }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &bytes, int status, const char *code) {
            QTest::newRow(name) << bytes << status << QString::fromLatin1(code);
        };
        const QByteArray host = "Host: test\r\n";
        row("no HTTP", "hello\r\n\r\n", 400, "malformed_request");
        row("bad version", "GET / HTTP/9.9\r\n" + host + "\r\n", 400, "malformed_request");
        row("blank in a name", "GET / HTTP/1.1\r\n" + host + "A b: c\r\n\r\n", 400, "malformed_request");
        row("no host", "GET / HTTP/1.1\r\n\r\n", 400, "malformed_request");
        row("two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400, "malformed_request");
        row("length no number", "POST / HTTP/1.1\r\n" + host + "Content-Length: ten\r\n\r\n", 400,
            "malformed_request");
        row("two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400,
            "malformed_request");
        row("length and chunks",
            "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
            "malformed_request");
        row("bad chunk", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400,
            "malformed_request");
        row("100 MB announced", "POST / HTTP/1.1\r\n" + host + "Content-Length: 100000000\r\n\r\n", 413, "too_large");
        row("one byte over", "POST / HTTP/1.1\r\n" + host + "Content-Length: 8388609\r\n\r\n", 413, "too_large");
        row("too large, expecting 100",
            "POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 8388609\r\n\r\n", 413,
            "too_large");
        row("long header", rawGet("/", "X: " + QByteArray(40000, 'x') + "\r\n"), 431, "header_too_large");
        row("long target", rawGet("/" + QByteArray(40000, 'x')), 431, "header_too_large");
        row("many fields", rawGet("/", QByteArray("A: b\r\n").repeated(200)), 431, "header_too_large");
    }

    void refusals()
    {
        QFETCH(QByteArray, bytes);
        RawHttpClient client(m_server.port());
        const RawAnswer answer = client.ask(bytes);
        QTEST(answer.status, "status");
        QTEST(problemCode(answer), "code");
        QCOMPARE(answer.headers["connection"], QByteArray("close"));
        QVERIFY(!answer.headers["x-request-id"].isEmpty());
        RawHttpClient next(m_server.port());
        QCOMPARE(next.ask(rawGet("/fine")).body, QByteArray("/fine"));
    }

    void aHugeBodyIsAnsweredAtOnceAndThenDrained()
    {
        RawHttpClient client(m_server.port());
        const QByteArray megabyte(1000000, 'x');
        client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 100000000\r\nX-Request-Id: huge\r\n\r\n");
        for (int i = 0; i < 20; ++i)
            client.offer(megabyte);
        const RawAnswer answer = client.receive();
        QCOMPARE(answer.status, 413);
        QCOMPARE(answer.headers["x-request-id"], QByteArray("huge"));
        client.send(megabyte); // still read: no reset
    }

    void slowSendersAreCutOff()
    {
        HttpServerConfig config;
        config.headerTimeout = std::chrono::milliseconds(200);
        config.bodyTimeout = std::chrono::milliseconds(200);
        m_server.start(config);
        for (const QByteArray &part : {QByteArray("GET / HTTP/1.1\r\nHost: t"),
                                       QByteArray("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nab")}) {
            RawHttpClient client(m_server.port());
            const RawAnswer answer = client.ask(part);
            QCOMPARE(answer.status, 408);
            QCOMPARE(problemCode(answer), QStringLiteral("timeout"));
            QCOMPARE(answer.headers["connection"], QByteArray("close"));
        }
    }

    void idleConnectionsAreClosedWithoutAWord()
    {
        HttpServerConfig config;
        config.idleTimeout = std::chrono::milliseconds(200);
        m_server.start(config);
        RawHttpClient silent(m_server.port());
        QCOMPARE(silent.receive().status, 0);
        QVERIFY(silent.isClosed());
        RawHttpClient used(m_server.port());
        QCOMPARE(used.ask(rawGet("/")).status, 200);
        QVERIFY(used.isClosed());
    }

    void aSlowHandlerHasNoTimeout()
    {
        HttpServerConfig config;
        config.headerTimeout = config.bodyTimeout = config.idleTimeout = std::chrono::milliseconds(100);
        m_server.start(config);
        RawHttpClient client(m_server.port());
        client.send(rawGet("/slow"));
        m_server.entered.acquire();
        RawHttpClient other(m_server.port()); // three deadlines pass on another connection
        QVERIFY(other.isClosed());
        m_server.release.release();
        QCOMPARE(client.receive().status, 200);
    }

    void clientsMayLeaveAtAnyTime()
    {
        for (const QByteArray &part : {QByteArray(), QByteArray("GE"), rawGet("/big"), rawGet("/slow")}) {
            RawHttpClient client(m_server.port());
            client.send(part);
            if (part == rawGet("/slow"))
                m_server.entered.acquire();
        }
        m_server.release.release();
        RawHttpClient client(m_server.port());
        QCOMPARE(client.ask(rawGet("/alive")).body, QByteArray("/alive"));
    }

    void stopLetsARequestInProgressFinish()
    {
        RawHttpClient idle(m_server.port());
        QCOMPARE(idle.ask(rawGet("/")).status, 200);
        RawHttpClient busy(m_server.port());
        busy.send(rawGet("/slow"));
        m_server.entered.acquire();

        const auto stopped = std::async(std::launch::async, [this] { m_server.stop(); });
        QVERIFY(idle.isClosed());
        QVERIFY(stopped.wait_for(std::chrono::milliseconds(0)) == std::future_status::timeout);
        m_server.release.release();
        const RawAnswer answer = busy.receive();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers["connection"], QByteArray("close"));
        stopped.wait();
        QTcpSocket late;
        late.connectToHost(QStringLiteral("127.0.0.1"), m_server.port());
        QVERIFY(!late.waitForConnected(10000));
        m_server.stop(); // again, harmlessly
    }

    void stopWaitsNoLongerThanDrain()
    {
        HttpServerConfig config;
        config.drain = std::chrono::milliseconds(100);
        m_server.start(config);
        RawHttpClient half(m_server.port());
        half.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nab");
        RawHttpClient whole(m_server.port());
        QCOMPARE(whole.ask(rawGet("/")).status, 200); // the half request has been seen too
        QElapsedTimer timer;
        timer.start();
        m_server.stop();
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY(half.isClosed());
    }

    void fiveHundredConnectionsAtOnce()
    {
        QVERIFY(allowOpenFiles(2048));
        std::vector<std::unique_ptr<RawHttpClient>> clients;
        for (int i = 0; i < 500; ++i)
            clients.push_back(std::make_unique<RawHttpClient>(m_server.port()));
        for (int round = 0; round < 3; ++round) {
            for (std::size_t i = 0; i < clients.size(); ++i)
                clients[i]->send(rawPost(QByteArray::number(qulonglong(i)).repeated(50)));
            for (std::size_t i = 0; i < clients.size(); ++i)
                QCOMPARE(clients[i]->receive().body, QByteArray::number(qulonglong(i)).repeated(50));
        }
    }

    void moreConnectionsThanAllowedWaitTheirTurn()
    {
        HttpServerConfig config;
        config.maxConnections = 2;
        m_server.start(config);
        auto first = std::make_unique<RawHttpClient>(m_server.port());
        RawHttpClient second(m_server.port());
        QCOMPARE(first->ask(rawGet("/1")).body, QByteArray("/1"));
        QCOMPARE(second.ask(rawGet("/2")).body, QByteArray("/2"));
        RawHttpClient third(m_server.port());
        third.send(rawGet("/3"));
        first.reset();
        QCOMPARE(third.receive().body, QByteArray("/3"));
    }

    void tls()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("this Qt has no TLS");
        const TestCertificate certificate;
        m_server.start(certificate.config());
        RawHttpClient client(m_server.port(), std::make_unique<QSslSocket>());
        const QByteArray body(300000, 't');
        client.send(rawPost(body));
        QVERIFY(client.receive().body == body);
        client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 100000000\r\n\r\n" + body);
        QCOMPARE(client.receive().status, 413);

        RawHttpClient plain(m_server.port()); // speaks no TLS and must not harm
        plain.send(rawGet("/"));
        QCOMPARE(plain.receive().status, 0);
        RawHttpClient last(m_server.port(), std::make_unique<QSslSocket>());
        QCOMPARE(last.ask(rawGet("/last", "Connection: close\r\n")).body, QByteArray("/last"));
        QVERIFY(last.isClosed());
    }

    void startErrors()
    {
        HttpServerConfig taken;
        taken.port = m_server.port();
        QCOMPARE(m_server.startError(taken), std::string("listen_failed"));
        HttpServerConfig nowhere;
        nowhere.address = "not-an-address";
        QCOMPARE(m_server.startError(nowhere), std::string("bad_address"));
        HttpServerConfig keyless;
        keyless.tlsCertFile = "/nonexistent/cert.pem";
        QCOMPARE(m_server.startError(keyless), std::string("tls_unusable"));
    }
};

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
