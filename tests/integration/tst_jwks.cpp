// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/HttpServer.h"
#include "tests/support/Programs.h"
#include "tests/support/RawHttpClient.h"
#include "tests/support/SigningKey.h"
#include "tests/support/TlsIdentity.h"

#include <QDateTime>
#include <QFile>
#include <QSaveFile>
#include <QTest>

#include <atomic>
#include <mutex>
#include <semaphore>

using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int kPatience = 20'000;

/// Whoever signs the tokens: keys by name, and an address where the public ones are.
class Issuer {
public:
    /// Over TLS with `identity`, whose files are written to `directory`.
    void publishSecurely(const TlsIdentity &identity, const QString &directory)
    {
        backend::HttpServerConfig config;
        config.tlsCertFile = write(directory + QStringLiteral("/issuer.pem"), identity.certificate.toPem());
        config.tlsKeyFile = write(directory + QStringLiteral("/issuer.key"), identity.key.toPem());
        publish(std::move(config));
    }
    void publish(backend::HttpServerConfig config = {})
    {
        m_secure = !config.tlsCertFile.empty();
        auto started = backend::HttpServer::start(std::move(config), m_clock, m_ids,
                                                  [this](const Request &) { return answer(); });
        if (!started)
            qFatal("%s", started.error().detail.c_str());
        m_server = std::move(*started);
    }
    QString url() const
    {
        return QStringLiteral("%1://127.0.0.1:%2/keys")
            .arg(m_secure ? QStringLiteral("https") : QStringLiteral("http"))
            .arg(m_server->port());
    }
    void setKeys(const QList<QByteArray> &jwks)
    {
        const std::lock_guard lock(m_mutex);
        m_set = jwkSet(jwks);
    }

    std::atomic<int> asked = 0;
    std::atomic<int> status = 200;
    std::atomic<bool> hangs = false; ///< answers only when released
    std::counting_semaphore<> hanging{0};
    std::counting_semaphore<> release{0};

private:
    static std::string write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
            qFatal("cannot write %s", qPrintable(path));
        return path.toStdString();
    }
    Response answer()
    {
        ++asked;
        if (hangs) {
            hanging.release();
            release.acquire();
        }
        Response response;
        response.status = status;
        const std::lock_guard lock(m_mutex);
        response.body = m_set.toStdString();
        return response;
    }

    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids{m_clock, m_random};
    std::mutex m_mutex;
    QByteArray m_set;
    bool m_secure = false;
    std::unique_ptr<backend::HttpServer> m_server;
};

QByteArray tokenBy(const SigningKey &key, const QByteArray &alg, const QByteArray &kid, const QByteArray &more = {})
{
    const QByteArray head = "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}";
    return key.token(head,
                     "{\"sub\":\"" + kAnna.toUtf8() + "\",\"exp\":"
                         + QByteArray::number(QDateTime::currentSecsSinceEpoch() + 3600) + more + '}');
}

/// Readers see the old file or the new one.
void replaceFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0 || !file.commit())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

/// A real tidemarkd whose tokens are signed by somebody else, whose keys change while it runs.
class tst_jwks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fileReplaced();
    void fileBrokenAndMended();
    void urlRotated();
    void urlReadAgainOnHangUp();
    void unknownKeysCauseNoStorm();
    void waitingForKeysHoldsNobodyUp();
    void keysOverTls();
    void strangersOverTls();
    void claimsInOtherPlaces();
    void aDeviceSyncs();
    void check();
    void wrongUsage_data();
    void wrongUsage();

private:
    RawAnswer ask(const QByteArray &token, const QByteArray &path = "/api/sync/pull") const
    {
        RawHttpClient client(m_backend->port());
        return client.ask(rawGet(path, "Authorization: Bearer " + token + "\r\n"));
    }
    int status(const QByteArray &token) const { return ask(token).status; }
    QString setFile() const { return m_backend->directory() + QStringLiteral("/keys.json"); }
    bool startWith(const QString &place, const QStringList &more = {})
    {
        m_backend->authenticateWith(
            QStringList{QStringLiteral("--jwks"), place, QStringLiteral("--jwks-refresh"), QStringLiteral("1h")}
            + more);
        return m_backend->start();
    }

    // The old key is RSA, the new one EC: rotation may change the algorithm too.
    const SigningKey m_old = SigningKey::rsa();
    const SigningKey m_new = SigningKey::ec();
    QByteArray m_oldToken;
    QByteArray m_newToken;
    std::unique_ptr<BackendProcess> m_backend;
};

void tst_jwks::init()
{
    m_oldToken = tokenBy(m_old, "RS256", "old");
    m_newToken = tokenBy(m_new, "ES256", "new");
    m_backend = std::make_unique<BackendProcess>();
}

void tst_jwks::fileReplaced()
{
    replaceFile(setFile(), jwkSet({m_old.jwk("old")}));
    QVERIFY(startWith(setFile()));
    QCOMPARE(status(m_oldToken), 200);
    QVERIFY(status(m_newToken) != 200);
    // Both for a while, as one does it.
    replaceFile(setFile(), jwkSet({m_old.jwk("old"), m_new.jwk("new")}));
    QTRY_COMPARE_WITH_TIMEOUT(status(m_newToken), 200, kPatience);
    QCOMPARE(status(m_oldToken), 200);
    // Then the old key goes, and what was remembered of it.
    replaceFile(setFile(), jwkSet({m_new.jwk("new")}));
    QTRY_COMPARE_WITH_TIMEOUT(status(m_oldToken), 401, kPatience);
    QCOMPARE(status(m_newToken), 200);
    QCOMPARE(m_backend->stop(), 0);
    QVERIFY(m_backend->log().contains("1 usable: new (ES256, 256 bits)"));
    QVERIFY(!m_backend->log().contains(m_newToken));
}

void tst_jwks::fileBrokenAndMended()
{
    replaceFile(setFile(), jwkSet({m_old.jwk("old")}));
    QVERIFY(startWith(setFile()));
    replaceFile(setFile(), jwkSet({m_old.jwk("old")}).chopped(10));
    QTRY_VERIFY_WITH_TIMEOUT(m_backend->log().contains("the keys of before stay in use"), kPatience);
    QCOMPARE(status(m_oldToken), 200);
    QVERIFY(QFile::remove(setFile()));
    QTRY_VERIFY_WITH_TIMEOUT(m_backend->log().contains("No such file"), kPatience);
    QCOMPARE(status(m_oldToken), 200);
    replaceFile(setFile(), jwkSet({m_new.jwk("new")}));
    QTRY_COMPARE_WITH_TIMEOUT(status(m_newToken), 200, kPatience);
    QCOMPARE(status(m_oldToken), 401);
}

void tst_jwks::urlRotated()
{
    Issuer issuer;
    issuer.setKeys({m_old.jwk("old")});
    issuer.publish();
    QVERIFY(startWith(issuer.url()));
    QCOMPARE(status(m_oldToken), 200);
    issuer.setKeys({m_new.jwk("new")});
    // The first token of the new key has the keys fetched, and is good from then on.
    const RawAnswer first = ask(m_newToken);
    QCOMPARE(first.status, 503);
    QCOMPARE(problemCode(first), QStringLiteral("keys_renewing"));
    QVERIFY(!first.headers.value("retry-after").isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(status(m_newToken), 200, kPatience);
    QCOMPARE(status(m_oldToken), 401);
    QCOMPARE(issuer.asked.load(), 2);
}

void tst_jwks::urlReadAgainOnHangUp()
{
    Issuer issuer;
    issuer.setKeys({m_old.jwk("old")});
    issuer.publish();
    QVERIFY(startWith(issuer.url()));
    QCOMPARE(status(m_oldToken), 200);
    issuer.status = 500;
    m_backend->hangUp();
    QTRY_VERIFY_WITH_TIMEOUT(m_backend->log().contains("answered 500; the keys of before stay in use"), kPatience);
    QCOMPARE(status(m_oldToken), 200);
    issuer.status = 200;
    issuer.setKeys({m_new.jwk("new")});
    m_backend->hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(status(m_oldToken), 401, kPatience);
    QCOMPARE(status(m_newToken), 200);
    QCOMPARE(m_backend->stop(), 0);
}

void tst_jwks::unknownKeysCauseNoStorm()
{
    Issuer issuer;
    issuer.setKeys({m_old.jwk("old")});
    issuer.publish();
    QVERIFY(startWith(issuer.url()));
    for (int i = 0; i < 300; ++i) {
        const int answered = status(tokenBy(m_new, "ES256", "garbage" + QByteArray::number(i)));
        QVERIFY(answered == 401 || answered == 503);
    }
    // Once at the start, and once for all of them, or twice on a machine that takes ten seconds for this.
    QVERIFY2(issuer.asked <= 3, QByteArray::number(issuer.asked.load()).constData());
    QCOMPARE(status(m_oldToken), 200);
}

void tst_jwks::waitingForKeysHoldsNobodyUp()
{
    Issuer issuer;
    issuer.setKeys({m_old.jwk("old")});
    issuer.publish();
    QVERIFY(startWith(issuer.url()));
    issuer.hangs = true;
    for (int i = 0; i < 8; ++i) // more than there are workers
        QCOMPARE(status(m_newToken), 503);
    QVERIFY(issuer.hanging.try_acquire_for(std::chrono::milliseconds(kPatience)));
    QCOMPARE(status(m_oldToken), 200); // the keys of before serve while the issuer keeps us waiting
    QCOMPARE(m_backend->stop(), 0);    // and no one waits for it to the end
    issuer.hangs = false;
    issuer.release.release();
}

void tst_jwks::keysOverTls()
{
    const TlsIdentity identity = makeTlsIdentity();
    Issuer issuer;
    issuer.setKeys({m_old.jwk("old")});
    issuer.publishSecurely(identity, m_backend->directory());
    qputenv("SSL_CERT_FILE", (m_backend->directory() + QStringLiteral("/issuer.pem")).toUtf8());
    const bool started = startWith(issuer.url());
    qunsetenv("SSL_CERT_FILE");
    QVERIFY(started);
    QCOMPARE(status(m_oldToken), 200);
}

void tst_jwks::strangersOverTls()
{
    Issuer issuer;
    issuer.setKeys({m_old.jwk("old")});
    issuer.publishSecurely(makeTlsIdentity(), m_backend->directory());
    QVERIFY(!startWith(issuer.url()));
    QCOMPARE(issuer.asked.load(), 0);
    QVERIFY2(m_backend->log().contains("certificate verify failed"), m_backend->log().constData());
}

void tst_jwks::claimsInOtherPlaces()
{
    replaceFile(setFile(), jwkSet({m_old.jwk("old")}));
    QVERIFY(startWith(setFile(),
                      {QStringLiteral("--issuer"), QStringLiteral("https://id.example"), QStringLiteral("--audience"),
                       QStringLiteral("tidemark"), QStringLiteral("--role-claim"),
                       QStringLiteral("https://id.example/role"), QStringLiteral("--email-claim"),
                       QStringLiteral("profile.mail"), QStringLiteral("--leeway"), QStringLiteral("1m")}));
    const auto with = [&](const QByteArray &more) { return tokenBy(m_old, "RS256", "old", more); };
    const QByteArray ours = ",\"iss\":\"https://id.example\",\"aud\":[\"tidemark\",\"other\"]";
    const auto stats = [&](const QByteArray &more) { return ask(with(more), "/api/admin/sync/stats").status; };
    QCOMPARE(status(m_oldToken), 401); // for nobody in particular
    QCOMPARE(status(with(ours)), 200);
    QCOMPARE(status(with(",\"iss\":\"https://id.example\",\"aud\":\"other\"")), 401);
    QCOMPARE(status(with(",\"iss\":\"https://evil.example\",\"aud\":\"tidemark\"")), 401);
    QCOMPARE(stats(ours), 403);
    QCOMPARE(stats(ours + ",\"app_metadata\":{\"role\":\"admin\"}"), 403); // not the place any more
    QCOMPARE(stats(ours + ",\"https://id.example/role\":\"root\""), 403);
    QCOMPARE(stats(ours + ",\"https://id.example/role\":\"support\""), 200);
    const QByteArray soon = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 30);
    QCOMPARE(status(with(ours + ",\"nbf\":" + soon)), 200); // within the leeway
    const QByteArray admin =
        with(ours + ",\"https://id.example/role\":\"admin\",\"profile\":{\"mail\":\"a@b.example\"}");
    QCOMPARE(ask(admin).status, 200);
    QVERIFY(ask(admin, "/api/admin/sync/logs").body.contains("a@b.example"));
}

void tst_jwks::aDeviceSyncs()
{
    replaceFile(setFile(), jwkSet({m_old.jwk("old")}));
    QVERIFY(startWith(setFile()));
    DeviceProgram device(*m_backend, QStringLiteral("a"));
    const auto use = [&](const QByteArray &token) {
        const QString path = m_backend->directory() + QStringLiteral("/token");
        replaceFile(path, token);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        device.setTokenFile(path);
    };
    use(m_oldToken);
    QVERIFY(!device.put(QStringLiteral("todos"), R"({"title":"signed elsewhere"})").isEmpty());
    QCOMPARE(device.run({QStringLiteral("sync")}).json().value(QStringLiteral("pushed")).toInt(), 1);
    replaceFile(setFile(), jwkSet({m_new.jwk("new")}));
    QTRY_COMPARE_WITH_TIMEOUT(status(m_oldToken), 401, kPatience);
    QCOMPARE(device.run({QStringLiteral("sync")}).code, 11);
    use(m_newToken);
    QCOMPARE(device.run({QStringLiteral("sync")}).code, 0);
}

void tst_jwks::check()
{
    const auto checked = [&](const QStringList &options) {
        return runProgram(program("tidemarkd"),
                          QStringList{QStringLiteral("check"), QStringLiteral("--store"),
                                      QStringLiteral("sqlite:") + m_backend->directory() + QStringLiteral("/none")}
                              + options);
    };
    replaceFile(
        setFile(),
        jwkSet({m_old.jwk("old"), m_new.jwk("new"), SigningKey::rsa(1024).jwk("short"), "{\"kty\":\"oct\"}"}));
    QFile::setPermissions(setFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup);
    const Ran good = checked({QStringLiteral("--jwks"), setFile()});
    QCOMPARE(good.code, 0);
    for (const char *line : {"2 usable; can be written by others, chmod 644 it\n", "old (RS256, 2048 bits): ok\n",
                             "new (ES256, 256 bits): ok\n", "key 3 (short): is weak: 1024 bits",
                             "key 4 (): is a shared", "audience   not asked for"})
        QVERIFY2(good.out.contains(line), good.out.constData());
    replaceFile(setFile(), jwkSet({SigningKey::rsa(1024).jwk("short")}));
    const Ran weak = checked({QStringLiteral("--jwks"), setFile()});
    QCOMPARE(weak.code, 15);
    QVERIFY2(weak.err.contains("no key that can be used"), weak.err.constData());
    QCOMPARE(checked({QStringLiteral("--jwks"), QStringLiteral("/nowhere/keys.json")}).code, 15);
    QCOMPARE(checked({QStringLiteral("--jwks"), m_backend->directory()}).code, 15);
}

void tst_jwks::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *arguments, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' ')) << QString::fromLatin1(says);
    };
    row("both", "serve --jwks KEYS --jwt-secret-file SECRET", "exclude each other");
    row("both, checked", "check --jwks KEYS --jwt-secret-file SECRET", "exclude each other");
    row("both, for a token", "token --user USER --jwks KEYS --jwt-secret-file SECRET", "exclude each other");
    row("dev login", "serve --jwks KEYS --dev-login", "--dev-login makes tokens");
    row("token", "token --user USER --jwks KEYS", "only the issuer of its keys can make tokens");
    row("too often", "serve --jwks KEYS --jwks-refresh 9s", "--jwks-refresh wants 10s at least");
    row("too lenient", "serve --jwks KEYS --leeway 11m", "--leeway wants a time up to 10m");
    row("plain and far away", "serve --jwks http://192.0.2.1/keys", "only the loopback");
    row("a password in the address", "check --jwks https://me:word@127.0.0.1/keys", "must not hold a name");
}

void tst_jwks::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    replaceFile(setFile(), jwkSet({m_old.jwk("old")}));
    arguments.replaceInStrings(QStringLiteral("KEYS"), setFile());
    arguments.replaceInStrings(QStringLiteral("SECRET"), m_backend->directory() + QStringLiteral("/secret"));
    arguments.replaceInStrings(QStringLiteral("USER"), kAnna);
    if (arguments[0] != QLatin1String("token"))
        arguments << QStringLiteral("--store")
                  << QStringLiteral("sqlite:") + m_backend->directory() + QStringLiteral("/none");
    const Ran ran = runProgram(program("tidemarkd"), arguments);
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains(says.toUtf8()), ran.err.constData());
    QVERIFY(ran.out.isEmpty() || arguments[0] == QLatin1String("check"));
}

QTEST_GUILESS_MAIN(tst_jwks)
#include "tst_jwks.moc"
