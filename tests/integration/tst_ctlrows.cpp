// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program tidemarkctl, its rows: what it takes, prints, refuses and seals.

#include "CtlProgram.h"
#include "base/Uuid.h"

#include <QDir>
#include <QFileInfo>

using namespace tidemark;

class TestCtlRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<CtlProgram>(); }
    void putPrintsIds();
    void putEditsAKnownId();
    void whatIsPrintedCanBePutBack();
    void putFile();
    void badRowsWriteNothing_data();
    void badRowsWriteNothing();
    void unknownRows_data();
    void unknownRows();
    void lists();
    void deleteAndRestore();
    void sensitiveValues();
    void keyMissing();
    void keyOnlyWhenNeeded();

private:
    std::unique_ptr<CtlProgram> m;
};

void TestCtlRows::putPrintsIds()
{
    const Run two =
        m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"a","priority":"high"})"),
               QStringLiteral(R"({"title":"b","deadline":1736760600000})")});
    EXIT(two, 0);
    QCOMPARE(two.err, QByteArray());
    const auto ids = objects(two);
    QCOMPARE(ids.size(), 2);
    QCOMPARE(ids[0].keys(), QStringList{QStringLiteral("id")});
    const Run row = m->on({QStringLiteral("get"), QStringLiteral("todos"), field(ids[1], "id").toString()});
    EXIT(row, 0);
    QCOMPARE(row.lines().size(), 1);
    const QJsonObject got = row.json();
    QCOMPARE(field(got, "title").toString(), QStringLiteral("b"));
    QCOMPARE(field(got, "deadline").toInteger(), 1736760600000);
    QVERIFY(field(got, "priority").isNull());
    QCOMPARE(field(got, "_status").toString(), QStringLiteral("active"));
    QCOMPARE(field(got, "last_modified_at").toInteger(-1), 0);
    QVERIFY(field(got, "created_at").toInteger() > 1'700'000'000'000);
    QVERIFY(field(got, "_changed").toString().contains(QLatin1String("title")));

    const Run plain = m->ctl({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}"),
                              QStringLiteral("--replica"), m->replica()});
    EXIT(plain, 0);
    QCOMPARE(plain.lines().size(), 1);
    QVERIFY2(isUuid(plain.lines()[0].toStdString()), plain.out.constData());
}

void TestCtlRows::putEditsAKnownId()
{
    const QString row = QStringLiteral(R"({"id":"%1","title":"first","state":"todo"})").arg(kId);
    EXIT(m->on({QStringLiteral("put"), QStringLiteral("todos"), row}), 0);
    const Run edit = m->on(
        {QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"id":"%1","state":"done"})").arg(kId)});
    EXIT(edit, 0);
    QCOMPARE(field(edit.json(), "id").toString(), kId);
    const QJsonObject got = m->on({QStringLiteral("get"), QStringLiteral("todos"), kId}).json();
    QCOMPARE(field(got, "title").toString(), QStringLiteral("first"));
    QCOMPARE(field(got, "state").toString(), QStringLiteral("done"));
    QCOMPARE(m->countOf("todos"), 1);
}

void TestCtlRows::whatIsPrintedCanBePutBack()
{
    m->on({QStringLiteral("put"), QStringLiteral("captures"),
           QStringLiteral(R"({"title":"t","tags":["a","b"],"duration":1.5,"raw_content":"r"})")});
    const Run before = m->on({QStringLiteral("list"), QStringLiteral("captures")});
    EXIT(before, 0);
    m->write("rows.jsonl", before.out);
    EXIT(m->on({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral("--file"), m->path("rows.jsonl")}),
         0);
    QCOMPARE(m->on({QStringLiteral("list"), QStringLiteral("captures")}).out, before.out);
    QFile::remove(m->replica());
    EXIT(m->withKey(
             {QStringLiteral("--key-file"), m->path("other.key")},
             {QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral("--file"), m->path("rows.jsonl")}),
         0);
}

void TestCtlRows::putFile()
{
    m->write("rows.jsonl", "{\"title\":\"one\"}\n\n  {\"title\":\"two\"}  \r\n{\"title\":\"\xc3\xa9t\xc3\xa9\"}");
    const Run run =
        m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("--file"), m->path("rows.jsonl")});
    EXIT(run, 0);
    QCOMPARE(run.lines().size(), 3);
    const auto rows = objects(m->on({QStringLiteral("list"), QStringLiteral("todos")}));
    QCOMPARE(rows.size(), 3);
    QCOMPARE(field(rows[2], "title").toString(), QString::fromUtf8("\xc3\xa9t\xc3\xa9"));
}

void TestCtlRows::badRowsWriteNothing_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("no JSON") << QByteArray("{\"title\":}") << QByteArray("column 10");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray("malformed_row");
    QTest::newRow("unknown column") << QByteArray(R"({"titel":"x"})") << QByteArray("titel");
    QTest::newRow("wrong type") << QByteArray(R"({"title":7})") << QByteArray("title must be a string");
    QTest::newRow("unknown value") << QByteArray(R"({"priority":"urgent"})") << QByteArray("priority");
    QTest::newRow("bad uuid") << QByteArray(R"({"capture_id":"x"})") << QByteArray("capture_id");
    QTest::newRow("bad id") << QByteArray(R"({"id":"x"})") << QByteArray("id must be");
    QTest::newRow("time as text") << QByteArray(R"({"deadline":"tomorrow"})") << QByteArray("deadline");
    QTest::newRow("too long") << QByteArray("{\"title\":\"" + QByteArray(1001, 'x') + "\"}")
                              << QByteArray("title is longer");
    QTest::newRow("NUL") << QByteArray(R"({"title":"\u0000"})") << QByteArray("title");
    QTest::newRow("half a character") << QByteArray(R"({"title":"\ud800"})") << QByteArray("title");
    QTest::newRow("no UTF-8") << QByteArray("{\"title\":\"\xff\"}") << QByteArray("malformed_json");
    QTest::newRow("a key twice") << QByteArray(R"({"title":"a","title":"b"})") << QByteArray("duplicate_key");
    QTest::newRow("deletes") << QByteArray(R"({"_status":"deleted"})") << QByteArray("_status");
}

void TestCtlRows::badRowsWriteNothing()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, told);
    EXIT(m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"before"})")}), 0);
    m->write("rows.jsonl", "{\"title\":\"good\"}\n" + row + "\n");
    const Run run =
        m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("--file"), m->path("rows.jsonl")});
    EXIT(run, kUsage);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("rows.jsonl:2"), run.err.constData());
    QVERIFY2(run.err.contains(told), run.err.constData());
    QCOMPARE(m->countOf("todos"), 1);
}

void TestCtlRows::unknownRows_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *args, const char *told) {
        const QStringList words = QString::fromLatin1(args).replace(QLatin1String("ID"), kId).split(QLatin1Char(' '));
        QTest::newRow(args) << words << QByteArray(told);
    };
    row("get todos ID", "unknown_record");
    row("delete todos ID", "unknown_record");
    row("restore todos ID", "unknown_record");
    row("get nothing ID", "there is no entity \"nothing\"");
    row("list nothing --deleted", "captures, thoughts, ideas, todos");
    row("put nothing {}", "unknown_entity");
}

void TestCtlRows::unknownRows()
{
    QFETCH(QStringList, args);
    QFETCH(QByteArray, told);
    EXIT(m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}), 0);
    const Run run = m->on(args);
    EXIT(run, kUsage);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains(told), run.err.constData());
}

void TestCtlRows::lists()
{
    QStringList put{QStringLiteral("put"), QStringLiteral("ideas")};
    for (int i = 0; i < 5; ++i)
        put << QStringLiteral(R"({"text":"i%1","order_index":%1})").arg(i);
    const auto ids = objects(m->on(put));
    QCOMPARE(ids.size(), 5);
    m->on({QStringLiteral("delete"), QStringLiteral("ideas"), field(ids[1], "id").toString()});
    const auto list = [&](const QStringList &options) {
        return objects(m->on(QStringList{QStringLiteral("list"), QStringLiteral("ideas")} + options));
    };
    QCOMPARE(list({}).size(), 4);
    QCOMPARE(list({QStringLiteral("--changed")}).size(), 4);
    QCOMPARE(list({QStringLiteral("--deleted")}).size(), 5);
    const auto first = list({QStringLiteral("--limit"), QStringLiteral("2")});
    QCOMPARE(first.size(), 2);
    QCOMPARE(field(first[1], "order_index").toInt(), 2);
    QCOMPARE(m->on({QStringLiteral("list"), QStringLiteral("todos")}).out, QByteArray());
}

void TestCtlRows::deleteAndRestore()
{
    m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"id":"%1","title":"kept"})").arg(kId)});
    const Run gone = m->on({QStringLiteral("delete"), QStringLiteral("todos"), kId});
    EXIT(gone, 0);
    QCOMPARE(field(gone.json(), "id").toString(), kId);
    QCOMPARE(field(m->on({QStringLiteral("get"), QStringLiteral("todos"), kId}).json(), "_status").toString(),
             QStringLiteral("deleted"));
    const Run edit = m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"new"})"),
                            QStringLiteral(R"({"id":"%1","title":"x"})").arg(kId)});
    EXIT(edit, kUsage);
    QVERIFY2(edit.err.contains("argument 2") && edit.err.contains("restore"), edit.err.constData());
    QCOMPARE(m->countOf("todos"), 1);
    EXIT(m->on({QStringLiteral("restore"), QStringLiteral("todos"), kId}), 0);
    const QJsonObject back = m->on({QStringLiteral("get"), QStringLiteral("todos"), kId}).json();
    QCOMPARE(field(back, "_status").toString(), QStringLiteral("active"));
    QCOMPARE(field(back, "title").toString(), QStringLiteral("kept"));
}

void TestCtlRows::sensitiveValues()
{
    const QString secret = QString::fromUtf8("gegen\xc3\xbc"
                                             "ber \xf0\x9f\x8c\x8a plainly-visible");
    m->on({QStringLiteral("put"), QStringLiteral("captures"),
           QStringLiteral(R"({"id":"%1","raw_content":"%2"})").arg(kId, secret)});
    QCOMPARE(field(m->on({QStringLiteral("get"), QStringLiteral("captures"), kId}).json(), "raw_content").toString(),
             secret);
    const QFileInfo key(m->replica() + QStringLiteral(".key"));
    QVERIFY(key.exists());
    QCOMPARE(key.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    for (const QFileInfo &file : QDir(m->path("")).entryInfoList(QDir::Files))
        QVERIFY2(!contents(file.filePath()).contains("plainly-visible"), qPrintable(file.fileName()));
}

void TestCtlRows::keyMissing()
{
    m->on({QStringLiteral("put"), QStringLiteral("captures"),
           QStringLiteral(R"({"id":"%1","raw_content":"s"})").arg(kId)});
    m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    QVERIFY(QFile::rename(m->replica() + QStringLiteral(".key"), m->path("away.key")));
    const Run run = m->on({QStringLiteral("get"), QStringLiteral("captures"), kId});
    EXIT(run, kLocalFault);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("key_missing"), run.err.constData());
    QVERIFY2(!QFile::exists(m->replica() + QStringLiteral(".key")), "another key would be of no use");
    QCOMPARE(m->on({QStringLiteral("list"), QStringLiteral("todos")}).lines().size(), 1);
    EXIT(m->withKey({QStringLiteral("--key-file"), m->path("away.key")},
                    {QStringLiteral("get"), QStringLiteral("captures"), kId}),
         0);
}

void TestCtlRows::keyOnlyWhenNeeded()
{
    EXIT(m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}), 0);
    QVERIFY(!QFile::exists(m->replica() + QStringLiteral(".key")));
}

QTEST_GUILESS_MAIN(TestCtlRows)
#include "tst_ctlrows.moc"
