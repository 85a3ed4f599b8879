// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Gzip.h"
#include "tests/support/EchoServer.h"
#include "tests/support/RawHttpClient.h"
#include "tests/support/TestCertificate.h"

#include <QSslSocket>
#include <QtTest>

#include <zlib.h>

#include <atomic>
#include <future>

using namespace tidemark;
using namespace tidemark::backend;
using namespace tidemark::test;

namespace {

using Piece = BodySource::Piece;

/// What inflates of a gzip file that may not be complete yet.
QByteArray inflated(const QByteArray &compressed)
{
    z_stream stream = {};
    inflateInit2(&stream, MAX_WBITS + 16);
    QByteArray out(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(compressed.constData()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_SYNC_FLUSH);
    out.chop(static_cast<qsizetype>(stream.avail_out));
    inflateEnd(&stream);
    return out;
}

} // namespace

/// Answers that are made while they are sent.
class TestHttpStream final : public QObject {
    Q_OBJECT

    using Script = std::function<Result<Piece>(int number)>;

    class Source final : public BodySource {
    public:
        Source(TestHttpStream &test, Script script) : m_test(test), m_script(std::move(script)) {}
        ~Source() override { m_test.m_dropped.release(); }
        Source(const Source &) = delete;
        Source &operator=(const Source &) = delete;
        Result<Piece> next() override { return m_script(m_number++); }

    private:
        TestHttpStream &m_test;
        Script m_script;
        int m_number = 0;
    };

    /// A server whose "/stream" gives what the script says, whatever the number of the piece, and echoes otherwise.
    void start(Script script, HttpServerConfig config = {})
    {
        m_server.start(std::move(config), [this, script = std::move(script)](const Request &request) {
            Response response;
            response.headers.set("Content-Type", "text/plain");
            if (request.path() == "/stream")
                response.stream = std::make_shared<Source>(*this, script);
            else
                response.body = request.target;
            return response;
        });
    }

    bool dropped() { return m_dropped.try_acquire_for(std::chrono::seconds(10)); }

    std::counting_semaphore<> m_dropped{0}; ///< a source
    std::counting_semaphore<> m_go{0};
    EchoServer m_server;

private Q_SLOTS:
    void cleanup()
    {
        m_server.remove();
        while (m_dropped.try_acquire()) {} // of sources no test asked about
    }

    void piecesArriveInOrder()
    {
        start([](int number) { return Piece{number == 1 ? "" : "piece " + std::to_string(number), number == 3}; });
        RawHttpClient client(m_server.port());
        client.send(rawGet("/stream", "X-Request-Id: r1\r\n") + rawGet("/next"));
        const RawAnswer answer = client.receive();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers["transfer-encoding"], QByteArray("chunked"));
        QCOMPARE(answer.headers["x-request-id"], QByteArray("r1"));
        QVERIFY(!answer.headers.contains("content-length"));
        QCOMPARE(answer.body, QByteArray("piece 0piece 2piece 3"));
        QVERIFY(dropped());
        QCOMPARE(client.receive().body, QByteArray("/next"));
        m_server.stop();
        const RequestTiming timing = m_server.timings().at(0);
        QVERIFY(timing.delivered);
        QCOMPARE(timing.bytesOut, std::size_t(21));
        QVERIFY(timing.fault.empty());
    }

    void aPieceArrivesBeforeTheNextIsMade_data()
    {
        QTest::addColumn<bool>("compressed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }

    void aPieceArrivesBeforeTheNextIsMade()
    {
        QFETCH(bool, compressed);
        start([this](int number) -> Result<Piece> {
            if (number == 0)
                return Piece{"first"};
            m_go.acquire();
            return Piece{" second", true};
        });
        RawHttpClient client(m_server.port());
        client.send(rawGet("/stream", compressed ? "Accept-Encoding: gzip\r\n" : ""));
        const RawAnswer head = client.receiveHead();
        QCOMPARE(head.headers["vary"], QByteArray("Accept-Encoding"));
        QCOMPARE(head.headers["content-encoding"], QByteArray(compressed ? "gzip" : ""));
        QByteArray body = client.receiveChunk();
        QCOMPARE(compressed ? inflated(body) : body, QByteArray("first"));
        m_go.release();
        body += client.receiveChunk();
        QCOMPARE(client.receiveChunk(), QByteArray());
        QCOMPARE(compressed ? gunzip(body.toStdString(), 100).value() : body.toStdString(),
                 std::string("first second"));
    }

    void manyPiecesCompressed()
    {
        const std::string text(300'000, 'x');
        start([&](int number) { return Piece{number % 3 == 2 ? "" : text, number == 9}; });
        RawHttpClient client(m_server.port());
        const RawAnswer answer = client.ask(rawGet("/stream", "Accept-Encoding: gzip\r\n"));
        const auto plain = gunzip(answer.body.toStdString(), 10'000'000);
        QVERIFY(plain && plain->size() == 7 * text.size());
    }

    void oldClientsGetItUpToTheEndOfTheConnection()
    {
        start([](int number) { return Piece{"piece " + std::to_string(number), number == 1}; });
        RawHttpClient client(m_server.port());
        client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        const RawAnswer answer = client.receiveToEnd();
        QVERIFY(!answer.headers.contains("transfer-encoding"));
        QVERIFY(!answer.headers.contains("content-length"));
        QVERIFY(answer.headers["connection"] != "keep-alive");
        QCOMPARE(answer.body, QByteArray("piece 0piece 1"));
        QVERIFY2(!client.wasReset(), "an ordinary end");
    }

    void headAsksForNoPiece()
    {
        std::atomic<int> asked = 0;
        start([&](int) {
            ++asked;
            return Piece{"x", true};
        });
        RawHttpClient client(m_server.port());
        client.send("HEAD /stream HTTP/1.1\r\nHost: test\r\n\r\n" + rawGet("/next"));
        QCOMPARE(client.receiveHead().status, 200);
        QCOMPARE(client.receive().body, QByteArray("/next"));
        QVERIFY(dropped());
        QCOMPARE(asked, 0);
    }

    void aFailureCutsTheConnection_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("throws");
        QTest::addColumn<bool>("tls");
        for (const char *version : {"1.0", "1.1"}) {
            for (const bool throws : {false, true}) {
                for (const bool tls : {false, true})
                    QTest::addRow("%s%s%s", version, throws ? ", thrown" : "", tls ? ", TLS" : "")
                        << QByteArray(version) << throws << tls;
            }
        }
    }

    void aFailureCutsTheConnection()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, throws);
        QFETCH(bool, tls);
        if (tls && !QSslSocket::supportsSsl())
            QFAIL("this Qt has no TLS");
        start(
            [this, throws](int number) -> Result<Piece> {
                if (number == 0)
                    return Piece{"first"};
                m_go.acquire();
                if (throws)
                    throw std::runtime_error("broken");
                return Error{"database", ErrorCategory::Local, "broken"};
            },
            tls ? m_certificate.config() : HttpServerConfig());
        RawHttpClient client(m_server.port(), tls ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>());
        client.send("GET /stream HTTP/" + version + "\r\nHost: test\r\n\r\n");
        QCOMPARE(client.receiveHead().status, 200);
        QVERIFY(client.receiveSome().contains("first"));
        m_go.release();
        const QByteArray rest = client.receiveRest();
        QVERIFY2(!rest.contains("0\r\n\r\n"), "no proper end");
        QVERIFY(client.wasReset());
        QVERIFY(dropped());
        m_server.stop();
        const RequestTiming timing = m_server.timings().at(0);
        QVERIFY(!timing.delivered);
        QVERIFY(timing.fault.find("broken") != std::string::npos);
    }

    void whoLeavesIsNotWorkedFor_data()
    {
        QTest::addColumn<int>("waitMs");
        QTest::newRow("without waits") << 0;
        QTest::newRow("between pieces") << 50;
    }

    void whoLeavesIsNotWorkedFor()
    {
        QFETCH(int, waitMs);
        start([waitMs](int) {
            return Piece{waitMs > 0 ? "" : std::string(100'000, 'x'), false, std::chrono::milliseconds(waitMs)};
        });
        {
            RawHttpClient client(m_server.port());
            client.send(rawGet("/stream"));
            QCOMPARE(client.receiveHead().status, 200);
        }
        QVERIFY(dropped());
        m_server.stop();
        QVERIFY(!m_server.timings().at(0).delivered);
    }

    void waitingHoldsNoWorker()
    {
        HttpServerConfig config;
        config.workers = 1;
        std::atomic<int> asked = 0;
        start(
            [&](int) {
                ++asked;
                return Piece{"x", false, std::chrono::hours(1)};
            },
            config);
        std::vector<std::unique_ptr<RawHttpClient>> waiting;
        for (int i = 0; i < 20; ++i) {
            waiting.push_back(std::make_unique<RawHttpClient>(m_server.port()));
            waiting.back()->send(rawGet("/stream"));
            waiting.back()->receiveHead();
            QCOMPARE(waiting.back()->receiveChunk(), QByteArray("x"));
        }
        RawHttpClient other(m_server.port());
        QCOMPARE(other.ask(rawGet("/other")).body, QByteArray("/other"));
        QCOMPARE(asked, 20);
        m_server.stop(); // does not wait for them
        for (const auto &client : waiting)
            QVERIFY(client->wasReset());
    }

    void waitsComeBetweenPieces()
    {
        start([](int number) { return Piece{"x", number == 3, std::chrono::milliseconds(30)}; });
        RawHttpClient client(m_server.port());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(client.ask(rawGet("/stream")).body, QByteArray("xxxx"));
        QVERIFY(timer.elapsed() >= 90);
    }

    void whoDoesNotReadIsCutOff()
    {
        HttpServerConfig config;
        config.bodyTimeout = std::chrono::milliseconds(300);
        start([](int) { return Piece{std::string(50'000'000, 'x')}; }, config);
        RawHttpClient client(m_server.port(), std::make_unique<QTcpSocket>(), 4096);
        client.send(rawGet("/stream"));
        QVERIFY(dropped());
        RawHttpClient other(m_server.port());
        QCOMPARE(other.ask(rawGet("/other")).body, QByteArray("/other"));
    }

    void stopLetsAnAnswerEnd()
    {
        start([this](int number) {
            if (number == 1)
                m_go.acquire();
            return Piece{"x", number == 1};
        });
        RawHttpClient client(m_server.port());
        client.send(rawGet("/stream"));
        client.receiveHead();
        QCOMPARE(client.receiveChunk(), QByteArray("x"));
        const auto stopped = std::async(std::launch::async, [this] { m_server.stop(); });
        m_go.release();
        QCOMPARE(client.receiveChunk(), QByteArray("x"));
        QCOMPARE(client.receiveChunk(), QByteArray());
        stopped.wait();
    }

private:
    const TestCertificate m_certificate;
};

QTEST_GUILESS_MAIN(TestHttpStream)
#include "tst_httpstream.moc"
