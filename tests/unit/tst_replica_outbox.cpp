// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

class TestReplicaOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsSparseEdits();
    void comesInBatches();
    void takesAtLeastOneRow();
    void frozenBatchSurvives();
    void thawedRowsAreStillDirty();
};

void TestReplicaOutbox::holdsSparseEdits()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("mine")}})));
    must(fixture.replica->insert(kTodos, row(kTodos, 2, {{"title", text("new")}})));
    must(fixture.replica->insert(kThoughts, row(kThoughts, 3, {{"summary", text("first of all")}})));
    const OutboxBatch batch = must(fixture.reopen().outbox({}, 100, 100'000));
    QCOMPARE(batch.count, std::size_t(3));
    QCOMPARE(batch.rows.size(), std::size_t(4));
    QCOMPARE(batch.rows[kThoughts].size(), std::size_t(1));
    const PushedRow &edited = batch.rows[kTodos][0];
    QCOMPARE(edited.record.id, id(1));
    QCOMPARE(columnNames(pensieveSchema().entities[kTodos], edited.record.present), std::string("title"));
    QCOMPARE(edited.base.of(3).value_or(-1), 10);
    QCOMPARE(edited.editedAt.value_or(-1), fixture.clock.now);
    const PushedRow &added = batch.rows[kTodos][1];
    QCOMPARE(added.base.whole.value_or(-1), 0);
    QCOMPARE(added.record.createdAt, fixture.clock.now);
}

void TestReplicaOutbox::comesInBatches()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    for (int i = 1; i <= 5; ++i)
        must(replica.insert(kTodos, row(kTodos, i, {{"title", text("milk")}})));
    for (int i = 1; i <= 2; ++i)
        must(replica.insert(kCaptures, row(kCaptures, i, {{"title", text("note")}})));
    QByteArray order;
    OutboxPosition from;
    for (OutboxBatch batch = must(replica.outbox(from, 3, 100'000)); batch.count != 0;
         batch = must(replica.outbox(from, 3, 100'000))) {
        QVERIFY(batch.count <= 3);
        for (const PushedRow &pushed : batch.rows[kCaptures])
            order += QByteArray("c") + pushed.record.id.back();
        for (const PushedRow &pushed : batch.rows[kTodos])
            order += QByteArray("t") + pushed.record.id.back();
        order += '|';
        from = batch.next;
    }
    QCOMPARE(order, QByteArray("c1c2t1|t2t3t4|t5|"));
}

void TestReplicaOutbox::takesAtLeastOneRow()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    const std::string big(50'000, 'x');
    for (int i = 1; i <= 3; ++i)
        must(replica.insert(kTodos, row(kTodos, i, {{"description", Value(big)}})));
    QCOMPARE(must(replica.outbox({}, 100, 10)).count, std::size_t(1));
    QCOMPARE(must(replica.outbox({}, 100, 120'000)).count, std::size_t(2));
    QCOMPARE(must(replica.outbox({}, 100, 1'000'000)).count, std::size_t(3));
}

void TestReplicaOutbox::frozenBatchSurvives()
{
    ReplicaFixture fixture;
    QVERIFY(!must(fixture.open().frozen()));
    const std::string body = "{\"changes\":{\"todos\":{\"title\":\"caf\xC3\xA9\"}}}";
    must(fixture.replica->freeze({"key-1", body}));
    const auto frozen = must(fixture.reopen().frozen());
    QVERIFY(frozen);
    QCOMPARE(frozen->key, std::string("key-1"));
    QCOMPARE(frozen->body, body);
}

void TestReplicaOutbox::thawedRowsAreStillDirty()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("mine")}})));
    must(fixture.replica->freeze({"key", "{\"changes\":{}}"}));
    must(fixture.reopen().thaw());
    QVERIFY(!must(fixture.reopen().frozen()));
    QCOMPARE(must(fixture.replica->outbox({}, 10, 1000)).count, std::size_t(1));
}

QTEST_GUILESS_MAIN(TestReplicaOutbox)
#include "tst_replica_outbox.moc"
