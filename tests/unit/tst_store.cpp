// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <set>
#include <thread>

using namespace tidemark;
using namespace tidemark::backend;

/// What every store does, whatever the database.
class TestStore final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfValueComesBack()
    {
        const auto store = open();
        for (std::size_t index = 0; index < pensieveSchema().entities.size(); ++index) {
            const EntitySchema &entity = pensieveSchema().entities[index];
            Record full = makeRecord(entity, ids.next());
            for (std::size_t column = 0; column < entity.columns.size(); ++column)
                setColumnValue(full, column, sample(entity.columns[column]));
            const Record bare = makeRecord(entity, ids.next());
            const std::int64_t stamp = write(*store, kAda, index, {full, bare});
            QVERIFY(stamp > 0);
            auto transaction = store->begin(kAda);
            QVERIFY(transaction);
            const std::vector<std::string> asked{bare.id, ids.next(), full.id};
            const auto rows = (*transaction)->readForMerge(index, asked);
            QVERIFY(rows && rows->size() == 3 && rows->at(0) && !rows->at(1) && rows->at(2));
            QVERIFY(rows->at(0)->record.values == bare.values);
            QVERIFY(rows->at(2)->record.values == full.values);
            QCOMPARE(rows->at(2)->record.lastModifiedAt, stamp);
            QVERIFY((rows->at(2)->created == merge::ColumnStamp{stamp, "laptop", false}));
            const std::vector<VersionQuery> query{{full.id, stamp}};
            const auto versions = (*transaction)->versionsAt(index, query);
            QVERIFY(versions && versions->at(0) && versions->at(0)->values == full.values);
        }
    }

    void anUpdateKeepsItsStampsAndVersions()
    {
        const auto store = open();
        const Record record = todo("first");
        const std::int64_t created = write(*store, kAda, todos, {record});
        clock.ms += 10;
        auto transaction = store->begin(kAda);
        QVERIFY(transaction);
        const std::vector<std::string> asked{record.id};
        auto rows = (*transaction)->readForMerge(todos, asked);
        QVERIFY(rows && rows->at(0));
        RowWrite update{*rows->at(0), false, {}, "override", "console"};
        const std::int64_t stamp = nextStamp(**transaction);
        update.changed.insert(titleColumn);
        update.changed.insert(kStatusColumn);
        setColumnValue(update.row.record, titleColumn, std::string("say \"hi\"\n"));
        setColumnValue(update.row.record, kStatusColumn, std::string("deleted"));
        update.row.stamp(update.changed, {stamp, "console", true});
        QVERIFY((*transaction)->advanceClock(stamp));
        QVERIFY((*transaction)->writeRows(todos, std::span(&update, 1)));
        rows = (*transaction)->readForMerge(todos, asked);
        QVERIFY(rows && rows->at(0) && *rows->at(0) == update.row);
        const std::vector<VersionQuery> query{
            {record.id, created - 1}, {record.id, created}, {record.id, stamp - 1}, {record.id, stamp}};
        const auto versions = (*transaction)->versionsAt(todos, query);
        QVERIFY(versions && !versions->at(0) && versions->at(1) && versions->at(2) && versions->at(3));
        QVERIFY(versions->at(1)->values == record.values);
        QVERIFY(versions->at(2)->status == Status::Active);
        QVERIFY(versions->at(3)->values == update.row.record.values);
        QVERIFY(versions->at(3)->status == Status::Deleted);
    }

    void theClockOnlyMovesForward()
    {
        const auto store = open();
        const std::int64_t first = clock.nowMs();
        const auto page = store->pull(kAda, query());
        QVERIFY(page);
        QCOMPARE(page->clock, first);
        clock.ms -= 3'600'000;
        std::int64_t last = first;
        for (int i = 0; i < 3; ++i) {
            const std::int64_t stamp = write(*store, kAda, todos, {todo("x")});
            QCOMPARE(stamp, last + 1);
            last = stamp;
        }
        auto transaction = store->begin(kAda);
        QVERIFY(transaction);
        QCOMPARE((*transaction)->clock(), last);
        QVERIFY(!(*transaction)->advanceClock(last));
        QVERIFY(!(*transaction)->advanceClock(last - 1));
        transaction->reset();
        // Another user's clock is their own.
        QCOMPARE(store->pull(kBob, query())->clock, clock.nowMs());
    }

    void whatIsNotCommittedIsGone()
    {
        const auto store = open(place("rollback.db"));
        const std::int64_t first = clock.nowMs();
        {
            auto transaction = store->begin(kAda);
            QVERIFY(transaction);
            const RowWrite row = newRow(todo("lost"), first + 5);
            QVERIFY((*transaction)->advanceClock(first + 5));
            QVERIFY((*transaction)->writeRows(todos, std::span(&row, 1)));
            QVERIFY((*transaction)->writeReceipt("laptop", "key", {"hash", first + 5, "{}"}));
        }
        clock.ms -= 1000;
        // The clock's row was told to a client, perhaps: it stays.
        QCOMPARE(store->pull(kAda, query())->clock, first);
        QCOMPARE(pulled(*store, kAda), QStringList());
        auto transaction = store->begin(kAda);
        QVERIFY(!*(*transaction)->findReceipt("laptop", "key"));
        QVERIFY((*transaction)->commit());
        const RowWrite row = newRow(todo("late"), first + 9);
        QVERIFY(!(*transaction)->writeRows(todos, std::span(&row, 1)));
        QVERIFY(!(*transaction)->commit());
    }

    void receiptsAreByDeviceAndKey()
    {
        const auto store = open();
        const std::string hash("\0\x01\xff half binary", 15);
        auto transaction = store->begin(kAda);
        QVERIFY((*transaction)->writeReceipt("laptop", "k1", {hash, 5, R"({"a":1})"}));
        QVERIFY((*transaction)->writeReceipt("", "k1", {"other", 6, "{}"}));
        const auto receipt = (*transaction)->findReceipt("laptop", "k1");
        QVERIFY(receipt && *receipt);
        QCOMPARE((*receipt)->bodyHash, hash);
        QCOMPARE((*receipt)->stamp, 5);
        QCOMPARE((*receipt)->answer, std::string(R"({"a":1})"));
        QCOMPARE((**(*transaction)->findReceipt("", "k1")).stamp, 6);
        QVERIFY(!*(*transaction)->findReceipt("laptop", "k2"));
        QVERIFY(!(*transaction)->writeReceipt("laptop", "k1", {"twice", 7, "{}"}));
    }

    void rejectionsAreKept()
    {
        const std::string path = place("rejections.db");
        const auto store = open(path);
        auto transaction = store->begin(kAda);
        const std::vector<Rejection> rejections{{"todos", "r1", "invalid_value", "too long", R"({"id":"r1"})"},
                                                {"nope", "r2", "unknown_entity", ""}};
        QVERIFY((*transaction)->writeRejections("laptop", rejections, 77));
        QVERIFY((*transaction)->commit());
        QCOMPARE(test::PlainSql(path).cell("SELECT count(*) FROM push_rejections WHERE user_id = '" + kAda
                                           + "' AND device_id = 'laptop' AND created_at = 77"),
                 QStringLiteral("2"));
    }

    void stampsAreUniqueAcrossThreads()
    {
        const auto store = open(place("threads.db"));
        std::mutex mutex;
        std::multiset<std::int64_t> stamps;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 25; ++i) {
                    const std::int64_t stamp = write(*store, kAda, todos, {todo("x")});
                    const std::lock_guard lock(mutex);
                    stamps.insert(stamp);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(stamps.size(), std::size_t{100});
        QVERIFY(*stamps.begin() > 0);
        QCOMPARE(std::set<std::int64_t>(stamps.begin(), stamps.end()).size(), std::size_t{100});
        const auto page = store->pull(kAda, query());
        QCOMPARE(page->count, std::size_t{100});
        QCOMPARE(page->clock, *stamps.rbegin());
    }

    void aPullSeesOnlyWhatIsCommitted()
    {
        const auto store = open(place("snapshot.db"));
        const std::int64_t before = write(*store, kAda, todos, {todo("old")});
        auto transaction = store->begin(kAda);
        const RowWrite row = newRow(todo("new"), before + 1);
        QVERIFY((*transaction)->advanceClock(before + 1));
        QVERIFY((*transaction)->writeRows(todos, std::span(&row, 1)));
        const auto during = store->pull(kAda, query());
        QVERIFY(during);
        QCOMPARE(during->clock, before);
        QCOMPARE(titles(*during), QStringList(QStringLiteral("old")));
        QVERIFY((*transaction)->commit());
        QCOMPARE(store->pull(kAda, query())->clock, before + 1);
        QCOMPARE(pulled(*store, kAda, during->clock), QStringList(QStringLiteral("new")));
    }

private:
    static Value sample(const Column &column)
    {
        switch (column.type) {
        case ColumnType::Enum: return column.values.back();
        case ColumnType::Uuid: return kBob;
        case ColumnType::Integer: return std::int64_t{-9'007'199'254'740'993};
        case ColumnType::Time: return std::int64_t{1'760'000'000'123};
        case ColumnType::Real: return 0.1;
        case ColumnType::JsonArray: return std::string(R"(["a","ü",[1]])");
        case ColumnType::Text: break;
        }
        return std::string(40, 'x') + "ß🐟\t\"\\";
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
