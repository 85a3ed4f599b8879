// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"
#include "tests/support/RawHttpClient.h"
#include "tests/support/TestCertificate.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslSocket>
#include <QtTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tidemark::test;

/// `tidemarkd` as the people see it who run it.
class TestOperation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_backend = std::make_unique<BackendProcess>(); }
    void cleanup() { m_backend.reset(); }

    void configFileAndEnvironment();
    void wrongConfiguration_data();
    void wrongConfiguration();
    void certificateIsReloaded();
    void drain();
    void requestsInProgressEndFirst();
    void serviceManagerIsTold();
    void metrics();
    void metricsAreNotForEveryone();
    void noSecretsInLogs_data();
    void noSecretsInLogs();
    void aUsersRate();

private:
    QByteArray token(const QString &role = QStringLiteral("user"));
    RawAnswer get(const QByteArray &target, const QByteArray &more = {});

    std::unique_ptr<BackendProcess> m_backend;
};

namespace {

QByteArray bearer(const QByteArray &token)
{
    return "Authorization: Bearer " + token + "\r\n";
}

QString written(const QTemporaryDir &folder, const QByteArray &text)
{
    QFile file(folder.filePath(QStringLiteral("config")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

/// The certificate that a new connection gets.
QByteArray servedCertificate(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    socket.waitForEncrypted(10'000);
    return socket.peerCertificate().toDer();
}

QByteArray certificateIn(const QString &path)
{
    return QSslCertificate::fromPath(path).value(0).toDer();
}

} // namespace

QByteArray TestOperation::token(const QString &role)
{
    QFile file(m_backend->tokenFile(kAnna, role));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

RawAnswer TestOperation::get(const QByteArray &target, const QByteArray &more)
{
    RawHttpClient client(m_backend->port());
    return client.ask(rawGet(target, more));
}

void TestOperation::configFileAndEnvironment()
{
    const QTemporaryDir folder;
    const QString config =
        written(folder, "# here\nlog-format = text\nrate-limit = 5\nissuer = nobody\ndev-login = true\n");
    m_backend->configure({QStringLiteral("--issuer"), QString()},
                         {QStringLiteral("TIDEMARK_CONFIG=") + config, QStringLiteral("TIDEMARK_LOG_FORMAT=json"),
                          QStringLiteral("TIDEMARK_ISSUER=somebody")});
    QVERIFY(m_backend->start());
    QCOMPARE(get("/api/sync/pull", bearer(token())).status, 200); // the command line: any issuer
    QCOMPARE(get("/auth/token").status, 405);                     // the file: there is such a path
    QCOMPARE(m_backend->stop(), 0);
    QVERIFY(m_backend->log().contains("\"event\":\"request\"")); // the environment
}

void TestOperation::wrongConfiguration_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("unknown") << QByteArray("listen = 127.0.0.1:0\n\nlog-fromat = json\n")
                             << QByteArray("config:3: there is no option log-fromat");
    QTest::newRow("not a choice") << QByteArray("log-format = xml\n") << QByteArray("config:1: log-format is one of");
    QTest::newRow("no proxy") << QByteArray("trusted-proxy = localhost\n")
                              << QByteArray("--trusted-proxy wants an IP");
    QTest::newRow("no rate") << QByteArray("rate-limit = 0\n") << QByteArray("--rate-limit wants");
}

void TestOperation::wrongConfiguration()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, told);
    const QTemporaryDir folder;
    const Ran ran = runProgram(program("tidemarkd"), {QStringLiteral("--config"), written(folder, text)});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains(told), ran.err.constData());
}

void TestOperation::certificateIsReloaded()
{
    if (!QSslSocket::supportsSsl())
        QFAIL("this Qt has no TLS");
    TestCertificate certificate;
    m_backend->configure(
        {QStringLiteral("--tls-cert"), certificate.certFile(), QStringLiteral("--tls-key"), certificate.keyFile()});
    QVERIFY(m_backend->start());
    const QByteArray first = certificateIn(certificate.certFile());
    RawHttpClient old(m_backend->port(), std::make_unique<QSslSocket>());
    QCOMPARE(old.ask(rawGet("/healthz")).status, 200);
    QCOMPARE(servedCertificate(m_backend->port()), first);

    certificate.renew();
    const QByteArray second = certificateIn(certificate.certFile());
    m_backend->hangUp();
    QByteArray served;
    QTRY_VERIFY((served = servedCertificate(m_backend->port())) != first);
    QCOMPARE(served, second);
    QCOMPARE(old.ask(rawGet("/healthz")).status, 200);

    QFile(certificate.keyFile()).resize(10);
    m_backend->hangUp();
    QTRY_VERIFY(m_backend->log().contains("the certificate stays as it was: " + certificate.keyFile().toUtf8()));
    QCOMPARE(servedCertificate(m_backend->port()), second);
    QCOMPARE(old.ask(rawGet("/healthz")).status, 200);
}

void TestOperation::drain()
{
    m_backend->configure({QStringLiteral("--drain-delay"), QStringLiteral("1h")});
    QVERIFY(m_backend->start());
    QCOMPARE(get("/readyz").status, 200);
    m_backend->terminate();
    RawAnswer answer;
    QTRY_VERIFY((answer = get("/readyz")).status == 503);
    QCOMPARE(problemCode(answer), QStringLiteral("draining"));
    QCOMPARE(get("/healthz").status, 200);
    QCOMPARE(get("/api/sync/pull", bearer(token())).status, 200);
    QCOMPARE(m_backend->stop(), 0); // the second signal
}

void TestOperation::requestsInProgressEndFirst()
{
    QVERIFY(m_backend->start());
    const QByteArray body = R"({"last_pulled_at":0,"changes":{}})";
    RawHttpClient client(m_backend->port());
    client.send("POST /api/sync/push HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n" + bearer(token()) + "\r\n");
    QCOMPARE(client.receive().status, 100); // so the server is at it
    m_backend->terminate();
    QTRY_VERIFY(m_backend->log().contains("stopping"));
    client.send(body);
    QCOMPARE(client.receive().status, 200);
    QVERIFY(client.isClosed());
    QCOMPARE(m_backend->waitForEnd(), 0);
}

void TestOperation::serviceManagerIsTold()
{
    const QTemporaryDir folder;
    const QByteArray path = folder.filePath(QStringLiteral("notify")).toUtf8();
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
    QCOMPARE(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    const auto told = [descriptor] {
        QByteArray text(100, '\0');
        text.resize(static_cast<qsizetype>(::recv(descriptor, text.data(), 100, 0)));
        return text;
    };
    m_backend->configure({}, {QStringLiteral("NOTIFY_SOCKET=") + QString::fromUtf8(path)});
    QVERIFY(m_backend->start());
    QCOMPARE(told(), QByteArray("READY=1"));
    QCOMPARE(m_backend->stop(), 0);
    QCOMPARE(told(), QByteArray("STOPPING=1"));
    ::close(descriptor);
}

void TestOperation::metrics()
{
    QVERIFY(m_backend->start());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(get("/api/sync/pull", bearer(token())).status, 200);
    QCOMPARE(get("/api/sync/pull", bearer("bad")).status, 401);
    QCOMPARE(get("/api/admin/sync/conflicts/" + kAnna.toUtf8(), bearer(token())).status, 403);
    QCOMPARE(get("/no/such/" + kAnna.toUtf8()).status, 404);
    QCOMPARE(get("/readyz").status, 200);
    const RawAnswer answer = get("/metrics");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.headers["content-type"].startsWith("text/plain; version=0.0.4"));
    const QByteArray text = answer.body;
    for (const char *line :
         {R"(tidemark_requests_total{route="/api/sync/pull",method="GET",status="200"} 3)",
          R"(tidemark_requests_total{route="/api/sync/pull",method="GET",status="401"} 1)",
          R"(tidemark_requests_total{route="/api/admin/sync/conflicts/{id}",method="GET",status="403"} 1)",
          R"(tidemark_requests_total{route="other",method="GET",status="404"} 1)",
          R"(tidemark_request_duration_seconds_bucket{route="/api/sync/pull",le="+Inf"} 4)",
          R"(tidemark_request_duration_seconds_count{route="/api/sync/pull"} 4)",
          R"(tidemark_problems_total{code="forbidden"} 1)"})
        QVERIFY2(text.contains('\n' + QByteArray(line) + '\n'), line);
    for (const char *name :
         {"tidemark_request_phase_seconds_sum{phase=\"queue\"}", "tidemark_requests_rate_limited_total",
          "tidemark_store_waits_total{pool=\"write\"}", "tidemark_store_wait_seconds_total{pool=\"write\"}",
          "process_resident_memory_bytes", "tidemark_build_info{"})
        QVERIFY2(text.contains('\n' + QByteArray(name)), name);
    QVERIFY2(!text.contains(kAnna.toUtf8()), "no users");
    // Those who have gone are noticed a moment later.
    QTRY_VERIFY(get("/metrics").body.contains("\ntidemark_connections 1\n"));
    // Every line is a comment or a sample, every family has its head once and its samples together.
    static const QRegularExpression sample(
        QStringLiteral("^([a-z_]+)(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? [0-9.e+-]+$"));
    QStringList families;
    for (const QByteArray &line : text.trimmed().split('\n')) {
        if (line.startsWith("# TYPE "))
            families += QString::fromUtf8(line.split(' ').value(2));
        if (line.startsWith('#'))
            continue;
        const auto match = sample.match(QString::fromUtf8(line));
        QVERIFY2(match.hasMatch(), line.constData());
        QVERIFY2(!families.isEmpty() && match.captured(1).startsWith(families.last()), line.constData());
    }
    QCOMPARE(families.removeDuplicates(), 0);
}

void TestOperation::metricsAreNotForEveryone()
{
    QVERIFY(m_backend->start());
    const QByteArray proxied = "X-Forwarded-For: 198.51.100.7\r\n";
    QCOMPARE(get("/metrics", proxied).status, 401);
    QCOMPARE(get("/metrics", proxied + bearer(token())).status, 403);
    QCOMPARE(get("/metrics", proxied + bearer(token(QStringLiteral("support")))).status, 200);
    QCOMPARE(get("/metrics", proxied + bearer(token(QStringLiteral("admin")))).status, 200);
}

void TestOperation::noSecretsInLogs_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("text") << QStringLiteral("text");
    QTest::newRow("json") << QStringLiteral("json");
}

void TestOperation::noSecretsInLogs()
{
    QFETCH(QString, format);
    m_backend->configure({QStringLiteral("--log-format"), format, QStringLiteral("--dev-login")});
    QVERIFY(m_backend->start());
    const QByteArray good = token();
    const QByteArray forged = good.chopped(4) + "AAAA";
    const QByteArray expired = [&] {
        QFile file(m_backend->tokenFile(kBert, QStringLiteral("user"), QStringLiteral("1s")));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }();
    QList<QByteArray> secrets{good, forged, expired, "a secret for tests only"};
    const QByteArray id = "X-Request-Id: of-this-test\r\n";
    for (const QByteArray &one : {good, forged, expired}) {
        get("/api/sync/pull", bearer(one) + id);
        get("/api/sync/pull?access_token=" + one + "&page=" + one, bearer(one));
        get("/api/sync/pull", "Authorization: Basic " + one + "\r\n");
        get("/api/sync/pull", "Cookie: token=" + one + "\r\n");
        RawHttpClient client(m_backend->port());
        client.ask("POST /api/sync/push HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n" + bearer(one) + "\r\n{]");
    }
    RawHttpClient client(m_backend->port());
    const RawAnswer login = client.ask("POST /auth/token HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}");
    const QByteArray made = QJsonDocument::fromJson(login.body)[QStringLiteral("token")].toString().toUtf8();
    QVERIFY(!made.isEmpty());
    secrets += made;
    get("/bad header", bearer(good));
    QCOMPARE(m_backend->stop(), 0);
    const QByteArray log = m_backend->log();
    QVERIFY(log.contains("of-this-test"));
    QVERIFY(log.count('\n') > 15);
    for (const QByteArray &secret : secrets) {
        QVERIFY(!log.contains(secret));
        QVERIFY2(!log.contains(secret.right(20)), "no part either");
    }
    if (format == QLatin1String("json")) {
        for (const QByteArray &line : log.trimmed().split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    }
}

void TestOperation::aUsersRate()
{
    m_backend->configure(
        {QStringLiteral("--rate-limit"), QStringLiteral("20"), QStringLiteral("--processes"), QStringLiteral("10")});
    QVERIFY(m_backend->start());
    RawHttpClient client(m_backend->port());
    RawAnswer answer;
    int accepted = 0;
    while ((answer = client.ask(rawGet("/api/sync/pull", bearer(token())))).status == 200 && accepted < 1000)
        ++accepted;
    QVERIFY(accepted >= 2);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.headers["retry-after"], QByteArray("1"));
    bool again = false;
    QTRY_VERIFY((again = again || client.ask(rawGet("/api/sync/pull", bearer(token()))).status == 200));
}

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
