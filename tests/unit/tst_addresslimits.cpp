// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/AddressLimits.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::backend;
using net::AddressLimits;

class TestAddressLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAsOne_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *a, const char *b, bool same) {
            QTest::addRow("%s and %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << same;
        };
        row("192.0.2.1", "192.0.2.1", true);
        row("192.0.2.1", "192.0.2.2", false);
        row("::ffff:192.0.2.1", "192.0.2.1", true);
        row("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true);
        row("2001:db8:0:1::1", "2001:db8:0:2::1", false);
    }

    void countsAsOne()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        HttpServerConfig config;
        config.maxAddressConnections = 1;
        AddressLimits limits(config, "seed");
        QVERIFY(limits.enter(a.toStdString(), 0));
        QCOMPARE(limits.enter(b.toStdString(), 0), !same);
        limits.leave(a.toStdString());
        QCOMPARE(limits.enter(b.toStdString(), 0), same);
    }

    void connectionsCountAsRequests()
    {
        HttpServerConfig config;
        config.addressRate = 10;
        AddressLimits limits(config, "seed");
        int entered = 0;
        for (int i = 0; i < 100; ++i)
            entered += limits.enter("192.0.2.1", 0) ? 1 : 0;
        QCOMPARE(entered, 10);
        QVERIFY(limits.request("192.0.2.1", 0) > 0);
        QCOMPARE(limits.request("192.0.2.2", 0), 0);
    }

    void clients_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QString>("forwarded");
        QTest::addColumn<QString>("client");
        const auto row = [](const char *name, const char *peer, const char *forwarded, const char *client) {
            QTest::newRow(name) << QString::fromLatin1(peer) << QString::fromLatin1(forwarded)
                                << QString::fromLatin1(client);
        };
        row("a stranger's header", "192.0.2.1", "198.51.100.7", "192.0.2.1");
        row("through the proxy", "10.0.0.1", "198.51.100.7", "198.51.100.7");
        row("mapped proxy", "::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7");
        row("with a made-up start", "10.0.0.1", "203.0.113.1, 198.51.100.7 ", "198.51.100.7");
        row("IPv6", "10.0.0.1", "2001:db8::7", "2001:db8::7");
        row("nothing forwarded", "10.0.0.1", "", "10.0.0.1");
        row("nonsense forwarded", "10.0.0.1", "198.51.100.7, unknown", "10.0.0.1");
    }

    void clients()
    {
        QFETCH(QString, peer);
        QFETCH(QString, forwarded);
        QFETCH(QString, client);
        HttpServerConfig config;
        config.trustedProxies = {"10.0.0.1"};
        config.maxAddressConnections = 1;
        AddressLimits limits(config, "seed");
        Request request;
        if (!forwarded.isEmpty())
            request.headers.set("X-Forwarded-For", forwarded.toStdString());
        QCOMPARE(QString::fromStdString(limits.clientOf(peer.toStdString(), request)), client);
    }

    void proxiesMayHoldManyConnections()
    {
        HttpServerConfig config;
        config.trustedProxies = {"10.0.0.1"};
        config.maxAddressConnections = 1;
        AddressLimits limits(config, "seed");
        for (int i = 0; i < 10; ++i)
            QVERIFY(limits.enter("10.0.0.1", 0));
        limits.leave("10.0.0.1");
        QVERIFY(limits.enter("10.0.0.1", 0));
    }
};

QTEST_APPLESS_MAIN(TestAddressLimits)
#include "tst_addresslimits.moc"
