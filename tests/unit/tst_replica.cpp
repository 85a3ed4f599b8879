// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ReplicaFixture.h"

#include <QFileInfo>
#include <QSqlQuery>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;

class TestReplica : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isItsOwnersAlone();
    void keepsItsDevice();
    void worksInMemory();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void refusesNewerReplicas_data();
    void refusesNewerReplicas();
    void takesAWiderSchema();
    void belongsToOneUserOfOneServer_data();
    void belongsToOneUserOfOneServer();
    void bindingSurvives();
    void readsWhileAnotherWrites();
    void saysWhenItIsLocked();
    void saysWhenTheDiskIsFull();
    void keepsRetryState();
    void keepsTheLog();
    void tellsHowEntitiesFare();
};

void TestReplica::isItsOwnersAlone()
{
    ReplicaFixture fixture;
    must(fixture.open().insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    for (const char *suffix : {"", "-wal", "-shm"}) {
        const QFileInfo file(fixture.path() + QLatin1String(suffix));
        QVERIFY2(file.exists(), suffix);
        QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)), suffix);
    }
}

void TestReplica::keepsItsDevice()
{
    ReplicaFixture fixture;
    const ReplicaMeta first = must(fixture.open().meta());
    QVERIFY(isUuid(first.deviceId));
    QCOMPARE(first.deviceName, std::string("desk"));
    QCOMPARE(first.cursor, 0);
    QVERIFY(first.userId.empty() && first.serverId.empty() && first.epoch.empty());

    fixture.replica.reset();
    Replica::Config config = fixture.config();
    config.deviceName = "laptop";
    const ReplicaMeta renamed = must(must(Replica::open(config))->meta());
    QCOMPARE(renamed.deviceId, first.deviceId);
    QCOMPARE(renamed.deviceName, std::string("laptop"));
    config.deviceName.clear();
    QCOMPARE(must(must(Replica::open(config))->meta()).deviceName, std::string("laptop"));
}

void TestReplica::worksInMemory()
{
    ReplicaFixture fixture;
    Replica::Config config = fixture.config();
    config.path = QStringLiteral(":memory:");
    const auto one = must(Replica::open(config));
    const auto two = must(Replica::open(config));
    must(one->insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QCOMPARE(must(one->count(kTodos, {})), std::size_t(1));
    QCOMPARE(must(two->count(kTodos, {})), std::size_t(0));
    QVERIFY(QDir(fixture.dir.path()).isEmpty());
}

void TestReplica::refusesOtherFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("text") << QByteArray("this is not a database, it only pretends to be one\n").repeated(50)
                          << QByteArray();
    QTest::newRow("another program's database") << QByteArray() << QByteArray("CREATE TABLE notes (text)");
}

void TestReplica::refusesOtherFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, sql);
    ReplicaFixture fixture;
    if (sql.isEmpty()) {
        QFile file(fixture.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    } else {
        QCOMPARE(fixture.sql(sql), 0);
    }
    QFile file(fixture.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const auto opened = Replica::open(fixture.config());
    QCOMPARE(codeOf(opened), QByteArray("not_a_database"));
    QCOMPARE(opened.error().category, ErrorCategory::Local);
    if (sql.isEmpty()) {
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    } else {
        QCOMPARE(fixture.sql("SELECT count(*) FROM sqlite_master"), 1);
    }
}

void TestReplica::refusesNewerReplicas_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("newer tables") << QByteArray("PRAGMA user_version = 1000");
    QTest::newRow("newer schema") << QByteArray("UPDATE replica_meta SET value = 1000 WHERE key = 'schema_version'");
}

void TestReplica::refusesNewerReplicas()
{
    QFETCH(QByteArray, sql);
    ReplicaFixture fixture;
    fixture.open();
    fixture.replica.reset();
    QVERIFY(fixture.sql(sql) >= 0);
    QCOMPARE(codeOf(Replica::open(fixture.config())), QByteArray("replica_newer"));
}

void TestReplica::takesAWiderSchema()
{
    ReplicaFixture fixture;
    Replica &old = fixture.open();
    pull(old, changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}})}), 10);
    QVERIFY(!must(old.meta()).refetch);
    fixture.replica.reset();

    Schema wider = pensieveSchema();
    Column mood;
    mood.name = "mood";
    mood.maxLength = 100;
    wider.entities[kTodos].columns.push_back(mood);
    EntitySchema people;
    people.name = "people";
    people.policy = "client_wins";
    people.columns.push_back(mood);
    wider.entities.push_back(people);
    wider.version = 2;
    wider.digest = "wider";
    Replica::Config config = fixture.config();
    config.schema = &wider;
    auto replica = must(Replica::open(config));
    QVERIFY(must(replica->meta()).refetch);

    Record edit = makeRecord(wider.entities[kTodos], id(1));
    setColumnValue(edit, wider.entities[kTodos].columnIndex("mood").value(), text("fine"));
    must(replica->update(kTodos, edit));
    Record person = makeRecord(people, id(2));
    setColumnValue(person, 0, text("Ada"));
    must(replica->insert(4, person));
    const auto local = must(replica->find(kTodos, id(1)));
    QCOMPARE(std::get<std::string>(local->record.values.back()), std::string("fine"));
    QCOMPARE(std::get<std::string>(local->record.values[3]), std::string("milk"));
    QCOMPARE(must(replica->entityMeta()).size(), std::size_t(5));

    const auto whole = must(replica->beginPull(Replica::PullKind::Whole));
    must(whole->finish(20));
    QVERIFY(!must(replica->meta()).refetch);
    replica.reset();
    QCOMPARE(codeOf(Replica::open(fixture.config())), QByteArray("replica_newer"));
}

void TestReplica::belongsToOneUserOfOneServer_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("epoch");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("the same") << QByteArray("u1") << QByteArray("s1") << QByteArray("e1") << QByteArray();
    QTest::newRow("user not told") << QByteArray() << QByteArray("s1") << QByteArray("e1") << QByteArray();
    QTest::newRow("epoch not told") << QByteArray("u1") << QByteArray("s1") << QByteArray() << QByteArray();
    QTest::newRow("another user") << QByteArray("u2") << QByteArray("s1") << QByteArray("e1")
                                  << QByteArray("other_user");
    QTest::newRow("another server") << QByteArray("u1") << QByteArray("s2") << QByteArray("e1")
                                    << QByteArray("other_server");
    QTest::newRow("another epoch") << QByteArray("u1") << QByteArray("s1") << QByteArray("e2")
                                   << QByteArray("epoch_changed");
}

void TestReplica::belongsToOneUserOfOneServer()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, epoch);
    QFETCH(QByteArray, code);
    ReplicaFixture fixture;
    must(fixture.open().bind("u1", "s1", "e1"));
    const auto bound = fixture.reopen().bind(user.toStdString(), server.toStdString(), epoch.toStdString());
    QCOMPARE(codeOf(bound), code);
    if (!bound)
        QCOMPARE(bound.error().category, code == "epoch_changed" ? ErrorCategory::Conflict : ErrorCategory::Local);
    const ReplicaMeta meta = must(fixture.reopen().meta());
    QCOMPARE(meta.userId + meta.serverId + meta.epoch, std::string("u1s1e1"));
}

void TestReplica::bindingSurvives()
{
    ReplicaFixture fixture;
    must(fixture.open().bind("u1", "", ""));
    must(fixture.reopen().bind("u1", "s1", ""));
    must(fixture.reopen().bind("u1", "s1", "e1"));
    QCOMPARE(must(fixture.reopen().meta()).epoch, std::string("e1"));
}

void TestReplica::readsWhileAnotherWrites()
{
    ReplicaFixture fixture;
    Replica::Config config = fixture.config();
    config.readOnly = true;
    QVERIFY(!Replica::open(config));

    Replica &writer = fixture.open();
    const auto reader = must(Replica::open(config));
    must(writer.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    QCOMPARE(cell(found(*reader, kTodos, 1).record, kTodos, "title"), QByteArray("milk"));
    const auto pulling = must(writer.beginPull());
    must(pulling->apply(changes(kTodos, {remote(kTodos, 2, 10, {{"title", text("tea")}})}), 10,
                        merge::Resolver::Server));
    QCOMPARE(must(reader->count(kTodos, {})), std::size_t(1));
    must(pulling->finish(10));
    QCOMPARE(must(reader->count(kTodos, {})), std::size_t(2));

    QCOMPARE(codeOf(reader->insert(kTodos, row(kTodos, 3, {}))), QByteArray("read_only"));
    QCOMPARE(codeOf(reader->remove(kTodos, id(1))), QByteArray("read_only"));
    QCOMPARE(codeOf(reader->bind("u", "s", "e")), QByteArray("read_only"));
    QCOMPARE(codeOf(reader->beginPull()), QByteArray("read_only"));
    QCOMPARE(must(reader->meta()).deviceId, must(writer.meta()).deviceId);
}

void TestReplica::saysWhenItIsLocked()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    const auto other = must(Replica::open(fixture.config()));
    {
        const auto pulling = must(replica.beginPull());
        QCOMPARE(codeOf(replica.insert(kTodos, row(kTodos, 1, {}))), QByteArray("locked"));
        QCOMPARE(codeOf(other->insert(kTodos, row(kTodos, 1, {}))), QByteArray("locked"));
    }
    must(other->insert(kTodos, row(kTodos, 1, {})));
    must(replica.insert(kTodos, row(kTodos, 2, {})));
}

void TestReplica::saysWhenTheDiskIsFull()
{
    ReplicaFixture fixture;
    Replica::Config config = fixture.config();
    Replica &replica = fixture.open();
    must(replica.insert(kTodos, row(kTodos, 1, {{"title", text("milk")}})));
    // The limit holds for one connection, so it is set on the replica's own.
    const QStringList names = QSqlDatabase::connectionNames();
    QCOMPARE(names.size(), 1);
    const auto limitPages = [&](const char *pages) {
        QSqlQuery query(QSqlDatabase::database(names.first(), false));
        QVERIFY(query.exec(QStringLiteral("PRAGMA max_page_count = %1").arg(QLatin1String(pages))));
    };
    limitPages("1"); // as low as it goes: the present size

    const std::string big(90'000, 'x');
    QCOMPARE(codeOf(replica.insert(kTodos, row(kTodos, 2, {{"description", Value(big)}}))), QByteArray("disk_full"));
    {
        const auto pulling = must(replica.beginPull());
        QCOMPARE(codeOf(pulling->apply(changes(kTodos, {remote(kTodos, 3, 10, {{"description", Value(big)}})}), 10,
                                       merge::Resolver::Server)),
                 QByteArray("disk_full"));
    }
    QCOMPARE(must(replica.count(kTodos, {})), std::size_t(1));
    QCOMPARE(must(replica.meta()).cursor, 0);

    limitPages("100000");
    must(replica.insert(kTodos, row(kTodos, 2, {{"description", Value(big)}})));
    QCOMPARE(must(fixture.reopen().count(kTodos, {})), std::size_t(2));
}

void TestReplica::keepsRetryState()
{
    ReplicaFixture fixture;
    QCOMPARE(must(fixture.open().retryState()).attempt, 0);
    must(fixture.replica->setRetryState({5, 1'750'000'008'000}));
    const auto state = must(fixture.reopen().retryState());
    QCOMPARE(state.attempt, 5);
    QCOMPARE(state.notBefore, 1'750'000'008'000);
}

void TestReplica::keepsTheLog()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    SyncLogEntry entry;
    for (int i = 1; i <= 3; ++i) {
        entry.id = id(i);
        entry.syncId = id(100);
        entry.type = "pull";
        entry.source = "client";
        entry.startedAt = 1000 + i;
        entry.result = SyncResult::Cancelled;
        must(replica.appendLog(entry));
    }
    entry.result = SyncResult::Timeout; // the last one ends
    entry.durationMs = 12.5;
    entry.errorCode = "timeout";
    entry.pulled = 7;
    entry.phases = {{"connect", 1.5}, {"wait", 11}};
    must(replica.appendLog(entry));

    const auto log = must(fixture.reopen().log(2));
    QCOMPARE(log.size(), std::size_t(2));
    QCOMPARE(log[0].id, id(3));
    QCOMPARE(log[0].result, SyncResult::Timeout);
    QCOMPARE(log[0].durationMs, 12.5);
    QCOMPARE(log[0].errorCode, std::string("timeout"));
    QCOMPARE(log[0].pulled, 7);
    QVERIFY(log[0].phases == entry.phases);
    QCOMPARE(log[1].id, id(2));
    QCOMPARE(log[1].result, SyncResult::Cancelled);
    QCOMPARE(must(fixture.replica->log(100)).size(), std::size_t(3));
}

void TestReplica::tellsHowEntitiesFare()
{
    ReplicaFixture fixture;
    Replica &replica = fixture.open();
    pull(replica, changes(kTodos, {remote(kTodos, 1, 10, {}), remote(kTodos, 2, 10, {})}), 10);
    must(replica.insert(kTodos, row(kTodos, 3, {{"title", text("milk")}})));
    must(replica.remove(kTodos, id(2)));
    must(replica.recordResult(SyncResult::NetworkError, "refused"));
    const auto all = must(fixture.reopen().entityMeta());
    QCOMPARE(all.size(), std::size_t(4));
    const EntityMeta &todos = all[kTodos];
    QCOMPARE(todos.entity, std::string("todos"));
    QCOMPARE(todos.lastPulledAt, 10);
    QCOMPARE(todos.lastStatus, std::string("NETWORK_ERROR"));
    QCOMPARE(todos.lastError, std::string("refused"));
    QCOMPARE(todos.rows, 2);
    QCOMPARE(todos.pending, 2);
    QCOMPARE(todos.rejected, 0);
    QCOMPARE(all[kCaptures].rows, 0);
}

QTEST_GUILESS_MAIN(TestReplica)
#include "tst_replica.moc"
