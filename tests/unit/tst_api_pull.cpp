// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

#include <QTemporaryDir>

#include <sqlite3.h>

using namespace apitest;

class TestApiPull : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromTheStart_data();
    void fromTheStart();
    void badParameters_data();
    void badParameters();
    void shapeOfRows();
    void deletions();
    void entities();
    void pages();
    void pageTokens();
    void pageTokensOfAnotherProcess();
    void rowsMoveOutOfTheWindow();
    void largeWindowInOneAnswer();
    void offsets();
    void goneCursors();
    void newEpoch();
    void expiredCursor();
    void isolation();
    void firstContact();
    void wallClockStepsBack();
};

namespace {

std::string todo(int number, const char *title = "t")
{
    return json("{'id':'%1','title':'%2','state':'todo','created_at':5}", id(number), std::string(title));
}

std::string todos(int from, int to)
{
    std::string rows;
    for (int number = from; number <= to; ++number)
        rows += (rows.empty() ? "" : ",") + todo(number);
    return "{\"todos\":{\"created\":[" + rows + "]}}";
}

void execute(const QString &file, const char *sql)
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(file.toUtf8().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

} // namespace

void TestApiPull::fromTheStart_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query :
         {"", "?", "?last_pulled_at", "?last_pulled_at=", "?last_pulled_at=null", "?last_pulled_at=undefined",
          "?last_pulled_at=0", "?lastPulledAt=0", "?lastPulledAt=null", "?whatever=1&last_pulled_at=0"})
        QTest::addRow("'%s'", query) << QString::fromLatin1(query);
}

void TestApiPull::fromTheStart()
{
    QFETCH(QString, query);
    Backend backend;
    backend.push(user(), 0, todos(1, 2));
    backend.push(user(), 0, json("{'todos':{'deleted':['%1']}}", id(2)));
    const Response response = backend.get(user(), "/api/sync/pull" + query.toStdString());
    QCOMPARE(response.status, 200);
    QCOMPARE(updated(body(response)).size(), 1);
    QVERIFY(deleted(body(response)).isEmpty());
    QCOMPARE(stampOf(body(response)), backend.clock.now);
}

void TestApiPull::badParameters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("pointer");
    const auto bad = [](const char *query, const char *pointer) {
        QTest::addRow("%s", query) << QString::fromLatin1(query) << QString::fromLatin1(pointer);
    };
    bad("last_pulled_at=-1", "/last_pulled_at");
    bad("last_pulled_at=1.5", "/last_pulled_at");
    bad("last_pulled_at=%2B1", "/last_pulled_at");
    bad("last_pulled_at=yesterday", "/last_pulled_at");
    bad("last_pulled_at=99999999999999999999", "/last_pulled_at");
    bad("lastPulledAt=x", "/lastPulledAt");
    bad("limit=0", "/limit");
    bad("limit=5001", "/limit");
    bad("limit=-1", "/limit");
    bad("limit=ten", "/limit");
    bad("offset=-1", "/offset");
    bad("entities=todo", "/entities");
    bad("entities=todos,,ideas", "/entities");
    bad("page=nonsense", "/page");
    bad("page=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/page");
}

void TestApiPull::badParameters()
{
    QFETCH(QString, query);
    QFETCH(QString, pointer);
    Backend backend;
    const Response response = backend.get(user(), "/api/sync/pull?" + query.toStdString());
    QCOMPARE(response.status, 400);
    QCOMPARE(problemCode(response),
             pointer == QLatin1String("/page") ? QStringLiteral("bad_page") : QStringLiteral("bad_parameter"));
    QCOMPARE(body(response)[QStringLiteral("errors")][0][QStringLiteral("pointer")].toString(), pointer);
}

void TestApiPull::shapeOfRows()
{
    Backend backend;
    backend.push(user(1, 1), 0,
                 json("{'todos':{'created':[{'id':'%1','title':'a \\u00e9\\n','deadline':7,'created_at':5}]},"
                      "'captures':{'created':[{'id':'%2','tags':['x','y'],'duration':1.5}]}}",
                      id(1), id(2)));
    const Response response = backend.get(user(), "/api/sync/pull");
    QCOMPARE(response.headers.get("Content-Type"), std::string_view("application/json"));
    const QJsonObject answer = body(response);
    QCOMPARE(answer[QStringLiteral("changes")].toObject().keys(),
             QStringList({QStringLiteral("captures"), QStringLiteral("todos")}));
    QVERIFY2(response.body.find("\"captures\"") < response.body.find("\"todos\""), "parents come first");
    QCOMPARE(answer[QStringLiteral("changes")][QStringLiteral("todos")][QStringLiteral("created")].toArray(),
             QJsonArray());
    const QJsonObject todo = row(answer, id(1));
    QCOMPARE(todo[QStringLiteral("title")].toString(), QStringLiteral("a \u00e9\n"));
    QCOMPARE(todo[QStringLiteral("deadline")].toInt(), 7);
    QVERIFY(todo[QStringLiteral("description")].isNull());
    QCOMPARE(todo[QStringLiteral("created_at")].toInt(), 5);
    QCOMPARE(stampOf(todo, "last_modified_at"), stampOf(answer));
    for (const QString &key : todo.keys())
        QVERIFY2(!key.startsWith(QLatin1Char('_')) && key != QLatin1String("user_id"), qPrintable(key));
    QCOMPARE(row(answer, id(2), "captures")[QStringLiteral("tags")].toArray().size(), 2);
    QCOMPARE(answer[QStringLiteral("server_id")].toString(), text(backend.store->meta().serverId));
    QCOMPARE(answer[QStringLiteral("epoch")].toString(), text(backend.store->meta().epoch));
    QCOMPARE(answer[QStringLiteral("has_more")].toBool(true), false);
    QVERIFY(answer[QStringLiteral("next_page")].isNull());
}

void TestApiPull::deletions()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.push(user(), 0, todos(1, 2)));
    backend.push(user(), cursor, json("{'todos':{'deleted':['%1']}}", id(1)));
    const QJsonObject answer = backend.pull(user(), cursor);
    QCOMPARE(deleted(answer), QJsonArray{text(id(1))});
    QVERIFY(updated(answer).isEmpty());
    QVERIFY(nothingChanged(backend.pull(user(), stampOf(answer))));
}

void TestApiPull::entities()
{
    Backend backend;
    backend.push(user(), 0,
                 json("{'todos':{'created':[{'id':'%1'}]},'ideas':{'created':[{'id':'%2'}]}}", id(1), id(2)));
    const QJsonObject answer = body(backend.get(user(), "/api/sync/pull?entities=ideas,captures"));
    QCOMPARE(answer[QStringLiteral("changes")].toObject().keys(), QStringList{QStringLiteral("ideas")});
    const QString detail =
        body(backend.get(user(), "/api/sync/pull?entities=ideas,x"))[QStringLiteral("detail")].toString();
    for (const char *name : {"captures", "thoughts", "ideas", "todos"})
        QVERIFY(detail.contains(QLatin1String(name)));
}

void TestApiPull::pages()
{
    Backend backend;
    backend.push(user(), 0,
                 json("{'captures':{'created':[{'id':'%1'},{'id':'%2'},{'id':'%3'}]}}", id(1), id(2), id(3)));
    backend.push(user(), 0, todos(4, 6));
    QStringList seen;
    std::string page;
    std::int64_t timestamp = 0;
    int requests = 0;
    do {
        const QJsonObject answer = body(backend.get(user(), "/api/sync/pull?last_pulled_at=0&limit=2" + page));
        const auto rows = updated(answer, "captures").size() + updated(answer, "todos").size();
        QCOMPARE(rows, 2);
        for (const char *entity : {"captures", "todos"}) {
            for (const QJsonValue value : updated(answer, entity))
                seen.append(value[QStringLiteral("id")].toString());
        }
        QVERIFY(timestamp == 0 || timestamp == stampOf(answer));
        timestamp = stampOf(answer);
        const QString next = answer[QStringLiteral("next_page")].toString();
        QCOMPARE(answer[QStringLiteral("has_more")].toBool(), !next.isEmpty());
        page = next.isEmpty() ? std::string() : "&page=" + next.toStdString();
        QVERIFY(++requests <= 3);
    } while (!page.empty());
    QCOMPARE(seen.size(), 6);
    seen.removeDuplicates();
    QCOMPARE(seen.size(), 6);
}

void TestApiPull::pageTokens()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 5));
    const std::string token =
        body(backend.get(user(), "/api/sync/pull?limit=2&entities=todos"))[QStringLiteral("next_page")]
            .toString()
            .toStdString();
    const auto status = [&](const Caller &caller, const std::string &query) {
        return backend.get(caller, "/api/sync/pull?page=" + query).status;
    };
    QCOMPARE(status(user(), token), 200);
    QCOMPARE(status(user(), token + "&last_pulled_at=0&entities=todos&limit=1"), 200);
    QCOMPARE(status(user(2), token), 400);
    QCOMPARE(status(user(), token + "&last_pulled_at=5"), 400);
    QCOMPARE(status(user(), token + "&entities=ideas"), 400);
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string tampered = token;
        tampered[i] = tampered[i] == 'A' ? 'B' : 'A';
        QCOMPARE(status(user(), tampered), 400);
    }
    QCOMPARE(status(user(), token.substr(0, 60)), 400);
}

void TestApiPull::pageTokensOfAnotherProcess()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("a.db")).toStdString();
    auto first = std::make_unique<Backend>(file);
    Backend second(file);
    first->push(user(), 0, todos(1, 5));
    const QJsonObject page = body(first->get(user(), "/api/sync/pull?limit=2"));
    const std::string next =
        "/api/sync/pull?limit=2&page=" + page[QStringLiteral("next_page")].toString().toStdString();
    QCOMPARE(updated(body(second.get(user(), next))).size(), 2);
    first.reset();
    Backend restarted(file);
    QCOMPARE(body(restarted.get(user(), next)), body(second.get(user(), next)));
    execute(QString::fromStdString(file), "UPDATE server_meta SET page_key = 'another'");
    Backend elsewhere(file);
    QCOMPARE(elsewhere.get(user(), next).status, 400);
}

void TestApiPull::rowsMoveOutOfTheWindow()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 4));
    const QJsonObject first = body(backend.get(user(), "/api/sync/pull?limit=2"));
    backend.pushTodo(user(1, 9), 0,
                     json("{'id':'%1','title':'moved','_changed':'title','_base':%2}", id(4), stampOf(first)));
    const QJsonObject last = body(backend.get(
        user(), "/api/sync/pull?limit=2&page=" + first[QStringLiteral("next_page")].toString().toStdString()));
    QCOMPARE(updated(last).size(), 1);
    QVERIFY(row(last, id(4)).isEmpty());
    QCOMPARE(stampOf(last), stampOf(first));
    QCOMPARE(cell(row(backend.pull(user(), stampOf(last)), id(4)), "title"), QStringLiteral("moved"));
}

void TestApiPull::largeWindowInOneAnswer()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 2500));
    backend.push(user(), 0,
                 json("{'captures':{'created':[{'id':'%1'}]},'todos':{'deleted':['%2']}}", id(9000), id(7)));
    const QJsonObject all = backend.pull(user());
    QCOMPARE(updated(all).size(), 2499);
    QCOMPARE(updated(all, "captures").size(), 1);
    const QJsonObject changes = backend.pull(user(), 1);
    QCOMPARE(updated(changes).size(), 2499);
    QCOMPARE(deleted(changes).size(), 1);
    QCOMPARE(changes[QStringLiteral("has_more")].toBool(true), false);
}

void TestApiPull::offsets()
{
    Backend backend;
    const std::int64_t before = stampOf(backend.pull(user()));
    backend.push(user(), 0, todos(1, 250));
    const std::string query = "/api/sync/pull?lastPulledAt=" + std::to_string(before) + "&limit=100&offset=";
    const QJsonObject first = body(backend.get(user(), query + "0"));
    QCOMPARE(updated(first).size(), 250);
    QCOMPARE(stampOf(first), backend.clock.now);
    const QJsonObject second = body(backend.get(user(), query + "100"));
    QVERIFY(nothingChanged(second));
    QCOMPARE(stampOf(second), before);
}

void TestApiPull::goneCursors()
{
    Backend backend;
    const std::int64_t clock = stampOf(backend.pull(user()));
    const Response ahead = backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(clock + 1));
    QCOMPARE(ahead.status, 410);
    QCOMPARE(problemCode(ahead), QStringLiteral("cursor_ahead"));
    const Response other =
        backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(clock) + "&epoch=another");
    QCOMPARE(other.status, 410);
    QCOMPARE(problemCode(other), QStringLiteral("epoch_changed"));
    QVERIFY(body(other).contains(QStringLiteral("restored_to")));
    QCOMPARE(body(other)[QStringLiteral("epoch")].toString(), text(backend.store->meta().epoch));
    QCOMPARE(backend.get(user(), "/api/sync/pull?epoch=" + backend.store->meta().epoch).status, 200);
}

void TestApiPull::newEpoch()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    std::int64_t cursor = 0;
    {
        Backend backend(file.toStdString());
        cursor = stampOf(backend.push(user(), 0, todos(1, 3)));
    }
    execute(file,
            "UPDATE server_meta SET epoch = 'second', epoch_since = 1736760600020, restored_to = 1736760600005");
    Backend backend(file.toStdString());
    const Response response = backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(cursor));
    QCOMPARE(response.status, 410);
    QCOMPARE(problemCode(response), QStringLiteral("epoch_changed"));
    QCOMPARE(stampOf(body(response), "restored_to"), 1736760600005);
    const Response push = backend.post(user(), "/api/sync/push", json("{'last_pulled_at':%1,'changes':{}}", cursor));
    QCOMPARE(push.status, 410);
    QCOMPARE(updated(backend.pull(user())).size(), 3);
}

void TestApiPull::expiredCursor()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    std::int64_t cursor = 0;
    {
        Backend backend(file.toStdString());
        backend.push(user(), 0, todos(1, 1));
        cursor = stampOf(backend.push(user(), 0, todos(2, 2)));
    }
    execute(file, ("UPDATE sync_clock SET purged_ms = " + std::to_string(cursor)).c_str());
    Backend backend(file.toStdString());
    const Response response = backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(cursor - 1));
    QCOMPARE(response.status, 410);
    QCOMPARE(problemCode(response), QStringLiteral("cursor_expired"));
    QCOMPARE(backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(cursor)).status, 200);
    QCOMPARE(backend.get(user(), "/api/sync/pull").status, 200);
}

void TestApiPull::isolation()
{
    Backend backend;
    backend.push(user(1), 0, todos(1, 3));
    QVERIFY(nothingChanged(backend.pull(user(2))));
    QVERIFY(nothingChanged(backend.pull(admin())));
}

void TestApiPull::firstContact()
{
    Backend backend;
    const QJsonObject first = backend.pull(user());
    QCOMPARE(stampOf(first), backend.clock.now);
    backend.clock.now += 5000;
    QCOMPARE(stampOf(backend.pull(user())), stampOf(first));
}

void TestApiPull::wallClockStepsBack()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.push(user(), 0, todos(1, 1)));
    backend.clock.now -= 3'600'000;
    const QJsonObject answer = backend.push(user(1, 9), 0, todos(2, 2));
    QCOMPARE(stampOf(answer, "stamp"), cursor + 1);
    QCOMPARE(updated(backend.pull(user(), cursor)).size(), 1);
}

QTEST_GUILESS_MAIN(TestApiPull)
#include "tst_api_pull.moc"
