// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

class TestReplicaDeletes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deleted_data();
    void deleted();
    void editedThenDeleted_data();
    void editedThenDeleted();
};

void TestReplicaDeletes::deleted_data()
{
    QTest::addColumn<bool>("deleteHere");
    QTest::addColumn<bool>("deletedThere");
    QTest::newRow("mine, not mentioned") << true << false;
    QTest::newRow("on both sides") << true << true;
    QTest::newRow("theirs, against my edit") << false << true;
}

void TestReplicaDeletes::deleted()
{
    QFETCH(bool, deleteHere);
    QFETCH(bool, deletedThere);
    ReplicaFixture fixture;
    startWithMilk(fixture);
    if (deleteHere)
        must(fixture.replica->remove(kTodos, id(1)));
    const PushRequest sent = freezeAll(*fixture.replica);
    PushAnswer reply = answer(50);
    if (deletedThere)
        reply.changes = changes(kTodos, {}, {id(1)});
    must(fixture.reopen().acknowledge(sent, reply));
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(local.record.status, Status::Deleted);
    QVERIFY(!local.dirty);
    QCOMPARE(local.tombstoneStamp, 50);
    must(fixture.replica->restore(kTodos, id(1)));
    QCOMPARE(must(fixture.replica->outbox({}, 10, 1000)).rows[kTodos].at(0).base.of(kStatusColumn).value_or(-1), 50);
}

void TestReplicaDeletes::editedThenDeleted_data()
{
    QTest::addColumn<bool>("bornHere");
    QTest::newRow("a row of the server's") << false;
    QTest::newRow("a row it never saw") << true;
}

/// A delete carries no values: they wait for a restore, and are no news until then.
void TestReplicaDeletes::editedThenDeleted()
{
    QFETCH(bool, bornHere);
    ReplicaFixture fixture;
    if (bornHere)
        must(fixture.open().insert(kTodos, row(kTodos, 1, {{"title", text("mine")}})));
    else
        startWithMilk(fixture);
    must(fixture.replica->remove(kTodos, id(1)));
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.reopen().acknowledge(sent, answer(50)));
    QVERIFY(!found(fixture.reopen(), kTodos, 1).dirty);
    QCOMPARE(must(fixture.replica->outbox({}, 10, 1000)).count, std::size_t(0));

    must(fixture.replica->restore(kTodos, id(1)));
    const auto restored = must(fixture.reopen().outbox({}, 10, 1000)).rows[kTodos];
    QCOMPARE(restored.size(), std::size_t(1));
    QCOMPARE(columnNames(pensieveSchema().entities[kTodos], restored[0].record.present),
             std::string("title,_status"));
    QCOMPARE(restored[0].base.of(3).value_or(-1), bornHere ? 50 : 10);
    QCOMPARE(restored[0].base.of(kStatusColumn).value_or(-1), 50);
    must(fixture.replica->remove(kTodos, id(1)));
    QCOMPARE(must(fixture.reopen().outbox({}, 10, 1000)).count, std::size_t(0));

    pull(*fixture.replica, changes(kTodos, {remote(kTodos, 1, 60, {{"title", text("restored elsewhere")}})}), 60);
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("restored elsewhere"));
    QVERIFY(!local.dirty && local.changed.empty());
}

QTEST_GUILESS_MAIN(TestReplicaDeletes)
#include "tst_replica_deletes.moc"
