// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

class TestApiLogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logs();
    void waitingForAWorkerIsAPhase();
    void logFilters_data();
    void logFilters();
    void stats();
    void statsParameters();
};

namespace {

/// Three pushes, the last of which meets a conflict.
void meetConflict(Backend &backend)
{
    const std::int64_t base =
        stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'base','created_at':1}", id(1))));
    for (const int device : {1, 2}) {
        backend.pushTodo(user(1, device), base,
                         json("{'id':'%1','title':'by %2','_changed':'title','_base':%3}", id(1), device, base));
    }
}

} // namespace

void TestApiLogs::logs()
{
    Backend backend;
    const Caller phone =
        user(1, 1).with("X-Sync-Id", id(50)).with("X-Try", "3").with("X-Device-Name", "Zo\u00eb's phone");
    backend.push(phone, 0, json("{'todos':{'updated':[{'id':'%1'},{'id':'%2'},{'id':'no'}]}}", id(1), id(2)));
    backend.clock.now += 10;
    backend.pull(phone, 0);
    backend.clock.now += 10;
    backend.get(phone, "/api/sync/pull?limit=0");
    const QJsonArray items = body(backend.get(support(), "/api/admin/sync/logs"))[QStringLiteral("items")].toArray();
    QCOMPARE(items.size(), 3);
    const QJsonObject failed = items[0].toObject();
    QCOMPARE(failed[QStringLiteral("result")].toString(), QStringLiteral("SERVER_ERROR"));
    QCOMPARE(failed[QStringLiteral("status")].toInt(), 400);
    QCOMPARE(failed[QStringLiteral("error_code")].toString(), QStringLiteral("bad_parameter"));
    const QJsonObject pulled = items[1].toObject();
    QCOMPARE(pulled[QStringLiteral("type")].toString(), QStringLiteral("pull"));
    QCOMPARE(pulled[QStringLiteral("pulled")].toInt(), 2);
    QVERIFY(pulled[QStringLiteral("bytes_out")].toInt() > 100);
    const QJsonObject pushed = items[2].toObject();
    QCOMPARE(pushed[QStringLiteral("type")].toString(), QStringLiteral("push"));
    QCOMPARE(pushed[QStringLiteral("result")].toString(), QStringLiteral("SUCCESS"));
    QCOMPARE(pushed[QStringLiteral("pushed")].toInt(), 3);
    QCOMPARE(pushed[QStringLiteral("sync_id")].toString(), text(id(50)));
    QCOMPARE(pushed[QStringLiteral("try")].toInt(), 3);
    QCOMPARE(pushed[QStringLiteral("user_id")].toString(), text(userId(1)));
    QCOMPARE(pushed[QStringLiteral("email")].toString(), QStringLiteral("a@example.org"));
    QCOMPARE(pushed[QStringLiteral("device_id")].toString(), text(deviceId(1)));
    QCOMPARE(pushed[QStringLiteral("device_name")].toString(), QStringLiteral("Zo\u00eb's phone"));
    QCOMPARE(pushed[QStringLiteral("source")].toString(), QStringLiteral("server"));
    QVERIFY(pushed[QStringLiteral("duration_ms")].toDouble() > 0);
    const QJsonObject phases = pushed[QStringLiteral("phases")].toObject();
    for (const char *phase : {"auth", "parse", "database", "serialise"})
        QVERIFY2(phases[QLatin1String(phase)].toDouble() > 0, phase);
}

void TestApiLogs::waitingForAWorkerIsAPhase()
{
    Backend backend;
    Request request;
    request.target = "/api/sync/pull";
    request.headers.set("Authorization",
                        "Bearer " + mintToken(backend.jwt, userId(1), "user", {}, 3600, backend.clock.now));
    request.queuedUs = 40'000;
    QCOMPARE(backend.api->handle(request).status, 200);
    const QJsonObject log =
        body(backend.get(support(), "/api/admin/sync/logs"))[QStringLiteral("items")][0].toObject();
    QCOMPARE(log[QStringLiteral("phases")][QStringLiteral("queue")].toDouble(), 40.0);
    QVERIFY(log[QStringLiteral("duration_ms")].toDouble() > 40);
    QCOMPARE(log[QStringLiteral("started_at")].toInteger(), backend.clock.now - 40);
    double sum = 0;
    for (const QJsonValue phase : log[QStringLiteral("phases")].toObject())
        sum += phase.toDouble();
    QVERIFY(sum <= log[QStringLiteral("duration_ms")].toDouble());
}

void TestApiLogs::logFilters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("expected"); // a number of items, or a negated status
    const auto filter = [](const std::string &query, int expected) {
        QTest::newRow(query.c_str()) << text(query) << expected;
    };
    filter("user_id=" + userId(1), 2);
    filter("user_id=" + userId(2), 1);
    filter("type=pull", 2);
    filter("type=push", 1);
    filter("status=SUCCESS", 2);
    filter("status=SERVER_ERROR", 1);
    filter("status=error", 1);
    filter("device_id=" + deviceId(1), 2);
    filter("since=1736760600020", 2);
    filter("until=1736760600020", 1);
    filter("min_ms=60000", 0);
    filter("q=bad_parameter", 1);
    filter("limit=2", 2);
    filter("user_id=x", -400);
    filter("device_id=x", -400);
    filter("type=sideways", -400);
    filter("status=FINE", -400);
    filter("since=x", -400);
    filter("min_ms=-1", -400);
    filter("q=" + std::string(201, 'q'), -400);
    filter("q=%00", -400);
    filter("cursor=nonsense", -400);
}

void TestApiLogs::logFilters()
{
    QFETCH(QString, query);
    QFETCH(int, expected);
    Backend backend;
    backend.push(user(1, 1), 0, json("{'todos':{'updated':[{'id':'%1'}]}}", id(1)));
    backend.clock.now += 10;
    backend.pull(user(1, 1));
    backend.clock.now += 10;
    backend.get(user(2), "/api/sync/pull?limit=0");
    const Response response = backend.get(support(), "/api/admin/sync/logs?" + query.toStdString());
    const auto items = body(response)[QStringLiteral("items")].toArray().size();
    QCOMPARE(response.status == 200 ? static_cast<int>(items) : -response.status, expected);
}

void TestApiLogs::stats()
{
    Backend backend;
    meetConflict(backend);
    const std::int64_t firstFailure = backend.clock.now + 1;
    for (int i = 0; i < 5; ++i) {
        backend.clock.now += 1;
        backend.get(user(2).with("X-Device-Name", "tablet"), "/api/sync/pull?limit=0");
    }
    const QJsonObject all = body(backend.get(support(), "/api/admin/sync/stats?period=1h"));
    QCOMPARE(all[QStringLiteral("count")].toInt(), 8);
    QCOMPARE(all[QStringLiteral("success")].toInt(), 3);
    QCOMPARE(all[QStringLiteral("success_rate")].toDouble(), 3.0 / 8.0);
    QCOMPARE(all[QStringLiteral("results")][QStringLiteral("SERVER_ERROR")].toInt(), 5);
    QCOMPARE(all[QStringLiteral("types")][QStringLiteral("push")][QStringLiteral("count")].toInt(), 3);
    QVERIFY(all[QStringLiteral("p50_ms")].toDouble() > 0);
    QCOMPARE(all[QStringLiteral("pushed")].toInt(), 3);
    QCOMPARE(all[QStringLiteral("conflicts")].toInt(), 1);
    QCOMPARE(all[QStringLiteral("conflicts_by_entity")][QStringLiteral("todos")].toInt(), 1);
    QCOMPARE(all[QStringLiteral("conflicts_by_policy")][QStringLiteral("per_column_merge")].toInt(), 1);
    const QJsonArray failing = all[QStringLiteral("failing_users")].toArray();
    QCOMPARE(failing.size(), 1);
    QCOMPARE(failing[0][QStringLiteral("user_id")].toString(), text(userId(2)));
    QCOMPARE(failing[0][QStringLiteral("consecutive_failures")].toInt(), 5);
    QCOMPARE(stampOf(failing[0].toObject(), "since"), firstFailure);
    const QJsonValue tablet = all[QStringLiteral("devices")][QStringLiteral("tablet")];
    QCOMPARE(tablet[QStringLiteral("count")].toInt(), 5);
    QCOMPARE(tablet[QStringLiteral("success")].toInt(), 0);
    QCOMPARE(all[QStringLiteral("phases")][QStringLiteral("auth")][QStringLiteral("count")].toInt(), 8);
    QVERIFY(all[QStringLiteral("phases")][QStringLiteral("database")][QStringLiteral("p95_ms")].toDouble() > 0);
    int inSeries = 0;
    int pushedInSeries = 0;
    int failedInSeries = 0;
    for (const QJsonValue bucket : all[QStringLiteral("series")].toArray()) {
        inSeries += bucket[QStringLiteral("count")].toInt();
        pushedInSeries += bucket[QStringLiteral("pushed")].toInt();
        failedInSeries += bucket[QStringLiteral("results")][QStringLiteral("SERVER_ERROR")].toInt();
    }
    QCOMPARE(inSeries, 8);
    QCOMPARE(pushedInSeries, 3);
    QCOMPARE(failedInSeries, 5);
    const QJsonObject one = body(backend.get(support(), "/api/admin/sync/stats?user_id=" + userId(2)));
    QCOMPARE(one[QStringLiteral("count")].toInt(), 5);
}

void TestApiLogs::statsParameters()
{
    Backend backend;
    for (const char *period : {"1h", "24h", "7d", "30d"})
        QCOMPARE(backend.get(support(), std::string("/api/admin/sync/stats?period=") + period).status, 200);
    QCOMPARE(backend.get(support(), "/api/admin/sync/stats").status, 200);
    QCOMPARE(backend.get(support(), "/api/admin/sync/stats?period=1y").status, 400);
    QCOMPARE(backend.get(support(), "/api/admin/sync/stats?user_id=x").status, 400);
}

QTEST_GUILESS_MAIN(TestApiLogs)
#include "tst_api_logs.moc"
