// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tidemarkd fetches: whom it asks, and how little it puts up with.

#include "ScriptedServer.h"
#include "backend/http/Fetch.h"
#include "tests/support/TlsIdentity.h"

#include <QSslConfiguration>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTimer>

#include <future>

using namespace tidemark;
using namespace tidemark::test;
using namespace std::chrono_literals;
using backend::FetchLimits;

namespace {

Result<std::string> fetchFrom(const QString &url, FetchLimits limits = {}, std::stop_token stop = {})
{
    auto future = std::async(std::launch::async, [&] { return backend::fetch(url.toStdString(), limits, stop); });
    if (!QTest::qWaitFor([&] { return future.wait_for(0s) == std::future_status::ready; }, 60'000))
        qFatal("it never ended");
    return future.get();
}

/// "ok" and the body, or the code of the error.
QString outcome(const Result<std::string> &fetched)
{
    return fetched ? QStringLiteral("ok ") + QString::fromStdString(*fetched)
                   : QString::fromStdString(fetched.error().code);
}

void writeCertificate(const QString &path, const QSslCertificate &certificate)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(certificate.toPem()) < 0)
        qFatal("cannot write a certificate");
}

} // namespace

class TestHttpFetch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void asksPolitely();
    void followsNoRedirection();
    void silence();
    void dribble();
    void stops();
    void addresses_data();
    void addresses();
    void nobodyThere();
    void certificates_data();
    void certificates();
    void tlsIsNotGivenUp();
};

void TestHttpFetch::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray big(2000, 'x');
    QTest::newRow("a document") << ok("{}") << QStringLiteral("ok {}");
    QTest::newRow("empty") << ok("") << QStringLiteral("ok ");
    QTest::newRow("in chunks") << (chunked + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n") << QStringLiteral("ok {}");
    QTest::newRow("until the end") << QByteArray("HTTP/1.0 200 OK\r\n\r\n{}") << QStringLiteral("ok {}");
    QTest::newRow("too large") << ok(big) << QStringLiteral("fetch_refused");
    QTest::newRow("too large in chunks")
        << (chunked + "7d0\r\n" + big + "\r\n0\r\n\r\n") << QStringLiteral("fetch_refused");
    QTest::newRow("too large until the end") << ("HTTP/1.0 200 OK\r\n\r\n" + big) << QStringLiteral("fetch_refused");
    QTest::newRow("a large header") << answer("200 OK", "X: " + big + "\r\n", "{}")
                                    << QStringLiteral("fetch_refused");
    QTest::newRow("compressed") << answer("200 OK", "Content-Encoding: gzip\r\n", "{}")
                                << QStringLiteral("fetch_refused");
    QTest::newRow("not found") << answer("404 Not Found", "", "{}") << QStringLiteral("fetch_refused");
    QTest::newRow("not modified") << QByteArray("HTTP/1.1 304 Not Modified\r\n\r\n")
                                  << QStringLiteral("fetch_refused");
    QTest::newRow("a failure") << answer("500 Oops", "", "{}") << QStringLiteral("fetch_refused");
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")
                             << QStringLiteral("fetch_failed");
    QTest::newRow("no HTTP") << QByteArray("220 mail.example ESMTP\r\n\r\n") << QStringLiteral("fetch_failed");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("fetch_failed");
}

void TestHttpFetch::answers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const ScriptedServer server({breaksOffAfter(bytes)});
    FetchLimits limits;
    limits.body = 1000;
    limits.header = 1000;
    QCOMPARE(outcome(fetchFrom(server.url(), limits)), expected);
}

void TestHttpFetch::asksPolitely()
{
    const ScriptedServer server({says(ok())});
    QVERIFY(fetchFrom(server.url() + QStringLiteral("/a/keys.json?x=1#part")));
    const QByteArray request = server.requests().value(0);
    QVERIFY2(request.startsWith("GET /a/keys.json?x=1 HTTP/1.1\r\n"), request.constData());
    QCOMPARE("http://" + header(request, "Host"), server.url().toUtf8());
    QCOMPARE(header(request, "Authorization"), QByteArray());
    QCOMPARE(header(request, "Accept-Encoding"), QByteArray());
}

void TestHttpFetch::followsNoRedirection()
{
    const ScriptedServer target({says(ok())});
    const ScriptedServer server({says(answer("302 Found", "Location: " + target.url().toUtf8() + "\r\n", ""))});
    QCOMPARE(outcome(fetchFrom(server.url())), QStringLiteral("fetch_refused"));
    QCOMPARE(target.connections(), 0);
}

void TestHttpFetch::silence()
{
    const ScriptedServer server({says("")});
    FetchLimits limits;
    limits.whole = 200ms;
    QCOMPARE(outcome(fetchFrom(server.url(), limits)), QStringLiteral("fetch_timeout"));
}

/// A byte now and then is no progress.
void TestHttpFetch::dribble()
{
    QTimer timer;
    timer.setInterval(20);
    const ScriptedServer server({[&](QTcpSocket *socket) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        QObject::connect(&timer, &QTimer::timeout, socket, [socket] { socket->write("x"); });
        timer.start();
    }});
    FetchLimits limits;
    limits.whole = 500ms;
    QCOMPARE(outcome(fetchFrom(server.url(), limits)), QStringLiteral("fetch_timeout"));
}

void TestHttpFetch::stops()
{
    std::stop_source stop;
    const ScriptedServer server({[&](QTcpSocket *) { stop.request_stop(); }});
    FetchLimits limits;
    limits.whole = 10min;
    QVERIFY(!fetchFrom(server.url(), limits, stop.get_token()));
    QVERIFY(!fetchFrom(server.url(), limits, stop.get_token())); // stopped before it begins
    QCOMPARE(server.connections(), 1);
}

void TestHttpFetch::addresses_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"",
                            "keys.json",
                            "/etc/passwd",
                            "ftp://127.0.0.1/",
                            "file:///etc/passwd",
                            "https://",
                            "https:///keys",
                            "http://:80/",
                            "http://127.0.0.1:/",
                            "http://127.0.0.1:http/",
                            "http://127.0.0.1:123456/",
                            "http://[::1/",
                            "http://[::1]x/",
                            "http://[]/",
                            "http://127.0.0.1/a b",
                            "http://127.0.0.1/\r\nX: y",
                            "http://user@127.0.0.1/",
                            "http://user:word@127.0.0.1/",
                            "https://good.example@127.0.0.1/",
                            "http://192.0.2.1/",
                            "http://0.0.0.0/",
                            "http://169.254.169.254/",
                            "http://[2001:db8::1]/"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestHttpFetch::addresses()
{
    QFETCH(QString, url);
    QCOMPARE(outcome(fetchFrom(url)), QStringLiteral("bad_url"));
}

void TestHttpFetch::nobodyThere()
{
    quint16 port = 0;
    {
        QTcpServer gone;
        gone.listen(QHostAddress::LocalHost);
        port = gone.serverPort();
    }
    const auto fetched = fetchFrom(QStringLiteral("http://127.0.0.1:%1/keys?token=secret").arg(port));
    QCOMPARE(outcome(fetched), QStringLiteral("fetch_failed"));
    QCOMPARE(fetched.error().category, ErrorCategory::Network);
    QVERIFY(QString::fromStdString(fetched.error().detail)
                .startsWith(QStringLiteral("http://127.0.0.1:%1/keys: ").arg(port)));
}

void TestHttpFetch::certificates_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("expected");
    QTest::newRow("good") << QByteArray("IP:127.0.0.1") << 3600 << true << QStringLiteral("ok {}");
    QTest::newRow("nobody vouches for it")
        << QByteArray("IP:127.0.0.1") << 3600 << false << QStringLiteral("fetch_failed");
    QTest::newRow("for another address")
        << QByteArray("IP:127.0.0.2") << 3600 << true << QStringLiteral("fetch_failed");
    QTest::newRow("for a name") << QByteArray("DNS:localhost") << 3600 << true << QStringLiteral("fetch_failed");
    QTest::newRow("expired") << QByteArray("IP:127.0.0.1") << -60 << true << QStringLiteral("fetch_failed");
}

void TestHttpFetch::certificates()
{
    QFETCH(QByteArray, names);
    QFETCH(int, seconds);
    QFETCH(bool, trusted);
    QFETCH(QString, expected);
    const TlsIdentity identity = makeTlsIdentity(names.constData(), seconds);
    QSslConfiguration configuration;
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    auto tls = std::make_unique<QSslServer>();
    tls->setSslConfiguration(configuration);
    const ScriptedServer server({says(ok())}, std::move(tls));
    const QTemporaryDir directory;
    const QString authorities = directory.filePath(QStringLiteral("authorities.pem"));
    writeCertificate(authorities, trusted ? identity.certificate : makeTlsIdentity().certificate);
    qputenv("SSL_CERT_FILE", authorities.toUtf8());
    QCOMPARE(outcome(fetchFrom(server.url(QStringLiteral("https")))), expected);
    QCOMPARE(server.requests().size(), expected.startsWith(QLatin1String("ok")) ? 1 : 0);
}

void TestHttpFetch::tlsIsNotGivenUp()
{
    const ScriptedServer plain({says(ok())});
    QVERIFY(!fetchFrom(plain.url(QStringLiteral("https")), {.whole = 500ms}));
    QCOMPARE(plain.requests().size(), 0);
}

QTEST_GUILESS_MAIN(TestHttpFetch)
#include "tst_httpfetch.moc"
