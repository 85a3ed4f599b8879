// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program tidemarkctl as scripts see it: what it prints, what it leaves behind, how it exits. Without a backend.

#include "protocol/PushCodec.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;

namespace {

constexpr int kUsage = 2;
constexpr int kNetworkError = 10;
constexpr int kAuthError = 11;
constexpr int kLocalFault = 15;

const QString kId = QStringLiteral("018f2f6e-1111-7000-8000-000000000001");

struct Run {
    int exit = -1;
    QByteArray out;
    QByteArray err;

    QList<QByteArray> lines() const
    {
        QList<QByteArray> all = out.split('\n');
        if (all.last().isEmpty())
            all.removeLast();
        return all;
    }
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QByteArray told() const { return "exit " + QByteArray::number(exit) + "\n" + out + err; }
};

QList<QJsonObject> objects(const Run &run)
{
    QList<QJsonObject> all;
    for (const QByteArray &line : run.lines())
        all.append(QJsonDocument::fromJson(line).object());
    return all;
}

QJsonValue field(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)];
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCtl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
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
    void notADatabase();
    void statusOfAFreshReplica();
    void statusForPeople();
    void outboxIsAPush();
    void usage_data();
    void usage();
    void profile();
    void syncWithoutABackend();
    void syncRefusesBadTokens_data();
    void syncRefusesBadTokens();
    void simulationIsReproducible();

private:
    Run ctl(const QStringList &args, const QStringList &environment = {}) const;
    /// On the test's replica, with --json.
    Run on(const QStringList &args) const;
    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &text) const;
    qsizetype countOf(const char *entity) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_replica;
};

void TestCtl::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_replica = path("notes.db");
}

Run TestCtl::ctl(const QStringList &args, const QStringList &environment) const
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.remove(QStringLiteral("TIDEMARK_TOKEN"));
    variables.insert(QStringLiteral("XDG_CONFIG_HOME"), path("config"));
    for (const QString &pair : environment)
        variables.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(TIDEMARK_BUILD_DIR "/tidemarkctl"), args);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.errorString().toUtf8() + process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Run TestCtl::on(const QStringList &args) const
{
    return ctl(QStringList{QStringLiteral("--replica"), m_replica, QStringLiteral("--json")} + args);
}

void TestCtl::write(const char *name, const QByteArray &text) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

qsizetype TestCtl::countOf(const char *entity) const
{
    return on({QStringLiteral("list"), QLatin1String(entity), QStringLiteral("--deleted")}).lines().size();
}

#define EXIT(run, code) QVERIFY2((run).exit == (code), (run).told().constData())

void TestCtl::putPrintsIds()
{
    const Run two = on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"a","priority":"high"})"),
                        QStringLiteral(R"({"title":"b","deadline":1736760600000})")});
    EXIT(two, 0);
    QCOMPARE(two.err, QByteArray());
    const auto ids = objects(two);
    QCOMPARE(ids.size(), 2);
    QCOMPARE(ids[0].keys(), QStringList{QStringLiteral("id")});
    const Run row = on({QStringLiteral("get"), QStringLiteral("todos"), field(ids[1], "id").toString()});
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

    const Run plain = ctl({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}"), QStringLiteral("--replica"), m_replica});
    EXIT(plain, 0);
    QCOMPARE(plain.lines().size(), 1);
    QVERIFY2(isUuid(plain.lines()[0].toStdString()), plain.out.constData());
}

void TestCtl::putEditsAKnownId()
{
    const QString row = QStringLiteral(R"({"id":"%1","title":"first","state":"todo"})").arg(kId);
    EXIT(on({QStringLiteral("put"), QStringLiteral("todos"), row}), 0);
    const Run edit = on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"id":"%1","state":"done"})").arg(kId)});
    EXIT(edit, 0);
    QCOMPARE(field(edit.json(), "id").toString(), kId);
    const QJsonObject got = on({QStringLiteral("get"), QStringLiteral("todos"), kId}).json();
    QCOMPARE(field(got, "title").toString(), QStringLiteral("first"));
    QCOMPARE(field(got, "state").toString(), QStringLiteral("done"));
    QCOMPARE(countOf("todos"), 1);
}

void TestCtl::whatIsPrintedCanBePutBack()
{
    on({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral(R"({"title":"t","tags":["a","b"],"duration":1.5,"raw_content":"r"})")});
    const Run before = on({QStringLiteral("list"), QStringLiteral("captures")});
    EXIT(before, 0);
    write("rows.jsonl", before.out);
    EXIT(on({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral("--file"), path("rows.jsonl")}), 0);
    QCOMPARE(on({QStringLiteral("list"), QStringLiteral("captures")}).out, before.out);
    QFile::remove(m_replica);
    EXIT(on({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral("--file"), path("rows.jsonl"),
             QStringLiteral("--key-file"), path("other.key")}), 0);
}

void TestCtl::putFile()
{
    write("rows.jsonl", "{\"title\":\"one\"}\n\n  {\"title\":\"two\"}  \r\n{\"title\":\"\xc3\xa9t\xc3\xa9\"}");
    const Run run = on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("--file"), path("rows.jsonl")});
    EXIT(run, 0);
    QCOMPARE(run.lines().size(), 3);
    const auto rows = objects(on({QStringLiteral("list"), QStringLiteral("todos")}));
    QCOMPARE(rows.size(), 3);
    QCOMPARE(field(rows[2], "title").toString(), QString::fromUtf8("\xc3\xa9t\xc3\xa9"));
}

void TestCtl::badRowsWriteNothing_data()
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
    QTest::newRow("too long") << QByteArray("{\"title\":\"" + QByteArray(1001, 'x') + "\"}") << QByteArray("title is longer");
    QTest::newRow("NUL") << QByteArray(R"({"title":"\u0000"})") << QByteArray("title");
    QTest::newRow("half a character") << QByteArray(R"({"title":"\ud800"})") << QByteArray("title");
    QTest::newRow("no UTF-8") << QByteArray("{\"title\":\"\xff\"}") << QByteArray("malformed_json");
    QTest::newRow("a key twice") << QByteArray(R"({"title":"a","title":"b"})") << QByteArray("duplicate_key");
    QTest::newRow("deletes") << QByteArray(R"({"_status":"deleted"})") << QByteArray("_status");
}

void TestCtl::badRowsWriteNothing()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, told);
    EXIT(on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"before"})")}), 0);
    write("rows.jsonl", "{\"title\":\"good\"}\n" + row + "\n");
    const Run run = on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("--file"), path("rows.jsonl")});
    EXIT(run, kUsage);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("rows.jsonl:2"), run.err.constData());
    QVERIFY2(run.err.contains(told), run.err.constData());
    QCOMPARE(countOf("todos"), 1);
}

void TestCtl::unknownRows_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *args, const char *told) {
        QTest::newRow(args) << QString::fromLatin1(args).arg(kId).split(QLatin1Char(' ')) << QByteArray(told);
    };
    row("get todos %1", "unknown_record");
    row("delete todos %1", "unknown_record");
    row("restore todos %1", "unknown_record");
    row("get nothing %1", "there is no entity \"nothing\"");
    row("list nothing --deleted", "captures, thoughts, ideas, todos");
    row("put nothing {}", "unknown_entity");
}

void TestCtl::unknownRows()
{
    QFETCH(QStringList, args);
    QFETCH(QByteArray, told);
    EXIT(on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}), 0);
    const Run run = on(args);
    EXIT(run, kUsage);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains(told), run.err.constData());
}

void TestCtl::lists()
{
    QStringList put{QStringLiteral("put"), QStringLiteral("ideas")};
    for (int i = 0; i < 5; ++i)
        put << QStringLiteral(R"({"text":"i%1","order_index":%1})").arg(i);
    const auto ids = objects(on(put));
    QCOMPARE(ids.size(), 5);
    on({QStringLiteral("delete"), QStringLiteral("ideas"), field(ids[1], "id").toString()});
    const auto list = [&](const QStringList &options) {
        return objects(on(QStringList{QStringLiteral("list"), QStringLiteral("ideas")} + options));
    };
    QCOMPARE(list({}).size(), 4);
    QCOMPARE(list({QStringLiteral("--changed")}).size(), 4);
    QCOMPARE(list({QStringLiteral("--deleted")}).size(), 5);
    const auto first = list({QStringLiteral("--limit"), QStringLiteral("2")});
    QCOMPARE(first.size(), 2);
    QCOMPARE(field(first[1], "order_index").toInt(), 2);
    QCOMPARE(on({QStringLiteral("list"), QStringLiteral("todos")}).out, QByteArray());
}

void TestCtl::deleteAndRestore()
{
    on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"id":"%1","title":"kept"})").arg(kId)});
    const Run gone = on({QStringLiteral("delete"), QStringLiteral("todos"), kId});
    EXIT(gone, 0);
    QCOMPARE(field(gone.json(), "id").toString(), kId);
    QCOMPARE(field(on({QStringLiteral("get"), QStringLiteral("todos"), kId}).json(), "_status").toString(), QStringLiteral("deleted"));
    const Run edit = on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"new"})"),
                         QStringLiteral(R"({"id":"%1","title":"x"})").arg(kId)});
    EXIT(edit, kUsage);
    QVERIFY2(edit.err.contains("argument 2") && edit.err.contains("restore"), edit.err.constData());
    QCOMPARE(countOf("todos"), 1);
    EXIT(on({QStringLiteral("restore"), QStringLiteral("todos"), kId}), 0);
    const QJsonObject back = on({QStringLiteral("get"), QStringLiteral("todos"), kId}).json();
    QCOMPARE(field(back, "_status").toString(), QStringLiteral("active"));
    QCOMPARE(field(back, "title").toString(), QStringLiteral("kept"));
}

void TestCtl::sensitiveValues()
{
    const QString secret = QString::fromUtf8("gegen\xc3\xbc" "ber \xf0\x9f\x8c\x8a plainly-visible");
    on({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral(R"({"id":"%1","raw_content":"%2"})").arg(kId, secret)});
    QCOMPARE(field(on({QStringLiteral("get"), QStringLiteral("captures"), kId}).json(), "raw_content").toString(), secret);
    const QFileInfo key(m_replica + QStringLiteral(".key"));
    QVERIFY(key.exists());
    QCOMPARE(key.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    for (const QFileInfo &file : QDir(m_dir->path()).entryInfoList(QDir::Files))
        QVERIFY2(!contents(file.filePath()).contains("plainly-visible"), qPrintable(file.fileName()));
}

void TestCtl::keyMissing()
{
    on({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral(R"({"id":"%1","raw_content":"s"})").arg(kId)});
    on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    QVERIFY(QFile::rename(m_replica + QStringLiteral(".key"), path("away.key")));
    const Run run = on({QStringLiteral("get"), QStringLiteral("captures"), kId});
    EXIT(run, kLocalFault);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("key_missing"), run.err.constData());
    QVERIFY2(!QFile::exists(m_replica + QStringLiteral(".key")), "another key would be of no use");
    QCOMPARE(on({QStringLiteral("list"), QStringLiteral("todos")}).lines().size(), 1);
    EXIT(on({QStringLiteral("get"), QStringLiteral("captures"), kId, QStringLiteral("--key-file"), path("away.key")}), 0);
}

void TestCtl::keyOnlyWhenNeeded()
{
    EXIT(on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}), 0);
    QVERIFY(!QFile::exists(m_replica + QStringLiteral(".key")));
}

void TestCtl::notADatabase()
{
    const QByteArray letter = QByteArray("Dear all,\n").repeated(1000);
    write("notes.db", letter);
    for (const QStringList &args : {QStringList{QStringLiteral("list"), QStringLiteral("todos")},
                                    QStringList{QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")},
                                    QStringList{QStringLiteral("status")}}) {
        const Run run = on(args);
        EXIT(run, kLocalFault);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.err.contains("not_a_database"), run.err.constData());
    }
    QCOMPARE(contents(m_replica), letter);
}

void TestCtl::statusOfAFreshReplica()
{
    on({QStringLiteral("--device"), QStringLiteral("Desk"), QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}"), QStringLiteral("{}")});
    const Run run = on({QStringLiteral("status")});
    EXIT(run, 0);
    QCOMPARE(run.lines().size(), 1);
    const QJsonObject status = run.json();
    QCOMPARE(field(status, "state").toString(), QStringLiteral("idle"));
    QCOMPARE(field(status, "reason").toString(), QStringLiteral("2 records wait for the next sync"));
    QCOMPARE(field(status, "pending").toInt(), 2);
    QCOMPARE(field(status, "cursor").toInt(-1), 0);
    QVERIFY(field(status, "next_retry_at").isNull());
    QCOMPARE(field(status, "device_name").toString(), QStringLiteral("Desk"));
    const QString device = field(status, "device_id").toString();
    QVERIFY(isUuid(device.toStdString()));
    const QJsonObject todos = field(status, "entities").toArray()[3].toObject();
    QCOMPARE(field(todos, "entity").toString(), QStringLiteral("todos"));
    QCOMPARE(field(todos, "rows").toInt(), 2);
    QCOMPARE(field(todos, "pending").toInt(), 2);
    QCOMPARE(field(on({QStringLiteral("status")}).json(), "device_id").toString(), device);
    const Run none = ctl({QStringLiteral("status"), QStringLiteral("--replica"), path("nowhere.db")});
    EXIT(none, kLocalFault);
    QVERIFY(!QFile::exists(path("nowhere.db")));
}

void TestCtl::statusForPeople()
{
    on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    const Run run = ctl({QStringLiteral("status"), QStringLiteral("--replica"), m_replica});
    EXIT(run, 0);
    QVERIFY2(run.out.contains("idle: 1 record waits for the next sync"), run.out.constData());
    QVERIFY2(run.out.contains("todos"), run.out.constData());
}

void TestCtl::outboxIsAPush()
{
    on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"id":"%1","title":"sent"})").arg(kId)});
    const Run run = on({QStringLiteral("outbox")});
    EXIT(run, 0);
    QCOMPARE(run.lines().size(), 1);
    JsonDocument document;
    const auto push = readPushRequest(pensieveSchema(), document, run.lines()[0].toStdString(), "018f2f6e-0000-7000-8000-000000000002");
    QVERIFY(push);
    QVERIFY(push->rejected.empty());
    QCOMPARE(push->count(), std::size_t{1});
    QCOMPARE(push->rows[3][0].record.id, kId.toStdString());
    QCOMPARE(on({QStringLiteral("outbox")}).out, run.out);
}

void TestCtl::usage_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *args, const char *told) {
        QTest::newRow(args) << QString::fromLatin1(args).split(QLatin1Char(' '), Qt::SkipEmptyParts) << QByteArray(told);
    };
    row("", "a command is missing");
    row("frobnicate", "frobnicate");
    row("watch", "watch");
    row("list todos", "--replica");
    row("list todos --replica x --limit 0", "--limit");
    row("put todos --replica x", "put needs rows");
    row("put todos --replica x --file /no/such/rows.jsonl", "/no/such/rows.jsonl");
    row("--dialect pensieve status --replica x", "only the dialect seed");
    row("--dialect klingon status", "--dialect");
    row("--token abc sync", "never on the command line");
    row("sync --replica x --url http://127.0.0.1:1", "--token-file");
    row("sync --replica x --token-file t", "--url");
    row("sync --replica x --token-file t --url http://sync.example", "plain_http");
    row("sync --replica x --token-file t --url https://sync.example --pin nonsense", "bad_pin");
    row("sync --replica x --pull-only --push-only", "exclude one another");
    row("sync --replica x --attempts none", "--attempts");
    row("admin stats", "token");
    row("admin override c --note n --url http://127.0.0.1:1 --token-file t", "--set");
    row("admin override c --set priority --note n --url http://127.0.0.1:1 --token-file t", "COLUMN=VALUE");
    row("admin override c --set priority=low --url http://127.0.0.1:1 --token-file t", "--note");
    row("admin logs --min-ms x --token-file t --url http://127.0.0.1:1", "--min-ms");
    row("simulate --faults gremlins", "--faults");
    row("--profile ../../etc/passwd status", "--profile");
}

void TestCtl::usage()
{
    QFETCH(QStringList, args);
    QFETCH(QByteArray, told);
    const Run run = ctl(args);
    EXIT(run, kUsage);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains(told), run.err.constData());
}

void TestCtl::profile()
{
    QVERIFY(QDir().mkpath(path("config/tidemark/profiles")));
    write("config/tidemark/profiles/home.conf", "# mine\nreplica = " + m_replica.toUtf8() + "\njson = true\n");
    const Run put = ctl({QStringLiteral("--profile"), QStringLiteral("home"), QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    EXIT(put, 0);
    QCOMPARE(put.json().keys(), QStringList{QStringLiteral("id")});
    QCOMPARE(countOf("todos"), 1);
    const Run absent = ctl({QStringLiteral("--profile"), QStringLiteral("work"), QStringLiteral("status")});
    EXIT(absent, kUsage);
    QVERIFY2(absent.err.contains("work.conf"), absent.err.constData());
}

void TestCtl::syncWithoutABackend()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1").arg(closed.serverPort());
    closed.close();
    const QByteArray claims = QByteArray(R"({"sub":"018f2f6e-0000-7000-8000-000000000002"})").toBase64(QByteArray::Base64UrlEncoding);
    write("token", "e30." + claims + ".e30\n");
    on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    const Run run = on({QStringLiteral("sync"), QStringLiteral("--no-retry"), QStringLiteral("--url"), url, QStringLiteral("--token-file"), path("token")});
    EXIT(run, kNetworkError);
    QCOMPARE(run.lines().size(), 1);
    const QJsonObject report = run.json();
    const QStringList keys{QStringLiteral("attempts"), QStringLiteral("conflicts"), QStringLiteral("duration_ms"), QStringLiteral("phases"),
                           QStringLiteral("pulled"),   QStringLiteral("pushed"),    QStringLiteral("rejected"),    QStringLiteral("result"),
                           QStringLiteral("timestamp")};
    QCOMPARE(report.keys(), keys);
    QCOMPARE(field(report, "result").toString(), QStringLiteral("NETWORK_ERROR"));
    QCOMPARE(field(report, "attempts").toInt(), 1);
    QVERIFY2(run.err.contains("refused"), run.err.constData());
    const QJsonObject status = on({QStringLiteral("status")}).json();
    QVERIFY(field(status, "reason").toString().contains(QLatin1String("NETWORK_ERROR")));
    QCOMPARE(field(status, "pending").toInt(), 1);
    const Run admin = ctl({QStringLiteral("admin"), QStringLiteral("stats"), QStringLiteral("--url"), url}, {QStringLiteral("TIDEMARK_TOKEN=t")});
    EXIT(admin, kNetworkError);
}

void TestCtl::syncRefusesBadTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("exit");
    QTest::newRow("no file") << QByteArray() << kLocalFault;
    QTest::newRow("blank") << QByteArray(" \n") << kLocalFault;
    QTest::newRow("two words") << QByteArray("secret words") << kLocalFault;
    QTest::newRow("no user in it") << QByteArray("secretword") << kAuthError;
}

void TestCtl::syncRefusesBadTokens()
{
    QFETCH(QByteArray, token);
    QFETCH(int, exit);
    if (!token.isEmpty())
        write("token", token);
    const Run run = on({QStringLiteral("sync"), QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:1"), QStringLiteral("--token-file"), path("token")});
    EXIT(run, exit);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(!run.err.contains("secret"), run.err.constData());
    QVERIFY(!QFile::exists(m_replica));
}

void TestCtl::simulationIsReproducible()
{
    const QStringList args{QStringLiteral("simulate"), QStringLiteral("--seed"), QStringLiteral("7"), QStringLiteral("--steps"),
                           QStringLiteral("20"), QStringLiteral("--json")};
    const Run first = ctl(args);
    EXIT(first, 0);
    QCOMPARE(first.lines().size(), 1);
    QVERIFY(!field(first.json(), "trace").toString().isEmpty());
    QCOMPARE(ctl(args).out, first.out);
}

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_ctl.moc"
