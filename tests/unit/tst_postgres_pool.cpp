// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"
#include "backend/store/PostgresDatabase.h"

#include <QFile>

#include <thread>

using namespace tidemark;
using namespace tidemark::backend;

/// The connections a store keeps: how many, and what becomes of those that break.
class TestPostgresPool final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_place = test::newStore();
        m_name = "pool" + ids.next();
        m_admin = std::make_unique<test::PlainSql>(m_place);
        m_store = open(m_place + "&application_name=" + m_name);
        QVERIFY(m_store);
    }

    void manyUsersShareAFew()
    {
        std::atomic<int> written = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                const std::string user = ids.next();
                for (int k = 0; k < 5; ++k)
                    written += write(*m_store, user, todos, {todo("x")}) > 0 ? 1 : 0;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(written.load(), 40);
        QCOMPARE(connections(), QStringLiteral("2")); // as many as the fixture allows
    }

    void whoeverWaitsTooLongIsTold()
    {
        const auto one = m_store->begin(kAda);
        auto two = m_store->begin(kBob);
        QVERIFY(one && two);
        const auto refused = m_store->pull(kAda, query());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("pool_exhausted"));
        QVERIFY(refused.error().category == ErrorCategory::Busy);
        const PoolFigures figures = m_store->writerFigures();
        QCOMPARE(figures.waits, std::uint64_t{1});
        QCOMPARE(figures.timeouts, std::uint64_t{1});
        QVERIFY(figures.waitedUs >= 4'900'000 && figures.waitedUs < 60'000'000); // of the 5 s it may wait
        two->reset();
        QVERIFY(m_store->pull(kAda, query()));
        QCOMPARE(m_store->writerFigures().waitedUs, figures.waitedUs);
    }

    void brokenConnectionsAreReplaced()
    {
        const std::int64_t stamp = write(*m_store, kAda, todos, {todo("before")});
        QVERIFY(stamp > 0);
        endConnections();
        // Nobody notices where nothing was under way.
        QCOMPARE(pulled(*m_store, kAda), QStringList(QStringLiteral("before")));
        auto transaction = m_store->begin(kAda);
        QVERIFY(transaction);
        const RowWrite row = newRow(todo("lost"), stamp + 1);
        QVERIFY((*transaction)->advanceClock(stamp + 1));
        endConnections();
        const auto broken = (*transaction)->writeRows(todos, std::span(&row, 1));
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, std::string("database_gone"));
        QVERIFY(broken.error().category == ErrorCategory::Busy);
        QVERIFY(!(*transaction)->commit());
        transaction->reset();
        transaction = m_store->begin(kAda);
        QVERIFY(transaction && (*transaction)->advanceClock(stamp + 1));
        endConnections();
        QCOMPARE((*transaction)->commit().error().code, std::string("database_gone"));
        transaction->reset();
        QVERIFY(write(*m_store, kAda, todos, {todo("after")}) > 0);
        QCOMPARE(pulled(*m_store, kAda), (QStringList{QStringLiteral("before"), QStringLiteral("after")}));
    }

    /// After a failover an old connection may lead to what is a standby now.
    void aConnectionThatCannotWriteIsReplaced()
    {
        int opened = 0;
        ConnectionPool pool(1, "busy", [&] {
            ++opened;
            return PostgresDatabase::open(m_place);
        });
        {
            const auto lease = pool.take();
            QVERIFY(lease && (**lease).execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
            QVERIFY((**lease).execute("SELECT 1") && (**lease).isAlive());
            const auto refused = (**lease).execute("CREATE TABLE t (i bigint)");
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, std::string("database_gone"));
            QVERIFY(refused.error().category == ErrorCategory::Busy);
        }
        const auto lease = pool.take();
        QVERIFY(lease && (**lease).execute("CREATE TABLE t (i bigint)"));
        QCOMPARE(opened, 2);
    }

    void whoHasNoMemoryNowMayHaveItLater()
    {
        const auto database = PostgresDatabase::open(m_place);
        QVERIFY(database);
        const auto refused =
            (*database)->execute("DO $$ BEGIN RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200'; END $$");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("busy"));
        QVERIFY(refused.error().category == ErrorCategory::Busy);
    }

    /// Among many successes.
    void errorsAreFoundByTheirIndex()
    {
        std::vector<SyncLogEntry> logs(2000);
        for (SyncLogEntry &log : logs) {
            log.id = ids.next();
            log.type = "pull";
            log.source = "server";
            log.startedAt = ++clock.ms;
            log.result = (&log - logs.data()) % 100 == 0 ? SyncResult::Timeout : SyncResult::Success;
        }
        QVERIFY(m_store->writeLogs(logs, {}));
        QCOMPARE(m_admin->run("ANALYZE sync_logs"), QString());
        LogFilter errors;
        errors.result = "error";
        const auto page = m_store->listLogs(errors);
        QVERIFY(page);
        QCOMPARE(page->items.size(), std::size_t{20});
        m_store.reset(); // whose connections then say what they did
        QTRY_VERIFY(m_admin
                        ->cell("SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelid = "
                               "'sync_logs_errors'::regclass")
                        .toInt()
                    > 0);
    }

    void aStatementIsPreparedAgainAfterTheTablesChanged()
    {
        QVERIFY(write(*m_store, kAda, todos, {todo("before")}) > 0);
        QCOMPARE(pulled(*m_store, kAda), QStringList(QStringLiteral("before")));
        // Another server of a newer schema adds its column while this one runs.
        QCOMPARE(m_admin->run("ALTER TABLE todos ADD COLUMN colour text"), QString());
        QVERIFY(write(*m_store, kAda, todos, {todo("after")}) > 0);
        QCOMPARE(pulled(*m_store, kAda), (QStringList{QStringLiteral("before"), QStringLiteral("after")}));
    }

    /// A young table has no statistics, and a statement keeps the plan it got when the table was empty.
    void nothingIsReadFromEndToEnd()
    {
        QCOMPARE(m_admin->run("ALTER TABLE todos SET (autovacuum_enabled = off)"), QString());
        for (int batch = 0; batch < 30; ++batch) {
            std::vector<Record> records;
            std::vector<std::string> asked;
            for (int i = 0; i < 20; ++i) {
                records.push_back(todo("x"));
                asked.push_back(records.back().id);
            }
            QVERIFY(write(*m_store, kAda, todos, records) > 0);
            QVERIFY((*m_store->begin(kAda))->readForMerge(todos, asked));
        }
        PullQuery page = query(0, 50);
        std::size_t rows = 0;
        for (bool more = true; more;) {
            const auto got = m_store->pull(kAda, page);
            QVERIFY(got);
            rows += got->count;
            page.until = got->clock;
            page.after = got->last;
            more = got->hasMore;
        }
        QCOMPARE(rows, std::size_t{600});
        m_store.reset(); // whose connections then say what they did
        const std::string statistics = " FROM pg_stat_user_tables WHERE relid = 'todos'::regclass";
        QTRY_COMPARE(m_admin->cell("SELECT n_tup_ins" + statistics), QStringLiteral("600"));
        QCOMPARE(m_admin->cell("SELECT seq_tup_read" + statistics), QStringLiteral("0"));
        const int read =
            m_admin->cell("SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelid = 'todos_pull'::regclass")
                .toInt();
        QVERIFY2(read >= 600 && read < 700, qPrintable(QString::number(read)));
    }

    void thePasswordComesFromAFile()
    {
        QCOMPARE(m_admin->run("DROP ROLE IF EXISTS locked; CREATE ROLE locked LOGIN PASSWORD 'open: sesame'"),
                 QString());
        QString place = QString::fromStdString(m_place);
        place.replace(QLatin1String("tidemark@"), QLatin1String("locked@"));
        qunsetenv("PGPASSFILE");
        const auto refused = PostgresDatabase::open(place.toStdString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("database_gone"));
        QFile passwords(folder.filePath(QStringLiteral("passwords")));
        QVERIFY(passwords.open(QIODevice::WriteOnly));
        passwords.write("*:*:postgres:locked:open\\: sesame\n");
        passwords.close();
        QVERIFY(passwords.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        qputenv("PGPASSFILE", passwords.fileName().toUtf8());
        QVERIFY(PostgresDatabase::open(place.toStdString()));
        qunsetenv("PGPASSFILE");
        QCOMPARE(m_admin->run("DROP ROLE locked"), QString());
    }

    void whatIsWrongWithTheUrlIsNotShown_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("an escape that is none") << "postgresql://ada:secret%zz@host/notes";
        QTest::newRow("an unknown parameter") << "postgresql://ada@host/notes?secret=1";
        QTest::newRow("nobody there") << "postgresql://ada:secret@/notes?host=/nowhere";
    }

    void whatIsWrongWithTheUrlIsNotShown()
    {
        QFETCH(QString, url);
        const auto refused = PostgresDatabase::open(url.toStdString());
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.find("secret") == std::string::npos, refused.error().detail.c_str());
    }

private:
    QString connections()
    {
        return m_admin->cell("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + m_name + "'");
    }

    void endConnections()
    {
        QVERIFY(m_admin
                    ->cell("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity "
                           "WHERE application_name = '"
                           + m_name + "'")
                    .toInt()
                > 0);
    }

    std::string m_place;
    std::string m_name;
    std::unique_ptr<test::PlainSql> m_admin;
    std::unique_ptr<SqlStore> m_store;
};

QTEST_GUILESS_MAIN(TestPostgresPool)
#include "tst_postgres_pool.moc"
