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
        row("long target", rawGet("/" + QByteArray(9000, 'x')), 414, "target_too_long");
        row("target longer than a header", rawGet("/" + QByteArray(40000, 'x')), 431, "header_too_large");
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

    void aTrickleIsCutOff()
    {
        HttpServerConfig config;
        config.rateGrace = std::chrono::milliseconds(200);
        config.leastRate = 100'000;
        m_server.start(config);
        RawHttpClient client(m_server.port());
        client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n");
        while (!client.hasInput())
            client.send("x"); // always some progress
        const RawAnswer answer = client.receive();
        QCOMPARE(answer.status, 408);
        QCOMPARE(problemCode(answer), QStringLiteral("timeout"));
        RawHttpClient fast(m_server.port());
        const QByteArray body(8'000'000, 'x'); // 80 s at the least rate
        QVERIFY(fast.ask(rawPost(body)).body == body);
    }

    void aReaderThatStandsStillIsCutOff()
    {
        HttpServerConfig config;
        config.bodyTimeout = std::chrono::milliseconds(200);
        m_server.start(config, [](const Request &) { return Response{200, {}, std::string(50'000'000, 'x'), {}}; });
        RawHttpClient client(m_server.port(), std::make_unique<QTcpSocket>(), 4096);
        client.send(rawGet("/"));
        QTRY_COMPARE(m_server.timings().size(), std::size_t(1));
        QVERIFY(!m_server.timings()[0].delivered);
    }

    void allBodiesTogetherHaveALimit()
    {
        HttpServerConfig config;
        config.bodiesLimit = 1'000'000;
        m_server.start(config);
        auto slow = std::make_unique<RawHttpClient>(m_server.port());
        slow->send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n" + QByteArray(900'000, 'x'));
        const QByteArray body(300'000, 'y');
        const auto post = [&] {
            RawHttpClient client(m_server.port());
            client.offer(rawPost(body));
            return client.receive();
        };
        QTRY_COMPARE(m_server.counters().bodies.load(), std::uint64_t(900'000));
        const RawAnswer answer = post();
        QCOMPARE(answer.status, 503);
        QCOMPARE(problemCode(answer), QStringLiteral("busy"));
        QCOMPARE(answer.headers["retry-after"], QByteArray("1"));
        slow.reset();
        QTRY_COMPARE(m_server.counters().bodies.load(), std::uint64_t(0));
        QVERIFY(post().body == body);
    }

    void requestsAtWorkHaveALimit()
    {
        HttpServerConfig config;
        config.maxWorking = 1;
        m_server.start(config);
        RawHttpClient busy(m_server.port());
        busy.send(rawGet("/slow"));
        m_server.entered.acquire();
        RawHttpClient other(m_server.port());
        const RawAnswer answer = other.ask(rawGet("/"));
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.headers["retry-after"], QByteArray("1"));
        m_server.release.release();
        QCOMPARE(busy.receive().status, 200);
        QCOMPARE(other.ask(rawGet("/again")).body, QByteArray("/again")); // the connection was kept
    }

    void anAddressHasARate()
    {
        HttpServerConfig config;
        config.addressRate = 5;
        m_server.start(config);
        const int before = m_server.handled();
        RawHttpClient client(m_server.port()); // which counts as one
        int answered = 0;
        RawAnswer answer;
        while ((answer = client.ask(rawGet("/x"))).status == 200)
            ++answered;
        QVERIFY(answered >= 4);
        QCOMPARE(answer.status, 429);
        QCOMPARE(problemCode(answer), QStringLiteral("rate_limited"));
        QCOMPARE(answer.headers["retry-after"], QByteArray("1"));
        bool again = false;
        QTRY_VERIFY((again = again || client.ask(rawGet("/x")).status == 200)); // asking in vain costs nothing
        QVERIFY2(m_server.handled() - before < 20, "who is refused reaches no handler");
    }

    void clientsBehindATrustedProxyHaveTheirOwnRates()
    {
        HttpServerConfig config;
        config.addressRate = 0.001; // one, then none
        config.trustedProxies = {"127.0.0.1"};
        m_server.start(config);
        RawHttpClient proxy(m_server.port());
        const auto status = [&](const QByteArray &forwarded) {
            return proxy.ask(rawGet("/peer", "X-Forwarded-For: " + forwarded + "\r\n")).status;
        };
        QCOMPARE(status("198.51.100.1"), 200);
        QCOMPARE(status("198.51.100.1"), 429);
        QCOMPARE(status("203.0.113.9, 198.51.100.1"), 429);
        QCOMPARE(status("198.51.100.2"), 200);
        QTRY_COMPARE(m_server.timings().size(), std::size_t{4}); // reported once the answer has gone
        QCOMPARE(m_server.timings().at(3).peer, std::string("198.51.100.2"));
    }

    void anAddressHasSoManyConnections()
    {
        HttpServerConfig config;
        config.maxAddressConnections = 2;
        m_server.start(config);
        auto first = std::make_unique<RawHttpClient>(m_server.port());
        RawHttpClient second(m_server.port());
        QCOMPARE(first->ask(rawGet("/1")).status, 200);
        QCOMPARE(second.ask(rawGet("/2")).status, 200);
        RawHttpClient third(m_server.port());
        const RawAnswer refused = third.receive();
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.headers["retry-after"].toInt() > 0);
        QVERIFY(third.isClosed());
        first.reset();
        QTRY_COMPARE(RawHttpClient(m_server.port()).ask(rawGet("/4")).status, 200);
        QCOMPARE(second.ask(rawGet("/2")).status, 200);
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

    void whenFullTheLongestIdleGivesWay()
    {
        HttpServerConfig config;
        config.maxConnections = 2;
        m_server.start(config);
        RawHttpClient first(m_server.port());
        RawHttpClient second(m_server.port());
        QCOMPARE(first.ask(rawGet("/1")).body, QByteArray("/1"));
        QCOMPARE(second.ask(rawGet("/2")).body, QByteArray("/2"));
        RawHttpClient third(m_server.port());
        QCOMPARE(third.ask(rawGet("/3")).body, QByteArray("/3"));
        QVERIFY(first.isClosed());
        QCOMPARE(second.ask(rawGet("/2")).body, QByteArray("/2"));
    }

    void whenAllAreBusyNewOnesWaitTheirTurn()
    {
        HttpServerConfig config;
        config.maxConnections = 2;
        m_server.start(config);
        RawHttpClient first(m_server.port());
        RawHttpClient second(m_server.port());
        for (RawHttpClient *client : {&first, &second}) {
            client->send(rawGet("/slow"));
            m_server.entered.acquire();
        }
        RawHttpClient third(m_server.port());
        third.send(rawGet("/3"));
        m_server.release.release(2);
        QCOMPARE(first.receive().body, QByteArray("/slow"));
        QCOMPARE(second.receive().body, QByteArray("/slow"));
        QCOMPARE(third.receive().body, QByteArray("/3"));
    }

    void tls()
    {
        if (!QSslSocket::supportsSsl())
            QFAIL("this Qt has no TLS");
        const TestCertificate certificate;
        m_server.start(certificate.config());
        RawHttpClient client(m_server.port(), std::make_unique<QSslSocket>());
        const QByteArray body(300000, 't');
        client.send(rawPost(body));
        const RawAnswer answer = client.receive();
        QVERIFY(answer.body == body);
        QVERIFY(answer.headers["strict-transport-security"].contains("max-age="));
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
