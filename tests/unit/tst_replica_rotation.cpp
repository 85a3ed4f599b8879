// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/Passphrase.h"
#include "tests/unit/ReplicaFixture.h"

#include <QDirIterator>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

namespace {

constexpr int kRows = 7;
const std::string kBody = "{\"changes\":{\"captures\":{\"created\":[{\"raw_content\":\"sent\"}]}}}";

Record secret(int number, const QByteArray &content)
{
    return row(kCaptures, number, {{"title", text("plain")}, {"raw_content", text(content.constData())}});
}

/// Rows with edits, a conflict, and a push under way.
void fill(ReplicaFixture &fixture)
{
    Replica &replica = fixture.open();
    for (int i = 1; i <= kRows; ++i)
        pull(replica,
             changes(kCaptures, {remote(kCaptures, i, i, {{"raw_content", text("base")}, {"title", text("plain")}})}),
             i);
    for (int i = 1; i <= kRows; ++i)
        must(replica.update(kCaptures, secret(i, "secret " + QByteArray::number(i))));
    must(replica.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    pull(replica, changes(kCaptures, {remote(kCaptures, 1, 50, {{"raw_content", text("theirs")}})}), 50,
         merge::Resolver::Client);
    must(replica.freeze({"key", kBody}));
}

/// Everything sealed is there and opens.
void checkAll(Replica &replica, int edited = 0)
{
    QCOMPARE(must(replica.damaged()).size(), std::size_t(0));
    for (int i = 1; i <= kRows; ++i) {
        const merge::LocalRow local = found(replica, kCaptures, i);
        QCOMPARE(cell(local.record, kCaptures, "raw_content"),
                 (i == edited ? "edited " : "secret ") + QByteArray::number(i));
        QCOMPARE(cell(local.base, kCaptures, "raw_content"), i == 1 ? QByteArray("theirs") : QByteArray("base"));
    }
    QCOMPARE(must(replica.frozen())->body, kBody);
    const auto conflicts = must(replica.conflicts(10));
    QCOMPARE(conflicts.size(), std::size_t(1));
    QCOMPARE(conflicts[0].theirsJson, std::string("{\"raw_content\":\"theirs\"}"));
}

/// @return how many steps it took
int rotate(Replica &replica, std::size_t rowsAtOnce, int most = 1000)
{
    int steps = 0;
    while (steps < most) {
        ++steps;
        if (must(replica.rotateKey(rowsAtOnce)).finished)
            break;
    }
    return steps;
}

QByteArray dataKey(ReplicaFixture &fixture, const char *name = "data_key")
{
    sqlite3 *database = nullptr;
    sqlite3_stmt *statement = nullptr;
    QByteArray value;
    sqlite3_open(fixture.path().toUtf8().constData(), &database);
    sqlite3_prepare_v2(database, "SELECT value FROM replica_meta WHERE key = ?", -1, &statement, nullptr);
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) == SQLITE_ROW)
        value = QByteArray(static_cast<const char *>(sqlite3_column_blob(statement, 0)),
                           sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

QByteArray filesOf(const ReplicaFixture &fixture)
{
    QByteArray all;
    for (QDirIterator files(fixture.dir.path(), QDir::Files); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TestReplicaRotation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingSealedNothingToDo();
    void sealsEverythingAnew();
    void interruptedAfterAnyStep_data();
    void interruptedAfterAnyStep();
    void aStepThatFailsChangesNothing_data();
    void aStepThatFailsChangesNothing();
    void anotherConnectionGoesOn();
    void damagedRowsStayDamaged();
    void aKeyThatIsAwayRefusesAndLosesNothing();
    void rewraps_data();
    void rewraps();
    void aRewrapThatFailsLeavesTheFormerKey();
    void knowsReplicasOfBefore();
};

void TestReplicaRotation::nothingSealedNothingToDo()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QVERIFY(must(fixture.replica->rotateKey(10)).finished);
    QVERIFY(!QFile::exists(fixture.keyPath()));
    QCOMPARE(must(fixture.replica->keyState()).source, std::string());
}

void TestReplicaRotation::sealsEverythingAnew()
{
    ReplicaFixture fixture;
    fill(fixture);
    const QByteArray before = dataKey(fixture);
    fixture.replica.reset();
    QVERIFY(
        fixture.sql("CREATE TABLE old AS SELECT raw_content AS cell FROM captures UNION ALL SELECT _base_row FROM "
                    "captures UNION ALL SELECT mine FROM local_conflicts UNION ALL SELECT body FROM frozen_batch")
        >= 0);
    rotate(fixture.open(), 100);
    checkAll(*fixture.replica);
    checkAll(fixture.reopen());
    QVERIFY(dataKey(fixture) != before);
    QVERIFY(!must(fixture.replica->keyState()).rotating);
    QCOMPARE(
        fixture.sql("SELECT count(*) FROM (SELECT raw_content AS cell FROM captures UNION ALL SELECT _base_row FROM "
                    "captures UNION ALL SELECT mine FROM local_conflicts UNION ALL SELECT body FROM frozen_batch) "
                    "WHERE cell IN (SELECT cell FROM old)"),
        0);
    QCOMPARE(fixture.sql("SELECT count(*) FROM replica_meta WHERE key LIKE 'rotation%' OR key = 'next_data_key'"), 0);
    QVERIFY2(!filesOf(fixture).contains(before), "the former key, wrapped, is still in the file or its WAL");
}

void TestReplicaRotation::interruptedAfterAnyStep_data()
{
    QTest::addColumn<int>("steps");
    for (int steps = 1; steps <= kRows + 3; ++steps)
        QTest::addRow("%d", steps) << steps;
}

void TestReplicaRotation::interruptedAfterAnyStep()
{
    QFETCH(int, steps);
    ReplicaFixture fixture;
    fill(fixture);
    rotate(*fixture.replica, 1, steps);
    checkAll(fixture.reopen()); // another process
    const int edited = 1 + steps % kRows;
    must(fixture.replica->update(kCaptures, secret(edited, "edited " + QByteArray::number(edited))));
    must(fixture.replica->insert(kCaptures, secret(100, "new")));
    must(fixture.replica->remove(kCaptures, id(100)));
    checkAll(fixture.reopen(), edited);
    rotate(*fixture.replica, 1);
    checkAll(*fixture.replica, edited);
    checkAll(fixture.reopen(), edited);
    QVERIFY(!must(fixture.replica->keyState()).rotating);
}

void TestReplicaRotation::aStepThatFailsChangesNothing_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::newRow("making the key") << QByteArray("INSERT ON replica_meta WHEN new.key = 'next_data_key'");
    QTest::newRow("noting the place") << QByteArray("INSERT ON replica_meta WHEN new.key = 'rotation_rowid'");
    for (int i = 1; i <= kRows; ++i)
        QTest::addRow("row %d", i) << "UPDATE OF raw_content ON captures WHEN new.id LIKE '%" + QByteArray::number(i)
                + "'";
    QTest::newRow("a base") << QByteArray("UPDATE OF _base_row ON captures WHEN new.id LIKE '%4'");
    QTest::newRow("the conflict") << QByteArray("UPDATE OF theirs ON local_conflicts");
    QTest::newRow("the batch") << QByteArray("UPDATE ON frozen_batch");
    QTest::newRow("dropping the former") << QByteArray("DELETE ON replica_meta WHEN old.key = 'next_data_key'");
    QTest::newRow("the last") << QByteArray("DELETE ON replica_meta WHEN old.key = 'rotation_rowid'");
}

void TestReplicaRotation::aStepThatFailsChangesNothing()
{
    QFETCH(QByteArray, when);
    ReplicaFixture fixture;
    fill(fixture);
    fixture.replica.reset();
    QVERIFY(fixture.sql("CREATE TRIGGER broken BEFORE " + when + " BEGIN SELECT RAISE(ABORT, 'pulled plug'); END")
            >= 0);
    Result<Replica::RotationStep> step = Replica::RotationStep{};
    fixture.open();
    while (step && !step->finished)
        step = fixture.replica->rotateKey(2);
    QVERIFY(!step);
    checkAll(*fixture.replica); // the same process
    must(fixture.replica->insert(kCaptures, secret(100, "after the failure")));
    checkAll(fixture.reopen());
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 100).record, kCaptures, "raw_content"),
             QByteArray("after the failure"));
    fixture.replica.reset();
    QVERIFY(fixture.sql("DROP TRIGGER broken") >= 0);
    rotate(fixture.open(), 2);
    checkAll(*fixture.replica);
    checkAll(fixture.reopen());
}

void TestReplicaRotation::anotherConnectionGoesOn()
{
    ReplicaFixture fixture;
    fill(fixture);
    KeyFile keys(fixture.keyPath());
    Replica::Config config = fixture.config();
    config.keys = &keys;
    const auto other = must(Replica::open(config)); // with the key of before in its memory
    Replica::Config reading = config;
    reading.readOnly = true;
    const auto reader = must(Replica::open(reading));
    checkAll(*other);
    checkAll(*reader);
    for (bool finished = false; !finished;) {
        finished = must(fixture.replica->rotateKey(1)).finished;
        checkAll(*other);
        checkAll(*reader);
        must(other->update(kCaptures, secret(3, "secret 3")));
        must(other->update(kCaptures, secret(5, "x")));
        must(other->update(kCaptures, secret(5, "secret 5")));
    }
    checkAll(*other);
    checkAll(*reader);
    checkAll(fixture.reopen());
}

void TestReplicaRotation::damagedRowsStayDamaged()
{
    ReplicaFixture fixture;
    fill(fixture);
    fixture.replica.reset();
    QVERIFY(fixture.sql("UPDATE captures SET raw_content = zeroblob(60) WHERE id LIKE '%4'") >= 0);
    rotate(fixture.open(), 2);
    const auto damaged = must(fixture.reopen().damaged());
    QCOMPARE(damaged.size(), std::size_t(1));
    QCOMPARE(damaged[0].recordId, id(4));
    QCOMPARE(cell(found(*fixture.replica, kCaptures, 5).record, kCaptures, "raw_content"), QByteArray("secret 5"));
}

void TestReplicaRotation::aKeyThatIsAwayRefusesAndLosesNothing()
{
    ReplicaFixture fixture;
    fill(fixture);
    rotate(*fixture.replica, 1, 3);
    fixture.replica.reset();
    const QString away = fixture.dir.filePath(QStringLiteral("away"));
    QVERIFY(QFile::rename(fixture.keyPath(), away));
    QCOMPARE(codeOf(fixture.open().rotateKey(1)), QByteArray("key_missing"));
    QVERIFY(!QFile::exists(fixture.keyPath()));
    QVERIFY(QFile::rename(away, fixture.keyPath()));
    rotate(*fixture.replica, 1);
    checkAll(fixture.reopen());
}

void TestReplicaRotation::rewraps_data()
{
    QTest::addColumn<int>("steps");
    QTest::newRow("at rest") << 0;
    QTest::newRow("during a rotation") << 4;
}

void TestReplicaRotation::rewraps()
{
    QFETCH(int, steps);
    ReplicaFixture fixture;
    fill(fixture);
    rotate(*fixture.replica, 1, steps);
    const QByteArray before = dataKey(fixture);
    const QString path = fixture.dir.filePath(QStringLiteral("passphrase"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("correct horse\n") > 0
            && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    file.close();
    Passphrase passphrase(path);
    must(fixture.replica->rewrapKey(passphrase));
    checkAll(*fixture.replica); // which has the data key at hand
    QVERIFY(!filesOf(fixture).contains(before));
    QCOMPARE(codeOf(fixture.reopen().find(kCaptures, id(1))), QByteArray("key_elsewhere"));
    QCOMPARE(codeOf(fixture.replica->insert(kCaptures, secret(9, "x"))), QByteArray("key_elsewhere"));

    Replica::Config config = fixture.config();
    config.keys = &passphrase;
    fixture.replica = must(Replica::open(config));
    checkAll(*fixture.replica);
    QCOMPARE(must(fixture.replica->keyState()).source, std::string("passphrase"));
    rotate(*fixture.replica, 3);
    checkAll(*fixture.replica);
    QVERIFY(QFile::remove(path));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("correct horsf\n") > 0
            && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    file.close();
    fixture.replica = must(Replica::open(config));
    QCOMPARE(codeOf(fixture.replica->find(kCaptures, id(1))), QByteArray("key_wrong"));
}

void TestReplicaRotation::aRewrapThatFailsLeavesTheFormerKey()
{
    ReplicaFixture fixture;
    fill(fixture);
    KeyFile nowhere(fixture.dir.filePath(QStringLiteral("no/such/folder")));
    QCOMPARE(codeOf(fixture.replica->rewrapKey(nowhere)), QByteArray("key_missing"));
    fixture.replica.reset();
    QVERIFY(
        fixture.sql("CREATE TRIGGER broken BEFORE INSERT ON replica_meta WHEN new.key = 'key_source' BEGIN SELECT "
                    "RAISE(ABORT, 'pulled plug'); END")
        >= 0);
    KeyFile other(fixture.dir.filePath(QStringLiteral("other.key")));
    QVERIFY(!fixture.open().rewrapKey(other));
    checkAll(*fixture.replica);
    checkAll(fixture.reopen());
}

void TestReplicaRotation::knowsReplicasOfBefore()
{
    ReplicaFixture fixture;
    fill(fixture);
    fixture.replica.reset();
    QVERIFY(fixture.sql("DELETE FROM replica_meta WHERE key IN ('key_source', 'key_parameters')") >= 0);
    QVERIFY(fixture.sql("PRAGMA user_version = 1") >= 0);
    checkAll(fixture.open());
    QCOMPARE(must(fixture.replica->keyState()).source, std::string("file"));
}

QTEST_GUILESS_MAIN(TestReplicaRotation)
#include "tst_replica_rotation.moc"
