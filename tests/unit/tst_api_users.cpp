// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What support sees of people: users, their devices, and what is wrong with them.

#include "ApiFixture.h"

using namespace apitest;

class TestApiUsers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneUser();
    void rowsBehind();
    void signIn();
    void stuckAfterFailures();
    void search_data();
    void search();
    void states();
    void pages();
    void manyDevices();
    void badParameters_data();
    void badParameters();
};

namespace {

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

} // namespace

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
    const auto behind = [&](int device) -> QJsonValue {
        return deviceOf(userOf(backend), device)[QStringLiteral("rows_behind")];
    };
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

/// Ids of devices cost nothing: those seen longest ago give way, and come back with their next request.
void TestApiUsers::manyDevices()
{
    Backend backend;
    backend.pull(user(2, 1));
    for (int device = 1; device <= 110; ++device) {
        ++backend.clock.now;
        backend.pull(user(1, device));
        if (device % 40 == 0) // some in one batch, some in several
            QVERIFY(backend.api->flushLogs());
    }
    const auto devices = [&] { return userOf(backend)[QStringLiteral("devices")].toArray(); };
    QCOMPARE(devices().size(), 100);
    QCOMPARE(devices().first()[QStringLiteral("device_id")].toString(), text(deviceId(110)));
    QCOMPARE(devices().last()[QStringLiteral("device_id")].toString(), text(deviceId(11)));
    ++backend.clock.now;
    backend.pull(user(1, 1));
    QCOMPARE(devices().size(), 100);
    QCOMPARE(devices().first()[QStringLiteral("device_id")].toString(), text(deviceId(1)));
    const QJsonArray all = users(backend);
    QCOMPARE(all.size(), 2);
    for (const QJsonValue item : all) {
        const bool first = item[QStringLiteral("user_id")].toString() == text(userId(1));
        QCOMPARE(item[QStringLiteral("devices")].toArray().size(), first ? 100 : 1);
    }
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

QTEST_GUILESS_MAIN(TestApiUsers)
#include "tst_api_users.moc"
