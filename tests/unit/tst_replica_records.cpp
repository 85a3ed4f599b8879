// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

class TestReplicaRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryKindOfValue();
    void insertsMakeIdsAndTimes();
    void refusesValues_data();
    void refusesValues();
    void refusesWhatDoesNotFit();
    void editsRememberTheirBase();
    void anUndoneEditIsClean();
    void deletesSoftly();
    void editsReadmit();
    void listsAndCounts_data();
    void listsAndCounts();
    void listsInPages();
};

void TestReplicaRecords::keepsEveryKindOfValue()
{
    ReplicaFixture fixture;
    const Record capture = row(kCaptures, 1,
                               {{"type", text("audio")},
                                {"title", text("caf\xC3\xA9 'quoted' \"\xF0\x9F\x8C\x8A\"")},
                                {"raw_content", text("spoken")},
                                {"tags", text("[\"a\",\"b, c\"]")},
                                {"project_id", text("")},
                                {"duration", Value(0.1)},
                                {"file_size", Value(std::int64_t{9'007'199'254'740'993})}});
    must(fixture.open().insert(kCaptures, capture));
    must(fixture.replica->insert(
        kThoughts, row(kThoughts, 2, {{"confidence_score", Value(5.0)}, {"capture_id", Value(id(1))}})));
    const merge::LocalRow local = found(fixture.reopen(), kCaptures, 1);
    QVERIFY(local.record.values == capture.values);
    QVERIFY(local.record.present.empty());
    QVERIFY(local.dirty);
    QVERIFY(local.changedColumns() == capture.present);
    QVERIFY(local.base.present == capture.present);
    QVERIFY(std::holds_alternative<double>(found(*fixture.replica, kThoughts, 2).record.values[2]));
    QVERIFY(!must(fixture.replica->find(kCaptures, id(9))));
    QVERIFY(!must(fixture.replica->find(kTodos, id(1))));
}

void TestReplicaRecords::insertsMakeIdsAndTimes()
{
    ReplicaFixture fixture;
    Record record = row(kTodos, 0, {{"title", text("milk")}});
    record.id.clear();
    const std::string made = must(fixture.open().insert(kTodos, record));
    QVERIFY(isUuid(made));
    const auto local = must(fixture.reopen().find(kTodos, made));
    QVERIFY(local);
    QCOMPARE(local->record.createdAt, fixture.clock.now);
    QCOMPARE(local->editedAt, fixture.clock.now);
    QCOMPARE(local->record.lastModifiedAt, 0);
    must(fixture.replica->insert(kTodos, row(kTodos, 5, {}))); // nothing given: still a row to push
    QVERIFY(found(fixture.reopen(), kTodos, 5).dirty);
}

void TestReplicaRecords::refusesValues_data()
{
    QTest::addColumn<int>("entity");
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("enum") << int(kTodos) << QByteArray("state") << QByteArray("someday");
    QTest::newRow("uuid") << int(kTodos) << QByteArray("idea_id") << QByteArray("42");
    QTest::newRow("number") << int(kTodos) << QByteArray("deadline") << QByteArray("tomorrow");
    QTest::newRow("too long") << int(kTodos) << QByteArray("title") << QByteArray(1001, 'x');
    QTest::newRow("NUL") << int(kTodos) << QByteArray("title") << QByteArray("a\0b", 3);
    QTest::newRow("not UTF-8") << int(kTodos) << QByteArray("title") << QByteArray("\xFF\xFE");
    QTest::newRow("array") << int(kCaptures) << QByteArray("tags") << QByteArray("[1,");
}

void TestReplicaRecords::refusesValues()
{
    QFETCH(int, entity);
    QFETCH(QByteArray, column);
    QFETCH(QByteArray, value);
    const auto index = static_cast<std::size_t>(entity);
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    const Record bad = row(index, 1, {{column.constData(), Value(value.toStdString())}});
    const auto inserted = replica.insert(index, bad);
    QCOMPARE(codeOf(inserted), QByteArray("invalid_value"));
    QCOMPARE(inserted.error().category, ErrorCategory::Input);
    must(replica.insert(index, row(index, 1, {})));
    QCOMPARE(codeOf(replica.update(index, bad)), QByteArray("invalid_value"));
    QCOMPARE(cell(found(fixture.reopen(), index, 1).record, index, column.constData()), QByteArray("null"));
}

void TestReplicaRecords::refusesWhatDoesNotFit()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    must(replica.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QCOMPARE(codeOf(replica.insert(kTodos, row(kTodos, 1, {{"title", text("tea")}}))), QByteArray("record_exists"));
    QCOMPARE(codeOf(replica.update(kTodos, row(kTodos, 2, {{"title", text("tea")}}))), QByteArray("unknown_record"));
    QCOMPARE(codeOf(replica.remove(kTodos, id(2))), QByteArray("unknown_record"));
    QCOMPARE(codeOf(replica.restore(kTodos, id(2))), QByteArray("unknown_record"));
    Record named = row(kTodos, 3, {});
    named.id = "Milk";
    QCOMPARE(codeOf(replica.insert(kTodos, named)), QByteArray("invalid_value"));
    QCOMPARE(codeOf(replica.insert(kTodos, row(kThoughts, 3, {}))), QByteArray("invalid_value"));
    QCOMPARE(cell(found(fixture.reopen(), kTodos, 1).record, kTodos, "title"), QByteArray("milk"));
}

void TestReplicaRecords::editsRememberTheirBase()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}, {"state", text("todo")}})}),
         10);
    must(fixture.reopen().update(kTodos, row(kTodos, 1, {{"title", text("oat milk")}})));
    pull(fixture.reopen(),
         changes(kTodos, {remote(kTodos, 1, 20, {{"title", text("milk")}, {"priority", text("high")}})}), 20);
    must(fixture.reopen().update(kTodos, row(kTodos, 1, {{"title", text("soy milk")}, {"state", text("done")}})));

    const merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(changedNames(local, kTodos), QByteArray("title,state"));
    QCOMPARE(local.baseStamp(3).value_or(-1), 10);
    QCOMPARE(local.baseStamp(5).value_or(-1), 20);
    QCOMPARE(cell(local.base, kTodos, "title"), QByteArray("milk"));
    QCOMPARE(cell(local.base, kTodos, "state"), QByteArray("null"));
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("soy milk"));
    QCOMPARE(cell(local.record, kTodos, "priority"), QByteArray("high"));
    QCOMPARE(local.record.lastModifiedAt, 20);
}

void TestReplicaRecords::anUndoneEditIsClean()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("tea")}})));
    must(fixture.reopen().update(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QVERIFY(!found(fixture.reopen(), kTodos, 1).dirty);
    QCOMPARE(must(fixture.replica->outbox({}, 10, 10'000)).count, std::size_t(0));
    QCOMPARE(fixture.sql("SELECT count(*) FROM todos WHERE _changed_columns IS NULL AND _base_row IS NULL"), 1);
}

void TestReplicaRecords::deletesSoftly()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    must(fixture.reopen().remove(kTodos, id(1)));
    must(fixture.replica->remove(kTodos, id(1)));
    merge::LocalRow local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(local.record.status, Status::Deleted);
    QCOMPARE(changedNames(local, kTodos), QByteArray("_status"));
    QCOMPARE(cell(local.record, kTodos, "title"), QByteArray("milk"));
    QCOMPARE(codeOf(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("tea")}}))),
             QByteArray("record_deleted"));

    must(fixture.reopen().restore(kTodos, id(1)));
    must(fixture.replica->restore(kTodos, id(1)));
    local = found(fixture.reopen(), kTodos, 1);
    QCOMPARE(local.record.status, Status::Active);
    QVERIFY(!local.dirty);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("tea")}})));
}

void TestReplicaRecords::editsReadmit()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    must(replica.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    const PushRequest sent = request(replica);
    must(replica.freeze({"k", "{}"}));
    PushAnswer reply = answer(50);
    reply.rejected.push_back({"todos", id(1), "invalid_value", "title is rude"});
    must(replica.acknowledge(sent, reply));
    QCOMPARE(must(fixture.reopen().rejected()).size(), std::size_t(1));
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("tea")}})));
    QVERIFY(must(fixture.reopen().rejected()).empty());
    QCOMPARE(must(fixture.replica->outbox({}, 10, 10'000)).count, std::size_t(1));
}

void TestReplicaRecords::listsAndCounts_data()
{
    QTest::addColumn<bool>("changedOnly");
    QTest::addColumn<bool>("withDeleted");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("rows");
    QTest::newRow("alive") << false << false << QByteArray() << 4;
    QTest::newRow("all") << false << true << QByteArray() << 5;
    QTest::newRow("edited") << true << false << QByteArray() << 1;
    QTest::newRow("edited or deleted here") << true << true << QByteArray() << 2;
    QTest::newRow("part of a text") << false << false << QByteArray("ILK") << 2;
    QTest::newRow("a percent sign is one") << false << false << QByteArray("100%") << 1;
    QTest::newRow("an underscore is one") << false << false << QByteArray("_") << 0;
    QTest::newRow("a quote is one") << false << false << QByteArray("' OR 1=1 --") << 0;
    QTest::newRow("in the description too") << false << false << QByteArray("shop") << 1;
}

void TestReplicaRecords::listsAndCounts()
{
    QFETCH(bool, changedOnly);
    QFETCH(bool, withDeleted);
    QFETCH(QByteArray, text);
    QFETCH(int, rows);
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    pull(replica,
         changes(kTodos,
                 {remote(kTodos, 1, 10, {{"title", test::text("milk")}, {"description", test::text("at the shop")}}),
                  remote(kTodos, 2, 10, {{"title", test::text("oat milk")}}),
                  remote(kTodos, 3, 10, {{"title", test::text("100% wool")}}),
                  remote(kTodos, 4, 10, {{"title", test::text("100 grams")}}), remote(kTodos, 5, 10, {})}),
         10);
    must(replica.update(kTodos, row(kTodos, 4, {{"state", test::text("done")}})));
    must(replica.remove(kTodos, id(5)));
    const ListQuery query{changedOnly, withDeleted, text.toStdString(), 1000, 0};
    QCOMPARE(must(replica.list(kTodos, query)).size(), static_cast<std::size_t>(rows));
    QCOMPARE(must(replica.count(kTodos, query)), static_cast<std::size_t>(rows));
}

void TestReplicaRecords::listsInPages()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    for (int i = 1; i <= 5; ++i)
        must(replica.insert(kTodos, row(kTodos, i, {})));
    QByteArray order;
    ListQuery query;
    query.limit = 2;
    for (; query.offset < 6; query.offset += 2) {
        for (const merge::LocalRow &local : must(replica.list(kTodos, query)))
            order += local.record.id.back();
    }
    QCOMPARE(order, QByteArray("12345"));
}

QTEST_GUILESS_MAIN(TestReplicaRecords)
#include "tst_replica_records.moc"
