// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

class TestReplicaPush : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedRowsAreClean();
    void editsDuringThePushStayDirty();
    void editsWhileARowIsMadeStandOnThatPush();
    void undoneDuringThePush();
    void takesWhatTheServerStored();
    void rejectedRowsAreSetAside();
    void anEditDuringThePushMayMendARejectedRow();
    void rejectedRowsNeedNotBeAmongTheSent();
    void conflicts_data();
    void conflicts();
    void otherChangesAreNews();
    void aBackendThatDoesNotMergeLeavesConflictsToUs();
    void cursorMovesOnlyOverWholeWindows_data();
    void cursorMovesOnlyOverWholeWindows();
    void acknowledgesOnce();
    void aFailureLeavesEverything();
};

void TestReplicaPush::acknowledgedRowsAreClean()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    must(fixture.replica->insert(kCaptures, row(kCaptures, 2, {{"raw_content", text("sealed")}})));
    const PushRequest sent = freezeAll(*fixture.replica);
    fixture.clock.now += 1000;
    QCOMPARE(must(fixture.reopen().acknowledge(sent, answer(50))), std::size_t(0));
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QVERIFY(!local.dirty);
    QVERIFY(local.changed.empty() && local.base.present.empty());
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("mine"));
    QCOMPARE(cell(local.record, kTodos, "state"), QByteArray("todo"));
    QCOMPARE(local.record.lastModifiedAt, 50);
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 2).record, kCaptures, "raw_content"), QByteArray("sealed"));
    QVERIFY(!must(fixture.replica->frozen()));
    QCOMPARE(must(fixture.replica->meta()).cursor, 50);
    const auto metas = must(fixture.replica->entityMeta());
    QCOMPARE(metas[kTodos].pending, 0);
    QCOMPARE(metas[kTodos].lastPushedAt, 50);
    QCOMPARE(metas[kThoughts].lastPushedAt, 0);
    QCOMPARE(must(fixture.replica->outbox({}, 10, 1000)).count, std::size_t(0));
}

void TestReplicaPush::editsDuringThePushStayDirty()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"description", text("sent")}})));
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.reopen().update(kTodos, row(kTodos, 1, {{"title", text("later")}, {"state", text("done")}})));
    must(fixture.reopen().acknowledge(sent, answer(50)));
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(changedNames(local, kTodos), QByteArray("title,state"));
    QCOMPARE(local.baseStamp(3).value_or(-1), 50); // the push stored "mine"
    QCOMPARE(cell(local.base, kTodos, "title"), QByteArray("mine"));
    QCOMPARE(local.baseStamp(5).value_or(-1), 10); // not sent: stands on what it was made on
    QCOMPARE(cell(local.base, kTodos, "state"), QByteArray("todo"));
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("later"));
    QCOMPARE(cell(local.record, kTodos, "description"), QByteArray("sent"));

    const PushRequest next = freezeAll(*fixture.replica);
    QCOMPARE(columnNames(pensieveSchema().entities[kTodos], next.rows[kTodos][0].record.present),
             std::string("title,state"));
    must(fixture.replica->acknowledge(next, answer(60)));
    QVERIFY(!found(fixture.reopen(), kTodos, 1).dirty);
}

/// What was not sent is at the server too, empty: edits of it, and a delete, stand on the push that made the row.
void TestReplicaPush::editsWhileARowIsMadeStandOnThatPush()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kTodos, row(kTodos, 1, {{"title", text("edited")}})));
    must(fixture.replica->insert(kTodos, row(kTodos, 2, {{"title", text("deleted")}})));
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.reopen().update(kTodos, row(kTodos, 1, {{"priority", text("high")}})));
    must(fixture.replica->remove(kTodos, id(2)));
    // The answer was lost. A pull brings the rows, then the push is sent again.
    pull(fixture.reopen(),
         changes(kTodos,
                 {remote(kTodos, 1, 50, {{"title", text("edited")}}),
                  remote(kTodos, 2, 50, {{"title", text("deleted")}})}),
         50);
    must(fixture.reopen().acknowledge(sent, answer(50)));
    const PushRequest next = freezeAll(fixture.reopen());
    QCOMPARE(next.count(), std::size_t(2));
    for (const PushedRow &row : next.rows[kTodos]) {
        const std::size_t column = row.isDelete() ? kStatusColumn : 6; // priority
        QCOMPARE(row.base.of(column).value_or(-1), 50);
    }
}

void TestReplicaPush::undoneDuringThePush()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QVERIFY(found(*fixture.replica, kTodos, 1).dirty); // a pull meanwhile must not take the undo away
    must(fixture.reopen().acknowledge(sent, answer(50)));
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(changedNames(local, kTodos), QByteArray("title"));
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("milk"));
    QCOMPARE(cell(local.base, kTodos, "title"), QByteArray("mine"));
}

void TestReplicaPush::takesWhatTheServerStored()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"priority", text("low")}})));
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"description", text("later")}})));
    PushAnswer reply = answer(50);
    reply.changes = changes(
        kTodos,
        {remote(kTodos, 1, 50, {{"title", text("mine")}, {"state", text("done")}, {"priority", text("high")}})});
    QCOMPARE(must(fixture.reopen().acknowledge(sent, reply)), std::size_t(0));
    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("mine"));
    QCOMPARE(cell(local.record, kTodos, "state"), QByteArray("done"));
    QCOMPARE(cell(local.record, kTodos, "priority"), QByteArray("high"));
    QCOMPARE(cell(local.record, kTodos, "description"), QByteArray("later"));
    QCOMPARE(changedNames(local, kTodos), QByteArray("description"));
}

void TestReplicaPush::rejectedRowsAreSetAside()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    must(fixture.replica->insert(kTodos, row(kTodos, 2, {{"title", text("fine")}})));
    const PushRequest sent = freezeAll(*fixture.replica);
    PushAnswer reply = answer(50);
    reply.rejected.push_back({"todos", id(1), "too_large", "more than 1 MiB"});
    must(fixture.reopen().acknowledge(sent, reply));
    Replica &replica = fixture.reopen();
    QVERIFY(found(replica, kTodos, 1).dirty);
    QCOMPARE(cell(found(replica, kTodos, 1).record, kTodos, "title"), QByteArray("mine"));
    QVERIFY(!found(replica, kTodos, 2).dirty);
    QCOMPARE(must(replica.outbox({}, 10, 1000)).count, std::size_t(0));
    const auto aside = must(replica.rejected());
    QCOMPARE(aside.size(), std::size_t(1));
    QCOMPARE(aside[0].entity, std::string("todos"));
    QCOMPARE(aside[0].recordId, id(1));
    QCOMPARE(aside[0].code, std::string("too_large"));
    QCOMPARE(aside[0].at, fixture.clock.now);
    QCOMPARE(must(replica.entityMeta())[kTodos].pending, 0);
    QCOMPARE(must(replica.entityMeta())[kTodos].rejected, 1);
}

void TestReplicaPush::anEditDuringThePushMayMendARejectedRow()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("mended")}})));
    PushAnswer reply = answer(50);
    reply.rejected.push_back({"todos", id(1), "invalid_value", "title"});
    must(fixture.reopen().acknowledge(sent, reply));
    QVERIFY(must(fixture.reopen().rejected()).empty());
    const auto rows = must(fixture.replica->outbox({}, 10, 1000)).rows[kTodos];
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(cell(rows[0].record, kTodos, "title"), QByteArray("mended"));
    QCOMPARE(rows[0].base.of(3).value_or(-1), 10);
}

/// A body is read back by the code that made the server refuse the row: it is missing there.
void TestReplicaPush::rejectedRowsNeedNotBeAmongTheSent()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    PushRequest sent = freezeAll(*fixture.replica);
    sent.rows[kTodos].clear();
    PushAnswer reply = answer(50);
    reply.rejected.push_back({"todos", id(1), "too_large", "more than 1 MiB"});
    reply.rejected.push_back({"todos", "not an id", "invalid_value", "id"});
    reply.rejected.push_back({"nonsense", id(1), "unknown_entity", ""});
    must(fixture.reopen().acknowledge(sent, reply));
    QCOMPARE(must(fixture.reopen().rejected()).size(), std::size_t(1));
    QCOMPARE(must(fixture.replica->outbox({}, 10, 1000)).count, std::size_t(0));
}

void TestReplicaPush::conflicts_data()
{
    QTest::addColumn<QByteArray>("resolved");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<bool>("critical");
    QTest::newRow("mine won") << QByteArray("mine") << QByteArray("per_column_merge") << QByteArray("null") << false;
    QTest::newRow("mine lost") << QByteArray("theirs") << QByteArray("override")
                               << QByteArray("{\"title\":\"theirs\"}") << true;
    QTest::newRow("a delete won") << QByteArray() << QByteArray("delete_wins") << QByteArray() << true;
}

void TestReplicaPush::conflicts()
{
    QFETCH(QByteArray, resolved);
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, theirs);
    QFETCH(bool, critical);
    ReplicaFixture fixture;
    startWithMilk(fixture);
    const PushRequest sent = freezeAll(*fixture.replica);
    const bool deleted = policy == "delete_wins";
    PushAnswer reply = answer(50);
    ConflictNotice notice{id(77),    "todos", id(1), deleted ? "edit_delete" : "edit_edit", policy.toStdString(),
                          {"title"}, {}};
    if (deleted) {
        reply.changes = changes(kTodos, {}, {id(1)});
    } else {
        notice.resolved = remote(kTodos, 1, 50, {{"title", text(resolved.constData())}});
        reply.changes = changes(kTodos, {notice.resolved});
    }
    reply.conflicts.push_back(notice);
    must(fixture.reopen().acknowledge(sent, reply));
    const auto all = must(fixture.reopen().conflicts(10));
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].id, id(77));
    QCOMPARE(QByteArray::fromStdString(all[0].policy), policy);
    QCOMPARE(all[0].columns, std::vector<std::string>{"title"});
    QCOMPARE(all[0].baseJson, std::string("{\"title\":\"milk\"}"));
    QCOMPARE(all[0].mineJson, std::string("{\"title\":\"mine\"}"));
    if (!deleted) {
        QCOMPARE(QByteArray::fromStdString(all[0].theirsJson), theirs);
        QCOMPARE(QByteArray::fromStdString(all[0].resultJson), "{\"title\":\"" + resolved + "\"}");
    }
    QCOMPARE(all[0].critical, critical);
    QVERIFY(!found(*fixture.replica, kTodos, 1).dirty);
}

void TestReplicaPush::otherChangesAreNews()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    pull(*fixture.replica,
         changes(kTodos, {remote(kTodos, 2, 10, {{"title", text("old")}}), remote(kTodos, 3, 10, {})}), 10);
    const PushRequest sent = freezeAll(*fixture.replica);
    must(fixture.replica->update(kTodos, row(kTodos, 2, {{"title", text("mine too")}})));
    PushAnswer reply = answer(50);
    reply.changes = changes(kTodos,
                            {remote(kTodos, 2, 40, {{"title", text("theirs")}, {"description", text("new")}}),
                             remote(kTodos, 4, 41, {{"title", text("unknown here")}})},
                            {id(3)});
    QCOMPARE(must(fixture.reopen().acknowledge(sent, reply)), std::size_t(3));
    Replica &replica = fixture.reopen();
    QCOMPARE(cell(found(replica, kTodos, 2).record, kTodos, "title"), QByteArray("mine too"));
    QCOMPARE(cell(found(replica, kTodos, 2).record, kTodos, "description"), QByteArray("new"));
    QCOMPARE(changedNames(found(replica, kTodos, 2), kTodos), QByteArray("title"));
    QCOMPARE(found(replica, kTodos, 3).record.status, Status::Deleted);
    QCOMPARE(cell(found(replica, kTodos, 4).record, kTodos, "title"), QByteArray("unknown here"));
}

void TestReplicaPush::aBackendThatDoesNotMergeLeavesConflictsToUs()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    const PushRequest nothing{10, false, {}, std::vector<std::vector<PushedRow>>(noChanges().size()), {}};
    must(fixture.replica->freeze({"key", "{}"}));
    PushAnswer reply = answer(50);
    reply.epoch.clear();
    reply.changes = changes(kTodos, {remote(kTodos, 1, 40, {{"title", text("theirs")}, {"state", text("todo")}})});
    must(fixture.reopen().acknowledge(nothing, reply));
    QCOMPARE(must(fixture.reopen().conflicts(10)).size(), std::size_t(1));
    QCOMPARE(cell(found(*fixture.replica, kTodos, 1).record, kTodos, "title"), QByteArray("mine"));
    QCOMPARE(found(*fixture.replica, kTodos, 1).baseStamp(3).value_or(-1), 40);
}

void TestReplicaPush::cursorMovesOnlyOverWholeWindows_data()
{
    QTest::addColumn<bool>("hasMore");
    QTest::addColumn<int>("sentCursor");
    QTest::addColumn<int>("timestamp");
    QTest::addColumn<int>("cursor");
    QTest::newRow("whole window") << false << 10 << 50 << 50;
    QTest::newRow("more to pull") << true << 10 << 50 << 10;
    QTest::newRow("older than the cursor") << false << 10 << 5 << 10;
    QTest::newRow("a window that starts later") << false << 20 << 50 << 10;
}

void TestReplicaPush::cursorMovesOnlyOverWholeWindows()
{
    QFETCH(bool, hasMore);
    QFETCH(int, sentCursor);
    QFETCH(int, timestamp);
    QFETCH(int, cursor);
    ReplicaFixture fixture;
    startWithMilk(fixture);
    PushRequest sent = freezeAll(*fixture.replica);
    sent.lastPulledAt = sentCursor;
    PushAnswer reply = answer(50);
    reply.timestamp = timestamp;
    reply.hasMore = hasMore;
    must(fixture.replica->acknowledge(sent, reply));
    QCOMPARE(must(fixture.reopen().meta()).cursor, static_cast<std::int64_t>(cursor));
    QVERIFY(!found(*fixture.replica, kTodos, 1).dirty);
}

void TestReplicaPush::acknowledgesOnce()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    const PushRequest sent = freezeAll(*fixture.replica);
    PushAnswer reply = answer(50);
    reply.conflicts.push_back({id(77),
                               "todos",
                               id(1),
                               "edit_edit",
                               "per_column_merge",
                               {"title"},
                               remote(kTodos, 1, 50, {{"title", text("mine")}})});
    must(fixture.replica->acknowledge(sent, reply));
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("after")}})));
    const merge::LocalRow before = found(*fixture.replica, kTodos, 1);
    QCOMPARE(must(fixture.reopen().acknowledge(sent, reply)), std::size_t(0));
    QVERIFY(found(fixture.reopen(), kTodos, 1) == before);
    QCOMPARE(must(fixture.replica->conflicts(10)).size(), std::size_t(1));
}

void TestReplicaPush::aFailureLeavesEverything()
{
    ReplicaFixture fixture;
    startWithMilk(fixture);
    must(fixture.replica->insert(kCaptures, row(kCaptures, 2, {{"raw_content", text("sealed")}})));
    const PushRequest sent = freezeAll(*fixture.replica);
    fixture.replica.reset();
    QVERIFY(fixture.sql("CREATE TRIGGER broken BEFORE INSERT ON replica_meta WHEN new.key = 'cursor' BEGIN SELECT "
                        "RAISE(ABORT, 'pulled plug'); END")
            >= 0);
    PushAnswer reply = answer(50);
    reply.changes = changes(kThoughts, {remote(kThoughts, 9, 50, {})});
    QCOMPARE(codeOf(fixture.open().acknowledge(sent, reply)), QByteArray("database"));
    QVERIFY(must(fixture.reopen().frozen()));
    QVERIFY(found(*fixture.replica, kCaptures, 2).dirty);
    QCOMPARE(must(fixture.replica->meta()).cursor, 10);
    QCOMPARE(must(fixture.replica->count(kThoughts, {})), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestReplicaPush)
#include "tst_replica_push.moc"
