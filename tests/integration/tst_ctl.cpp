// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program tidemarkctl: state, usage, profiles and exit codes, without a backend.

#include "CtlProgram.h"
#include "base/Uuid.h"
#include "protocol/PushCodec.h"

#include <QDir>
#include <QJsonArray>
#include <QTcpServer>

using namespace tidemark;

class TestCtl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<CtlProgram>(); }
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
    std::unique_ptr<CtlProgram> m;
};

void TestCtl::notADatabase()
{
    const QByteArray letter = QByteArray("Dear all,\n").repeated(1000);
    m->write("notes.db", letter);
    for (const QStringList &args : {QStringList{QStringLiteral("list"), QStringLiteral("todos")},
                                    QStringList{QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")},
                                    QStringList{QStringLiteral("status")}}) {
        const Run run = m->on(args);
        EXIT(run, kLocalFault);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.err.contains("not_a_database"), run.err.constData());
    }
    QCOMPARE(contents(m->replica()), letter);
}

void TestCtl::statusOfAFreshReplica()
{
    m->on({QStringLiteral("--device"), QStringLiteral("Desk"), QStringLiteral("put"), QStringLiteral("todos"),
           QStringLiteral("{}"), QStringLiteral("{}")});
    const Run run = m->on({QStringLiteral("status")});
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
    QCOMPARE(field(m->on({QStringLiteral("status")}).json(), "device_id").toString(), device);
    const Run none = m->ctl({QStringLiteral("status"), QStringLiteral("--replica"), m->path("nowhere.db")});
    EXIT(none, kLocalFault);
    QVERIFY(!QFile::exists(m->path("nowhere.db")));
}

void TestCtl::statusForPeople()
{
    m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    const Run run = m->ctl({QStringLiteral("status"), QStringLiteral("--replica"), m->replica()});
    EXIT(run, 0);
    QVERIFY2(run.out.contains("idle: 1 record waits for the next sync"), run.out.constData());
    QVERIFY2(run.out.contains("todos"), run.out.constData());
}

void TestCtl::outboxIsAPush()
{
    m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"id":"%1","title":"sent"})").arg(kId)});
    const Run run = m->on({QStringLiteral("outbox")});
    EXIT(run, 0);
    QCOMPARE(run.lines().size(), 1);
    JsonDocument document;
    const auto push = readPushRequest(pensieveSchema(), document, run.lines()[0].toStdString(),
                                      "018f2f6e-0000-7000-8000-000000000002");
    QVERIFY(push);
    QVERIFY(push->rejected.empty());
    QCOMPARE(push->count(), std::size_t{1});
    QCOMPARE(push->rows[3][0].record.id, kId.toStdString());
    QCOMPARE(m->on({QStringLiteral("outbox")}).out, run.out);
}

void TestCtl::usage_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *args, const char *told) {
        QTest::newRow(args) << QString::fromLatin1(args).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << QByteArray(told);
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
    row("--profile home --config other status", "exclude one another");
}

void TestCtl::usage()
{
    QFETCH(QStringList, args);
    QFETCH(QByteArray, told);
    const Run run = m->ctl(args);
    EXIT(run, kUsage);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains(told), run.err.constData());
}

void TestCtl::profile()
{
    QVERIFY(QDir().mkpath(m->path("config/tidemark/profiles")));
    m->write("config/tidemark/profiles/home.conf", "# mine\nreplica = " + m->replica().toUtf8() + "\njson = true\n");
    const Run put = m->ctl({QStringLiteral("--profile"), QStringLiteral("home"), QStringLiteral("put"),
                            QStringLiteral("todos"), QStringLiteral("{}")});
    EXIT(put, 0);
    QCOMPARE(put.json().keys(), QStringList{QStringLiteral("id")});
    QCOMPARE(m->countOf("todos"), 1);
    const Run absent = m->ctl({QStringLiteral("--profile"), QStringLiteral("work"), QStringLiteral("status")});
    EXIT(absent, kUsage);
    QVERIFY2(absent.err.contains("work.conf"), absent.err.constData());
}

void TestCtl::syncWithoutABackend()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1").arg(closed.serverPort());
    closed.close();
    const QByteArray claims =
        QByteArray(R"({"sub":"018f2f6e-0000-7000-8000-000000000002"})").toBase64(QByteArray::Base64UrlEncoding);
    m->write("token", "e30." + claims + ".e30\n");
    m->on({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")});
    const Run run = m->on({QStringLiteral("sync"), QStringLiteral("--no-retry"), QStringLiteral("--url"), url,
                           QStringLiteral("--token-file"), m->path("token")});
    EXIT(run, kNetworkError);
    QCOMPARE(run.lines().size(), 1);
    const QJsonObject report = run.json();
    const QStringList keys{QStringLiteral("attempts"), QStringLiteral("conflicts"), QStringLiteral("duration_ms"),
                           QStringLiteral("phases"),   QStringLiteral("pulled"),    QStringLiteral("pushed"),
                           QStringLiteral("rejected"), QStringLiteral("result"),    QStringLiteral("timestamp")};
    QCOMPARE(report.keys(), keys);
    QCOMPARE(field(report, "result").toString(), QStringLiteral("NETWORK_ERROR"));
    QCOMPARE(field(report, "attempts").toInt(), 1);
    QVERIFY2(run.err.contains("refused"), run.err.constData());
    const QJsonObject status = m->on({QStringLiteral("status")}).json();
    QVERIFY(field(status, "reason").toString().contains(QLatin1String("NETWORK_ERROR")));
    QCOMPARE(field(status, "pending").toInt(), 1);
    for (const QLatin1String command :
         {QLatin1String("stats"), QLatin1String("logs"), QLatin1String("conflicts"), QLatin1String("conflict c"),
          QLatin1String("override c --set priority=low --note n"), QLatin1String("revert c")}) {
        const QStringList words = (QLatin1String("admin ") + command).split(QLatin1Char(' '));
        EXIT(m->ctl(words + QStringList{QStringLiteral("--url"), url}, {QStringLiteral("TIDEMARK_TOKEN=t")}),
             kNetworkError);
    }
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
        m->write("token", token);
    const Run run = m->on({QStringLiteral("sync"), QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:1"),
                           QStringLiteral("--token-file"), m->path("token")});
    EXIT(run, exit);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(!run.err.contains("secret"), run.err.constData());
    QVERIFY(!QFile::exists(m->replica()));
}

void TestCtl::simulationIsReproducible()
{
    const QStringList args{QStringLiteral("simulate"), QStringLiteral("--seed"), QStringLiteral("7"),
                           QStringLiteral("--steps"),  QStringLiteral("20"),     QStringLiteral("--json")};
    const Run first = m->ctl(args);
    EXIT(first, 0);
    QCOMPARE(first.lines().size(), 1);
    QVERIFY(!field(first.json(), "trace").toString().isEmpty());
    QCOMPARE(m->ctl(args).out, first.out);
}

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_ctl.moc"
