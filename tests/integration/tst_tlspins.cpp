// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The HTTP client over TLS: whom it trusts.

#include "ScriptedServer.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace tidemark;
using namespace std::chrono_literals;

namespace {

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
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("127.0.0.1"), -1, -1,
                               0);
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

void TestTlsPins::pinOnAReusedConnection()
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

QTEST_GUILESS_MAIN(TestTlsPins)
#include "tst_tlspins.moc"
