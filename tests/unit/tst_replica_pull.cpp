// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

class TestReplicaPull : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAndCursorAreOne();
    void cursorNeverGoesBack();
    void takesPagesInOneTransaction();
    void writesOnlyNews();
    void tombstones();
    void keepsEditsUntilThePushDecides();
    void resolvesAgainstABackendThatDoesNot_data();
    void resolvesAgainstABackendThatDoesNot();
    void wholePullRemovesWhatTheServerLacks();
    void newEpochOffersAgainWhatWasLost();
    void tenThousandRows();
};

void TestReplicaPull::rowsAndCursorAreOne()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    {
        const auto dropped = must(fixture.replica->beginPull());
        must(dropped->apply(
            changes(kTodos, {remote(kTodos, 1, 20, {{"title", text("tea")}}), remote(kTodos, 2, 20, {})}), 20,
            merge::Resolver::Server));
    }
    QCOMPARE(must(fixture.replica->meta()).cursor, 10);
    QCOMPARE(must(fixture.reopen().meta()).cursor, 10);
    QCOMPARE(cell(found(*fixture.replica, kTodos, 1).record, kTodos, "title"), QByteArray("milk"));
    QCOMPARE(must(fixture.replica->count(kTodos, {})), std::size_t(1));

    QCOMPARE(pull(*fixture.replica,
                  changes(kTodos, {remote(kTodos, 1, 20, {{"title", text("tea")}}), remote(kTodos, 2, 20, {})}), 20),
             std::size_t(2));
    QCOMPARE(must(fixture.reopen().meta()).cursor, 20);
    const merge::LocalRow local = found(*fixture.replica, kTodos, 1);
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("tea"));
    QCOMPARE(local.record.lastModifiedAt, 20);
    QCOMPARE(local.record.createdAt, 500);
    QVERIFY(!local.dirty);
    for (const EntityMeta &meta : must(fixture.replica->entityMeta()))
        QCOMPARE(meta.lastPulledAt, 20);
}

void TestReplicaPull::cursorNeverGoesBack()
{
    ReplicaFixture fixture;
    pull(fixture.open(), noChanges(), 30);
    pull(*fixture.replica, noChanges(), 20);
    QCOMPARE(must(fixture.reopen().meta()).cursor, 30);
}

void TestReplicaPull::takesPagesInOneTransaction()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    {
        const auto pulling = must(replica.beginPull());
        QCOMPARE(must(pulling->apply(changes(kTodos, {remote(kTodos, 1, 10, {})}), 30, merge::Resolver::Server)),
                 std::size_t(1));
        QCOMPARE(must(pulling->apply(changes(kTodos, {remote(kTodos, 2, 11, {})}), 30, merge::Resolver::Server)),
                 std::size_t(1));
        // A row that comes twice is one row.
        QCOMPARE(must(pulling->apply(changes(kTodos, {remote(kTodos, 1, 20, {{"title", text("tea")}})}, {id(2)}), 30,
                                     merge::Resolver::Server)),
                 std::size_t(2));
        must(pulling->finish(30));
    }
    QCOMPARE(must(fixture.reopen().count(kTodos, {false, true, {}, 10, 0})), std::size_t(2));
    QCOMPARE(cell(found(*fixture.replica, kTodos, 1).record, kTodos, "title"), QByteArray("tea"));
    QCOMPARE(found(*fixture.replica, kTodos, 2).record.status, Status::Deleted);
}

void TestReplicaPull::writesOnlyNews()
{
    ReplicaFixture fixture;
    const ChangeSet page = changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}, {id(9)});
    QCOMPARE(pull(fixture.open(), page, 10), std::size_t(1));
    QCOMPARE(pull(fixture.reopen(), page, 10), std::size_t(0));
    QCOMPARE(pull(*fixture.replica, changes(kTodos, {remote(kTodos, 1, 5, {{"title", text("older")}})}), 10),
             std::size_t(0));
    QCOMPARE(cell(found(*fixture.replica, kTodos, 1).record, kTodos, "title"), QByteArray("milk"));
}

void TestReplicaPull::tombstones()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    pull(fixture.reopen(), changes(kTodos, {}, {id(1)}), 20);
    merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(local.record.status, Status::Deleted);
    QCOMPARE(local.tombstoneStamp, 20);
    QVERIFY(!local.dirty);
    must(fixture.replica->restore(kTodos, id(1)));
    local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(changedNames(local, kTodos), QByteArray("_status"));
    QCOMPARE(local.baseStamp(kStatusColumn).value_or(-1), 20);
    pull(*fixture.replica, changes(kTodos, {remote(kTodos, 1, 30, {{"title", text("back")}})}), 30);
    QCOMPARE(found(fixture.reopen(), kTodos, 1).record.status, Status::Active);
}

void TestReplicaPull::keepsEditsUntilThePushDecides()
{
    ReplicaFixture fixture;
    pull(fixture.open(),
         changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}, {"description", text("old")}})}), 10);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("mine")}})));
    pull(fixture.reopen(),
         changes(kTodos, {remote(kTodos, 1, 20, {{"title", text("theirs")}, {"description", text("new")}})}), 20);
    merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("mine"));
    QCOMPARE(cell(local.record, kTodos, "description"), QByteArray("new"));
    QCOMPARE(local.baseStamp(3).value_or(-1), 10);
    QCOMPARE(cell(local.base, kTodos, "title"), QByteArray("milk"));
    pull(*fixture.replica, changes(kTodos, {}, {id(1)}), 30);
    local = found(fixture.reopen(), kTodos, 1);
    QVERIFY(local.dirty);
    QCOMPARE(changedNames(local, kTodos), QByteArray("title"));
    QVERIFY(must(fixture.replica->conflicts(10)).empty());
}

void TestReplicaPull::resolvesAgainstABackendThatDoesNot_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<bool>("deleted");
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<bool>("dirty");
    QTest::addColumn<bool>("critical");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("mine wins") << QByteArray("title") << false << QByteArray("mine") << true << false
                               << QByteArray("edit_edit");
    QTest::newRow("the server wins") << QByteArray("priority") << false << QByteArray("high") << false << true
                                     << QByteArray("edit_edit");
    QTest::newRow("deleted there") << QByteArray("title") << true << QByteArray("mine") << false << true
                                   << QByteArray("edit_delete");
}

void TestReplicaPull::resolvesAgainstABackendThatDoesNot()
{
    QFETCH(QByteArray, column);
    QFETCH(bool, deleted);
    QFETCH(QByteArray, kept);
    QFETCH(bool, dirty);
    QFETCH(bool, critical);
    QFETCH(QByteArray, type);
    ReplicaFixture fixture;
    const bool enumerated = column == "priority";
    const char *mine = enumerated ? "low" : "mine";
    const char *theirs = enumerated ? "high" : "theirs";
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {})}), 10);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{column.constData(), text(mine)}})));
    pull(fixture.reopen(),
         deleted ? changes(kTodos, {}, {id(1)})
                 : changes(kTodos, {remote(kTodos, 1, 20, {{column.constData(), text(theirs)}})}),
         20, merge::Resolver::Client);
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    if (!deleted)
        QCOMPARE(cell(local.record, kTodos, column.constData()), kept);
    QCOMPARE(local.record.status, deleted ? Status::Deleted : Status::Active);
    QCOMPARE(local.dirty, dirty);
    const auto all = must(fixture.replica->conflicts(10));
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(all[0].type), type);
    QCOMPARE(all[0].recordId, id(1));
    QCOMPARE(all[0].at, fixture.clock.now);
    QCOMPARE(all[0].critical, critical);
    QVERIFY(QByteArray::fromStdString(all[0].mineJson).contains(mine));
}

void TestReplicaPull::wholePullRemovesWhatTheServerLacks()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    pull(replica,
         changes(kTodos,
                 {remote(kTodos, 1, 10, {{"title", text("stays")}}), remote(kTodos, 2, 10, {{"title", text("gone")}}),
                  remote(kTodos, 3, 10, {{"title", text("gone and edited")}})}),
         10);
    must(replica.insert(kTodos, row(kTodos, 4, {{"title", text("new here")}})));
    must(replica.update(kTodos, row(kTodos, 1, {{"description", text("edited")}})));
    must(replica.update(kTodos, row(kTodos, 3, {{"title", text("mine")}})));
    {
        const auto whole = must(replica.beginPull(Replica::PullKind::Whole));
        must(whole->apply(changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("stays")}})}), 40,
                          merge::Resolver::Server));
        must(whole->apply(changes(kTodos, {remote(kTodos, 5, 45, {{"title", text("in the follow-up")}})}), 50,
                          merge::Resolver::Server));
        must(whole->finish(50));
    }
    Replica &again = fixture.reopen();
    QCOMPARE(must(again.meta()).cursor, 50);
    QCOMPARE(must(again.count(kTodos, {})), std::size_t(3));
    QCOMPARE(found(again, kTodos, 2).record.status, Status::Deleted);
    QVERIFY(found(again, kTodos, 1).dirty);
    QVERIFY(found(again, kTodos, 4).dirty);
    QCOMPARE(found(again, kTodos, 3).record.status, Status::Deleted);
    QVERIFY(!found(again, kTodos, 3).dirty);
    const auto lost = must(again.conflicts(10));
    QCOMPARE(lost.size(), std::size_t(1));
    QCOMPARE(lost[0].mineJson, std::string("{\"title\":\"mine\"}"));
    QVERIFY(lost[0].critical);
}

void TestReplicaPull::newEpochOffersAgainWhatWasLost()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    must(replica.bind("u", "s", "old"));
    pull(replica,
         changes(kTodos,
                 {remote(kTodos, 1, 10, {{"title", text("kept there")}}),
                  remote(kTodos, 2, 30, {{"title", text("lost there")}}),
                  remote(kTodos, 3, 10, {{"title", text("deleted later")}})}),
         30);
    pull(replica, changes(kTodos, {}, {id(3)}), 40);
    must(replica.freeze({"k", "{}"}));
    QCOMPARE(codeOf(replica.bind("u", "s", "new")), QByteArray("epoch_changed"));
    QCOMPARE(must(replica.adoptEpoch("new", 20)), std::size_t(2));

    Replica &again = fixture.reopen();
    must(again.bind("u", "s", "new"));
    QCOMPARE(must(again.meta()).cursor, 20);
    QVERIFY(!must(again.frozen()));
    QVERIFY(!found(again, kTodos, 1).dirty);
    const auto rows = must(again.outbox({}, 10, 100'000)).rows[kTodos];
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[0].record.id, id(2));
    QVERIFY(rows[0].record.present.contains(3));
    QCOMPARE(rows[0].base.of(3).value_or(-1), 20);
    QVERIFY(rows[1].isDelete());
    QCOMPARE(rows[1].base.of(kStatusColumn).value_or(-1), 20);
    // The restored server still has an older version of row 2: our edit stands on it.
    pull(again,
         changes(kTodos,
                 {remote(kTodos, 2, 25, {{"title", text("from another device")}, {"description", text("new")}})}),
         25);
    QCOMPARE(cell(found(again, kTodos, 2).record, kTodos, "title"), QByteArray("lost there"));
    QCOMPARE(cell(found(again, kTodos, 2).record, kTodos, "description"), QByteArray("new"));
}

void TestReplicaPull::tenThousandRows()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    constexpr int kRows = 10'000;
    std::vector<ChangeSet> pages;
    for (int first = 0; first < kRows; first += 1000) {
        std::vector<Record> records;
        for (int i = first; i < first + 1000; ++i)
            records.push_back(
                remote(kTodos, i, i + 1, {{"title", Value("todo " + std::to_string(i))}, {"state", text("todo")}}));
        pages.push_back(changes(kTodos, std::move(records)));
    }
    QElapsedTimer timer;
    timer.start();
    {
        const auto pulling = must(replica.beginPull());
        std::size_t written = 0;
        for (const ChangeSet &page : pages)
            written += must(pulling->apply(page, kRows, merge::Resolver::Server));
        QCOMPARE(written, std::size_t(kRows));
        must(pulling->finish(kRows));
    }
    qInfo("%d rows in %lld ms", kRows, timer.elapsed());
    QCOMPARE(must(fixture.reopen().count(kTodos, {})), std::size_t(kRows));
    QCOMPARE(cell(found(*fixture.replica, kTodos, 9'999).record, kTodos, "title"), QByteArray("todo 9999"));
    QCOMPARE(must(fixture.replica->meta()).cursor, kRows);
    QCOMPARE(must(fixture.replica->outbox({}, 10, 1000)).count, std::size_t(0));
}

QTEST_GUILESS_MAIN(TestReplicaPull)
#include "tst_replica_pull.moc"
