// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What support sees of one person's rows, the history of one, and who looked.

#include "ApiFixture.h"

using namespace apitest;

class TestApiRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void records();
    void recordPagesAndSearch();
    void history();
    void largeValuesEndAPage();
    void valuesNeedAReason_data();
    void valuesNeedAReason();
    void auditList();
    void reviews();
};

namespace {

Caller asked(const Caller &caller = support())
{
    return caller.with("X-Access-Reason", "asked by phone");
}

QJsonArray itemsOf(const Response &response)
{
    return body(response)[QStringLiteral("items")].toArray();
}

} // namespace

void TestApiRecords::records()
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

void TestApiRecords::recordPagesAndSearch()
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

void TestApiRecords::history()
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

/// However many rows are asked for, an answer has 4 MiB and one row at most.
void TestApiRecords::largeValuesEndAPage()
{
    Backend backend;
    std::int64_t cursor = 0;
    for (int i = 1; i <= 6; ++i) { // six records; six versions of the first
        const std::string text = std::to_string(i) + std::string(999'999, 'x');
        if (i > 1)
            backend.pushRow(user(1, 1), 0, "captures", json("{'id':'%1','raw_content':'%2'}", id(i), text));
        cursor = stampOf(
            backend.pushRow(user(1, 1), cursor, "captures", json("{'id':'%1','raw_content':'%2'}", id(1), text)));
    }
    for (const std::string &target :
         {"/api/admin/sync/users/" + userId(1) + "/records/captures?limit=1000",
          "/api/admin/sync/records/captures/" + id(1) + "/history?limit=1000&user_id=" + userId(1)}) {
        const Response first = backend.get(asked(), target);
        QCOMPARE(itemsOf(first).size(), 5);
        const std::string next = body(first)[QStringLiteral("next_cursor")].toString().toStdString();
        QVERIFY(!next.empty());
        const Response second = backend.get(asked(), target + "&cursor=" + next);
        QCOMPARE(itemsOf(second).size(), 1);
        QVERIFY(body(second)[QStringLiteral("next_cursor")].toString().isEmpty());
        QVERIFY(!itemsOf(first).contains(itemsOf(second).first()));
    }
}

void TestApiRecords::valuesNeedAReason_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("records") << text("users/" + userId(1) + "/records/todos");
    QTest::newRow("history") << text("records/todos/" + id(1) + "/history?user_id=" + userId(1));
    QTest::newRow("conflict") << text("conflicts/" + id(1));
}

void TestApiRecords::valuesNeedAReason()
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

void TestApiRecords::auditList()
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

void TestApiRecords::reviews()
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

QTEST_GUILESS_MAIN(TestApiRecords)
#include "tst_api_records.moc"
