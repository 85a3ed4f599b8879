// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QDirIterator>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

namespace {

/// Everything the replica's folder holds, WAL included.
QByteArray bytesOf(const ReplicaFixture &fixture)
{
    QByteArray all;
    for (QDirIterator files(fixture.dir.path(), QDir::Files); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

Record secret(int number, const char *content)
{
    return row(kCaptures, number, {{"title", text("a plain title")}, {"raw_content", text(content)}});
}

/// A body as it is pushed, with a sensitive column.
const std::string kBody = "{\"changes\":{\"captures\":{\"created\":[{\"raw_content\":\"walrus frozen\"}]}}}";

} // namespace

class TestReplicaSealing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesNoPlaintext();
    void aStolenFileRevealsNothing();
    void noticesTampering_data();
    void noticesTampering();
    void opensNothingOfAnotherRow();
    void nullStaysNull();
    void plainThingsNeedNoKey();
    void asksForTheKeyOnlyWhenNeeded();
    void missingKey();
    void wrongKey();
    void aKeyMadeInARolledBackTransactionIsForgotten();
    void sensitiveBodiesAreSealed();
    void sensitiveConflictsAreSealed();
};

void TestReplicaSealing::writesNoPlaintext()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    must(replica.insert(kCaptures, secret(1, "walrus inserted")));
    pull(replica,
         changes(kCaptures,
                 {remote(kCaptures, 2, 10,
                         {{"title", text("seen title")},
                          {"raw_content", text("walrus pulled")},
                          {"normalized_text", text("walrus normalised")}})}),
         10);
    must(replica.update(
        kCaptures, row(kCaptures, 2, {{"raw_content", text("walrus edited")}, {"title", text("edited title")}})));
    must(replica.freeze({"key", kBody}));
    pull(replica,
         changes(
             kCaptures,
             {remote(kCaptures, 2, 20, {{"title", text("edited title")}, {"raw_content", text("walrus remote")}})}),
         20, merge::Resolver::Client); // leaves a conflict
    QCOMPARE(must(replica.conflicts(10)).size(), std::size_t(1));

    const QByteArray open = bytesOf(fixture); // with the WAL still there
    QVERIFY(open.contains("a plain title"));
    QVERIFY(!open.contains("walrus"));
    fixture.replica.reset();
    QVERIFY(!bytesOf(fixture).contains("walrus"));
    QCOMPARE(fixture.sql("SELECT count(*) FROM captures WHERE encrypted = 1"), 2);

    const merge::LocalRow local = found(fixture.open(), kCaptures, 2);
    QCOMPARE(cell(local.record, kCaptures, "raw_content"), QByteArray("walrus edited"));
    QCOMPARE(cell(local.base, kCaptures, "raw_content"), QByteArray("walrus remote"));
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 1).record, kCaptures, "raw_content"),
             QByteArray("walrus inserted"));
    QCOMPARE(must(fixture.replica->frozen())->body, kBody);
}

void TestReplicaSealing::aStolenFileRevealsNothing()
{
    constexpr int kMany = 60;
    ReplicaFixture fixture;
    const auto content = [](const char *what, int number) { // some of them long enough for pages of their own
        return (QByteArray("walrus ") + what).repeated(1 + number % 7 * 200);
    };
    std::vector<Record> pulled;
    for (int i = 1; i <= kMany; ++i)
        pulled.push_back(remote(kCaptures, i, 10,
                                {{"title", text("plain")},
                                 {"raw_content", text(content("pulled", i).constData())},
                                 {"normalized_text", text("walrus")}}));
    pull(fixture.open(), changes(kCaptures, pulled), 10);
    const auto check = [&](const char *when) {
        const QByteArray files = bytesOf(fixture);
        QVERIFY2(files.contains("plain"), when);
        QVERIFY2(!files.contains("walrus"), when);
        QVERIFY2(!files.contains(QByteArray("w\0a\0l\0r\0u\0s\0", 12)), when);
    };
    check("pulled");
    for (int i = 1; i <= kMany; ++i) {
        must(fixture.replica->update(
            kCaptures, row(kCaptures, i, {{"raw_content", text(content("edited", i + 3).constData())}})));
    }
    check("edited");
    const PushRequest sent = freezeAll(*fixture.replica);
    check("frozen");
    PushAnswer refusing = answer(20);
    refusing.rejected.push_back({"captures", id(1), "too_long", "too long"});
    must(fixture.replica->acknowledge(sent, refusing));
    check("acknowledged");
    for (int i = 1; i <= kMany; i += 2)
        must(fixture.replica->remove(kCaptures, id(i)));
    must(fixture.replica->list(kCaptures, {}));
    check("deleted");
    pull(*fixture.replica,
         changes(kCaptures,
                 {remote(kCaptures, 2, 30, {{"title", text("plain")}, {"raw_content", text("walrus again")}})},
                 {id(4), id(6)}),
         30);
    while (!must(fixture.replica->rotateKey(10)).finished)
        check("rotating");
    check("rotated");
    fixture.replica.reset();
    check("closed");
    QVERIFY(fixture.sql("PRAGMA freelist_count") >= 0);
}

void TestReplicaSealing::noticesTampering_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("plain text in the cell") << QByteArray("UPDATE captures SET raw_content = 'planted'");
    QTest::newRow("a number in the cell") << QByteArray("UPDATE captures SET raw_content = 42");
    QTest::newRow("another blob") << QByteArray("UPDATE captures SET raw_content = zeroblob(60)");
    QTest::newRow("an empty blob") << QByteArray("UPDATE captures SET raw_content = x''");
    QTest::newRow("another column's cell") << QByteArray("UPDATE captures SET raw_content = normalized_text");
    QTest::newRow("another version") << QByteArray(
        "UPDATE captures SET raw_content = CAST(x'02' || substr(raw_content, 2) AS BLOB)");
    QTest::newRow("plain base") << QByteArray("UPDATE captures SET _base_row = '{\"raw_content\":\"planted\"}'");
    QTest::newRow("rubbish base") << QByteArray("UPDATE captures SET _base_row = 'planted'");
    QTest::newRow("base from a cell") << QByteArray("UPDATE captures SET _base_row = raw_content");
    QTest::newRow("rubbish bookkeeping") << QByteArray("UPDATE captures SET _changed_columns = 'planted'");
}

void TestReplicaSealing::noticesTampering()
{
    QFETCH(QByteArray, sql);
    ReplicaFixture fixture;
    pull(fixture.open(),
         changes(kCaptures,
                 {remote(kCaptures, 1, 10, {{"raw_content", text("one")}, {"normalized_text", text("two")}})}),
         10);
    must(fixture.replica->update(kCaptures, row(kCaptures, 1, {{"raw_content", text("three")}})));
    fixture.replica.reset();
    QVERIFY(fixture.sql(sql) >= 0);
    const auto read = fixture.open().find(kCaptures, id(1));
    QCOMPARE(codeOf(read), QByteArray("tampered"));
    QCOMPARE(read.error().category, ErrorCategory::Local);
    const auto rows = must(fixture.replica->list(kCaptures, {}));
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(!rows[0].damaged.empty());
    const OutboxBatch batch = must(fixture.replica->outbox({}, 10, 1000));
    QCOMPARE(batch.count, std::size_t(0));
    QCOMPARE(batch.damaged->code, std::string("tampered"));
    QCOMPARE(codeOf(fixture.replica->update(kCaptures, row(kCaptures, 1, {{"title", text("x")}}))),
             QByteArray("tampered"));
}

void TestReplicaSealing::opensNothingOfAnotherRow()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kCaptures, secret(1, "one")));
    must(fixture.replica->insert(kCaptures, secret(2, "two")));
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE captures SET raw_content = (SELECT raw_content FROM captures WHERE id LIKE '%1') "
                        "WHERE id LIKE '%2'")
            >= 0);
    QCOMPARE(codeOf(fixture.open().find(kCaptures, id(2))), QByteArray("tampered"));
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 1).record, kCaptures, "raw_content"), QByteArray("one"));
}

void TestReplicaSealing::nullStaysNull()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kCaptures, secret(1, "")));
    must(fixture.replica->insert(kCaptures, row(kCaptures, 2, {{"raw_content", Value()}, {"title", text("x")}})));
    QCOMPARE(cell(found(fixture.reopen(), kCaptures, 1).record, kCaptures, "raw_content"), QByteArray());
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 2).record, kCaptures, "raw_content"), QByteArray("null"));
    must(fixture.replica->update(kCaptures, row(kCaptures, 1, {{"raw_content", Value()}})));
    QCOMPARE(cell(found(fixture.reopen(), kCaptures, 1).record, kCaptures, "raw_content"), QByteArray("null"));
    QCOMPARE(fixture.sql("SELECT count(*) FROM captures WHERE raw_content IS NOT NULL"), 0);
}

void TestReplicaSealing::plainThingsNeedNoKey()
{
    ReplicaFixture fixture;
    Replica::Config config = fixture.config();
    config.keys = nullptr;
    const auto replica = must(Replica::open(config));
    must(replica->insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    must(replica->insert(kCaptures, row(kCaptures, 2, {{"title", text("a capture without content")}})));
    must(replica->freeze({"k", "{\"changes\":{\"todos\":{}}}"}));
    must(replica->thaw());
    QCOMPARE(codeOf(replica->insert(kCaptures, secret(3, "walrus"))), QByteArray("key_missing"));
    QCOMPARE(codeOf(replica->freeze({"k", kBody})), QByteArray("key_missing"));
    QCOMPARE(must(replica->count(kCaptures, {})), std::size_t(1));
}

void TestReplicaSealing::asksForTheKeyOnlyWhenNeeded()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    must(replica.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QVERIFY(!QFile::exists(fixture.keyPath()));
    must(replica.insert(kCaptures, secret(1, "walrus")));
    QVERIFY(QFile::exists(fixture.keyPath()));
}

void TestReplicaSealing::missingKey()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kCaptures, secret(1, "walrus")));
    QVERIFY(QFile::remove(fixture.keyPath()));
    Replica &replica = fixture.reopen();
    QCOMPARE(codeOf(replica.find(kCaptures, id(1))), QByteArray("key_missing"));
    QCOMPARE(codeOf(replica.insert(kCaptures, secret(2, "walrus"))), QByteArray("key_missing"));
    QVERIFY(!QFile::exists(fixture.keyPath())); // a new one would open nothing
    must(replica.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QCOMPARE(must(replica.count(kCaptures, {})), std::size_t(1));
}

void TestReplicaSealing::wrongKey()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kCaptures, secret(1, "walrus")));
    fixture.replica.reset();
    QVERIFY(QFile::remove(fixture.keyPath()));
    must(KeyFile(fixture.keyPath()).makeWrappingKey());
    QCOMPARE(codeOf(fixture.open().find(kCaptures, id(1))), QByteArray("key_wrong"));
    QCOMPARE(codeOf(fixture.replica->insert(kCaptures, secret(2, "walrus"))), QByteArray("key_wrong"));
    must(fixture.replica->insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
}

void TestReplicaSealing::aKeyMadeInARolledBackTransactionIsForgotten()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    {
        const auto pulling = must(replica.beginPull());
        must(pulling->apply(changes(kCaptures, {remote(kCaptures, 1, 10, {{"raw_content", text("walrus")}})}), 10,
                            merge::Resolver::Server));
    }
    must(replica.insert(kCaptures, secret(2, "kept")));
    QCOMPARE(cell(found(fixture.reopen(), kCaptures, 2).record, kCaptures, "raw_content"), QByteArray("kept"));
}

void TestReplicaSealing::sensitiveBodiesAreSealed()
{
    ReplicaFixture fixture;
    must(fixture.open().freeze({"key", kBody}));
    QVERIFY(!bytesOf(fixture).contains("walrus"));
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE frozen_batch SET idempotency_key = 'other'") >= 0);
    QCOMPARE(codeOf(fixture.open().frozen()), QByteArray("tampered"));
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE frozen_batch SET body = "
                        "'{\"changes\":{\"captures\":{\"created\":[{\"raw_content\":\"planted\"}]}}}'")
            >= 0);
    QCOMPARE(codeOf(fixture.open().frozen()), QByteArray("tampered"));
    must(fixture.replica->thaw());
    QVERIFY(!must(fixture.replica->frozen()));
}

void TestReplicaSealing::sensitiveConflictsAreSealed()
{
    ReplicaFixture fixture;
    pull(fixture.open(), changes(kCaptures, {remote(kCaptures, 1, 10, {{"normalized_text", text("walrus base")}})}),
         10);
    must(fixture.replica->update(kCaptures, row(kCaptures, 1, {{"normalized_text", text("walrus mine")}})));
    pull(*fixture.replica,
         changes(kCaptures, {remote(kCaptures, 1, 20, {{"normalized_text", text("walrus theirs")}})}), 20,
         merge::Resolver::Client);
    QVERIFY(!bytesOf(fixture).contains("walrus"));
    const auto all = must(fixture.reopen().conflicts(10));
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].baseJson, std::string("{\"normalized_text\":\"walrus base\"}"));
    QCOMPARE(all[0].mineJson, std::string("{\"normalized_text\":\"walrus mine\"}"));
    QCOMPARE(all[0].theirsJson, std::string("{\"normalized_text\":\"walrus theirs\"}"));
    QCOMPARE(all[0].resultJson, std::string("{\"normalized_text\":\"walrus theirs\"}"));
    QVERIFY(all[0].critical);
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE local_conflicts SET theirs = mine") >= 0);
    QCOMPARE(codeOf(fixture.open().conflicts(10)), QByteArray("tampered"));
}

QTEST_GUILESS_MAIN(TestReplicaSealing)
#include "tst_replica_sealing.moc"
