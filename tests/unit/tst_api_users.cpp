// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What support sees of people: users and their devices, their rows, the history of one, and who looked.

#include "ApiFixture.h"
#include "backend/api/Verdicts.h"

using namespace apitest;

class TestApiUsers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void userVerdicts();
    void oneUser();
    void rowsBehind();
    void signIn();
    void stuckAfterFailures();
    void search_data();
    void search();
    void states();
    void pages();
    void badParameters_data();
    void badParameters();
    void records();
    void recordPagesAndSearch();
    void history();
    void valuesNeedAReason_data();
    void valuesNeedAReason();
    void auditList();
    void reviews();
};

namespace {

constexpr std::int64_t kNow = 1'736'760'600'000;
constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kDay = 24 * kHour;

Caller asked(const Caller &caller = support())
{
    return caller.with("X-Access-Reason", "asked by phone");
}

QJsonArray itemsOf(const Response &response)
{
    return body(response)[QStringLiteral("items")].toArray();
}

QJsonArray users(Backend &backend, const std::string &query = {})
{
    return itemsOf(backend.get(support(), "/api/admin/sync/users" + query));
}

QJsonObject userOf(Backend &backend, int number = 1)
{
    return body(backend.get(support(), "/api/admin/sync/users/" + userId(number)));
}

QJsonObject deviceOf(const QJsonObject &user, int number)
{
    for (const QJsonValue device : user[QStringLiteral("devices")].toArray()) {
        if (device[QStringLiteral("device_id")].toString() == text(deviceId(number)))
            return device.toObject();
    }
    return {};
}

QStringList idsOf(const QJsonArray &items)
{
    QStringList ids;
    for (const QJsonValue item : items)
        ids += item[QStringLiteral("user_id")].toString();
    return ids;
}

/// A device that synced an hour ago, with nothing wrong.
DeviceItem fine()
{
    DeviceItem device;
    device.firstSeen = kNow - 30 * kDay;
    device.lastSeen = kNow - kHour;
    device.lastPullAt = kNow - kHour;
    device.lastPushAt = kNow - 2 * kDay;
    device.streak.lastResult = "SUCCESS";
    return device;
}

} // namespace

void TestApiUsers::verdicts_data()
{
    QTest::addColumn<DeviceItem>("device");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, Verdict verdict, auto change) {
        DeviceItem device = fine();
        change(device);
        QTest::newRow(name) << device << verdict;
    };
    row("fine", Verdict::Ok, [](DeviceItem &) {});
    row("a few failures", Verdict::Ok, [](DeviceItem &d) { d.streak = {3, kNow - kHour, "TIMEOUT", "timeout"}; });
    row("one more", Verdict::Stuck, [](DeviceItem &d) { d.streak = {4, kNow - kHour, "TIMEOUT", "timeout"}; });
    row("failures of long ago", Verdict::Idle, [](DeviceItem &d) {
        d.streak = {9, kNow - 9 * kDay, "TIMEOUT", "timeout"};
        d.lastSeen = kNow - 8 * kDay;
    });
    row("token expired", Verdict::SignIn, [](DeviceItem &d) { d.streak = {1, kNow, "AUTH_ERROR", "token_expired"}; });
    row("token expired long ago", Verdict::SignIn, [](DeviceItem &d) {
        d.streak = {1, kNow, "AUTH_ERROR", "token_expired"};
        d.lastSeen = kNow - 8 * kDay;
    });
    row("pending, comes and does not push", Verdict::Stuck, [](DeviceItem &d) { d.pending = 2; });
    row("pending, pushed since", Verdict::Ok, [](DeviceItem &d) {
        d.pending = 2;
        d.lastPushAt = d.lastSeen;
    });
    row("pending, never pushed", Verdict::Stuck, [](DeviceItem &d) {
        d.pending = 1;
        d.lastPushAt.reset();
    });
    row("pending, has only just come", Verdict::Ok, [](DeviceItem &d) {
        d.pending = 1;
        d.lastPushAt.reset();
        d.firstSeen = d.lastSeen - kHour;
    });
    row("nothing pending", Verdict::Ok, [](DeviceItem &d) { d.pending = 0; });
    row("silent for a week", Verdict::Ok, [](DeviceItem &d) { d.lastSeen = kNow - 7 * kDay; });
    row("and a moment", Verdict::Idle, [](DeviceItem &d) { d.lastSeen = kNow - 7 * kDay - 1; });
    row("never synced", Verdict::NeverSynced, [](DeviceItem &d) {
        d.lastPullAt.reset();
        d.lastPushAt.reset();
    });
}

void TestApiUsers::verdicts()
{
    QFETCH(DeviceItem, device);
    QFETCH(Verdict, verdict);
    QCOMPARE(verdictOf(device, kNow), verdict);
    QCOMPARE(verdictFromName(verdictName(verdict)), std::optional(verdict));
}

void TestApiUsers::userVerdicts()
{
    DeviceItem idle = fine();
    idle.lastSeen = 1;
    DeviceItem stuck = fine();
    stuck.streak.failures = 4;
    UserItem user;
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::NeverSynced);
    user.devices = {idle};
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::Idle);
    user.devices = {idle, fine()}; // a phone in a drawer does not make its owner idle
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::Ok);
    user.devices = {idle, fine(), stuck};
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::Stuck);
    QCOMPARE(user.devices[1].verdict, Verdict::Ok);
}

void TestApiUsers::oneUser()
{
    Backend backend;
    const Caller phone = user(1, 1)
                             .with("X-Device-Name", "phone")
                             .with("X-Device-Model", "P1")
                             .with("X-Pending-Changes", "2")
                             .with("X-Client-Time", std::to_string(backend.clock.now + 10 + 5000));
    const std::int64_t stamp = stampOf(
        backend.push(phone, 0,
                     json("{'todos':{'updated':[{'id':'%1','title':'a'},{'id':'%2'},{'id':'%3','priority':'urgent'}],"
                          "'deleted':['%4']}}",
                          id(1), id(2), id(3), id(4))),
        "stamp");
    const std::int64_t pushedAt = backend.clock.now;
    backend.clock.now += kHour / 2;
    backend.pull(user(1, 2));
    const QJsonObject whole = userOf(backend);
    QCOMPARE(whole[QStringLiteral("user_id")].toString(), text(userId(1)));
    QCOMPARE(whole[QStringLiteral("email")].toString(), QStringLiteral("a@example.org"));
    QCOMPARE(whole[QStringLiteral("verdict")].toString(), QStringLiteral("ok"));
    QCOMPARE(stampOf(whole, "clock"), stamp);
    QCOMPARE(stampOf(whole, "last_seen"), backend.clock.now);
    QCOMPARE(whole[QStringLiteral("counts")][QStringLiteral("todos")][QStringLiteral("alive")].toInt(), 2);
    QCOMPARE(whole[QStringLiteral("counts")][QStringLiteral("todos")][QStringLiteral("deleted")].toInt(), 1);
    QCOMPARE(whole[QStringLiteral("counts")][QStringLiteral("ideas")][QStringLiteral("alive")].toInt(), 0);
    QCOMPARE(whole[QStringLiteral("rejection_count")].toInt(), 1);
    const QJsonObject rejection = whole[QStringLiteral("rejections")][0].toObject();
    QCOMPARE(rejection[QStringLiteral("record_id")].toString(), text(id(3)));
    QCOMPARE(rejection[QStringLiteral("code")].toString(), QStringLiteral("invalid_value"));
    QVERIFY(!QJsonDocument(whole).toJson().contains("urgent")); // no values
    const QJsonObject first = deviceOf(whole, 1);
    QCOMPARE(first[QStringLiteral("name")].toString(), QStringLiteral("phone"));
    QCOMPARE(first[QStringLiteral("model")].toString(), QStringLiteral("P1"));
    QCOMPARE(stampOf(first, "last_push_at"), pushedAt);
    QVERIFY(first[QStringLiteral("last_pull_at")].isNull());
    QCOMPARE(first[QStringLiteral("pending")].toInt(), 2);
    QCOMPARE(first[QStringLiteral("client_offset_ms")].toInt(), 5000);
    QCOMPARE(first[QStringLiteral("last_result")].toString(), QStringLiteral("SUCCESS"));
    const QJsonObject second = deviceOf(whole, 2);
    QVERIFY(second[QStringLiteral("pending")].isNull());
    QVERIFY(stampOf(second, "last_pull_at") > pushedAt);
    const Response none = backend.get(support(), "/api/admin/sync/users/" + userId(2));
    QCOMPARE(none.status, 404);
    QCOMPARE(problemCode(none), QStringLiteral("unknown_user"));
}

void TestApiUsers::rowsBehind()
{
    Backend backend;
    backend.pull(user(1, 1));
    const auto push = [&](int record) {
        return stampOf(backend.pushTodo(user(1, 2), 0, json("{'id':'%1','title':'a'}", id(record))));
    };
    push(1);
    const std::int64_t last = push(2);
    const auto behind = [&](int device) { return deviceOf(userOf(backend), device)[QStringLiteral("rows_behind")]; };
    QCOMPARE(behind(1).toInt(-1), 2);
    QCOMPARE(behind(2).toInt(-1), 0);
    QCOMPARE(stampOf(deviceOf(userOf(backend), 2), "cursor"), last);
    // A page does not move a client's cursor until the last has come.
    const QJsonObject page = body(backend.get(user(1, 1), "/api/sync/pull?last_pulled_at=0&limit=1"));
    QCOMPARE(behind(1).toInt(-1), 2);
    backend.get(user(1, 1),
                "/api/sync/pull?last_pulled_at=0&limit=1&page="
                    + page[QStringLiteral("next_page")].toString().toStdString());
    QCOMPARE(behind(1).toInt(-1), 0);
    push(3);
    backend.get(user(1, 1), "/api/sync/pull?last_pulled_at=0&entities=ideas"); // knows nothing of todos
    QCOMPARE(behind(1).toInt(-1), 1);
    QVERIFY(users(backend)[0][QStringLiteral("devices")][0][QStringLiteral("rows_behind")].isNull());
}

void TestApiUsers::signIn()
{
    Backend backend;
    backend.pull(user(1, 1));
    Request request;
    request.target = "/api/sync/pull";
    request.headers.set("Authorization",
                        "Bearer "
                            + mintToken(backend.jwt, userId(1), "user", "a@example.org", 60, backend.clock.now));
    request.headers.set("X-Device-Id", deviceId(1));
    backend.clock.now += kHour;
    QCOMPARE(backend.api->handle(request).status, 401);
    const QJsonObject whole = userOf(backend);
    QCOMPARE(whole[QStringLiteral("verdict")].toString(), QStringLiteral("sign_in"));
    QCOMPARE(deviceOf(whole, 1)[QStringLiteral("last_error")].toString(), QStringLiteral("token_expired"));
    QCOMPARE(stampOf(deviceOf(whole, 1), "last_seen"), backend.clock.now);
    backend.clock.now += 10;
    backend.pull(user(1, 1));
    QCOMPARE(userOf(backend)[QStringLiteral("verdict")].toString(), QStringLiteral("ok"));
}

void TestApiUsers::stuckAfterFailures()
{
    Backend backend;
    backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'a'}", id(1)));
    std::int64_t since = 0;
    for (int i = 0; i < 4; ++i) {
        backend.clock.now += 1000;
        since = since == 0 ? backend.clock.now : since;
        backend.post(user(1, 1), "/api/sync/push", "{");
        backend.pull(user(1, 1)); // pulls go well meanwhile, which helps no push
        QCOMPARE(userOf(backend)[QStringLiteral("verdict")].toString(),
                 i < 3 ? QStringLiteral("ok") : QStringLiteral("stuck"));
    }
    const QJsonObject device = deviceOf(userOf(backend), 1);
    QCOMPARE(device[QStringLiteral("consecutive_failures")].toInt(), 4);
    QCOMPARE(stampOf(device, "failing_since"), since);
    QCOMPARE(device[QStringLiteral("last_result")].toString(), QStringLiteral("SUCCESS"));
    backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'b'}", id(1)));
    QCOMPARE(userOf(backend)[QStringLiteral("verdict")].toString(), QStringLiteral("ok"));
}

void TestApiUsers::search_data()
{
    QTest::addColumn<QString>("q");
    QTest::addColumn<int>("found");
    QTest::newRow("e-mail") << QStringLiteral("A@EXAMPLE") << 3;
    QTest::newRow("device") << QStringLiteral("ipa") << 1;
    QTest::newRow("user id") << text(userId(2)) << 1;
    QTest::newRow("device id") << text(deviceId(3)) << 1;
    QTest::newRow("part of an id") << text(userId(2)).left(12) << 0;
    QTest::newRow("wildcard") << QStringLiteral("%25") << 0;
    QTest::newRow("nothing") << QStringLiteral("nobody") << 0;
}

void TestApiUsers::search()
{
    QFETCH(QString, q);
    QFETCH(int, found);
    Backend backend;
    backend.pull(user(1, 1).with("X-Device-Name", "phone"));
    backend.pull(user(2, 2).with("X-Device-Name", "iPad"));
    backend.pull(user(3, 3));
    QCOMPARE(users(backend, "?q=" + q.toStdString()).size(), found);
}

void TestApiUsers::states()
{
    Backend backend;
    for (int number = 1; number <= 5; ++number) {
        backend.clock.now += 10;
        backend.pull(user(number, 1));
    }
    backend.clock.now += 8 * kDay;
    backend.pull(user(2, 1));
    backend.pull(user(4, 1));
    QCOMPARE(idsOf(users(backend, "?state=ok")), QStringList({text(userId(4)), text(userId(2))}));
    QCOMPARE(users(backend, "?state=idle").size(), 3);
    QCOMPARE(users(backend, "?state=stuck").size(), 0);
    // Pages of a filtered list leave nothing out.
    QStringList all;
    std::string cursor;
    do {
        const Response response = backend.get(support(), "/api/admin/sync/users?state=idle&limit=1&cursor=" + cursor);
        all += idsOf(itemsOf(response));
        cursor = body(response)[QStringLiteral("next_cursor")].toString().toStdString();
    } while (!cursor.empty() && all.size() < 10);
    QCOMPARE(all, QStringList({text(userId(5)), text(userId(3)), text(userId(1))}));
}

void TestApiUsers::pages()
{
    Backend backend;
    for (int number = 1; number <= 5; ++number) {
        backend.clock.now += number == 3 ? 0 : 10; // two of the same moment
        backend.pull(user(number, 1));
    }
    const Response first = backend.get(support(), "/api/admin/sync/users?limit=3");
    const std::string cursor = body(first)[QStringLiteral("next_cursor")].toString().toStdString();
    backend.clock.now += 10;
    backend.pull(user(1, 1)); // being seen again moves nobody
    const Response second = backend.get(support(), "/api/admin/sync/users?limit=3&cursor=" + cursor);
    QVERIFY(body(second)[QStringLiteral("next_cursor")].isNull());
    QStringList ids = idsOf(itemsOf(first)) + idsOf(itemsOf(second));
    QCOMPARE(ids.size(), 5);
    QCOMPARE(ids.removeDuplicates(), 0);
}

void TestApiUsers::badParameters_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto bad = [](const char *name, const std::string &target, int status, const char *code) {
        QTest::newRow(name) << text(target) << status << QString::fromLatin1(code);
    };
    bad("state", "users?state=lost", 400, "bad_parameter");
    bad("limit", "users?limit=0", 400, "bad_parameter");
    bad("cursor", "users?cursor=x", 400, "bad_cursor");
    bad("user", "users/me", 404, "unknown_user");
    bad("entity", "users/" + userId(1) + "/records/files", 404, "unknown_entity");
    bad("records of no id", "users/me/records/todos", 404, "not_found");
    bad("records' cursor", "users/" + userId(1) + "/records/todos?cursor=1", 400, "bad_cursor");
    bad("history of no user", "records/todos/" + id(1) + "/history", 400, "bad_parameter");
    bad("history of no id", "records/todos/x/history?user_id=" + userId(1), 404, "not_found");
    bad("history of no entity", "records/x/" + id(1) + "/history?user_id=" + userId(1), 404, "unknown_entity");
    bad("audit's actor", "audit?actor=me", 400, "bad_parameter");
    bad("more segments", "users/" + userId(1) + "/records/todos/x", 404, "not_found");
    bad("empty segment", "users/", 404, "not_found");
}

void TestApiUsers::badParameters()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(QString, code);
    Backend backend;
    const Response response = backend.get(asked(), "/api/admin/sync/" + target.toStdString());
    QCOMPARE(problemCode(response), code);
    QCOMPARE(response.status, status);
}

void TestApiUsers::records()
{
    Backend backend;
    backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'mine','created_at':5}", id(1)));
    backend.pushTodo(user(2, 1), 0, json("{'id':'%1','title':'theirs'}", id(1)));
    backend.push(user(1, 1), 0, json("{'todos':{'deleted':['%1']}}", id(2)));
    const QJsonArray items = itemsOf(backend.get(asked(), "/api/admin/sync/users/" + userId(1) + "/records/todos"));
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0][QStringLiteral("id")].toString(), text(id(2)));
    QCOMPARE(items[0][QStringLiteral("_status")].toString(), QStringLiteral("deleted"));
    QCOMPARE(items[1][QStringLiteral("title")].toString(), QStringLiteral("mine"));
    QCOMPARE(items[1][QStringLiteral("created_at")].toInt(), 5);
    QVERIFY(!items[1].toObject().contains(QStringLiteral("user_id")));
    const AuditEntry entry = backend.store->listAudit({}).value().items.at(0);
    QCOMPARE(entry.action, std::string("records.view"));
    QCOMPARE(entry.userId, userId(1));
    QCOMPARE(entry.entity, std::string("todos"));
    QCOMPARE(entry.actor, support().user);
    QCOMPARE(entry.role, std::string("support"));
    QCOMPARE(entry.reason, std::string("asked by phone"));
}

void TestApiUsers::recordPagesAndSearch()
{
    Backend backend;
    std::string rows;
    for (int record = 1; record <= 5; ++record) // of one stamp, and with tags
        rows += (rows.empty() ? "" : ",") + json("{'id':'%1','title':'Note %2','tags':['x%2']}", id(record), record);
    backend.push(user(1, 1), 0, "{\"captures\":{\"updated\":[" + rows + "]}}");
    const std::string target = "/api/admin/sync/users/" + userId(1) + "/records/captures";
    QStringList ids;
    std::string cursor;
    do {
        const Response response = backend.get(asked(), target + "?limit=2&cursor=" + cursor);
        for (const QJsonValue item : itemsOf(response))
            ids += item[QStringLiteral("id")].toString();
        cursor = body(response)[QStringLiteral("next_cursor")].toString().toStdString();
    } while (!cursor.empty() && ids.size() < 10);
    QCOMPARE(ids.size(), 5);
    QCOMPARE(ids.removeDuplicates(), 0);
    const auto found = [&](const std::string &q) { return itemsOf(backend.get(asked(), target + "?q=" + q)).size(); };
    QCOMPARE(found("note%203"), 1);
    QCOMPARE(found("NOTE"), 5);
    QCOMPARE(found("x4"), 1);
    QCOMPARE(found(id(2)), 1);
    QCOMPARE(found("_"), 0);
}

void TestApiUsers::history()
{
    Backend backend;
    const Caller phone = user(1, 1).with("X-Device-Name", "phone");
    const std::int64_t first =
        stampOf(backend.pushTodo(phone, 0, json("{'id':'%1','title':'a','priority':'low'}", id(1))), "stamp");
    const std::int64_t second = stampOf(
        backend.pushTodo(phone, first, json("{'id':'%1','title':'b','_changed':'title','_base':%2}", id(1), first)),
        "stamp");
    backend.push(phone, second, json("{'todos':{'deleted':[{'id':'%1','_base':%2}]}}", id(1), second));
    backend.pushTodo(user(2, 1), 0, json("{'id':'%1','title':'of another'}", id(1)));
    const std::string target = "/api/admin/sync/records/todos/" + id(1) + "/history?user_id=" + userId(1);
    const QJsonArray items = itemsOf(backend.get(asked(), target));
    QCOMPARE(items.size(), 3);
    QCOMPARE(items[0][QStringLiteral("status")].toString(), QStringLiteral("deleted"));
    QCOMPARE(items[0][QStringLiteral("changed")].toArray(), QJsonArray{QStringLiteral("_status")});
    QCOMPARE(items[0][QStringLiteral("values")].toObject(),
             QJsonObject({{QStringLiteral("_status"), QStringLiteral("deleted")}}));
    QCOMPARE(stampOf(items[1].toObject(), "stamp"), second);
    QCOMPARE(items[1][QStringLiteral("changed")].toArray(), QJsonArray{QStringLiteral("title")});
    QCOMPARE(items[1][QStringLiteral("values")].toObject(),
             QJsonObject({{QStringLiteral("title"), QStringLiteral("b")}}));
    QCOMPARE(items[1][QStringLiteral("origin")].toString(), QStringLiteral("push"));
    QCOMPARE(items[1][QStringLiteral("device_id")].toString(), text(deviceId(1)));
    QCOMPARE(items[1][QStringLiteral("device_name")].toString(), QStringLiteral("phone"));
    QVERIFY(items[2][QStringLiteral("changed")].toArray().isEmpty());
    QCOMPARE(items[2][QStringLiteral("values")][QStringLiteral("priority")].toString(), QStringLiteral("low"));
    QVERIFY(items[2][QStringLiteral("values")].toObject().contains(QStringLiteral("deadline")));
    const Response page = backend.get(asked(), target + "&limit=2");
    const std::string cursor = body(page)[QStringLiteral("next_cursor")].toString().toStdString();
    const QJsonArray rest = itemsOf(backend.get(asked(), target + "&limit=2&cursor=" + cursor));
    QCOMPARE(rest, QJsonArray{items[2]});
    const AuditEntry entry = backend.store->listAudit({}).value().items.at(0);
    QCOMPARE(entry.action, std::string("record.history"));
    QCOMPARE(entry.recordId, id(1));
}

void TestApiUsers::valuesNeedAReason_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("records") << text("users/" + userId(1) + "/records/todos");
    QTest::newRow("history") << text("records/todos/" + id(1) + "/history?user_id=" + userId(1));
    QTest::newRow("conflict") << text("conflicts/" + id(1));
}

void TestApiUsers::valuesNeedAReason()
{
    QFETCH(QString, target);
    Backend backend;
    for (const Caller &caller : {support(), admin(), admin().with("X-Access-Reason", " ")}) {
        const Response response = backend.get(caller, "/api/admin/sync/" + target.toStdString());
        QCOMPARE(response.status, 403);
        QCOMPARE(problemCode(response), QStringLiteral("access_reason_missing"));
    }
    QVERIFY(backend.store->listAudit({}).value().items.empty());
}

void TestApiUsers::auditList()
{
    Backend backend;
    for (int number = 1; number <= 3; ++number) {
        backend.clock.now += 10;
        backend.get(asked(number == 2 ? admin() : support()),
                    "/api/admin/sync/users/" + userId(number) + "/records/todos");
    }
    const auto list = [&](const std::string &query) {
        return itemsOf(backend.get(support(), "/api/admin/sync/audit" + query));
    };
    QCOMPARE(list("").size(), 3);
    const QJsonObject newest = list("")[0].toObject();
    QCOMPARE(newest[QStringLiteral("action")].toString(), QStringLiteral("records.view"));
    QCOMPARE(newest[QStringLiteral("user_id")].toString(), text(userId(3)));
    QCOMPARE(stampOf(newest, "at"), backend.clock.now);
    QCOMPARE(list("?user_id=" + userId(2)).size(), 1);
    QCOMPARE(list("?actor=" + support().user).size(), 2);
    QCOMPARE(list("?actor=" + admin().user)[0][QStringLiteral("role")].toString(), QStringLiteral("admin"));
    const Response page = backend.get(support(), "/api/admin/sync/audit?limit=2");
    const std::string cursor = body(page)[QStringLiteral("next_cursor")].toString().toStdString();
    QCOMPARE(list("?limit=2&cursor=" + cursor).size(), 1);
}

void TestApiUsers::reviews()
{
    Backend backend;
    const std::int64_t base = stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'base'}", id(1))));
    QJsonObject answer;
    for (const int device : {1, 2}) {
        answer =
            backend.pushTodo(user(1, device), base,
                             json("{'id':'%1','title':'%2','_changed':'title','_base':%3}", id(1), device, base));
    }
    const std::string conflict = conflicts(answer)[0][QStringLiteral("id")].toString().toStdString();
    const std::string target = "/api/admin/sync/conflicts/" + conflict;
    QCOMPARE(problemCode(backend.post(admin(), target + "/review", "{}")), QStringLiteral("access_reason_missing"));
    const Response reviewed = backend.post(admin(), target + "/review", json("{'note':'as it should be'}"));
    QCOMPARE(reviewed.status, 200);
    QCOMPARE(body(reviewed)[QStringLiteral("state")].toString(), QStringLiteral("reviewed"));
    QCOMPARE(backend.pull(user(1))[QStringLiteral("timestamp")].toInteger(),
             stampOf(answer)); // no record was written
    const AuditEntry entry = backend.store->listAudit({}).value().items.at(0);
    QCOMPARE(entry.action, std::string("conflict.review"));
    QCOMPARE(entry.reason, std::string("as it should be"));
    // It can still be overridden; what is overridden is not reviewed.
    QCOMPARE(backend
                 .post(admin(), target + "/override",
                       json("{'values':{'title':'c'},'note':'n','expected_last_modified_at':%1}", stampOf(answer)))
                 .status,
             200);
    const Response late = backend.post(asked(admin()), target + "/review", "{}");
    QCOMPARE(late.status, 409);
    QCOMPARE(problemCode(late), QStringLiteral("already_overridden"));
    QCOMPARE(problemCode(backend.post(asked(admin()), "/api/admin/sync/conflicts/" + id(9) + "/review", "{}")),
             QStringLiteral("unknown_conflict"));
}

Q_DECLARE_METATYPE(tidemark::DeviceItem)

QTEST_GUILESS_MAIN(TestApiUsers)
#include "tst_api_users.moc"
