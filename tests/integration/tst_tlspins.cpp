// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The HTTP client over TLS: whom it trusts.

#include "ScriptedServer.h"
#include "tests/support/TlsIdentity.h"

#include <QSslConfiguration>
#include <QSslServer>

using namespace tidemark;
using namespace tidemark::test;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<QTcpServer> tlsServer(const TlsIdentity &identity)
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

class TestTlsPins : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pins_data();
    void pins();
    void pinOnAReusedConnection();
};

void TestTlsPins::pins_data()
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

void TestTlsPins::pins()
{
    QFETCH(bool, trusted);
    QFETCH(QString, pinned);
    QFETCH(QString, failure);
    const TlsIdentity identity = makeTlsIdentity();
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

void TestTlsPins::pinOnAReusedConnection()
{
    const TlsIdentity identity = makeTlsIdentity();
    trust({identity.certificate});
    ScriptedServer server({says(ok())}, tlsServer(identity));
    HttpTransport::Config config;
    config.pins = {spkiFingerprint(identity.certificate)};
    const auto transport = transportTo(server.url(QStringLiteral("https")), config);
    QVERIFY(sendOn(*transport).response);
    QVERIFY(sendOn(*transport).response);
    QCOMPARE(server.connections(), 1);
}

QTEST_GUILESS_MAIN(TestTlsPins)
#include "tst_tlspins.moc"
