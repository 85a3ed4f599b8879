// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <QFile>

using namespace tidemark;
using namespace tidemark::backend;

/// What only a SQLite file can be asked.
class TestSqliteStore final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoDatabaseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &content, const char *sql, const char *expected) {
            QTest::newRow(name) << content << QString::fromLatin1(sql) << QString::fromLatin1(expected);
        };
        row("an empty file", "", "", "none");
        row("garbage", QByteArray(5000, 'x'), "", "not_a_database");
        row("another program's", "", "CREATE TABLE songs (title TEXT)", "not_a_database");
    }

    void whatIsNoDatabaseIsRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        const std::string path = file(QTest::currentDataTag());
        QFile out(QString::fromStdString(path));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
        out.close();
        if (!sql.isEmpty())
            QCOMPARE(test::PlainSql(path).run(sql.toStdString()), QString());
        QCOMPARE(QString::fromStdString(errorOf(path)), expected);
        if (expected == QLatin1String("not_a_database") && sql.isEmpty()) {
            QVERIFY(out.open(QIODevice::ReadOnly));
            QCOMPARE(out.readAll(), content);
        }
    }

    void anotherProcessHoldsTheLock()
    {
        const std::string path = file("busy.db");
        const auto store = open(path);
        const auto other = open(path);
        const auto held = other->begin(kBob);
        QVERIFY(held);
        const auto transaction = store->begin(kAda);
        QVERIFY(!transaction);
        QCOMPARE(transaction.error().code, std::string("clock_busy"));
        QVERIFY(transaction.error().category == ErrorCategory::Busy);
        const auto same = other->begin(kAda);
        QVERIFY(!same);
        QCOMPARE(same.error().code, std::string("clock_busy"));
    }

    void aFullDiskLeavesNothingHalfWritten()
    {
        const auto store = open(file("full.db"), pensieveSchema(), 400);
        QVERIFY(store);
        const std::string big(20'000, 'x');
        std::size_t kept = 0;
        std::string code;
        for (int i = 0; i < 100 && code.empty(); ++i) {
            auto transaction = store->begin(kAda);
            QVERIFY(transaction);
            const std::int64_t stamp = nextStamp(**transaction);
            std::vector<RowWrite> rows;
            for (int k = 0; k < 10; ++k)
                rows.push_back(newRow(todo(big), stamp));
            QVERIFY((*transaction)->advanceClock(stamp));
            auto done = (*transaction)->writeRows(todos, rows);
            if (done)
                done = (*transaction)->commit();
            if (done)
                kept += rows.size();
            else
                code = done.error().code;
            if (!done)
                QVERIFY(!(*transaction)->commit());
        }
        QCOMPARE(code, std::string("disk_full"));
        QVERIFY(kept > 0);
        const auto page = store->pull(kAda, query());
        QVERIFY(page);
        QCOMPARE(page->count, kept);
        QCOMPARE(page->clock, page->last.stamp);
    }
};

QTEST_GUILESS_MAIN(TestSqliteStore)
#include "tst_sqlitestore.moc"
