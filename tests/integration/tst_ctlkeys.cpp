// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Random.h"
#include "tests/integration/CtlProgram.h"
#include "tests/support/Programs.h"

#include <QDir>

#include <sqlite3.h>

using namespace tidemark;
using namespace tidemark::test;

namespace {

const QString kCaptures = QStringLiteral("captures");

/// Runs SQL on a replica's file behind the program's back.
bool runSql(const QString &path, const QByteArray &sql)
{
    sqlite3 *database = nullptr;
    sqlite3_open(path.toUtf8().constData(), &database);
    const int code = sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr);
    sqlite3_close(database);
    return code == SQLITE_OK;
}

} // namespace

/// What somebody meets on the command line: where the key is, how it is replaced, and what becomes of values that
/// were changed behind its back.
class TestCtlKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<CtlProgram>(); }
    void withoutAKeychain();
    void passphrase();
    void twoPlaces();
    void moves();
    void killedWhileItRotates();
    void tamperedRowsAreTold();
    void tamperedRowsAreNotSent();
    void aTamperedBatchIsNotSent();
    void nothingReadableAfterSyncs();

private:
    QString passphraseFile(const QByteArray &text) const
    {
        m->write("passphrase", text);
        QFile::setPermissions(m->path("passphrase"), QFile::ReadOwner | QFile::WriteOwner);
        return m->path("passphrase");
    }

    std::unique_ptr<CtlProgram> m;
};

void TestCtlKeys::withoutAKeychain()
{
    const QStringList none{QStringLiteral("DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")};
    const QStringList put{QStringLiteral("put"), kCaptures,
                          QStringLiteral(R"({"id":"%1","raw_content":"walrus"})").arg(kId)};
    const Run refused = m->withKey({}, put, none);
    EXIT(refused, kLocalFault);
    for (const char *told : {"key_unavailable", "--key-file", "--passphrase-file"})
        QVERIFY2(refused.err.contains(told), refused.err.constData());
    EXIT(m->withKey({}, {QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}, none), 0);
    QCOMPARE(m->countOf("captures"), qsizetype(0));
    EXIT(m->on(put), 0);
    EXIT(m->withKey({}, {QStringLiteral("get"), kCaptures, kId}, none), kLocalFault);
    EXIT(m->withKey({}, {QStringLiteral("list"), QStringLiteral("todos")}, none), 0);
}

void TestCtlKeys::passphrase()
{
    const QStringList with{QStringLiteral("--passphrase-file"), passphraseFile("correct horse\n")};
    EXIT(m->withKey(
             with,
             {QStringLiteral("put"), kCaptures, QStringLiteral(R"({"id":"%1","raw_content":"walrus"})").arg(kId)}),
         0);
    const QStringList get{QStringLiteral("get"), kCaptures, kId};
    const Run got = m->withKey(with, get);
    EXIT(got, 0);
    QCOMPARE(field(got.json(), "raw_content").toString(), QStringLiteral("walrus"));
    QCOMPARE(field(got.json(), "encrypted").toBool(), true);

    passphraseFile("correct horsf\n");
    const Run wrong = m->withKey(with, get);
    EXIT(wrong, kLocalFault);
    QVERIFY2(wrong.err.contains("key_wrong"), wrong.err.constData());
    const Run other = m->on(get);
    EXIT(other, kLocalFault);
    QVERIFY2(other.err.contains("key_elsewhere") && other.err.contains("--passphrase-file"), other.err.constData());
    QVERIFY(!QFile::exists(m->replica() + QStringLiteral(".key")));

    passphraseFile("correct horse\n");
    QFile::setPermissions(m->path("passphrase"), QFile::ReadOwner | QFile::ReadOther);
    const Run open = m->withKey(with, get);
    EXIT(open, kLocalFault);
    QVERIFY2(open.err.contains("0600"), open.err.constData());
}

void TestCtlKeys::twoPlaces()
{
    EXIT(m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}), 0);
    EXIT(m->withKey({QStringLiteral("--key-file"), m->path("key"), QStringLiteral("--passphrase-file"), m->path("p")},
                    {QStringLiteral("status")}),
         kUsage);
    EXIT(m->on({QStringLiteral("key"), QStringLiteral("move"), QStringLiteral("--to-key-file"), m->path("key"),
                QStringLiteral("--to-passphrase-file"), m->path("p")}),
         kUsage);
}

void TestCtlKeys::moves()
{
    EXIT(m->on({QStringLiteral("put"), kCaptures, QStringLiteral(R"({"id":"%1","raw_content":"walrus"})").arg(kId)}),
         0);
    const Run moved = m->on({QStringLiteral("key"), QStringLiteral("move"), QStringLiteral("--to-passphrase-file"),
                             passphraseFile("correct horse")});
    EXIT(moved, 0);
    QCOMPARE(field(moved.json(), "source").toString(), QStringLiteral("passphrase"));
    const QStringList with{QStringLiteral("--passphrase-file"), m->path("passphrase")};
    EXIT(m->withKey(with, {QStringLiteral("get"), kCaptures, kId}), 0);
    EXIT(m->on({QStringLiteral("get"), kCaptures, kId}), kLocalFault);
    const Run rotated = m->withKey(with, {QStringLiteral("key"), QStringLiteral("rotate")});
    EXIT(rotated, 0);
    QCOMPARE(field(rotated.json(), "sealed").toInt(), 1);
    EXIT(m->withKey(with, {QStringLiteral("get"), kCaptures, kId}), 0);
}

void TestCtlKeys::killedWhileItRotates()
{
    constexpr int kRows = 4000;
    constexpr int kKills = 12;
    QByteArray rows;
    for (int i = 0; i < kRows; ++i)
        rows += "{\"raw_content\":\"secret " + QByteArray::number(i) + "\",\"normalized_text\":\"n\"}\n";
    m->write("rows.jsonl", rows);
    EXIT(m->on({QStringLiteral("put"), kCaptures, QStringLiteral("--file"), m->path("rows.jsonl")}), 0);
    const QStringList list{QStringLiteral("list"), kCaptures, QStringLiteral("--limit"), QStringLiteral("100000")};
    const Run before = m->on(list);
    QCOMPARE(before.lines().size(), qsizetype(kRows));
    SeededRandom random(11);
    int cut = 0;
    for (int i = 0; i < kKills; ++i) {
        QProcess rotating;
        rotating.start(QStringLiteral(TIDEMARK_BUILD_DIR "/tidemarkctl"),
                       {QStringLiteral("--replica"), m->replica(), QStringLiteral("--key-file"),
                        m->replica() + QStringLiteral(".key"), QStringLiteral("key"), QStringLiteral("rotate")});
        QVERIFY(rotating.waitForStarted());
        if (!rotating.waitForFinished(static_cast<int>(5 + random.below(60)))) {
            rotating.kill();
            QVERIFY(rotating.waitForFinished());
            ++cut;
        }
        const Run after = m->on(list);
        EXIT(after, 0);
        QVERIFY(after.out == before.out);
    }
    qInfo("%d of %d rotations killed", cut, kKills);
    EXIT(m->on({QStringLiteral("key"), QStringLiteral("rotate")}), 0);
    QVERIFY(m->on(list).out == before.out);
    QCOMPARE(field(m->on({QStringLiteral("status")}).json(), "key_rotating").toBool(true), false);
}

void TestCtlKeys::tamperedRowsAreTold()
{
    const QString other = QStringLiteral("018f2f6e-1111-7000-8000-000000000002");
    EXIT(m->on({QStringLiteral("put"), kCaptures, QStringLiteral(R"({"id":"%1","raw_content":"walrus"})").arg(kId),
                QStringLiteral(R"({"id":"%1","raw_content":"seal","title":"shown"})").arg(other),
                QStringLiteral(R"({"raw_content":"whole"})")}),
         0);
    QVERIFY(runSql(m->replica(),
                   "UPDATE captures SET raw_content = (SELECT raw_content FROM captures WHERE id LIKE "
                   "'%001') WHERE id LIKE '%002'"));
    const Run get = m->on({QStringLiteral("get"), kCaptures, other});
    EXIT(get, kLocalFault);
    QCOMPARE(get.out, QByteArray());
    QVERIFY2(get.err.contains("tampered") && get.err.contains(other.toLatin1()), get.err.constData());
    const Run list = m->on({QStringLiteral("list"), kCaptures});
    EXIT(list, kLocalFault);
    QCOMPARE(list.lines().size(), qsizetype(3));
    const QJsonObject shown = objects(list)[1];
    QCOMPARE(field(shown, "_tampered").toString(), QStringLiteral("raw_content"));
    QCOMPARE(field(shown, "title").toString(), QStringLiteral("shown"));
    QVERIFY(!shown.contains(QStringLiteral("raw_content")));
    QVERIFY2(list.err.contains("1 row has") && list.err.contains("sync --full"), list.err.constData());
    const QJsonObject state = m->on({QStringLiteral("status")}).json();
    QCOMPARE(field(state, "state").toString(), QStringLiteral("stuck"));
    QCOMPARE(field(field(state, "tampered").toArray()[0].toObject(), "record_id").toString(), other);
    QCOMPARE(field(field(state, "tampered").toArray()[0].toObject(), "columns").toString(),
             QStringLiteral("raw_content"));
    const Run told = m->ctl({QStringLiteral("--replica"), m->replica(), QStringLiteral("--key-file"),
                             m->replica() + QStringLiteral(".key"), QStringLiteral("status")});
    QVERIFY2(told.out.contains("tampered: captures " + other.toLatin1() + ": raw_content"), told.out.constData());
}

void TestCtlKeys::tamperedRowsAreNotSent()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    const DeviceProgram a(backend, QStringLiteral("a"));
    const DeviceProgram b(backend, QStringLiteral("b"));
    const QString one = a.put(kCaptures, R"({"title":"one","raw_content":"walrus"})");
    const QString two = a.put(kCaptures, R"({"title":"two","raw_content":"seal"})");
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
    a.put(kCaptures, QStringLiteral(R"({"id":"%1","raw_content":"edited"})").arg(one).toUtf8());
    const QString three = a.put(kCaptures, R"({"title":"three","raw_content":"otter"})");
    QVERIFY(runSql(a.replica(),
                   "UPDATE captures SET raw_content = (SELECT raw_content FROM captures WHERE title = "
                   "'two') WHERE title = 'one'"));
    const Ran sync = a.run({QStringLiteral("sync"), QStringLiteral("--no-retry")});
    QCOMPARE(sync.code, kLocalFault);
    QVERIFY2(sync.err.contains("tampered"), sync.err.constData());
    QCOMPARE(b.run({QStringLiteral("sync")}).code, 0);
    QCOMPARE(field(b.row(kCaptures, one), "raw_content").toString(), QStringLiteral("walrus"));
    QCOMPARE(field(b.row(kCaptures, two), "raw_content").toString(), QStringLiteral("seal"));
    QCOMPARE(field(b.row(kCaptures, three), "raw_content").toString(), QStringLiteral("otter")); // the others went
    QCOMPARE(field(a.run({QStringLiteral("status")}).json(), "state").toString(), QStringLiteral("stuck"));

    QCOMPARE(a.run({QStringLiteral("sync"), QStringLiteral("--full")}).code, 0);
    QCOMPARE(field(a.row(kCaptures, one), "raw_content").toString(), QStringLiteral("walrus"));
    QCOMPARE(field(a.run({QStringLiteral("status")}).json(), "state").toString(), QStringLiteral("idle"));
}

void TestCtlKeys::aTamperedBatchIsNotSent()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    const DeviceProgram a(backend, QStringLiteral("a"));
    const QString id = a.put(kCaptures, R"({"title":"one","raw_content":"walrus"})");
    QVERIFY(runSql(a.replica(), R"(INSERT INTO frozen_batch (id, idempotency_key, body) VALUES (1, 'k',
        '{"changes":{"captures":{"created":[{"id":"018f2f6e-1111-7000-8000-000000000009","raw_content":"planted"}]}}}'))"));
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
    const DeviceProgram b(backend, QStringLiteral("b"));
    QCOMPARE(b.run({QStringLiteral("sync")}).code, 0);
    const auto rows = b.run({QStringLiteral("list"), kCaptures}).lines();
    QCOMPARE(rows.size(), qsizetype(1));
    QCOMPARE(field(rows[0], "id").toString(), id);
}

void TestCtlKeys::nothingReadableAfterSyncs()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    const DeviceProgram a(backend, QStringLiteral("a"));
    const DeviceProgram b(backend, QStringLiteral("b"));
    const QByteArray longText = QByteArray("walrus ").repeated(2000);
    const QString id = a.put(kCaptures, R"({"title":"plain","raw_content":"walrus one"})");
    a.put(kCaptures, "{\"title\":\"plain\",\"normalized_text\":\"" + longText + "\"}");
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
    QCOMPARE(b.run({QStringLiteral("sync")}).code, 0);
    a.put(kCaptures, QStringLiteral(R"({"id":"%1","raw_content":"walrus of a"})").arg(id).toUtf8());
    b.put(kCaptures, QStringLiteral(R"({"id":"%1","raw_content":"walrus of b"})").arg(id).toUtf8());
    QCOMPARE(b.run({QStringLiteral("sync")}).code, 0);
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0); // leaves a conflict on A
    a.run({QStringLiteral("delete"), kCaptures, id});
    backend.kill();
    a.run({QStringLiteral("sync"), QStringLiteral("--no-retry")}); // leaves a batch under way
    QVERIFY(backend.start());
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
    QCOMPARE(b.run({QStringLiteral("sync")}).code, 0);
    for (const DeviceProgram *device : {&a, &b}) {
        const QFileInfo replica(device->replica());
        const auto files = replica.dir().entryInfoList({replica.fileName() + QLatin1Char('*')}, QDir::Files);
        QVERIFY(files.size() >= 2);
        for (const QFileInfo &file : files)
            QVERIFY2(!contents(file.filePath()).contains("walrus"), qPrintable(file.fileName()));
        QVERIFY(contents(device->replica()).contains("plain"));
    }
}

QTEST_GUILESS_MAIN(TestCtlKeys)
#include "tst_ctlkeys.moc"
