// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client may tell and ask about itself: its own logs, and a digest of its rows.

#include "ApiFixture.h"
#include "protocol/Digest.h"
#include "protocol/LogReport.h"

using namespace apitest;

class TestApiReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digest();
    void digestOfNobody();
    void badDigests_data();
    void badDigests();
    void report();
    void reportTwice();
    void clientsClock();
    void statsCountWhatNeverArrived();
    void badRows_data();
    void badRows();
    void badReports_data();
    void badReports();
};

namespace {

QJsonArray logs(Backend &backend, const std::string &query = {})
{
    return body(backend.get(support(), "/api/admin/sync/logs" + query))[QStringLiteral("items")].toArray();
}

/// One row of a report, `more` in front of what it needs.
std::string rowOf(int number, const std::string &more, std::int64_t at)
{
    return json("{%1'id':'%2','started_at':%3,'duration_ms':12.5,'type':'push','result':'TIMEOUT'}",
                json(more.c_str()), id(number), at);
}

Response send(Backend &backend, const std::string &rows, const Caller &caller = user(1, 1))
{
    return backend.post(caller, "/api/sync/report", "{\"logs\":[" + rows + "]}");
}

int statsCount(Backend &backend)
{
    return body(backend.get(support(), "/api/admin/sync/stats?period=24h"))[QStringLiteral("count")].toInt();
}

} // namespace

void TestApiReport::digest()
{
    Backend backend;
    // More rows than a page has, so that several are read.
    constexpr int kRows = 1500;
    const EntitySchema &ideas = pensieveSchema().entities[*pensieveSchema().entityIndex("ideas")];
    DigestBuilder expected(ideas, {});
    std::string rows;
    for (int number = 1; number <= kRows; ++number) {
        rows += (rows.empty() ? "" : ",") + json("{'id':'%1','text':'idea %2','order_index':%2}", id(number), number);
        Record record = makeRecord(ideas, id(number));
        setColumnValue(record, 1, "idea " + std::to_string(number));
        setColumnValue(record, 2, std::int64_t{number});
        if (number != 3)
            expected.add(record);
    }
    backend.push(user(), 0, "{\"ideas\":{\"updated\":[" + rows + "]}}");
    backend.pushRow(user(2), 0, "ideas", json("{'id':'%1','text':'of another'}", id(1)));
    backend.push(user(), 0, json("{'ideas':{'deleted':['%1']}}", id(3)));
    const Response response = backend.get(user(), "/api/sync/digest?entity=ideas");
    QCOMPARE(response.status, 200);
    JsonDocument document;
    const Digest got = readDigest(document.parse(response.body).value()).value();
    const Digest wanted = expected.finish();
    QCOMPARE(got.all.count, std::int64_t{kRows - 1});
    QCOMPARE(got.all, wanted.all);
    QCOMPARE(got.groups, wanted.groups);
    QVERIFY(got.rows.empty());
    const QJsonObject pulled = backend.pull(user());
    QCOMPARE(got.timestamp, stampOf(pulled));
    QCOMPARE(text(got.serverId), pulled[QStringLiteral("server_id")].toString());
    QCOMPARE(text(got.epoch), pulled[QStringLiteral("epoch")].toString());
    // Within a prefix, down to the row.
    const std::string place = hashId(id(7));
    const Response part = backend.get(user(), "/api/sync/digest?entity=ideas&prefix=" + place.substr(0, 2));
    const QJsonArray listed = body(part)[QStringLiteral("rows")].toArray();
    QVERIFY(!listed.isEmpty() && listed.size() < 100);
    QVERIFY(std::any_of(listed.begin(), listed.end(),
                        [](const QJsonValue &row) { return row[QStringLiteral("id")].toString() == text(id(7)); }));
}

void TestApiReport::digestOfNobody()
{
    Backend backend;
    const QJsonObject answer = body(backend.get(user(), "/api/sync/digest?entity=todos"));
    QCOMPARE(answer[QStringLiteral("count")].toInt(-1), 0);
    QCOMPARE(stampOf(answer), 0);
    QVERIFY(!answer[QStringLiteral("epoch")].toString().isEmpty());
}

void TestApiReport::badDigests_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("no entity") << QString();
    QTest::newRow("unknown entity") << QStringLiteral("?entity=files");
    QTest::newRow("prefix no digits") << QStringLiteral("?entity=todos&prefix=xy");
    QTest::newRow("capitals") << QStringLiteral("?entity=todos&prefix=AB");
    QTest::newRow("prefix too long") << QStringLiteral("?entity=todos&prefix=") + QString(63, QLatin1Char('a'));
}

void TestApiReport::badDigests()
{
    QFETCH(QString, query);
    Backend backend;
    const Response response = backend.get(user(), "/api/sync/digest" + query.toStdString());
    QCOMPARE(response.status, 400);
    QCOMPARE(problemCode(response), QStringLiteral("bad_parameter"));
}

void TestApiReport::report()
{
    Backend backend;
    const std::int64_t now = backend.clock.now;
    SyncLogEntry entry;
    entry.id = id(1);
    entry.syncId = "s-1";
    entry.attempt = 3;
    entry.type = "push";
    entry.startedAt = now - 1000;
    entry.durationMs = 30'000.5;
    entry.result = SyncResult::Timeout;
    entry.errorCode = "timeout";
    entry.errorDetail = "no answer in 30 s";
    entry.pushed = 7;
    entry.phases = {{"connect", 1.5}, {"wait", 29'000}};
    entry.userId = userId(2); // not the client's to say
    entry.source = "server";
    const Response response = backend.post(user(1, 1).with("X-Device-Name", "phone"), "/api/sync/report",
                                           writeLogReport(std::span(&entry, 1)));
    QCOMPARE(response.status, 200);
    JsonDocument document;
    const ReportAnswer answer = readReportAnswer(document.parse(response.body).value()).value();
    QCOMPARE(answer.accepted, std::int64_t{1});
    QVERIFY(answer.rejected.empty());
    const QJsonArray items = logs(backend);
    QCOMPARE(items.size(), 1);
    const QJsonObject kept = items[0].toObject();
    QCOMPARE(kept[QStringLiteral("source")].toString(), QStringLiteral("client"));
    QCOMPARE(kept[QStringLiteral("user_id")].toString(), text(userId(1)));
    QCOMPARE(kept[QStringLiteral("device_id")].toString(), text(deviceId(1)));
    QCOMPARE(kept[QStringLiteral("device_name")].toString(), QStringLiteral("phone"));
    QCOMPARE(kept[QStringLiteral("result")].toString(), QStringLiteral("TIMEOUT"));
    QCOMPARE(kept[QStringLiteral("status")].toInt(-1), 0);
    QCOMPARE(kept[QStringLiteral("error_code")].toString(), QStringLiteral("timeout"));
    QCOMPARE(kept[QStringLiteral("try")].toInt(), 3);
    QCOMPARE(kept[QStringLiteral("pushed")].toInt(), 7);
    QCOMPARE(kept[QStringLiteral("phases")][QStringLiteral("wait")].toDouble(), 29'000.0);
    QCOMPARE(stampOf(kept, "started_at"), now - 1000);
}

void TestApiReport::reportTwice()
{
    Backend backend;
    const std::int64_t now = backend.clock.now;
    const std::string rows = rowOf(1, "", now) + "," + rowOf(2, "", now) + "," + rowOf(2, "", now);
    QCOMPARE(body(send(backend, rows))[QStringLiteral("accepted")].toInt(), 3);
    QCOMPARE(body(send(backend, rows + "," + rowOf(3, "", now)))[QStringLiteral("accepted")].toInt(), 4);
    QCOMPARE(logs(backend).size(), 3);
    // Another user's ids are their own.
    QCOMPARE(send(backend, rowOf(1, "", now), user(2, 1)).status, 200);
    QCOMPARE(logs(backend, "?user_id=" + userId(2)).size(), 1);
    QCOMPARE(logs(backend).size(), 4);
}

void TestApiReport::clientsClock()
{
    Backend backend;
    const std::int64_t now = backend.clock.now;
    const std::int64_t fast = now + 3 * 86'400'000LL; // three days ahead, as it says
    const Caller caller = user(1, 1).with("X-Client-Time", std::to_string(fast));
    QCOMPARE(body(send(backend, rowOf(1, "", fast - 5000), caller))[QStringLiteral("accepted")].toInt(), 1);
    QCOMPARE(stampOf(logs(backend)[0].toObject(), "started_at"), now - 5000);
}

void TestApiReport::statsCountWhatNeverArrived()
{
    Backend backend;
    const Caller phone = user(1, 1).with("X-Sync-Id", "sync-1").with("X-Try", "1");
    backend.pushTodo(phone, 0, json("{'id':'%1','title':'a'}", id(1)));
    backend.clock.now += 1000;
    QCOMPARE(statsCount(backend), 1);
    const std::int64_t now = backend.clock.now;
    // The answer of the push was lost: the server knows of it. The second try never came.
    send(backend, rowOf(1, "'sync_id':'sync-1','try':1,", now - 900));
    QCOMPARE(statsCount(backend), 1);
    send(backend, rowOf(2, "'sync_id':'sync-1','try':2,", now - 800));
    QCOMPARE(statsCount(backend), 2);
    // A request with an answer was logged by the server, if not of late.
    const std::string answered =
        json("{'id':'%1','started_at':%2,'duration_ms':5,'type':'pull','result':'SUCCESS'}", id(3), now - 700);
    send(backend, answered);
    QCOMPARE(statsCount(backend), 2);
    QCOMPARE(logs(backend).size(), 4);
}

void TestApiReport::badRows_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("named");
    const auto bad = [](const char *name, const char *row) {
        QTest::newRow(name) << text(json(row, id(9))) << text(id(9));
    };
    QTest::newRow("no object") << QStringLiteral("7") << QString();
    QTest::newRow("no id") << text(json("{'type':'push','result':'TIMEOUT','started_at':5}")) << QString();
    QTest::newRow("id of another kind") << text(json("{'id':'one','type':'push','result':'TIMEOUT','started_at':5}"))
                                        << QStringLiteral("one");
    bad("no type", "{'id':'%1','result':'TIMEOUT','started_at':5}");
    bad("unknown type", "{'id':'%1','type':'x','result':'TIMEOUT','started_at':5}");
    bad("no result", "{'id':'%1','type':'push','started_at':5}");
    bad("unknown result", "{'id':'%1','type':'push','result':'GREAT','started_at':5}");
    bad("no time", "{'id':'%1','type':'push','result':'TIMEOUT'}");
    bad("in the future", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':1836760600000}");
    bad("negative duration", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':5,'duration_ms':-1}");
    bad("tries", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':5,'try':0}");
    bad("status", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':5,'status':1000}");
    bad("records", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':5,'records':{'pushed':-1}}");
    bad("error", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':5,'error':'a\\u0007b'}");
    bad("phase", "{'id':'%1','type':'push','result':'TIMEOUT','started_at':5,'phases':{'wait':-1}}");
}

void TestApiReport::badRows()
{
    QFETCH(QString, row);
    QFETCH(QString, named);
    Backend backend;
    const Response response = send(backend, row.toStdString() + "," + rowOf(1, "", backend.clock.now));
    QCOMPARE(response.status, 200);
    QCOMPARE(body(response)[QStringLiteral("accepted")].toInt(), 1); // one bad row keeps no other
    const QJsonArray rejected = body(response)[QStringLiteral("rejected")].toArray();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(rejected[0][QStringLiteral("id")].toString(), named);
    QCOMPARE(rejected[0][QStringLiteral("code")].toString(), QStringLiteral("invalid_value"));
    QVERIFY(!rejected[0][QStringLiteral("message")].toString().isEmpty());
    QCOMPARE(logs(backend).size(), 1);
}

void TestApiReport::badReports_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << QStringLiteral("{") << 400;
    QTest::newRow("no logs") << QStringLiteral("{}") << 400;
    QTest::newRow("no list") << QStringLiteral(R"({"logs":7})") << 400;
    QString many = QStringLiteral(R"({"logs":[7)");
    for (int i = 0; i < 500; ++i)
        many += QStringLiteral(",7");
    QTest::newRow("too many") << many + QStringLiteral("]}") << 413;
}

void TestApiReport::badReports()
{
    QFETCH(QString, sent);
    QFETCH(int, status);
    Backend backend;
    QCOMPARE(backend.post(user(), "/api/sync/report", sent.toStdString()).status, status);
}

QTEST_GUILESS_MAIN(TestApiReport)
#include "tst_api_report.moc"
