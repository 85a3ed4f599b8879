// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client of the admin API over real sockets.

#include "ScriptedServer.h"
#include "admin/AdminClient.h"

#include <QTemporaryDir>

using namespace tidemark;
using namespace std::chrono_literals;

class TestAdminClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void adminErrors_data();
    void adminErrors();
    void adminRefreshesTheTokenOnce();
    void adminRequests();
    void peopleRequests();
    void bulkRequests();
};

void TestAdminClient::adminErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("category");
    const auto row = [](const char *name, const QByteArray &bytes, const char *code, ErrorCategory category) {
        QTest::newRow(name) << bytes << QString::fromLatin1(code) << static_cast<int>(category);
    };
    row("no permission", answer("403 Forbidden", {}, R"({"code":"forbidden"})"), "forbidden", ErrorCategory::Auth);
    row("token", answer("401 Unauthorized", {}, R"({"code":"token_expired"})"), "token_expired", ErrorCategory::Auth);
    row("moved", answer("409 Conflict", {}, R"({"code":"record_moved","detail":"d"})"), "record_moved",
        ErrorCategory::Conflict);
    row("moved, bare", answer("409 Conflict", {}, {}), "record_moved", ErrorCategory::Conflict);
    row("unknown", answer("404 Not Found", {}, R"({"code":"not_found"})"), "not_found", ErrorCategory::Server);
    row("bad", answer("400 Bad", {}, R"({"code":"bad_request"})"), "bad_request", ErrorCategory::Server);
    row("reused", answer("422 Bad", {}, R"({"code":"reused"})"), "reused", ErrorCategory::Server);
    row("invalid", answer("400 Bad", {}, R"({"code":"invalid_value"})"), "invalid_value", ErrorCategory::Input);
    row("column", answer("400 Bad", {}, R"({"code":"unknown_column"})"), "unknown_column", ErrorCategory::Input);
    row("late", answer("408 Late", {}, {}), "http_408", ErrorCategory::Timeout);
    row("busy", answer("429 Busy", {}, {}), "http_429", ErrorCategory::Busy);
    row("fault", answer("500 Oh", {}, "<html>"), "http_500", ErrorCategory::Server);
    row("no JSON", ok("<html>"), "bad_answer", ErrorCategory::Server);
    row("other JSON", ok("[1]"), "bad_answer", ErrorCategory::Server);
    row("nothing", {}, "timeout", ErrorCategory::Timeout);
}

void TestAdminClient::adminErrors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(int, category);
    ScriptedServer server({says(bytes)});
    const auto transport = transportTo(server.url(), impatient(bytes.isEmpty() ? 100ms : 20s, 20s));
    AdminClient client(*transport);
    const auto detail = await(client.overrideConflict("id", {{"title", "\"x\""}}, "note", "why", 7));
    QVERIFY(!detail);
    QCOMPARE(QString::fromStdString(detail.error().code), code);
    QCOMPARE(static_cast<int>(detail.error().category), category);
}

void TestAdminClient::adminRefreshesTheTokenOnce()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("token"));
    const auto write = [path](const QByteArray &text) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    };
    write("old");
    const QByteArray refusal = answer("401 Unauthorized", {}, R"({"code":"token_expired"})");
    ScriptedServer server({[&](QTcpSocket *socket) {
                               write("new");
                               socket->write(refusal);
                           },
                           says(refusal)});
    const auto transport = transportTo(server.url(), withToken(std::make_shared<TokenFile>(path)));
    AdminClient client(*transport);
    const auto stats = await(client.stats("24h"));
    QVERIFY(!stats);
    QCOMPARE(stats.error().category, ErrorCategory::Auth);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(header(server.requests().value(1), "Authorization"), QByteArray("Bearer new"));
}

void TestAdminClient::adminRequests()
{
    std::string list;
    JsonWriter json(list);
    ConflictItem item;
    item.id = "c1";
    item.entity = "todos";
    item.columns = {"priority"};
    json.beginObject().key("items").beginArray();
    writeConflictItem(json, item);
    json.endArray().field("next_cursor", "next&page").endObject();
    std::string whole;
    JsonWriter detailJson(whole);
    ConflictDetail detail;
    detail.item = item;
    detail.currentStamp = 1736760600001;
    writeConflictDetail(detailJson, detail);
    ScriptedServer server({says(ok(QByteArray::fromStdString(list))), says(ok(QByteArray::fromStdString(whole)))});
    const auto transport = transportTo(server.url());
    AdminClient client(*transport);

    const auto page = await(client.conflicts({.userId = "u", .entity = "", .state = "auto"}, 50, "a b"));
    QVERIFY(page);
    QCOMPARE(page->items.size(), std::size_t{1});
    QCOMPARE(page->items[0].columns, std::vector<std::string>{"priority"});
    QCOMPARE(page->nextCursor, std::string("next&page"));
    const auto seen = await(client.conflict("c/1", "asked\r\nby José"));
    QVERIFY(seen);
    QCOMPARE(seen->currentStamp, detail.currentStamp);
    QVERIFY(await(client.revertConflict("c1", "", "why", 9)));

    const auto first = [&](qsizetype at) { return server.requests().value(at).split('\r').value(0); };
    QCOMPARE(first(0),
             QByteArray("GET /api/admin/sync/conflicts?user_id=u&state=auto&limit=50&cursor=a%20b HTTP/1.1"));
    QCOMPARE(first(1), QByteArray("GET /api/admin/sync/conflicts/c%2F1 HTTP/1.1"));
    QCOMPARE(header(server.requests().value(1), "X-Access-Reason"), QByteArray("asked  by Jos\xc3\xa9"));
    QCOMPARE(first(2), QByteArray("POST /api/admin/sync/conflicts/c1/revert HTTP/1.1"));
    QCOMPARE(header(server.requests().value(2), "X-Access-Reason"), QByteArray("why"));
    QVERIFY(server.requests().value(2).endsWith(R"({"note":"","expected_last_modified_at":9})"));
}

void TestAdminClient::peopleRequests()
{
    const auto list = [](const std::string &item) {
        return says(ok(QByteArray::fromStdString("{\"items\":[" + item + "],\"next_cursor\":null}")));
    };
    std::string whole;
    JsonWriter json(whole);
    UserDetail detail;
    detail.user.id = "u1";
    detail.user.verdict = Verdict::Stuck;
    DeviceItem device;
    device.pending = 3;
    device.rowsBehind = 0;
    device.streak = {4, 5, "TIMEOUT", "timeout"};
    device.verdict = Verdict::SignIn;
    detail.user.devices = {device};
    detail.counts = {{"todos", 2, 1}};
    detail.rejections = {{"r", "d", "todos", "x", "invalid_value", "m", 9}};
    writeUserDetail(json, detail);
    ScriptedServer server({list(whole), says(ok(QByteArray::fromStdString(whole))),
                           list(R"({"id":"r1","last_modified_at":7,"title":"t"})"),
                           list(R"({"stamp":7,"origin":"push","changed":["title"],"values":{"title":"t"}})"),
                           list(R"({"id":"a1","action":"records.view","reason":"why"})")});
    const auto transport = transportTo(server.url());
    AdminClient client(*transport);
    const auto users = await(client.users({"jo@", "stuck"}, 50));
    QVERIFY(users);
    QCOMPARE(users->items.at(0).verdict, Verdict::Stuck);
    const auto user = await(client.user("u1"));
    QVERIFY(user);
    const DeviceItem &read = user->user.devices.at(0);
    QCOMPARE(read.pending, device.pending);
    QCOMPARE(read.rowsBehind, device.rowsBehind);
    QVERIFY(!read.cursor);
    QCOMPARE(read.streak.failures, std::int64_t{4});
    QCOMPARE(read.verdict, Verdict::SignIn);
    QCOMPARE(user->counts.at(0).alive, std::int64_t{2});
    QCOMPARE(user->rejections.at(0).code, std::string("invalid_value"));
    const auto records = await(client.records({"u1", "todos", "milk"}, "asked", 10));
    QVERIFY(records);
    QCOMPARE(records->items.at(0).row, std::string(R"({"id":"r1","last_modified_at":7,"title":"t"})"));
    QCOMPARE(records->items.at(0).lastModifiedAt, std::int64_t{7});
    const auto history = await(client.history({"u1", "todos", "r1"}, "asked", 10));
    QVERIFY(history);
    QCOMPARE(history->items.at(0).values, std::string(R"({"title":"t"})"));
    QCOMPARE(history->items.at(0).changed, std::vector<std::string>{"title"});
    const auto audit = await(client.audit({"u1", "a"}, 10));
    QVERIFY(audit);
    QCOMPARE(audit->items.at(0).reason, std::string("why"));

    const auto first = [&](qsizetype at) { return server.requests().value(at).split('\r').value(0); };
    QCOMPARE(first(0), QByteArray("GET /api/admin/sync/users?q=jo%40&state=stuck&limit=50 HTTP/1.1"));
    QCOMPARE(first(1), QByteArray("GET /api/admin/sync/users/u1 HTTP/1.1"));
    QCOMPARE(first(2), QByteArray("GET /api/admin/sync/users/u1/records/todos?q=milk&limit=10 HTTP/1.1"));
    QCOMPARE(header(server.requests().value(2), "X-Access-Reason"), QByteArray("asked"));
    QCOMPARE(first(3), QByteArray("GET /api/admin/sync/records/todos/r1/history?user_id=u1&limit=10 HTTP/1.1"));
    QCOMPARE(header(server.requests().value(3), "X-Access-Reason"), QByteArray("asked"));
    QCOMPARE(first(4), QByteArray("GET /api/admin/sync/audit?user_id=u1&actor=a&limit=10 HTTP/1.1"));
}

void TestAdminClient::bulkRequests()
{
    BulkPreview preview;
    preview.count = 7;
    preview.selection = {{"c1", 5}};
    preview.superseded = 2;
    std::string seen;
    JsonWriter seenJson(seen);
    writeBulkPreview(seenJson, preview);
    std::string done;
    JsonWriter doneJson(done);
    writeBulkReport(doneJson,
                    {"run", {{"c1", BulkOutcome::Moved, 0, {}}, {"c2", BulkOutcome::Failed, 0, "clock_busy"}}});
    ScriptedServer server({says(ok(QByteArray::fromStdString(seen))), says(ok(QByteArray::fromStdString(done)))});
    const auto transport = transportTo(server.url());
    AdminClient client(*transport);
    const auto selected = await(client.previewBulk({"u", "todos", "auto"}, ConflictSide::Server));
    QVERIFY(selected);
    QCOMPARE(selected->count, std::int64_t{7});
    QCOMPARE(selected->superseded, std::int64_t{2});
    QCOMPARE(selected->selection, preview.selection);
    const auto report = await(client.overrideBulk("run", ConflictSide::Server, "why", selected->selection));
    QVERIFY(report);
    QCOMPARE(report->results.at(0).outcome, BulkOutcome::Moved);
    QCOMPARE(report->results.at(1).outcome, BulkOutcome::Failed);
    QCOMPARE(report->results.at(1).code, std::string("clock_busy"));
    QVERIFY(server.requests().value(0).endsWith(
        R"({"dry_run":true,"side":"server","filter":{"user_id":"u","entity":"todos","state":"auto"},"cursor":""})"));
    QVERIFY(server.requests().value(1).endsWith(
        R"({"run_id":"run","side":"server","note":"why","selection":[{"id":"c1","expected_last_modified_at":5}]})"));
}

QTEST_GUILESS_MAIN(TestAdminClient)
#include "tst_adminclient.moc"
