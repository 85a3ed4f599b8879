// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Gzip.h"
#include "tests/support/EchoServer.h"
#include "tests/support/RawHttpClient.h"

#include <QtTest>

#include <thread>

using namespace tidemark;
using namespace tidemark::backend;
using namespace tidemark::test;

namespace {

QByteArray zipped(const QByteArray &content)
{
    return QByteArray::fromStdString(gzip(content.toStdString()));
}

} // namespace

/// What a well-meaning client gets.
class TestHttpServer final : public QObject {
    Q_OBJECT

    EchoServer m_server;

private Q_SLOTS:
    void init() { m_server.start(); }
    void cleanup() { m_server.remove(); }

    void answersAndKeepsTheConnection()
    {
        RawHttpClient client(m_server.port());
        for (int i = 0; i < 3; ++i) {
            const RawAnswer answer = client.ask(rawGet("/a?b=" + QByteArray::number(i)));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, "/a?b=" + QByteArray::number(i));
            QCOMPARE(answer.headers["x-content-type-options"], QByteArray("nosniff"));
            QCOMPARE(answer.headers["cache-control"], QByteArray("no-store"));
            QVERIFY(answer.headers["content-security-policy"].startsWith("default-src 'none'"));
            QVERIFY2(!answer.headers.contains("server"), "says which versions to attack");
            QVERIFY(!answer.headers.contains("strict-transport-security"));
        }
        QCOMPARE(client.ask(rawGet("/peer")).body, QByteArray("127.0.0.1"));
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        RawHttpClient client(m_server.port());
        QByteArray all;
        for (int i = 0; i < 50; ++i)
            all += i % 2 == 0 ? rawGet("/" + QByteArray::number(i)) : rawPost(QByteArray::number(i));
        client.send(all);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(client.receive().body, (i % 2 == 0 ? "/" : "") + QByteArray::number(i));
    }

    void anAnswerWaitsForNoneBehindIt()
    {
        HttpServerConfig config;
        config.workers = 1;
        m_server.start(config);
        RawHttpClient first(m_server.port());
        RawHttpClient second(m_server.port());
        first.send(rawGet("/slow"));
        m_server.entered.acquire();
        second.send(rawGet("/slow"));
        QTRY_COMPARE(m_server.counters().working.load(), std::uint64_t{2});
        m_server.release.release();
        QCOMPARE(first.receive().status, 200); // while the worker has the second
        m_server.release.release();
        QCOMPARE(second.receive().status, 200);
    }

    void aRequestByteByByte()
    {
        RawHttpClient client(m_server.port());
        for (const char byte : rawPost("hello"))
            client.send(QByteArray(1, byte));
        QCOMPARE(client.receive().body, QByteArray("hello"));
    }

    void connectionFollowsTheVersion()
    {
        RawHttpClient closing(m_server.port());
        const RawAnswer closed = closing.ask(rawGet("/", "Connection: close\r\n"));
        QCOMPARE(closed.headers["connection"], QByteArray("close"));
        QVERIFY(closing.isClosed());

        RawHttpClient old(m_server.port());
        QCOMPARE(old.ask("GET /old HTTP/1.0\r\n\r\n").body, QByteArray("/old"));
        QVERIFY(old.isClosed());

        RawHttpClient oldKept(m_server.port());
        QCOMPARE(oldKept.ask("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, QByteArray("/1"));
        QCOMPARE(oldKept.ask("GET /2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, QByteArray("/2"));
    }

    void headHasNoBodyAndNoContentHasNoLength()
    {
        RawHttpClient client(m_server.port());
        client.send("HEAD /big HTTP/1.1\r\nHost: test\r\n\r\n" + rawGet("/next"));
        const RawAnswer head = client.receive(true);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.headers["content-length"], QByteArray("5000"));
        QCOMPARE(client.receive().body, QByteArray("/next"));
        QCOMPARE(client.ask("HEAD /method HTTP/1.1\r\nHost: test\r\n\r\n" + rawGet("/x")).status, 200);

        RawHttpClient another(m_server.port());
        const RawAnswer none = another.ask(rawGet("/none"));
        QCOMPARE(none.status, 204);
        QVERIFY(!none.headers.contains("content-length"));
        QCOMPARE(another.ask(rawGet("/after")).body, QByteArray("/after"));
    }

    void targetsAndRepeatedFields()
    {
        RawHttpClient client(m_server.port());
        QCOMPARE(client.ask(rawGet("http://proxy.example/a/b?c=http://d")).body, QByteArray("/a/b?c=http://d"));
        QCOMPARE(client.ask(rawGet("/a?u=http://d/e")).body, QByteArray("/a?u=http://d/e"));
        QCOMPARE(client.ask(rawGet("/header", "X-Twice: 1\r\nx-twice: 2\r\n")).body, QByteArray("1, 2"));
    }

    void requestIdIsTheCallersWhenSound_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<bool>("kept");
        QTest::newRow("sound") << QByteArray("abc-DEF_1.2") << true;
        QTest::newRow("absent") << QByteArray() << false;
        QTest::newRow("too long") << QByteArray(65, 'a') << false;
        QTest::newRow("with markup") << QByteArray("<script>") << false;
    }

    void requestIdIsTheCallersWhenSound()
    {
        QFETCH(QByteArray, given);
        QFETCH(bool, kept);
        RawHttpClient client(m_server.port());
        const RawAnswer answer = client.ask(rawGet("/", given.isEmpty() ? "" : "X-Request-Id: " + given + "\r\n"));
        const QByteArray id = answer.headers["x-request-id"];
        QCOMPARE(answer.headers["seen-id"], id);
        QCOMPARE(id == given, kept);
        QVERIFY(kept || isUuid(id.toStdString()));
    }

    void aThrowingHandlerCostsOneAnswer()
    {
        RawHttpClient client(m_server.port());
        for (const char *path : {"/throw", "/throw-int"}) {
            const RawAnswer answer = client.ask(rawGet(path, "X-Request-Id: r1\r\n"));
            QCOMPARE(answer.status, 500);
            QCOMPARE(problemCode(answer), QStringLiteral("internal"));
            QCOMPARE(answer.headers["content-type"], QByteArray("application/problem+json"));
            QVERIFY(answer.body.contains("\"request_id\":\"r1\""));
            QVERIFY(!answer.body.contains("hunter2"));
        }
        QCOMPARE(client.ask(rawGet("/still")).body, QByteArray("/still"));
        m_server.stop();
        const auto timings = m_server.timings();
        QCOMPARE(timings.at(0).fault, std::string("password=hunter2"));
        QCOMPARE(timings.at(0).status, 500);
    }

    void chunkedBodies()
    {
        RawHttpClient good(m_server.port());
        const QByteArray head = "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
        QCOMPARE(good.ask(head + "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n").body, QByteArray("hello world"));

        RawHttpClient endless(m_server.port());
        endless.send(head);
        const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, 'x') + "\r\n";
        for (int i = 0; i < 9; ++i)
            endless.offer(chunk);
        const RawAnswer answer = endless.receive();
        QCOMPARE(answer.status, 413);
        QCOMPARE(problemCode(answer), QStringLiteral("too_large"));
    }

    void largestBodyAllowed()
    {
        RawHttpClient client(m_server.port());
        const QByteArray body(8 * 1024 * 1024, 'b');
        client.send(rawPost(body));
        QVERIFY(client.receive().body == body);
    }

    void expectContinue()
    {
        RawHttpClient client(m_server.port());
        client.send("POST /echo HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        QCOMPARE(client.receive().status, 100);
        client.send("abc");
        QCOMPARE(client.receive().body, QByteArray("abc"));
        QCOMPARE(client.ask(rawGet("/next")).body, QByteArray("/next"));
    }

    void encodedBodies_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *coding, const QByteArray &body, int status,
                            const char *code = "") {
            QTest::newRow(name) << QByteArray(coding) << body << status << QString::fromLatin1(code);
        };
        const QByteArray good = zipped("hello");
        row("gzip", "gzip", good, 200);
        row("in capitals", "GZIP", good, 200);
        row("two members", "gzip", zipped("hel") + zipped("lo"), 200);
        row("identity", "identity", "hello", 200);
        row("cut short", "gzip", good.chopped(3), 400, "invalid_gzip");
        row("empty", "gzip", "", 400, "invalid_gzip");
        row("plain after all", "gzip", "hello", 400, "invalid_gzip");
        row("garbage behind", "gzip", good + "garbage", 400, "invalid_gzip");
        row("zeros behind", "gzip", good + QByteArray(4, '\0'), 400, "invalid_gzip");
        row("bad checksum", "gzip", good.chopped(5) + '!' + good.right(4), 400, "invalid_gzip");
        row("bomb", "gzip", zipped(QByteArray(200000000, '\0')), 413, "too_large");
        row("one byte over", "gzip", zipped(QByteArray(8 * 1024 * 1024 + 1, '\0')), 413, "too_large");
        row("deflate", "deflate", good, 415, "unsupported_encoding");
        row("br", "br", good, 415, "unsupported_encoding");
        row("gzip twice", "gzip, gzip", zipped(good), 415, "unsupported_encoding");
    }

    void encodedBodies()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, body);
        RawHttpClient client(m_server.port());
        const RawAnswer answer = client.ask(rawPost(body, "Content-Encoding: " + coding + "\r\n"));
        QTEST(answer.status, "status");
        if (answer.status == 200)
            QCOMPARE(answer.body, QByteArray("hello"));
        else
            QTEST(problemCode(answer), "code");
        QCOMPARE(client.ask(rawGet("/still")).body, QByteArray("/still"));
    }

    void manyEmptyMembersCostLittle()
    {
        const std::string member = gzip("");
        std::string all;
        while (all.size() + member.size() < 4 * 1024 * 1024)
            all += member;
        QElapsedTimer timer;
        timer.start();
        const auto plain = gunzip(all, 1000);
        QVERIFY(plain && plain->empty());
        QVERIFY2(timer.elapsed() < 3000, "members must not multiply the work");
    }

    void answersAreCompressedWhenWanted_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<bool>("compressed");
        QTest::newRow("gzip") << QByteArray("gzip") << true;
        QTest::newRow("among others") << QByteArray("br;q=1.0, gzip;q=0.8, *;q=0.1") << true;
        QTest::newRow("anything") << QByteArray("*") << true;
        QTest::newRow("identity") << QByteArray("identity") << false;
        QTest::newRow("refused") << QByteArray("gzip;q=0") << false;
        QTest::newRow("refused, anything else") << QByteArray("*, gzip; q=0.000") << false;
        QTest::newRow("not said") << QByteArray() << false;
    }

    void answersAreCompressedWhenWanted()
    {
        QFETCH(QByteArray, accept);
        QFETCH(bool, compressed);
        RawHttpClient client(m_server.port());
        const RawAnswer answer =
            client.ask(rawGet("/big", accept.isEmpty() ? "" : "Accept-Encoding: " + accept + "\r\n"));
        QCOMPARE(answer.headers["content-encoding"] == "gzip", compressed);
        QCOMPARE(answer.headers["vary"], QByteArray("Accept-Encoding"));
        const std::string body = answer.body.toStdString();
        QCOMPARE(compressed ? gunzip(body, 10000).value() : body, std::string(5000, 'x'));
        // What is small stays as it is.
        QVERIFY(!client.ask(rawGet("/s", "Accept-Encoding: gzip\r\n")).headers.contains("content-encoding"));
    }

    void aRequestKnowsHowLongItWaited()
    {
        std::atomic<std::int64_t> queuedUs = -1;
        HttpServerConfig config;
        config.workers = 1;
        m_server.start(config, [&](const Request &request) {
            if (request.path() == "/first") {
                m_server.entered.release();
                m_server.release.acquire();
            } else {
                queuedUs = request.queuedUs;
            }
            return Response();
        });
        std::thread first([&] { RawHttpClient(m_server.port()).ask(rawGet("/first")); });
        m_server.entered.acquire();
        std::thread second([&] { RawHttpClient(m_server.port()).ask(rawGet("/second")); });
        QTRY_COMPARE(m_server.counters().working.load(), std::uint64_t(2));
        m_server.release.release();
        first.join();
        second.join();
        QVERIFY(queuedUs > 0);
        m_server.stop();
        QCOMPARE(m_server.timings().back().queueUs, queuedUs.load());
    }

    void everyRequestIsReportedWithoutItsQuery()
    {
        RawHttpClient client(m_server.port());
        client.ask(rawPost("hello", "X-Request-Id: first\r\n"));
        client.ask(rawGet("/a?token=secret"));
        m_server.stop();
        const auto timings = m_server.timings();
        QCOMPARE(timings.size(), std::size_t(2));
        const RequestTiming &first = timings[0];
        QCOMPARE(first.requestId, std::string("first"));
        QCOMPARE(first.method, std::string("POST"));
        QCOMPARE(first.peer, std::string("127.0.0.1"));
        QCOMPARE(first.status, 200);
        QCOMPARE(first.bytesIn, std::size_t(5));
        QCOMPARE(first.bytesOut, std::size_t(5));
        QVERIFY(first.receiveUs >= 0 && first.queueUs >= 0 && first.handleUs >= 0 && first.sendUs >= 0);
        QCOMPARE(timings[1].path, std::string("/a"));
    }

    void theProcessTellsThatItLivesWhenEveryWorkerIsTaken()
    {
        HttpServerConfig config;
        config.workers = 1;
        config.maxWorking = 1;
        config.promptPath = "/alive";
        m_server.start(config);
        RawHttpClient busy(m_server.port());
        busy.send(rawGet("/slow"));
        m_server.entered.acquire();
        RawHttpClient other(m_server.port());
        QCOMPARE(other.ask(rawGet("/alive?x")).body, QByteArray("/alive?x"));
        QCOMPARE(other.ask(rawGet("/alive2")).status, 503);
        QCOMPARE(other.ask(rawGet("/alive")).status, 200);
        m_server.release.release();
        QCOMPARE(busy.receive().status, 200);
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
