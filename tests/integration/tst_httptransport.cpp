// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The HTTP client over real sockets: what it sends, and what it makes of what comes back.

#include "ScriptedServer.h"

#include <QTimer>

using namespace tidemark;
using namespace std::chrono_literals;

namespace {

const std::string kOtherPin = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

} // namespace

class TestHttpTransport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void construction_data();
    void construction();
    void whatIsSent();
    void headersCannotBeInjected();
    void bodiesHaveATypeAndABasePath();
    void answers_data();
    void answers();
    void failures_data();
    void failures();
    void refusedPort();
    void slowBodyInTime();
    void connectionsAreReused();
    void nothingIsKept();
};

void TestHttpTransport::construction_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("pin");
    QTest::addColumn<QString>("code");
    const QString goodPin = QString::fromStdString(kOtherPin);
    const auto row = [](const char *url, const QString &pin, const char *code) {
        QTest::addRow("%s %s", url, qPrintable(pin)) << QString::fromLatin1(url) << pin << QString::fromLatin1(code);
    };
    row("http://127.0.0.1:1", {}, "");
    row("http://localhost:1/base/", {}, "");
    row("http://[::1]:1", {}, "");
    row("https://sync.example", {}, "");
    row("https://sync.example", goodPin, "");
    row("http://sync.example", {}, "plain_http");
    row("http://localhost.sync.example", {}, "plain_http");
    row("http://10.0.0.1", {}, "plain_http");
    row("ftp://127.0.0.1", {}, "bad_url");
    row("127.0.0.1:8787", {}, "bad_url");
    row("", {}, "bad_url");
    row("https://name:secret@sync.example", {}, "bad_url");
    row("https://sync.example?x=1", {}, "bad_url");
    row("https://sync.example", QStringLiteral("sha256/short"), "bad_pin");
    row("https://sync.example", goodPin.mid(7), "bad_pin");
    row("http://127.0.0.1:1", goodPin, "pin_without_tls");
}

void TestHttpTransport::construction()
{
    QFETCH(QString, url);
    QFETCH(QString, pin);
    QFETCH(QString, code);
    HttpTransport::Config config;
    config.url = QUrl(url);
    if (!pin.isEmpty())
        config.pins = {pin.toStdString()};
    const auto transport = HttpTransport::create(config);
    QCOMPARE(transport ? QString() : QString::fromStdString(transport.error().code), code);
}

void TestHttpTransport::whatIsSent()
{
    ScriptedServer server({says(ok("{\"a\":1}"))});
    const auto transport = transportTo(server.url(), withToken(std::make_shared<StaticToken>("to.ke.n")));
    Request pull = request("/api/sync/pull?last_pulled_at=7&q=a%20b");
    pull.headers.set("X-Sync-Id", "abc");
    pull.headers.set("Authorization", "Bearer stray");
    const Exchange exchange = sendOn(*transport, pull);
    QVERIFY(exchange.response);
    QCOMPARE(exchange.response->status, 200);
    QCOMPARE(exchange.response->body, std::string("{\"a\":1}"));
    QCOMPARE(exchange.response->headers.get("content-type"), std::string_view("application/json"));
    QStringList phases;
    for (const auto &[name, ms] : exchange.phases) {
        phases << QString::fromStdString(name);
        QVERIFY(ms >= 0);
    }
    QCOMPARE(phases.join(QLatin1Char(' ')), QStringLiteral("connect wait receive"));
    const QByteArray sent = server.requests().value(0);
    QVERIFY2(sent.startsWith("GET /api/sync/pull?last_pulled_at=7&q=a%20b HTTP/1.1\r\n"), sent.constData());
    QCOMPARE(header(sent, "Authorization"), QByteArray("Bearer to.ke.n"));
    QCOMPARE(header(sent, "X-Sync-Id"), QByteArray("abc"));
    QCOMPARE(header(sent, "Accept-Encoding"), QByteArray("identity"));
    QCOMPARE(header(sent, "Cookie"), QByteArray());
    QCOMPARE(header(sent, "Upgrade"), QByteArray());
}

void TestHttpTransport::headersCannotBeInjected()
{
    ScriptedServer server({says(ok())});
    const auto transport = transportTo(server.url());
    Request pull = request();
    pull.headers.set("X-Device-Name", "Ann\r\nX-Role: admin\nX: é");
    sendOn(*transport, pull);
    QCOMPARE(header(server.requests().value(0), "X-Role"), QByteArray());
    QCOMPARE(header(server.requests().value(0), "X-Device-Name"), QByteArray("Ann  X-Role: admin X: \xc3\xa9"));
}

void TestHttpTransport::bodiesHaveATypeAndABasePath()
{
    ScriptedServer server({says(ok())});
    const auto transport = transportTo(server.url() + QStringLiteral("/behind/a/proxy/"));
    Request push = request("/api/sync/push", "POST");
    push.body = "{\"changes\":{}}";
    sendOn(*transport, push);
    const QByteArray sent = server.requests().value(0);
    QVERIFY2(sent.startsWith("POST /behind/a/proxy/api/sync/push HTTP/1.1\r\n"), sent.constData());
    QCOMPARE(header(sent, "Content-Type"), QByteArray("application/json"));
    QVERIFY(sent.endsWith("\r\n\r\n{\"changes\":{}}"));
}

void TestHttpTransport::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, int status, const QByteArray &body) {
        QTest::newRow(name) << bytes << status << body;
    };
    row("empty", answer("200 OK", {}, {}), 200, {});
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, {});
    row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 200, "{}");
    row("busy", answer("503 Service Unavailable", "Retry-After: 3\r\n", "{\"code\":\"busy\"}"), 503,
        "{\"code\":\"busy\"}");
    row("bad request", answer("400 Bad Request", {}, "{\"code\":\"x\"}"), 400, "{\"code\":\"x\"}");
    row("no token", answer("401 Unauthorized", "WWW-Authenticate: Bearer\r\n", "{\"code\":\"t\"}"), 401,
        "{\"code\":\"t\"}");
    row("no token, other scheme", answer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "{}"), 401,
        "{}");
    row("forbidden", answer("403 Forbidden", {}, "{}"), 403, "{}");
    row("moved record", answer("409 Conflict", {}, "{}"), 409, "{}");
    row("gone", answer("410 Gone", {}, "{\"code\":\"cursor_expired\"}"), 410, "{\"code\":\"cursor_expired\"}");
    row("too large", answer("413 Content Too Large", {}, "{}"), 413, "{}");
    row("fault", answer("500 Oh", {}, "oh"), 500, "oh");
    row("gateway", answer("504 Late", {}, {}), 504, {});
    row("redirect", answer("302 Found", "Location: /elsewhere\r\n", {}), 302, {});
    row("permanent redirect", answer("308 Moved", "Location: http://localhost:1/\r\n", "x"), 308, "x");
}

void TestHttpTransport::answers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server({says(bytes)});
    const auto transport = transportTo(server.url());
    const Exchange exchange = sendOn(*transport);
    QVERIFY2(exchange.response, exchange.detail.c_str());
    QCOMPARE(exchange.response->status, status);
    QCOMPARE(QByteArray::fromStdString(exchange.response->body), body);
    if (status == 503)
        QCOMPARE(exchange.response->headers.get("retry-after"), std::string_view("3"));
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpTransport::failures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("ends");
    QTest::addColumn<QString>("failure");
    const auto row = [](const char *name, const QByteArray &bytes, bool ends, const char *failure) {
        QTest::newRow(name) << bytes << ends << QString::fromLatin1(failure);
    };
    row("closed without an answer", {}, true, "reset");
    row("closed in the head", "HTTP/1.1 200 OK\r\nContent-Le", true, "reset");
    row("closed in the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"changes\"", true, "reset");
    row("closed in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"chan", true, "reset");
    row("closed between chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", true, "reset");
    row("no HTTP", "SSH-2.0-OpenSSH_9\r\n\r\n", true, "reset");
    row("more than is taken", answer("200 OK", {}, QByteArray(100'001, ' ')), false, "reset");
    row("no byte", {}, false, "timeout");
    row("never whole", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"changes\"", false, "timeout");
}

void TestHttpTransport::failures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, ends);
    QFETCH(QString, failure);
    ScriptedServer server({ends ? breaksOffAfter(bytes) : says(bytes)});
    // Only the cases that end in a timeout wait for one.
    auto config = failure == QLatin1String("timeout") ? impatient(100ms, 250ms) : impatient(20s, 20s);
    config.limits.answerBytes = 100'000;
    const auto transport = transportTo(server.url(), config);
    const Exchange exchange = sendOn(*transport);
    QVERIFY2(!exchange.response, exchange.response ? exchange.response->body.c_str() : "");
    QCOMPARE(QString::fromUtf8(networkFailureName(exchange.failure).data()), failure);
    QVERIFY(!exchange.detail.empty());
}

void TestHttpTransport::refusedPort()
{
    QString url;
    {
        const ScriptedServer gone({says({})});
        url = gone.url();
    }
    const auto transport = transportTo(url);
    const Exchange exchange = sendOn(*transport);
    QVERIFY(!exchange.response);
    QCOMPARE(exchange.failure, NetworkFailure::Refused);
}

void TestHttpTransport::slowBodyInTime()
{
    // Longer on its way than the first byte may take, and whole in the end.
    ScriptedServer server({[](QTcpSocket *socket) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
        for (int i = 0; i < 3; ++i)
            QTimer::singleShot(100 * (i + 1), socket, [socket] { socket->write("ab"); });
    }});
    const auto transport = transportTo(server.url(), impatient(200ms, 20s));
    const Exchange exchange = sendOn(*transport);
    QVERIFY2(exchange.response, exchange.detail.c_str());
    QCOMPARE(exchange.response->body, std::string("ababab"));
}

void TestHttpTransport::connectionsAreReused()
{
    ScriptedServer server({says(ok())});
    const auto transport = transportTo(server.url());
    for (int i = 0; i < 3; ++i)
        QVERIFY(sendOn(*transport).response);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.requests().size(), 3);
}

void TestHttpTransport::nothingIsKept()
{
    ScriptedServer server(
        {says(answer("200 OK", "Set-Cookie: a=b\r\nCache-Control: max-age=3600\r\nETag: \"x\"\r\n", "{}"))});
    const auto transport = transportTo(server.url());
    sendOn(*transport);
    sendOn(*transport);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(header(server.requests().value(1), "Cookie"), QByteArray());
    QCOMPARE(header(server.requests().value(1), "If-None-Match"), QByteArray());
}

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_httptransport.moc"
