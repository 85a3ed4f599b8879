// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

using namespace tidemark;
using namespace tidemark::backend;

/// A small world: in stamp order an idea, todo "a", todos "b" and "c" of one push, a deleted todo, todo "d".
class TestStorePull final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = open();
        QVERIFY(m_store);
        m_stamps.clear();
        m_stamps.push_back(
            write(*m_store, kAda, m_ideas, {makeRecord(pensieveSchema().entities[m_ideas], ids.next())}));
        m_stamps.push_back(write(*m_store, kAda, todos, {todo("a")}));
        m_stamps.push_back(write(
            *m_store, kAda, todos,
            {todo("b", "00000000-0000-7000-8000-000000000001"), todo("c", "00000000-0000-7000-8000-000000000002")}));
        Record gone = todo("gone");
        gone.status = Status::Deleted;
        m_stamps.push_back(write(*m_store, kAda, todos, {gone}));
        m_stamps.push_back(write(*m_store, kAda, todos, {todo("d")}));
        QVERIFY(std::find(m_stamps.begin(), m_stamps.end(), 0) == m_stamps.end());
    }

    void windows_data()
    {
        QTest::addColumn<int>("after"); ///< the cursor is the stamp of this write, -1: none
        QTest::addColumn<int>("until"); ///< likewise, -1: the clock
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("ideas");
        QTest::newRow("first pull, no tombstones") << -1 << -1 << "a b c d" << 1;
        QTest::newRow("first pull of a frozen window") << -1 << 2 << "a b c" << 1;
        QTest::newRow("after the idea") << 0 << -1 << "a b c - d" << 0;
        QTest::newRow("after a") << 1 << -1 << "b c - d" << 0;
        QTest::newRow("after a push of two") << 2 << -1 << "- d" << 0;
        QTest::newRow("one stamp") << 2 << 3 << "-" << 0;
        QTest::newRow("nothing new") << 4 << -1 << "" << 0;
        QTest::newRow("a window that ends where it begins") << 2 << 2 << "" << 0;
    }

    void windows()
    {
        QFETCH(int, after);
        QFETCH(int, until);
        QFETCH(QString, expected);
        QFETCH(int, ideas);
        PullQuery asked = query(after < 0 ? 0 : m_stamps[static_cast<std::size_t>(after)]);
        asked.until = until < 0 ? 0 : m_stamps[static_cast<std::size_t>(until)];
        const auto page = m_store->pull(kAda, asked);
        QVERIFY(page);
        QCOMPARE(titles(*page).join(u' '), expected);
        QCOMPARE(page->rows[m_ideas].size(), static_cast<std::size_t>(ideas));
        QCOMPARE(page->clock, m_stamps.back());
        QCOMPARE(page->purgedMs, 0);
        QCOMPARE(page->meta.serverId, m_store->meta().serverId);
        QVERIFY(!page->hasMore);
        // A push that asks for the same window from inside its transaction gets the same.
        if (until < 0) {
            auto transaction = m_store->begin(kAda);
            const auto window = (*transaction)->readWindow(asked.cursor, 1000);
            QVERIFY(window);
            QVERIFY(window->rows == page->rows);
            QCOMPARE((*transaction)->clock(), page->clock);
            QCOMPARE((*transaction)->meta().epoch, page->meta.epoch);
        }
    }

    void pagesHoldEveryRowOnce_data()
    {
        QTest::addColumn<std::int64_t>("cursor");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("maxBytes");
        for (const std::int64_t cursor : {0, 1}) {
            for (const int limit : {1, 2, 3, 5, 6, 100})
                QTest::addRow("cursor %d limit %d", static_cast<int>(cursor), limit) << cursor << limit << 1'000'000;
            QTest::addRow("cursor %d, bytes for one", static_cast<int>(cursor)) << cursor << 1000 << 1;
            QTest::addRow("cursor %d, bytes for some", static_cast<int>(cursor)) << cursor << 1000 << 700;
        }
    }

    void pagesHoldEveryRowOnce()
    {
        QFETCH(std::int64_t, cursor);
        QFETCH(int, limit);
        QFETCH(int, maxBytes);
        PullQuery asked = query(cursor, static_cast<std::size_t>(limit));
        asked.maxBytes = static_cast<std::size_t>(maxBytes);
        QStringList seen;
        std::size_t ideas = 0;
        for (int pages = 0; pages < 10; ++pages) {
            const auto page = m_store->pull(kAda, asked);
            QVERIFY(page);
            QVERIFY(page->count >= 1 && page->count <= asked.limit);
            if (maxBytes == 1)
                QCOMPARE(page->count, std::size_t{1});
            seen += titles(*page);
            ideas += page->rows[m_ideas].size();
            if (!page->hasMore)
                break;
            asked.until = page->clock;
            asked.after = page->last;
        }
        QCOMPARE(seen.join(u' '), cursor == 0 ? QStringLiteral("a b c d") : QStringLiteral("a b c - d"));
        QCOMPARE(ideas, std::size_t{1});
    }

    void aRowThatChangesLeavesTheFrozenWindow()
    {
        PullQuery asked = query(0, 2);
        const auto first = m_store->pull(kAda, asked);
        QCOMPARE(titles(*first), QStringList(QStringLiteral("a")));
        QVERIFY(write(*m_store, kAda, todos, {todo("c2", "00000000-0000-7000-8000-000000000002")}) > 0);
        asked.until = first->clock;
        asked.after = first->last;
        asked.limit = 1000;
        QCOMPARE(titles(*m_store->pull(kAda, asked)).join(u' '), QStringLiteral("b d"));
        QCOMPARE(pulled(*m_store, kAda, first->clock), QStringList(QStringLiteral("c2")));
    }

    void entitiesCanBeChosen()
    {
        PullQuery asked = query();
        asked.entities = {m_ideas};
        const auto page = m_store->pull(kAda, asked);
        QCOMPARE(page->count, std::size_t{1});
        QVERIFY(titles(*page).isEmpty());
        asked.entities = {todos};
        asked.limit = 3;
        const auto some = m_store->pull(kAda, asked);
        QVERIFY(some->hasMore);
        QCOMPARE(titles(*some).join(u' '), QStringLiteral("a b c"));
        QCOMPARE(some->last, (PullPosition{todos, m_stamps[2], "00000000-0000-7000-8000-000000000002"}));
    }

    void aWindowTooLargeSaysSo()
    {
        auto transaction = m_store->begin(kAda);
        const auto window = (*transaction)->readWindow(0, 2);
        QVERIFY(window && window->hasMore);
        QCOMPARE(window->count, std::size_t{2});
        QVERIFY(!(*transaction)->readWindow(0, 5)->hasMore);
    }

    void anotherUserSeesNothing()
    {
        const std::string id = "00000000-0000-7000-8000-000000000001";
        {
            auto transaction = m_store->begin(kAda);
            ConflictWrite conflict{"conflict", "laptop", todos, id, {}, 1, {}};
            for (Record *side : {&conflict.conflict.base, &conflict.conflict.client, &conflict.conflict.server,
                                 &conflict.conflict.resolved})
                *side = todo("secret", id);
            QVERIFY((*transaction)->writeConflicts(std::span(&conflict, 1)));
            QVERIFY((*transaction)->writeReceipt("laptop", "key", {"hash", 1, "{}"}));
            QVERIFY((*transaction)->commit());
        }
        QCOMPARE(pulled(*m_store, kBob), QStringList());
        QCOMPARE(pulled(*m_store, kBob, 1), QStringList());
        auto transaction = m_store->begin(kBob);
        QVERIFY(transaction);
        const std::vector<std::string> asked{id};
        QVERIFY(!(*transaction)->readForMerge(todos, asked)->front());
        const std::vector<VersionQuery> version{{id, m_stamps.back()}};
        QVERIFY(!(*transaction)->versionsAt(todos, version)->front());
        QVERIFY(!*(*transaction)->findReceipt("laptop", "key"));
        QCOMPARE((*transaction)->readWindow(0, 10)->count, std::size_t{0});
        QVERIFY(!*(*transaction)->findConflict("conflict"));
        const ConflictDecision decision{kBob, "mine now", 1, 1};
        for (const auto &refused :
             {(*transaction)->markReviewed("conflict", decision), (*transaction)->markReverted("conflict", decision),
              (*transaction)->markOverridden("conflict", decision, "{}", "{}")}) {
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, std::string("unknown_conflict"));
        }
        // The same id is another row for another user.
        const std::int64_t stamp = nextStamp(**transaction);
        const RowWrite row = newRow(todo("bob's", id), stamp);
        QVERIFY((*transaction)->advanceClock(stamp));
        QVERIFY((*transaction)->writeRows(todos, std::span(&row, 1)));
        QVERIFY((*transaction)->commit());
        transaction->reset();
        QCOMPARE(pulled(*m_store, kBob), QStringList(QStringLiteral("bob's")));
        QCOMPARE(pulled(*m_store, kAda).join(u' '), QStringLiteral("a b c d"));
    }

private:
    const std::size_t m_ideas = *pensieveSchema().entityIndex("ideas");
    std::unique_ptr<SqlStore> m_store;
    std::vector<std::int64_t> m_stamps;
};

QTEST_GUILESS_MAIN(TestStorePull)
#include "tst_storepull.moc"
