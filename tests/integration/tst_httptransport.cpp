// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The HTTP client and the admin API's client over real sockets, against servers that do just what a case tells them.

#include "admin/AdminClient.h"
#include "transport/HttpTransport.h"
#include "transport/QtClock.h"

#include <QCoroSignal>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <functional>

using namespace tidemark;
using namespace std::chrono_literals;

namespace {

using Script = std::function<void(QTcpSocket *)>;

QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n"
        + body;
}

QByteArray ok(const QByteArray &body = "{}")
{
    return answer("200 OK", "Content-Type: application/json\r\n", body);
}

Script says(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket) { socket->write(bytes); };
}

/// Says something and ends the connection.
Script breaksOffAfter(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket) {
        socket->write(bytes);
        socket->disconnectFromHost();
    };
}

bool isWhole(const QByteArray &request)
{
    const qsizetype head = request.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    const qsizetype at = request.toLower().indexOf("content-length:");
    const qsizetype size = at < 0 || at > head ? 0 : request.mid(at + 15, request.indexOf("\r\n", at) - at - 15).toInt();
    return request.size() >= head + 4 + size;
}

/// Notes every request it gets and plays the script; the last step goes on for ever.
class ScriptedServer {
public:
    explicit ScriptedServer(std::vector<Script> steps, std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_server(std::move(server)), m_steps(std::move(steps))
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] { accept(); });
        m_server->listen(QHostAddress::LocalHost);
    }

    QString url(const QString &scheme = QStringLiteral("http")) const
    {
        return scheme + QStringLiteral("://127.0.0.1:%1").arg(m_server->serverPort());
    }
    const QList<QByteArray> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    qint64 bytes() const { return m_bytes; }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
            read(socket);
        }
    }
    void read(QTcpSocket *socket)
    {
        QByteArray &request = m_unfinished[socket];
        const QByteArray piece = socket->readAll();
        m_bytes += piece.size();
        request += piece;
        if (!isWhole(request))
            return;
        m_requests.append(std::exchange(request, {}));
        const auto step = std::min<std::size_t>(static_cast<std::size_t>(m_requests.size()), m_steps.size()) - 1;
        m_steps[step](socket);
    }

    std::unique_ptr<QTcpServer> m_server;
    std::vector<Script> m_steps;
    QHash<QTcpSocket *, QByteArray> m_unfinished;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    qint64 m_bytes = 0;
};

/// Every header line of that name; a second one would be a fault worth seeing.
QByteArray header(const QByteArray &request, const QByteArray &name)
{
    QByteArrayList values;
    for (const QByteArray &line : request.left(request.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ":"))
            values.append(line.mid(name.size() + 1).trimmed());
    }
    return values.join("|");
}

std::unique_ptr<HttpTransport> transportTo(const QString &url, HttpTransport::Config config = {})
{
    config.url = QUrl(url);
    auto transport = HttpTransport::create(std::move(config));
    if (!transport)
        qFatal("%s", transport.error().detail.c_str());
    return std::move(transport).value();
}

HttpTransport::Config impatient(std::chrono::milliseconds firstByte, std::chrono::milliseconds whole)
{
    HttpTransport::Config config;
    config.limits.firstByte = firstByte;
    config.limits.whole = whole;
    return config;
}

HttpTransport::Config withToken(std::shared_ptr<TokenProvider> tokens)
{
    HttpTransport::Config config;
    config.tokens = std::move(tokens);
    return config;
}

Request request(const char *target = "/api/sync/pull", const char *method = "GET")
{
    Request made;
    made.method = method;
    made.target = target;
    return made;
}

/// What came of a task that was begun; stays empty when it never ended.
template <typename T> using Outcome = std::shared_ptr<std::optional<T>>;

template <typename T> QCoro::Task<> note(QCoro::Task<T> task, Outcome<T> outcome)
{
    outcome->emplace(co_await task);
}

template <typename T> Outcome<T> begin(QCoro::Task<T> task)
{
    auto outcome = std::make_shared<std::optional<T>>();
    note(std::move(task), outcome);
    return outcome;
}

template <typename T> T await(QCoro::Task<T> task)
{
    const auto outcome = begin(std::move(task));
    if (!QTest::qWaitFor([&] { return outcome->has_value(); }, 30'000))
        qFatal("a task never ended");
    return std::move(**outcome);
}

Outcome<Exchange> beginOn(HttpTransport &transport)
{
    return begin(transport.send(request()));
}

Exchange sendOn(HttpTransport &transport, const Request &what = request())
{
    return await(transport.send(what));
}

/// A provider that answers when it is told to.
class SlowTokens final : public QObject, public TokenProvider {
    Q_OBJECT

public:
    QCoro::Task<Result<std::string>> token(bool) override
    {
        co_await qCoro(this, &SlowTokens::ready);
        co_return Result<std::string>(std::string("late"));
    }

Q_SIGNALS:
    void ready();
};

struct Identity {
    QSslCertificate certificate;
    QSslKey key;
};

/// A certificate for 127.0.0.1, valid for this run only.
Identity makeIdentity()
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *cert = X509_new();
    X509_set_version(cert, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(cert), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert), 0);
    X509_gmtime_adj(X509_getm_notAfter(cert), 3600);
    X509_set_pubkey(cert, key);
    X509_NAME *name = X509_get_subject_name(cert);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("127.0.0.1"), -1, -1, 0);
    X509_set_issuer_name(cert, name);
    X509_EXTENSION *names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(cert, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(cert, key, EVP_sha256());
    BIO *certPem = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certPem, cert);
    BIO *keyPem = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(keyPem, key, nullptr, nullptr, 0, nullptr, nullptr);
    const auto bytes = [](BIO *bio) {
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        return QByteArray(data, static_cast<qsizetype>(size));
    };
    Identity identity{QSslCertificate(bytes(certPem)), QSslKey(bytes(keyPem), QSsl::Ec)};
    BIO_free(certPem);
    BIO_free(keyPem);
    X509_free(cert);
    EVP_PKEY_free(key);
    return identity;
}

std::unique_ptr<QTcpServer> tlsServer(const Identity &identity)
{
    QSslConfiguration configuration;
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

void trust(const QList<QSslCertificate> &authorities)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(authorities);
    QSslConfiguration::setDefaultConfiguration(configuration);
}

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
    void cancelled();
    void deletedUnderWay();
    void deletedByItsOwnAnswer();
    void deletedWhileATokenIsAwaited();
    void tokenFileIsReadAgain();
    void withoutATokenNothingIsSent();
    void accountKey();
    void pins_data();
    void pins();
    void pinOnAReusedConnection();
    void clockWaits();
    void adminErrors_data();
    void adminErrors();
    void adminRefreshesTheTokenOnce();
    void adminRequests();
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
    row("no token, other scheme", answer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "{}"), 401, "{}");
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
    ScriptedServer server({says(answer("200 OK", "Set-Cookie: a=b\r\nCache-Control: max-age=3600\r\nETag: \"x\"\r\n", "{}"))});
    const auto transport = transportTo(server.url());
    sendOn(*transport);
    sendOn(*transport);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(header(server.requests().value(1), "Cookie"), QByteArray());
    QCOMPARE(header(server.requests().value(1), "If-None-Match"), QByteArray());
}

void TestHttpTransport::cancelled()
{
    ScriptedServer server({[](QTcpSocket *) {}, says(ok())});
    const auto transport = transportTo(server.url());
    const auto outcome = beginOn(*transport);
    QTRY_COMPARE(server.requests().size(), 1);
    QVERIFY(!outcome->has_value());
    transport->cancel();
    QTRY_VERIFY(outcome->has_value());
    QVERIFY(!(*outcome)->response);
    QCOMPARE((*outcome)->failure, NetworkFailure::Cancelled);
    QVERIFY2(sendOn(*transport).response, "a later request goes through");
}

void TestHttpTransport::deletedUnderWay()
{
    ScriptedServer server({[](QTcpSocket *) {}});
    auto transport = transportTo(server.url());
    const auto first = beginOn(*transport);
    const auto second = beginOn(*transport);
    QTRY_COMPARE(server.requests().size(), 2);
    const auto unsent = beginOn(*transport);
    transport.reset();
    for (const auto &outcome : {first, second, unsent}) {
        QVERIFY(outcome->has_value());
        QCOMPARE((*outcome)->failure, NetworkFailure::Cancelled);
    }
    QCoreApplication::processEvents();
}

void TestHttpTransport::deletedByItsOwnAnswer()
{
    struct Owner {
        static QCoro::Task<> run(std::shared_ptr<std::unique_ptr<HttpTransport>> transport, std::shared_ptr<bool> gone)
        {
            co_await (*transport)->send(request());
            transport->reset();
            *gone = true;
        }
    };
    ScriptedServer server({says(ok())});
    const auto transport = std::make_shared<std::unique_ptr<HttpTransport>>(transportTo(server.url()));
    const auto gone = std::make_shared<bool>(false);
    Owner::run(transport, gone);
    QTRY_VERIFY(*gone);
}

void TestHttpTransport::deletedWhileATokenIsAwaited()
{
    ScriptedServer server({says(ok())});
    const auto tokens = std::make_shared<SlowTokens>();
    auto transport = transportTo(server.url(), withToken(tokens));
    const auto outcome = beginOn(*transport);
    transport.reset();
    Q_EMIT tokens->ready();
    QTRY_VERIFY(outcome->has_value());
    QCOMPARE((*outcome)->failure, NetworkFailure::Cancelled);
    QCOMPARE(server.connections(), 0);
}

void TestHttpTransport::tokenFileIsReadAgain()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("token"));
    const auto write = [&](const QByteArray &text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    ScriptedServer server({says(ok())});
    QVERIFY(write("  old\n"));
    const auto transport = transportTo(server.url(), withToken(std::make_shared<TokenFile>(path)));
    sendOn(*transport);
    QVERIFY2(!await(transport->refreshToken()), "the file still holds the refused one");
    QVERIFY(write("new\n"));
    sendOn(*transport);
    QVERIFY(await(transport->refreshToken()));
    sendOn(*transport);
    QCOMPARE(header(server.requests().value(0), "Authorization"), QByteArray("Bearer old"));
    QCOMPARE(header(server.requests().value(1), "Authorization"), QByteArray("Bearer old"));
    QCOMPARE(header(server.requests().value(2), "Authorization"), QByteArray("Bearer new"));
}

void TestHttpTransport::withoutATokenNothingIsSent()
{
    const QTemporaryDir dir;
    ScriptedServer server({says(ok())});
    const auto transport = transportTo(server.url(), withToken(std::make_shared<TokenFile>(dir.filePath(QStringLiteral("no")))));
    const Exchange exchange = sendOn(*transport);
    QVERIFY(exchange.response);
    QCOMPARE(exchange.response->status, 401);
    QVERIFY(exchange.response->body.find("token_unreadable") != std::string::npos);
    const auto bad = transportTo(server.url(), withToken(std::make_shared<StaticToken>("two words")));
    const Exchange refused = sendOn(*bad);
    QCOMPARE(refused.response->status, 401);
    QVERIFY(refused.response->body.find("bad_token") != std::string::npos);
    QVERIFY(refused.response->body.find("two words") == std::string::npos);
    QCOMPARE(server.connections(), 0);
}

void TestHttpTransport::accountKey()
{
    ScriptedServer server({says(ok())});
    const QByteArray claims = R"({"sub":"018f2f6e-0000-7000-8000-000000000001","x":">>>???"})";
    const QByteArray token =
        "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".sig";
    const auto transport = transportTo(server.url(), withToken(std::make_shared<StaticToken>(token.toStdString())));
    sendOn(*transport);
    QCOMPARE(transport->accountKey(), std::string("127.0.0.1/018f2f6e-0000-7000-8000-000000000001"));
}

void TestHttpTransport::pins_data()
{
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("pinned");
    QTest::addColumn<QString>("failure");
    QTest::newRow("no pin") << true << QString() << QString();
    QTest::newRow("right pin") << true << QStringLiteral("own") << QString();
    QTest::newRow("right one of two") << true << QStringLiteral("other own") << QString();
    QTest::newRow("wrong pin") << true << QStringLiteral("other") << QStringLiteral("pin_mismatch");
    QTest::newRow("self-signed") << false << QString() << QStringLiteral("tls");
    QTest::newRow("self-signed, right pin") << false << QStringLiteral("own") << QStringLiteral("tls");
}

void TestHttpTransport::pins()
{
    QFETCH(bool, trusted);
    QFETCH(QString, pinned);
    QFETCH(QString, failure);
    const Identity identity = makeIdentity();
    const std::string own = spkiFingerprint(identity.certificate);
    trust(trusted ? QList<QSslCertificate>{identity.certificate} : QList<QSslCertificate>());
    ScriptedServer server({says(ok())}, tlsServer(identity));
    auto config = withToken(std::make_shared<StaticToken>("secret"));
    for (const QString &pin : pinned.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        config.pins.push_back(pin == QLatin1String("own") ? own : kOtherPin);
    const auto transport = transportTo(server.url(QStringLiteral("https")), config);
    const Exchange exchange = sendOn(*transport);
    if (failure.isEmpty()) {
        QVERIFY2(exchange.response, exchange.detail.c_str());
        return;
    }
    QVERIFY(!exchange.response);
    QCOMPARE(QString::fromUtf8(networkFailureName(exchange.failure).data()), failure);
    if (failure == QLatin1String("pin_mismatch"))
        QCOMPARE(exchange.detail, "expected " + kOtherPin + ", got " + own);
    QTest::qWait(50); // for bytes that must not come
    QCOMPARE(server.bytes(), 0);
}

void TestHttpTransport::pinOnAReusedConnection()
{
    const Identity identity = makeIdentity();
    trust({identity.certificate});
    ScriptedServer server({says(ok())}, tlsServer(identity));
    HttpTransport::Config config;
    config.pins = {spkiFingerprint(identity.certificate)};
    const auto transport = transportTo(server.url(QStringLiteral("https")), config);
    QVERIFY(sendOn(*transport).response);
    QVERIFY(sendOn(*transport).response);
    QCOMPARE(server.connections(), 1);
}

void TestHttpTransport::clockWaits()
{
    QtClock clock;
    const std::int64_t until = clock.nowMs() + 60;
    QCoro::waitFor(clock.sleepUntil(until));
    QVERIFY(clock.nowMs() >= until);
    QCoro::waitFor(clock.sleepUntil(until - 1000));
}

void TestHttpTransport::adminErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("category");
    const auto row = [](const char *name, const QByteArray &bytes, const char *code, ErrorCategory category) {
        QTest::newRow(name) << bytes << QString::fromLatin1(code) << static_cast<int>(category);
    };
    row("no permission", answer("403 Forbidden", {}, R"({"code":"forbidden"})"), "forbidden", ErrorCategory::Auth);
    row("token", answer("401 Unauthorized", {}, R"({"code":"token_expired"})"), "token_expired", ErrorCategory::Auth);
    row("moved", answer("409 Conflict", {}, R"({"code":"record_moved","detail":"d"})"), "record_moved",
        ErrorCategory::Conflict);
    row("moved, bare", answer("409 Conflict", {}, {}), "record_moved", ErrorCategory::Conflict);
    row("unknown", answer("404 Not Found", {}, R"({"code":"not_found"})"), "not_found", ErrorCategory::Input);
    row("bad", answer("400 Bad", {}, R"({"code":"bad_request"})"), "bad_request", ErrorCategory::Input);
    row("invalid", answer("422 Bad", {}, R"({"code":"invalid_value"})"), "invalid_value", ErrorCategory::Input);
    row("fault", answer("500 Oh", {}, "<html>"), "http_500", ErrorCategory::Server);
    row("no JSON", ok("<html>"), "bad_answer", ErrorCategory::Server);
    row("other JSON", ok("[1]"), "bad_answer", ErrorCategory::Server);
    row("nothing", {}, "timeout", ErrorCategory::Timeout);
}

void TestHttpTransport::adminErrors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(int, category);
    ScriptedServer server({says(bytes)});
    const auto transport = transportTo(server.url(), impatient(bytes.isEmpty() ? 100ms : 20s, 20s));
    AdminClient client(*transport);
    const auto detail = await(client.overrideConflict("id", {{"title", "\"x\""}}, "note", 7));
    QVERIFY(!detail);
    QCOMPARE(QString::fromStdString(detail.error().code), code);
    QCOMPARE(static_cast<int>(detail.error().category), category);
}

void TestHttpTransport::adminRefreshesTheTokenOnce()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("token"));
    const auto write = [path](const QByteArray &text) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    };
    write("old");
    const QByteArray refusal = answer("401 Unauthorized", {}, R"({"code":"token_expired"})");
    ScriptedServer server({[&](QTcpSocket *socket) {
                               write("new");
                               socket->write(refusal);
                           },
                           says(refusal)});
    const auto transport = transportTo(server.url(), withToken(std::make_shared<TokenFile>(path)));
    AdminClient client(*transport);
    const auto stats = await(client.stats("24h"));
    QVERIFY(!stats);
    QCOMPARE(stats.error().category, ErrorCategory::Auth);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(header(server.requests().value(1), "Authorization"), QByteArray("Bearer new"));
}

void TestHttpTransport::adminRequests()
{
    std::string list;
    JsonWriter json(list);
    ConflictItem item;
    item.id = "c1";
    item.entity = "todos";
    item.columns = {"priority"};
    json.beginObject().key("items").beginArray();
    writeConflictItem(json, item);
    json.endArray().field("next_cursor", "next&page").endObject();
    std::string whole;
    JsonWriter detailJson(whole);
    ConflictDetail detail;
    detail.item = item;
    detail.currentStamp = 1736760600001;
    writeConflictDetail(detailJson, detail);
    ScriptedServer server({says(ok(QByteArray::fromStdString(list))), says(ok(QByteArray::fromStdString(whole)))});
    const auto transport = transportTo(server.url());
    AdminClient client(*transport);

    const auto page = await(client.conflicts({.userId = "u", .entity = "", .state = "auto"}, 50, "a b"));
    QVERIFY(page);
    QCOMPARE(page->items.size(), std::size_t{1});
    QCOMPARE(page->items[0].columns, std::vector<std::string>{"priority"});
    QCOMPARE(page->nextCursor, std::string("next&page"));
    const auto seen = await(client.conflict("c/1", "asked\r\nby José"));
    QVERIFY(seen);
    QCOMPARE(seen->currentStamp, detail.currentStamp);
    QVERIFY(await(client.revertConflict("c1", "", 9)));

    const auto first = [&](qsizetype at) { return server.requests().value(at).split('\r').value(0); };
    QCOMPARE(first(0), QByteArray("GET /api/admin/sync/conflicts?user_id=u&state=auto&limit=50&cursor=a%20b HTTP/1.1"));
    QCOMPARE(first(1), QByteArray("GET /api/admin/sync/conflicts/c%2F1 HTTP/1.1"));
    QCOMPARE(header(server.requests().value(1), "X-Access-Reason"), QByteArray("asked  by Jos\xc3\xa9"));
    QCOMPARE(first(2), QByteArray("POST /api/admin/sync/conflicts/c1/revert HTTP/1.1"));
    QVERIFY(server.requests().value(2).endsWith(R"({"note":"","expected_last_modified_at":9})"));
}

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_httptransport.moc"
