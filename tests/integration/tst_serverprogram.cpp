// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"
#include "tests/support/TestStore.h"

#include <QTest>

using namespace tidemark::test;

/// `tidemarkd` and its databases: new ones, old ones, those it must leave alone.
class tst_serverprogram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_backend = std::make_unique<BackendProcess>();
        m_place = m_backend->store().toStdString();
        if (m_place.starts_with("sqlite:"))
            m_place.erase(0, std::string_view("sqlite:").size());
    }

    void anEmptyDatabaseIsMadeReady()
    {
        const Ran made = run("migrate");
        QCOMPARE(made.code, 0);
        QVERIFY2(made.out.contains("up to date"), made.out.constData());
        QVERIFY(m_backend->start());
        QCOMPARE(m_backend->stop(), 0);
        QCOMPARE(run("migrate").code, 0);
        QCOMPARE(run("check").code, 0);
    }

    void anOldOneWaitsForPermission_data()
    {
        QTest::addColumn<bool>("byServe");
        QTest::newRow("tidemarkd migrate") << false;
        QTest::newRow("tidemarkd serve --migrate") << true;
    }

    void anOldOneWaitsForPermission()
    {
        QFETCH(bool, byServe);
        QVERIFY(m_backend->start());
        const DeviceProgram device(*m_backend, QStringLiteral("a"));
        device.put(QStringLiteral("todos"), R"({"title":"kept"})");
        QCOMPARE(device.run({QStringLiteral("sync")}).code, 0);
        QCOMPARE(m_backend->stop(), 0);
        PlainSql sql(m_place);
        QCOMPARE(sql.run("ALTER TABLE todos DROP COLUMN deadline"), QString());
        QCOMPARE(sql.run("UPDATE entity_schemas SET digest = 'old', version = version - 1"), QString());
        QVERIFY(!m_backend->start());
        QVERIFY2(m_backend->log().contains("tidemarkd migrate"), m_backend->log().constData());
        QCOMPARE(run("check").code, 15);
        QVERIFY(!sql.cell("SELECT deadline FROM todos").isEmpty()); // an error: it was left as it is
        if (!byServe)
            QCOMPARE(run("migrate").code, 0);
        QVERIFY(m_backend->start(byServe ? QStringList{QStringLiteral("--migrate")} : QStringList()));
        QCOMPARE(PlainSql(m_place).cell("SELECT deadline FROM todos"), QStringLiteral("NULL"));
        const DeviceProgram other(*m_backend, QStringLiteral("b"));
        QCOMPARE(other.run({QStringLiteral("sync")}).json().value(QStringLiteral("pulled")).toInt(), 1);
    }

    void whatIsNotItsOwnIsRefused_data()
    {
        QTest::addColumn<bool>("made"); ///< by tidemarkd, before
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("a newer one") << true << QByteArray("INSERT INTO schema_migrations VALUES (999, 'x', 0)");
        QTest::newRow("another program's") << false << QByteArray("CREATE TABLE songs (title TEXT)");
    }

    void whatIsNotItsOwnIsRefused()
    {
        QFETCH(bool, made);
        QFETCH(QByteArray, sql);
        if (made)
            QCOMPARE(run("migrate").code, 0);
        QCOMPARE(PlainSql(m_place).run(sql.toStdString()), QString());
        for (const char *command : {"migrate", "serve", "check"}) {
            const Ran refused = run(command);
            QCOMPARE(refused.code, 15);
            QVERIFY2(!refused.err.isEmpty(), command);
        }
        QVERIFY(!m_backend->start({QStringLiteral("--migrate")}));
    }

    void passwordsAreNotShown()
    {
        if (!onPostgres())
            return; // a file has no password
        QString place = m_backend->store();
        place.replace(QLatin1String("tidemark@"), QLatin1String("tidemark:hunter2@"));
        place += QStringLiteral("&password=hunter2");
        QVERIFY(m_backend->start({QStringLiteral("--store"), place}));
        QCOMPARE(m_backend->stop(), 0);
        QVERIFY2(m_backend->log().contains("PGPASSFILE"), m_backend->log().constData());
        QVERIFY2(!m_backend->log().contains("hunter2"), m_backend->log().constData());
        QVERIFY(m_backend->log().contains("postgresql://tidemark@"));
        const Ran refused = runProgram(program("tidemarkd"),
                                       {QStringLiteral("migrate"), QStringLiteral("--store"),
                                        QStringLiteral("postgresql://x:hunter2@/y?host=/nowhere")});
        QCOMPARE(refused.code, 15);
        QVERIFY2(!refused.err.contains("hunter2"), refused.err.constData());
    }

    void poolsAreNumbers()
    {
        QVERIFY(m_backend->start({QStringLiteral("--pool"), QStringLiteral("3")}));
        QCOMPARE(m_backend->stop(), 0);
        for (const char *wrong : {"0", "-1", "many"})
            QVERIFY(!m_backend->start({QStringLiteral("--pool"), QString::fromLatin1(wrong)}));
    }

private:
    /// Runs it on the database of the test.
    Ran run(const char *command) const
    {
        QStringList arguments{QString::fromLatin1(command), QStringLiteral("--store"), m_backend->store()};
        if (std::string_view(command) != "migrate")
            arguments += {QStringLiteral("--jwt-secret-file"), m_backend->secretFile()};
        return runProgram(program("tidemarkd"), arguments);
    }

    std::unique_ptr<BackendProcess> m_backend;
    std::string m_place;
};

QTEST_GUILESS_MAIN(tst_serverprogram)
#include "tst_serverprogram.moc"
