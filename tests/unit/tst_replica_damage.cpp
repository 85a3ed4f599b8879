// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

namespace {

/// Rows 1 and 2 as pulled at 10; row 3 is new here, row 1 is edited.
Replica &start(ReplicaFixture &fixture)
{
    pull(fixture.open(),
         changes(
             kCaptures,
             {remote(kCaptures, 1, 10,
                     {{"title", text("one")}, {"raw_content", text("raw 1")}, {"normalized_text", text("norm 1")}}),
              remote(kCaptures, 2, 10,
                     {{"title", text("two")}, {"raw_content", text("raw 2")}, {"normalized_text", text("norm 2")}})}),
         10);
    must(fixture.replica->insert(kCaptures, row(kCaptures, 3, {{"raw_content", text("raw 3")}})));
    must(fixture.replica->update(
        kCaptures, row(kCaptures, 1, {{"title", text("edited")}, {"raw_content", text("edited raw 1")}})));
    return *fixture.replica;
}

/// Ids of the rows a push would send.
QByteArrayList outgoing(Replica &replica)
{
    QByteArrayList ids;
    const OutboxBatch batch = must(replica.outbox({}, 100, 1'000'000));
    for (const PushedRow &pushed : batch.rows[kCaptures])
        ids.append(QByteArray::fromStdString(pushed.record.id).right(1));
    return ids;
}

QByteArrayList damagedIn(Replica &replica)
{
    QByteArrayList all;
    for (const DamagedRow &damaged : must(replica.damaged()))
        all.append(QByteArray::fromStdString(damaged.entity + ' ' + damaged.recordId.back() + ' ' + damaged.columns));
    return all;
}

/// Exchanges two cells: the one of `a` and the one of `b`, both "column of captures" WHERE id ends so.
void swapCells(ReplicaFixture &fixture, const char *columnA, int a, const char *columnB, int b)
{
    fixture.replica.reset();
    const auto where = [](int number) { return " WHERE id LIKE '%" + QByteArray::number(number) + "'"; };
    QVERIFY(fixture.sql("CREATE TABLE kept AS SELECT " + QByteArray(columnA) + " AS cell FROM captures" + where(a))
            >= 0);
    QVERIFY(fixture.sql("UPDATE captures SET " + QByteArray(columnA) + " = (SELECT " + columnB + " FROM captures"
                        + where(b) + ")" + where(a))
            >= 0);
    QVERIFY(fixture.sql("UPDATE captures SET " + QByteArray(columnB) + " = (SELECT cell FROM kept)" + where(b)) >= 0);
    QVERIFY(fixture.sql("DROP TABLE kept") >= 0);
    fixture.open();
}

} // namespace

class TestReplicaDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exchangedCells_data();
    void exchangedCells();
    void cellsOfAnotherTable_data();
    void cellsOfAnotherTable();
    void theOthersGoOn();
    void cannotBeEditedButDeleted();
    void theServersRowTakesItsPlace();
    void aPullOfEverythingMendsAll();
    void aDeleteOfTheServerMendsToo();
    void isNotAcknowledged();
    void isNotOfferedAfterARestore();
    void theFlagDecidesNothing();
    void bookkeepingOfAPlainRow();
};

void TestReplicaDamage::exchangedCells_data()
{
    QTest::addColumn<QByteArray>("columnA");
    QTest::addColumn<int>("a");
    QTest::addColumn<QByteArray>("columnB");
    QTest::addColumn<int>("b");
    QTest::addColumn<QByteArrayList>("damaged");
    QTest::newRow("between rows") << QByteArray("raw_content") << 1 << QByteArray("raw_content") << 2
                                  << QByteArrayList{"captures 1 raw_content", "captures 2 raw_content"};
    QTest::newRow("between columns") << QByteArray("raw_content") << 2 << QByteArray("normalized_text") << 2
                                     << QByteArrayList{"captures 2 raw_content,normalized_text"};
    QTest::newRow("between rows and columns")
        << QByteArray("raw_content") << 3 << QByteArray("normalized_text") << 2
        << QByteArrayList{"captures 2 normalized_text", "captures 3 raw_content"};
    QTest::newRow("value and base") << QByteArray("raw_content") << 1 << QByteArray("_base_row") << 1
                                    << QByteArrayList{"captures 1 title,raw_content,normalized_text"};
}

void TestReplicaDamage::exchangedCells()
{
    QFETCH(QByteArray, columnA);
    QFETCH(int, a);
    QFETCH(QByteArray, columnB);
    QFETCH(int, b);
    QFETCH(QByteArrayList, damaged);
    ReplicaFixture fixture;
    start(fixture);
    QCOMPARE(damagedIn(*fixture.replica), QByteArrayList());
    swapCells(fixture, columnA.constData(), a, columnB.constData(), b);
    Replica &replica = *fixture.replica;

    QCOMPARE(damagedIn(replica), damaged);
    for (const int number : {a, b}) {
        const auto read = replica.find(kCaptures, id(number));
        QCOMPARE(codeOf(read), QByteArray("tampered"));
        QVERIFY2(read.error().detail.find("captures " + id(number)) != std::string::npos,
                 read.error().detail.c_str());
        QVERIFY(!outgoing(replica).contains(QByteArray::number(number)));
    }
    for (const merge::LocalRow &local :
         must(replica.list(kCaptures, {}))) { // nothing is shown where it does not belong
        const QByteArray number = QByteArray::fromStdString(local.record.id).right(1);
        for (const char *column : {"raw_content", "normalized_text"}) {
            const QByteArray shown = cell(local.record, kCaptures, column);
            QVERIFY2(shown == "null" || shown == QByteArray(column).left(3).replace("nor", "norm") + ' ' + number
                         || shown == "edited raw 1",
                     shown.constData());
        }
    }
}

void TestReplicaDamage::cellsOfAnotherTable_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("the frozen batch") << QByteArray("SELECT body FROM frozen_batch");
    QTest::newRow("a conflict") << QByteArray("SELECT mine FROM local_conflicts LIMIT 1");
}

void TestReplicaDamage::cellsOfAnotherTable()
{
    QFETCH(QByteArray, cell);
    ReplicaFixture fixture;
    start(fixture);
    must(fixture.replica->freeze({id(1), "{\"raw_content\":\"sent\"}"}));
    pull(*fixture.replica, changes(kCaptures, {remote(kCaptures, 1, 20, {{"raw_content", text("theirs")}})}), 20,
         merge::Resolver::Client);
    QVERIFY(!must(fixture.replica->conflicts(1)).empty());
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE captures SET raw_content = (" + cell + ") WHERE id LIKE '%2'") >= 0);
    QCOMPARE(damagedIn(fixture.open()), QByteArrayList{"captures 2 raw_content"});
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE frozen_batch SET body = (SELECT raw_content FROM captures WHERE id LIKE '%3')") >= 0);
    QCOMPARE(codeOf(fixture.open().frozen()), QByteArray("tampered"));
}

void TestReplicaDamage::theOthersGoOn()
{
    ReplicaFixture fixture;
    start(fixture);
    swapCells(fixture, "raw_content", 1, "raw_content", 2);
    const auto rows = must(fixture.replica->list(kCaptures, {}));
    QCOMPARE(rows.size(), std::size_t(3));
    QCOMPARE(cell(rows[2].record, kCaptures, "raw_content"), QByteArray("raw 3"));
    QCOMPARE(cell(rows[1].record, kCaptures, "normalized_text"), QByteArray("norm 2"));
    QCOMPARE(cell(rows[1].record, kCaptures, "raw_content"), QByteArray("null"));
    const OutboxBatch batch = must(fixture.replica->outbox({}, 100, 1'000'000));
    QCOMPARE(batch.count, std::size_t(1));
    QVERIFY(batch.damaged);
    QVERIFY(batch.damaged->detail.find(id(1)) != std::string::npos);
}

void TestReplicaDamage::cannotBeEditedButDeleted()
{
    ReplicaFixture fixture;
    start(fixture);
    swapCells(fixture, "raw_content", 1, "raw_content", 3);
    Replica &replica = *fixture.replica;
    QCOMPARE(codeOf(replica.update(kCaptures, row(kCaptures, 3, {{"title", text("x")}}))), QByteArray("tampered"));
    must(replica.remove(kCaptures, id(3)));
    must(replica.remove(kCaptures, id(1)));
    QCOMPARE(damagedIn(replica), QByteArrayList());
    const OutboxBatch batch = must(replica.outbox({}, 100, 1'000'000));
    for (const PushedRow &pushed : batch.rows[kCaptures])
        QVERIFY(pushed.isDelete());
}

void TestReplicaDamage::theServersRowTakesItsPlace()
{
    ReplicaFixture fixture;
    start(fixture);
    swapCells(fixture, "raw_content", 1, "raw_content", 2);
    pull(
        *fixture.replica,
        changes(kCaptures, {remote(kCaptures, 1, 20, {{"title", text("one")}, {"raw_content", text("from there")}})}),
        20);
    const merge::LocalRow mended = found(*fixture.replica, kCaptures, 1);
    QCOMPARE(cell(mended.record, kCaptures, "raw_content"), QByteArray("from there"));
    QVERIFY(!mended.dirty);
    const auto conflicts = must(fixture.replica->conflicts(10)); // the edit is not lost without a word
    QCOMPARE(conflicts.size(), std::size_t(1));
    QCOMPARE(conflicts[0].type, std::string("tampered"));
    QVERIFY(conflicts[0].critical);
    QCOMPARE(conflicts[0].mineJson, std::string("{\"title\":\"edited\"}"));
    QCOMPARE(damagedIn(*fixture.replica), QByteArrayList{"captures 2 raw_content"});
}

void TestReplicaDamage::aPullOfEverythingMendsAll()
{
    ReplicaFixture fixture;
    start(fixture);
    swapCells(fixture, "raw_content", 1, "raw_content", 2);
    const auto transaction = must(fixture.replica->beginPull(Replica::PullKind::Whole));
    must(transaction->apply(changes(kCaptures, {remote(kCaptures, 2, 10, {{"raw_content", text("raw 2")}})}), 10,
                            merge::Resolver::Server)); // row 1 is gone there
    must(transaction->finish(10));
    QCOMPARE(damagedIn(*fixture.replica), QByteArrayList());
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 2).record, kCaptures, "raw_content"), QByteArray("raw 2"));
    QCOMPARE(found(*fixture.replica, kCaptures, 1).record.status, Status::Deleted);
    QCOMPARE(outgoing(*fixture.replica), QByteArrayList{"3"});
}

void TestReplicaDamage::aDeleteOfTheServerMendsToo()
{
    ReplicaFixture fixture;
    start(fixture);
    swapCells(fixture, "raw_content", 1, "raw_content", 2);
    pull(*fixture.replica, changes(kCaptures, {}, {id(1)}), 20);
    QCOMPARE(found(*fixture.replica, kCaptures, 1).record.status, Status::Deleted);
    QCOMPARE(outgoing(*fixture.replica), QByteArrayList{"3"});
    QCOMPARE(must(fixture.replica->conflicts(10)).size(), std::size_t(1));
}

void TestReplicaDamage::isNotAcknowledged()
{
    ReplicaFixture fixture;
    const PushRequest sent = freezeAll(start(fixture));
    swapCells(fixture, "raw_content", 1, "raw_content", 2);
    must(fixture.replica->acknowledge(sent, answer(30)));
    QCOMPARE(damagedIn(*fixture.replica).size(), qsizetype(2));
    QVERIFY(!found(*fixture.replica, kCaptures, 3).dirty);
    QVERIFY(!must(fixture.replica->frozen()));
}

void TestReplicaDamage::isNotOfferedAfterARestore()
{
    ReplicaFixture fixture;
    start(fixture);
    swapCells(fixture, "raw_content", 1, "raw_content", 2);
    must(fixture.replica->adoptEpoch("e2", 5));
    QCOMPARE(outgoing(*fixture.replica), QByteArrayList{"3"});
}

void TestReplicaDamage::theFlagDecidesNothing()
{
    ReplicaFixture fixture;
    start(fixture);
    must(fixture.replica->insert(kCaptures, row(kCaptures, 4, {{"title", text("plain")}})));
    QVERIFY(found(*fixture.replica, kCaptures, 2).encrypted);
    QVERIFY(!found(*fixture.replica, kCaptures, 4).encrypted);
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE captures SET encrypted = 1 - encrypted") >= 0);
    QCOMPARE(cell(found(fixture.open(), kCaptures, 2).record, kCaptures, "raw_content"), QByteArray("raw 2"));
    while (!must(fixture.replica->rotateKey(1)).finished) {}
    QCOMPARE(cell(found(fixture.reopen(), kCaptures, 2).record, kCaptures, "raw_content"), QByteArray("raw 2"));
    QCOMPARE(damagedIn(*fixture.replica), QByteArrayList());
}

void TestReplicaDamage::bookkeepingOfAPlainRow()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE todos SET _changed_columns = 'planted'") >= 0);
    QCOMPARE(codeOf(fixture.open().find(kTodos, id(1))), QByteArray("tampered"));
    QCOMPARE(must(fixture.replica->damaged()).size(), std::size_t(1));
    QCOMPARE(must(fixture.replica->outbox({}, 100, 1'000'000)).count, std::size_t(0));
    QCOMPARE(must(fixture.replica->damaged())[0].entity, std::string("todos"));
}

QTEST_GUILESS_MAIN(TestReplicaDamage)
#include "tst_replica_damage.moc"
