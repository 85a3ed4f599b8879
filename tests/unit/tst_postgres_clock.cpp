// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <set>
#include <thread>

using namespace tidemark;
using namespace tidemark::backend;

/// The user's clock between the API and programs that write past it, with transactions that stay open across pulls.
class TestPostgresClock final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_place = test::newStore();
        m_store = open(m_place);
        m_other = std::make_unique<test::PlainSql>(m_place);
    }

    void writersOfOneUserWaitForEachOther_data()
    {
        QTest::addColumn<bool>("clockFirst");
        QTest::addColumn<bool>("otherPlace");
        QTest::newRow("by the triggers") << false << false;
        QTest::newRow("tidemark_begin") << true << false;
        // Wherever the database's own default would read one snapshot for the whole transaction.
        QTest::newRow("a database with snapshots by default") << true << true;
    }

    void writersOfOneUserWaitForEachOther()
    {
        QFETCH(bool, clockFirst);
        QFETCH(bool, otherPlace);
        if (otherPlace)
            m_store = open(m_place + "%20-cdefault_transaction_isolation%3Drepeatable%5C%20read");
        const Record shared = todo("first");
        const std::int64_t before = write(*m_store, kAda, todos, {shared});
        QVERIFY(before > 0);
        run("BEGIN ISOLATION LEVEL READ COMMITTED");
        if (clockFirst)
            QVERIFY(m_other->cell("SELECT tidemark_begin('" + kAda + "')").toLongLong() > before);
        run("UPDATE todos SET title = 'by SQL'");
        // A push comes, and waits.
        Value seen;
        std::int64_t stamp = 0;
        std::thread push([&] {
            auto transaction = m_store->begin(kAda);
            const std::vector<std::string> asked{shared.id};
            const auto rows = transaction ? (*transaction)->readForMerge(todos, asked)
                                          : Result<std::vector<std::optional<merge::StoredRow>>>(transaction.error());
            if (!rows || !rows->front())
                return;
            seen = rows->front()->record.values[titleColumn];
            stamp = nextStamp(**transaction);
            const RowWrite row = newRow(todo("by the API"), stamp);
            if (!(*transaction)->advanceClock(stamp) || !(*transaction)->writeRows(todos, std::span(&row, 1))
                || !(*transaction)->commit())
                stamp = 0;
        });
        QTRY_COMPARE(waitingForTheOther(), QStringLiteral("1"));
        // Nobody else does: not a pull, not another user.
        const auto during = m_store->pull(kAda, query(before));
        QVERIFY(during);
        QCOMPARE(during->clock, before);
        QCOMPARE(during->count, std::size_t{0});
        QVERIFY(write(*m_store, kBob, todos, {todo("bob's")}) > 0);
        run("COMMIT");
        push.join();
        // What waited sees what it waited for.
        QCOMPARE(seen, Value(std::string("by SQL")));
        QCOMPARE(pulled(*m_store, kAda, before),
                 (QStringList{QStringLiteral("by SQL"), QStringLiteral("by the API")}));
        QCOMPARE(m_store->pull(kAda, query())->clock, stamp);
    }

    void othersWaitForAPush()
    {
        auto transaction = m_store->begin(kAda);
        QVERIFY(transaction);
        const std::int64_t stamp = nextStamp(**transaction);
        const RowWrite row = newRow(todo("by the API"), stamp);
        QVERIFY((*transaction)->advanceClock(stamp));
        QVERIFY((*transaction)->writeRows(todos, std::span(&row, 1)));
        const std::string pid = m_other->cell("SELECT pg_backend_pid()").toStdString();
        QString done;
        std::thread other([&] { done = m_other->run(insert(kAda, "by SQL")); });
        test::PlainSql watcher(m_place);
        QTRY_COMPARE(watcher.cell("SELECT cardinality(pg_blocking_pids(" + pid + "))"), QStringLiteral("1"));
        const auto during = m_store->pull(kAda, query());
        QVERIFY((*transaction)->commit());
        other.join();
        QCOMPARE(done, QString());
        QCOMPARE(during->count, std::size_t{0});
        QCOMPARE(pulled(*m_store, kAda, during->clock),
                 (QStringList{QStringLiteral("by the API"), QStringLiteral("by SQL")}));
    }

    /// The clock's row of a new user is not there yet for a pull that comes while it is made.
    void theFirstWriteOfAUserIsStillOpen()
    {
        run("BEGIN");
        run(insert(kAda, "first"));
        std::int64_t cursor = 0;
        QStringList first;
        std::thread pull([&] {
            const auto page = m_store->pull(kAda, query());
            if (page)
                cursor = page->clock;
            if (page)
                first = titles(*page);
        });
        QTRY_COMPARE(waitingForTheOther(), QStringLiteral("1"));
        run("COMMIT");
        pull.join();
        QVERIFY(cursor > 0);
        QCOMPARE(first + pulled(*m_store, kAda, cursor), QStringList(QStringLiteral("first")));
    }

    void theWallClockIsSetBack()
    {
        const std::int64_t now = SystemClock().nowMs();
        clock.ms = now + 3'600'000;
        std::int64_t last = write(*m_store, kAda, todos, {todo("x")});
        QVERIFY(last >= clock.nowMs());
        const std::int64_t first = last;
        clock.ms = now - 3'600'000;
        for (int i = 0; i < 3; ++i) {
            run(insert(kAda, "by SQL")); // whose clock is an hour behind what was
            QCOMPARE(m_store->pull(kAda, query())->clock, last + 1);
            last = write(*m_store, kAda, todos, {todo("x")});
            QCOMPARE(m_store->pull(kAda, query())->clock, last);
        }
        QCOMPARE(last, first + 6);
    }

    void aClockThatStaysTakenIsBusy()
    {
        run("BEGIN");
        run(insert(kAda, "slow"));
        const auto refused = m_store->begin(kAda);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("clock_busy"));
        QVERIFY(refused.error().category == ErrorCategory::Busy);
        QVERIFY(m_store->begin(kBob));
        run("COMMIT");
        QVERIFY(m_store->begin(kAda));
    }

    /// A program may sit on a user's clock while all of this user's devices push.
    void othersAreServedWhileAClockStaysTaken()
    {
        const std::string name = "busy" + ids.next();
        const auto opened =
            SqlStore::open({m_place + "&application_name=" + name, pensieveSchema(), clock, ids, random, 4});
        QVERIFY(opened);
        SqlStore &store = **opened;
        QVERIFY(write(store, kAda, todos, {todo("x")}) > 0);
        test::PlainSql watcher(m_place); // a transaction sees one state of the activity
        run("BEGIN");
        run(insert(kAda, "slow"));
        std::atomic<int> through = 0;
        const auto wait = [&] { through += store.begin(kAda) ? 1 : 0; };
        std::thread first(wait);
        std::thread second(wait);
        QTRY_COMPARE(watcher.cell("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
                                  "application_name = '"
                                  + name + "'"),
                     QStringLiteral("2"));
        QElapsedTimer timer;
        timer.start();
        const auto refused = store.begin(kAda);
        const auto waited = timer.elapsed();
        const std::int64_t bobs = write(store, kBob, todos, {todo("bob's")});
        run("COMMIT");
        first.join();
        second.join();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("clock_busy"));
        QVERIFY2(waited < 4000, "it did not wait for 5 s");
        QVERIFY(bobs > 0);
        QCOMPARE(through.load(), 2);
        QVERIFY(write(store, kAda, todos, {todo("after")}) > 0);
    }

    /// Its first stamp is a little ahead of the wall clock.
    void aNewUserBeginsInTheEpochAfterARestore()
    {
        clock.ms = SystemClock().nowMs();
        const auto meta = m_store->restored(clock.ms - 1000);
        QVERIFY(meta && meta->epochSince > clock.ms);
        QVERIFY(m_other->cell("SELECT tidemark_begin('" + kAda + "')").toLongLong() >= meta->epochSince);
    }

    /// Several programs and the API write for two new users; some take the clock first, some leave it to the
    /// triggers, all keep their transactions open for a while. Meanwhile devices pull and pull.
    void nothingIsEverMissed()
    {
        constexpr int writers = 4;
        constexpr int transactions = 25;
        const std::array<std::string, 2> users{kAda, kBob};
        std::atomic<int> running = writers + 1;
        std::atomic<int> failed = 0;
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&, writer] {
                test::PlainSql sql(m_place);
                SeededRandom draws(static_cast<std::uint64_t>(writer));
                for (int i = 0; i < transactions; ++i) {
                    const std::string &user = users[draws.next() % 2];
                    const std::string tag = std::to_string(writer) + "-" + std::to_string(i);
                    std::string all = "BEGIN;";
                    if (writer % 2 == 0)
                        all += "SELECT tidemark_begin('" + user + "');";
                    for (std::uint64_t row = 0; row <= draws.next() % 3; ++row)
                        all += insert(user, tag) + ";SELECT pg_sleep(" + std::to_string(draws.next() % 9) + "e-3);";
                    failed += sql.run(all + "COMMIT").isEmpty() ? 0 : 1;
                }
                --running;
            });
        }
        threads.emplace_back([&] {
            SeededRandom draws(99);
            for (int i = 0; i < transactions; ++i)
                failed +=
                    write(*m_store, users[draws.next() % 2], todos, {todo("api-" + std::to_string(i))}) > 0 ? 0 : 1;
            --running;
        });
        std::array<std::int64_t, 2> cursors{};
        std::array<std::multiset<std::string>, 2> seen;
        int pulls = 0;
        for (bool last = false; !last; ++pulls) {
            last = running == 0;
            for (std::size_t i = 0; i < users.size(); ++i) {
                const auto page = m_store->pull(users[i], query(cursors[i], 5000));
                QVERIFY(page && page->clock >= cursors[i]);
                cursors[i] = page->clock;
                for (const Record &record : page->rows[todos])
                    seen[i].insert(record.id);
            }
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QVERIFY(pulls > 10);
        for (std::size_t i = 0; i < users.size(); ++i) {
            std::multiset<std::string> there; // nothing is updated here: every row comes once
            const auto whole = m_store->pull(users[i], query(0, 5000));
            for (const Record &record : whole->rows[todos])
                there.insert(record.id);
            QVERIFY(there.size() > 20);
            QVERIFY(seen[i] == there);
        }
        QCOMPARE(m_other->cell("SELECT count(*) FROM (SELECT 1 FROM todos GROUP BY user_id, last_modified_at "
                               "HAVING count(DISTINCT title) > 1) shared"),
                 QStringLiteral("0"));
    }

private:
    void run(const std::string &sql) { QCOMPARE(m_other->run(sql), QString()); }

    static std::string insert(const std::string &user, const std::string &title)
    {
        return "INSERT INTO todos (user_id, id, title) VALUES ('" + user + "', gen_random_uuid(), '" + title + "')";
    }

    /// How many connections wait for what the other program holds.
    QString waitingForTheOther()
    {
        return m_other->cell(
            "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))");
    }

    std::string m_place;
    std::unique_ptr<SqlStore> m_store;
    std::unique_ptr<test::PlainSql> m_other;
};

QTEST_GUILESS_MAIN(TestPostgresClock)
#include "tst_postgres_clock.moc"
