// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

/// Receipts, refusals, rejections: what a push does with what it is given.
class TestApiPushInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void receipts();
    void receiptsAreByUserAndDevice();
    void badKeys();
    void refusals_data();
    void refusals();
    void tooManyRecords();
    void storedRecordsMayBeTooLarge();
    void rejections_data();
    void rejections();
    void rejectedRecordsHoldBackNothing();
    void refusedNamesAreCutBetweenCharacters();
    void refusedNamesMayBeMany();
    void mobileProfile();
    void goneCursors();
};

namespace {

std::string todo(int number, const std::string &title)
{
    return json("{'id':'%1','title':'%2','created_at':5}", id(number), title);
}

/// A sparse edit of a todo.
std::string edit(int number, const char *column, const std::string &value, std::int64_t base)
{
    return json("{'id':'%1','%2':'%3','_changed':'%2','_base':%4}", id(number), std::string(column), value, base);
}

} // namespace

void TestApiPushInput::receipts()
{
    Backend backend;
    const std::int64_t base = stampOf(backend.pushTodo(user(1, 2), 0, todo(1, "a")));
    backend.pushTodo(user(1, 2), base, edit(1, "title", "theirs", base));
    const Caller caller = user(1, 1).with("Idempotency-Key", "key-1");
    const std::string request = "{\"last_pulled_at\":" + std::to_string(base)
        + ",\"changes\":{\"todos\":{\"updated\":[" + edit(1, "title", "mine", base) + ",{\"id\":\"no\"}]}}}";
    const QJsonObject first = body(backend.post(caller, "/api/sync/push", request));
    QCOMPARE(conflicts(first).size(), 1);
    const std::int64_t others = stampOf(backend.pushTodo(user(1, 2), 0, todo(2, "later")), "stamp");

    backend.clock.now += 1000;
    const QJsonObject again = body(backend.post(caller, "/api/sync/push", request));
    for (const char *same : {"stamp", "conflicts", "rejected", "experimentalRejectedIds"})
        QCOMPARE(again[QLatin1String(same)], first[QLatin1String(same)]);
    QCOMPARE(stampOf(again), others);
    QCOMPARE(cell(row(again, id(2)), "title"), QStringLiteral("later"));
    const QJsonObject list = body(backend.get(support(), "/api/admin/sync/conflicts"));
    QCOMPARE(list[QStringLiteral("items")].toArray().size(), 1);

    const Response other = backend.post(caller, "/api/sync/push", json("{'last_pulled_at':%1,'changes':{}}", base));
    QCOMPARE(other.status, 422);
    QCOMPARE(problemCode(other), QStringLiteral("idempotency_key_reused"));
}

void TestApiPushInput::receiptsAreByUserAndDevice()
{
    Backend backend;
    int number = 0;
    for (const Caller &caller : {user(1), user(1, 1), user(1, 2), user(2)}) {
        const std::string request = "{\"changes\":{\"todos\":{\"updated\":[" + todo(++number, "a") + "]}}}";
        QCOMPARE(backend.post(caller.with("Idempotency-Key", "same"), "/api/sync/push", request).status, 200);
    }
    QCOMPARE(updated(backend.pull(user(1))).size(), 3);
}

void TestApiPushInput::badKeys()
{
    Backend backend;
    for (const std::string &key : {std::string(129, 'k'), std::string("two words"), std::string("\xc3\xa9")})
        QCOMPARE(backend.post(user().with("Idempotency-Key", key), "/api/sync/push", "{\"changes\":{}}").status, 400);
    const Caller odd = user().with("X-Device-Id", "my phone");
    QCOMPARE(problemCode(backend.post(odd, "/api/sync/push", "{\"changes\":{}}")), QStringLiteral("bad_header"));
}

void TestApiPushInput::refusals_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto refuse = [](const char *name, const QByteArray &sent, int status, const char *code) {
        QTest::newRow(name) << sent << status << QString::fromLatin1(code);
    };
    refuse("empty", "", 400, "malformed_json");
    refuse("cut off", "{\"changes\":{", 400, "malformed_json");
    refuse("invalid UTF-8", "{\"changes\":{\"todos\":\"\xff\"}}", 400, "malformed_json");
    refuse("an array", "[]", 400, "bad_request");
    refuse("no changes", "{}", 400, "bad_request");
    refuse("changes of another type", "{\"changes\":[]}", 400, "bad_request");
    refuse("entity of another type", "{\"changes\":{\"todos\":[]}}", 400, "bad_request");
    refuse("list of another type", "{\"changes\":{\"todos\":{\"updated\":{}}}}", 400, "bad_request");
    refuse("a row without id", "{\"changes\":{\"todos\":{\"updated\":[{}]}}}", 400, "bad_request");
    refuse("cursor of another type", "{\"last_pulled_at\":\"1\",\"changes\":{}}", 400, "bad_request");
    refuse("negative cursor", "{\"last_pulled_at\":-1,\"changes\":{}}", 400, "bad_request");
    refuse("duplicate key", "{\"changes\":{},\"changes\":{}}", 400, "duplicate_key");
    refuse("too deep", "{\"changes\":" + QByteArray(20, '[') + QByteArray(20, ']') + "}", 413, "too_deep");
}

void TestApiPushInput::refusals()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    QFETCH(QString, code);
    Backend backend;
    const Response response = backend.post(user(), "/api/sync/push", sent.toStdString());
    QCOMPARE(response.status, status);
    QCOMPARE(problemCode(response), code);
    if (status == 400)
        QVERIFY(body(response)[QStringLiteral("errors")][0].toObject().contains(QStringLiteral("pointer")));
}

void TestApiPushInput::tooManyRecords()
{
    Backend backend;
    std::string ids;
    for (int i = 0; i <= 20'000; ++i)
        ids += (i == 0 ? "\"" : ",\"") + id(i) + "\"";
    const Response response =
        backend.post(user(), "/api/sync/push", "{\"changes\":{\"todos\":{\"deleted\":[" + ids + "]}}}");
    QCOMPARE(response.status, 413);
    QCOMPARE(problemCode(response), QStringLiteral("too_many_records"));
    QCOMPARE(backend.post(user(), "/api/sync/push", std::string(8 * 1024 * 1024 + 1, ' ')).status, 413);
}

/// A small edit of large records reads them all; the caller sends half as many then.
void TestApiPushInput::storedRecordsMayBeTooLarge()
{
    Backend backend;
    constexpr int many = 70;
    const std::string large(1'000'000, 'x');
    std::int64_t cursor = 0;
    for (int i = 0; i < many; i += 7) {
        std::string rows;
        for (int k = i; k < i + 7; ++k)
            rows += json("%1{'id':'%2','raw_content':'%3'}", std::string(k == i ? "" : ","), id(k), large);
        cursor = stampOf(backend.pushRow(user(), 0, "captures", rows), "stamp");
    }
    const auto edit = [&](int count) {
        std::string rows;
        for (int k = 0; k < count; ++k)
            rows += json("%1{'id':'%2','title':'t'}", std::string(k == 0 ? "" : ","), id(k));
        return backend.post(user(), "/api/sync/push",
                            json("{'last_pulled_at':%1,'changes':{'captures':{'updated':[%2]}}}", cursor, rows));
    };
    const Response refused = edit(many);
    QCOMPARE(refused.status, 413);
    QCOMPARE(problemCode(refused), QStringLiteral("too_large"));
    QVERIFY(nothingChanged(backend.pull(user(), cursor)));
    QCOMPARE(edit(many / 2).status, 200);
    QCOMPARE(updated(backend.pull(user(), cursor), "captures").size(), many / 2);
}

void TestApiPushInput::rejections_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("code");
    const auto reject = [](const char *name, const char *entity, const char *fields, const char *code) {
        QTest::newRow(name) << QString::fromLatin1(entity) << QString::fromLatin1(fields)
                            << QString::fromLatin1(code);
    };
    reject("unknown entity", "tasks", "\"title\":\"a\"", "unknown_entity");
    reject("unknown column", "todos", "\"colour\":\"red\"", "unknown_column");
    reject("wrong type", "todos", "\"title\":1", "invalid_value");
    reject("not of the enum", "todos", "\"state\":\"open\"", "invalid_value");
    reject("NUL", "todos", "\"title\":\"a\\u0000b\"", "invalid_value");
    reject("half a pair", "todos", "\"title\":\"\\ud800\"", "invalid_value");
    reject("another user", "todos", "\"user_id\":\"bbbbbbbb-0000-4000-8000-000000000001\"", "forbidden_user");
}

void TestApiPushInput::rejections()
{
    QFETCH(QString, entity);
    QFETCH(QString, fields);
    QFETCH(QString, code);
    Backend backend;
    const std::string sent =
        json("{'%1':{'updated':[{'id':'%2',%3}]},'ideas':{'updated':[{'id':'%4','text':'good','created_at':1}]}}",
             entity.toStdString(), id(1), fields.toStdString(), id(2));
    const QJsonObject answer = backend.push(user(), 0, sent);
    const QJsonArray rejected = answer[QStringLiteral("rejected")].toArray();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(rejected[0][QStringLiteral("code")].toString(), code);
    QCOMPARE(rejected[0][QStringLiteral("entity")].toString(), entity);
    QCOMPARE(rejected[0][QStringLiteral("record_id")].toString(), text(id(1)));
    QCOMPARE(answer[QStringLiteral("experimentalRejectedIds")][entity].toArray(), QJsonArray{text(id(1))});
    QCOMPARE(backend.pull(user())[QStringLiteral("changes")].toObject().keys(), QStringList{QStringLiteral("ideas")});
}

void TestApiPushInput::rejectedRecordsHoldBackNothing()
{
    Backend backend;
    const std::string large(900'000, 'x');
    const QJsonObject answer =
        backend.pushRow(user(), 0, "captures",
                        json("{'id':'%1','raw_content':'%2','normalized_text':'%2'},{'id':'%3','title':'fine'}",
                             id(1), large, id(2)));
    QCOMPARE(answer[QStringLiteral("rejected")][0][QStringLiteral("code")].toString(), QStringLiteral("too_large"));
    QCOMPARE(updated(backend.pull(user()), "captures").size(), 1);
}

/// Half a character would be no text: PostgreSQL refuses it, and no client can read it.
void TestApiPushInput::refusedNamesAreCutBetweenCharacters()
{
    Backend backend;
    const std::string name = std::string(63, 'n') + "\u00e9";
    const std::string column = std::string(99, 'c') + "\u00e9";
    const QJsonObject answer =
        backend.push(user(), 0,
                     json("{'%1':{'updated':[{'id':'%1'}]},'todos':{'updated':[{'id':'%1'},{'id':'%2','%3':1},"
                          "{'id':'%4','title':'fine'}]}}",
                          name, id(1), column, id(2)));
    const QJsonArray rejected = answer[QStringLiteral("rejected")].toArray();
    QCOMPARE(rejected.size(), 3);
    const QString cut = text(std::string(63, 'n'));
    QCOMPARE(rejected[0][QStringLiteral("entity")].toString(), cut);
    QCOMPARE(rejected[0][QStringLiteral("record_id")].toString(), cut);
    QCOMPARE(rejected[1][QStringLiteral("record_id")].toString(), cut);
    QCOMPARE(rejected[2][QStringLiteral("message")].toString(), text(std::string(99, 'c')));
    QCOMPARE(updated(backend.pull(user())).size(), 1);
}

void TestApiPushInput::refusedNamesMayBeMany()
{
    Backend backend;
    std::string changes;
    for (int i = 0; i < 20'000; ++i)
        changes += json("%1'name%2':{'deleted':['%3']}", std::string(i == 0 ? "" : ","), i, id(i));
    const QJsonObject answer = backend.push(user(), 0, "{" + changes + "}");
    QCOMPARE(answer[QStringLiteral("rejected")].toArray().size(), 20'000);
    const QJsonObject byEntity = answer[QStringLiteral("experimentalRejectedIds")].toObject();
    QCOMPARE(byEntity.size(), 20'000);
    QCOMPARE(byEntity[QStringLiteral("name7")].toArray(), QJsonArray{text(id(7))});
}

void TestApiPushInput::mobileProfile()
{
    Backend backend;
    const std::int64_t cursor =
        stampOf(backend.pushTodo(user(1, 1), 0,
                                 json("{'id':'%1','title':'a','priority':'low','created_at':1},"
                                      "{'id':'%2','title':'a','created_at':1},{'id':'%3','created_at':1}",
                                      id(1), id(2), id(3))));
    backend.pushTodo(user(1, 1), cursor,
                     json("{'id':'%1','title':'s','priority':'high'},{'id':'%2','title':'s'}", id(1), id(2)));
    const std::string sent =
        json("{'lastPulledAt':%1,'changes':{'todos':{'updated':["
             "{'id':'%2','title':'c','priority':'medium','sync_version':3,'wav_path':'/"
             "x','_status':'active','_changed':1},"
             "{'id':'%3','title':'c','retry_count':0}],'deleted':[{'id':'%4','title':'whole row'}]}}}",
             cursor, id(1), id(2), id(3));
    const QJsonObject answer = body(backend.post(user(1), "/api/sync/push", sent));
    QVERIFY(answer[QStringLiteral("rejected")].toArray().isEmpty());
    QCOMPARE(conflicts(answer).size(), 2);
    QMap<QString, QJsonObject> byRecord;
    for (const QJsonValue conflict : conflicts(answer))
        byRecord.insert(conflict[QStringLiteral("record_id")].toString(), conflict.toObject());
    const QJsonObject both = byRecord.value(text(id(1)));
    QCOMPARE(both[QStringLiteral("resolution")].toString(), QStringLiteral("merged"));
    QCOMPARE(both[QStringLiteral("serverVersion")][QStringLiteral("priority")].toString(), QStringLiteral("high"));
    QCOMPARE(both[QStringLiteral("serverVersion")][QStringLiteral("title")].toString(), QStringLiteral("c"));
    QCOMPARE(byRecord.value(text(id(2)))[QStringLiteral("resolution")].toString(), QStringLiteral("client_wins"));
    QCOMPARE(updated(backend.pull(user())).size(), 2);
}

void TestApiPushInput::goneCursors()
{
    Backend backend;
    const std::int64_t clock = stampOf(backend.pull(user()));
    const auto code = [&](const std::string &sent) {
        return problemCode(backend.post(user(), "/api/sync/push", sent));
    };
    QCOMPARE(code(json("{'last_pulled_at':%1,'changes':{}}", clock + 1)), QStringLiteral("cursor_ahead"));
    QCOMPARE(code(json("{'last_pulled_at':%1,'epoch':'another','changes':{}}", clock)),
             QStringLiteral("epoch_changed"));
    const std::string epoch = backend.store->meta().epoch;
    QCOMPARE(
        backend.post(user(), "/api/sync/push", json("{'last_pulled_at':%1,'epoch':'%2','changes':{}}", clock, epoch))
            .status,
        200);
}

QTEST_GUILESS_MAIN(TestApiPushInput)
#include "tst_api_push_input.moc"
