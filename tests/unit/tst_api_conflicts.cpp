// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

class TestApiConflicts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumn_data();
    void everyColumn();
    void oneSideAloneIsMerged();
    void equalEditsAreNoConflict();
    void deleteAgainstEdit_data();
    void deleteAgainstEdit();
    void createdByBoth();
    void allFourSides();
    void withoutAnOldVersion();
    void listAndFilters();
    void listPages();
    void badListParameters_data();
    void badListParameters();
    void reasonIsAskedAndAudited();
    void unknownConflicts();
};

namespace {

/// Three different values of a column, as JSON.
std::array<std::string, 3> valuesOf(const Column &column)
{
    switch (column.type) {
    case ColumnType::Text: return {"\"one\"", "\"two\"", "\"three\""};
    case ColumnType::Enum:
        return {'"' + column.values[0] + '"', '"' + column.values[1] + '"', '"' + column.values[2] + '"'};
    case ColumnType::Uuid: return {'"' + id(71) + '"', '"' + id(72) + '"', '"' + id(73) + '"'};
    case ColumnType::Integer:
    case ColumnType::Time: return {"1", "2", "3"};
    case ColumnType::Real: return {"1.5", "2.5", "3.5"};
    case ColumnType::JsonArray: return {"[1]", "[2]", "[3]"};
    }
    return {};
}

std::string editOf(const std::string &column, const std::string &value, std::int64_t base)
{
    return json("{'id':'%1','%2':%3,'_changed':'%2','_base':%4}", id(1), column, value, base);
}

/// The table of the specification; everything else is the client's.
bool serverWins(const std::string &entity, const std::string &column)
{
    const std::vector<std::string> captures{"normalized_text", "state", "transcription_status", "digest_status"};
    const std::vector<std::string> todos{"priority", "suggested_due_date"};
    const auto has = [&](const auto &names) { return std::find(names.begin(), names.end(), column) != names.end(); };
    return (entity == "captures" && has(captures)) || (entity == "todos" && has(todos));
}

/// Two devices edit a todo's title on the same base.
QJsonObject makeConflict(Backend &backend, int user, int record)
{
    const Caller one = apitest::user(user, 1);
    const Caller two = apitest::user(user, 2);
    const std::int64_t base = stampOf(
        backend.pushTodo(one, 0, json("{'id':'%1','title':'base','description':'d','created_at':1}", id(record))));
    const auto edit = [&](const char *title) {
        return json("{'id':'%1','title':'%2','_changed':'title','_base':%3,'_edited_at':77}", id(record),
                    std::string(title), base);
    };
    backend.pushTodo(one, base, edit("server"));
    return conflicts(backend.pushTodo(two, base, edit("client")))[0].toObject();
}

} // namespace

void TestApiConflicts::everyColumn_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("column");
    for (const EntitySchema &entity : pensieveSchema().entities) {
        for (const Column &column : entity.columns)
            QTest::addRow("%s.%s", entity.name.c_str(), column.name.c_str())
                << text(entity.name) << text(column.name);
    }
}

void TestApiConflicts::everyColumn()
{
    QFETCH(QString, entity);
    QFETCH(QString, column);
    const std::string entityName = entity.toStdString();
    const std::string name = column.toStdString();
    const EntitySchema &schema = pensieveSchema().entities[*pensieveSchema().entityIndex(entityName)];
    const auto values = valuesOf(schema.columns[*schema.columnIndex(name)]);
    Backend backend;
    const std::int64_t base = stampOf(backend.pushRow(
        user(1, 1), 0, entityName, json("{'id':'%1','%2':%3,'created_at':1}", id(1), name, values[0])));
    backend.pushRow(user(1, 1), base, entityName, editOf(name, values[1], base));
    const QJsonObject answer = backend.pushRow(user(1, 2), base, entityName, editOf(name, values[2], base));

    QCOMPARE(conflicts(answer).size(), 1);
    const QJsonObject conflict = conflicts(answer)[0].toObject();
    QCOMPARE(conflict[QStringLiteral("conflict_type")].toString(), QStringLiteral("edit_edit"));
    QCOMPARE(conflict[QStringLiteral("columns")].toArray(), QJsonArray{column});
    const bool merges = entityName == "captures" || entityName == "todos";
    QCOMPARE(conflict[QStringLiteral("resolution")].toString(),
             merges ? QStringLiteral("per_column_merge") : QStringLiteral("client_wins"));
    const std::string winner = serverWins(entityName, name) ? values[1] : values[2];
    const QJsonObject stored = row(backend.pull(user()), id(1), entityName.c_str());
    const QJsonValue expected = QJsonDocument::fromJson(QByteArray::fromStdString("[" + winner + "]")).array()[0];
    QCOMPARE(stored[column], expected);
    QCOMPARE(conflict[QStringLiteral("resolved")][column], expected);
    // The loser learns of it; the winner has it already.
    QCOMPARE(row(answer, id(1), entityName.c_str()).isEmpty(), !serverWins(entityName, name));
}

void TestApiConflicts::oneSideAloneIsMerged()
{
    Backend backend;
    const std::int64_t base =
        stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'a','created_at':1}", id(1))));
    backend.pushTodo(user(1, 1), base, editOf("priority", "\"high\"", base));
    const QJsonObject answer = backend.pushTodo(user(1, 2), base, editOf("state", "\"done\"", base));
    QVERIFY(conflicts(answer).isEmpty());
    const QJsonObject stored = row(answer, id(1));
    QCOMPARE(cell(stored, "priority"), QStringLiteral("high"));
    QCOMPARE(cell(stored, "state"), QStringLiteral("done"));
}

void TestApiConflicts::equalEditsAreNoConflict()
{
    Backend backend;
    const std::int64_t base =
        stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'a','created_at':1}", id(1))));
    const std::int64_t stamp =
        stampOf(backend.pushTodo(user(1, 1), base, editOf("priority", "\"high\"", base)), "stamp");
    const QJsonObject answer = backend.pushTodo(user(1, 2), base, editOf("priority", "\"high\"", base));
    QVERIFY(conflicts(answer).isEmpty());
    QCOMPARE(stampOf(answer, "stamp"), stamp);
}

void TestApiConflicts::deleteAgainstEdit_data()
{
    QTest::addColumn<bool>("deleteFirst");
    QTest::addColumn<QString>("type");
    QTest::newRow("the delete came first") << true << QStringLiteral("edit_delete");
    QTest::newRow("the edit came first") << false << QStringLiteral("delete_edit");
}

void TestApiConflicts::deleteAgainstEdit()
{
    QFETCH(bool, deleteFirst);
    QFETCH(QString, type);
    Backend backend;
    const std::int64_t base =
        stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'a','created_at':1}", id(1))));
    const std::string edit = "{\"todos\":{\"updated\":[" + editOf("title", "\"edited\"", base) + "]}}";
    const std::string drop = json("{'todos':{'deleted':[{'id':'%1','_base':%2}]}}", id(1), base);
    backend.push(user(1, 1), base, deleteFirst ? drop : edit);
    const QJsonObject answer = backend.push(user(1, 2), base, deleteFirst ? edit : drop);
    const QJsonObject conflict = conflicts(answer)[0].toObject();
    QCOMPARE(conflict[QStringLiteral("conflict_type")].toString(), type);
    QCOMPARE(conflict[QStringLiteral("resolution")].toString(), QStringLiteral("delete_wins"));
    QVERIFY(updated(backend.pull(user())).isEmpty());
    QCOMPARE(deleted(backend.pull(user(), base)), QJsonArray{text(id(1))});
    QCOMPARE(deleted(answer).size(), deleteFirst ? 1 : 0);

    const std::string conflictId = conflict[QStringLiteral("id")].toString().toStdString();
    const QJsonObject detail =
        body(backend.get(support().with("X-Access-Reason", "ticket 7"), "/api/admin/sync/conflicts/" + conflictId));
    const char *loser = deleteFirst ? "client" : "server";
    QCOMPARE(detail[QLatin1String(loser)][QStringLiteral("title")].toString(), QStringLiteral("edited"));
}

void TestApiConflicts::createdByBoth()
{
    Backend backend;
    const std::string one = json("{'id':'%1','title':'one','priority':'low','created_at':1,'_base':0}", id(1));
    const std::string two = json("{'id':'%1','title':'two','priority':'high','created_at':2,'_base':0}", id(1));
    backend.pushTodo(user(1, 1), 0, one);
    const QJsonObject answer = backend.pushTodo(user(1, 2), 0, two);
    QCOMPARE(conflicts(answer)[0][QStringLiteral("conflict_type")].toString(), QStringLiteral("create_create"));
    const QJsonObject stored = row(answer, id(1));
    QCOMPARE(cell(stored, "title"), QStringLiteral("two"));
    QCOMPARE(cell(stored, "priority"), QStringLiteral("low"));
    QCOMPARE(stampOf(stored, "created_at"), 1);
}

void TestApiConflicts::allFourSides()
{
    Backend backend;
    const QJsonObject notice = makeConflict(backend, 1, 1);
    const std::string conflictId = notice[QStringLiteral("id")].toString().toStdString();
    const Response response =
        backend.get(support().with("X-Access-Reason", "ticket 7"), "/api/admin/sync/conflicts/" + conflictId);
    QCOMPARE(response.status, 200);
    const QJsonObject detail = body(response);
    const auto side = [&](const char *name) {
        return detail[QLatin1String(name)][QStringLiteral("title")].toString();
    };
    QCOMPARE(side("base"), QStringLiteral("base"));
    QCOMPARE(side("server"), QStringLiteral("server"));
    QCOMPARE(side("client"), QStringLiteral("client"));
    QCOMPARE(side("resolved"), QStringLiteral("client"));
    QCOMPARE(side("current"), QStringLiteral("client"));
    QCOMPARE(detail[QStringLiteral("current")][QStringLiteral("_status")].toString(), QStringLiteral("active"));
    QCOMPARE(stampOf(detail, "current_stamp"), backend.clock.now);
    QCOMPARE(stampOf(detail, "stamp"), backend.clock.now);
    QCOMPARE(stampOf(detail, "edited_at"), 77);
    QCOMPARE(detail[QStringLiteral("user_id")].toString(), text(userId(1)));
    QCOMPARE(detail[QStringLiteral("device_id")].toString(), text(deviceId(2)));
    QCOMPARE(detail[QStringLiteral("state")].toString(), QStringLiteral("auto"));
}

void TestApiConflicts::withoutAnOldVersion()
{
    Backend backend;
    const std::int64_t base =
        stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'a','created_at':1}", id(1))));
    backend.pushTodo(user(1, 1), base, editOf("title", "\"server\"", base));
    // A base from before the row: nobody can tell what the client saw.
    const QJsonObject answer = backend.pushTodo(user(1, 2), base, editOf("title", "\"client\"", base - 5));
    const std::string conflictId = conflicts(answer)[0][QStringLiteral("id")].toString().toStdString();
    const QJsonObject detail =
        body(backend.get(support().with("X-Access-Reason", "why"), "/api/admin/sync/conflicts/" + conflictId));
    QVERIFY(detail[QStringLiteral("base")].isNull());
}

void TestApiConflicts::listAndFilters()
{
    Backend backend;
    makeConflict(backend, 1, 1);
    makeConflict(backend, 2, 1);
    const auto count = [&](const std::string &query) {
        const Response response = backend.get(support(), "/api/admin/sync/conflicts" + query);
        return response.status == 200 ? static_cast<int>(body(response)[QStringLiteral("items")].toArray().size())
                                      : -response.status;
    };
    QCOMPARE(count(""), 2);
    QCOMPARE(count("?user_id=" + userId(1)), 1);
    QCOMPARE(count("?user_id=" + userId(3)), 0);
    QCOMPARE(count("?entity=todos"), 2);
    QCOMPARE(count("?entity=ideas"), 0);
    QCOMPARE(count("?state=auto"), 2);
    QCOMPARE(count("?state=overridden"), 0);
    const Response response = backend.get(support(), "/api/admin/sync/conflicts");
    QVERIFY2(response.body.find("server\"") == std::string::npos, "a list holds no values of records");
    QVERIFY(body(response)[QStringLiteral("next_cursor")].isNull());
}

void TestApiConflicts::listPages()
{
    Backend backend;
    for (int i = 1; i <= 5; ++i)
        makeConflict(backend, 1, i);
    QStringList seen;
    std::string cursor;
    for (int page = 0; page < 3; ++page) {
        const QJsonObject list = body(backend.get(support(), "/api/admin/sync/conflicts?limit=2" + cursor));
        for (const QJsonValue item : list[QStringLiteral("items")].toArray())
            seen.append(item[QStringLiteral("record_id")].toString());
        cursor = "&cursor=" + percentEncode(list[QStringLiteral("next_cursor")].toString().toStdString());
    }
    const QStringList newestFirst{text(id(5)), text(id(4)), text(id(3)), text(id(2)), text(id(1))};
    QCOMPARE(seen, newestFirst);
}

void TestApiConflicts::badListParameters_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query :
         {"limit=0", "limit=1001", "limit=x", "cursor=nonsense", "user_id=me", "entity=tasks", "state=new"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestApiConflicts::badListParameters()
{
    QFETCH(QString, query);
    Backend backend;
    const Response response = backend.get(support(), "/api/admin/sync/conflicts?" + query.toStdString());
    QCOMPARE(response.status, 400);
    QVERIFY(problemCode(response).startsWith(QLatin1String("bad_")));
}

void TestApiConflicts::reasonIsAskedAndAudited()
{
    Backend backend;
    const std::string target =
        "/api/admin/sync/conflicts/" + makeConflict(backend, 1, 1)[QStringLiteral("id")].toString().toStdString();
    const Response without = backend.get(support(), target);
    QCOMPARE(without.status, 403);
    QCOMPARE(problemCode(without), QStringLiteral("access_reason_missing"));
    QCOMPARE(backend.get(support().with("X-Access-Reason", "  "), target).status, 403);
    QCOMPARE(backend.get(support().with("X-Access-Reason", std::string(501, 'x')), target).status, 400);
    QCOMPARE(backend.store->listAudit({}).value().items.size(), std::size_t{0});
    QCOMPARE(backend.get(support().with("X-Access-Reason", "ticket 7"), target).status, 200);
    const auto audit = backend.store->listAudit({}).value().items;
    QCOMPARE(audit.size(), std::size_t{1});
    QCOMPARE(audit[0].action, std::string("conflict.view"));
    QCOMPARE(audit[0].actor, support().user);
    QCOMPARE(audit[0].role, std::string("support"));
    QCOMPARE(audit[0].userId, userId(1));
    QCOMPARE(audit[0].recordId, id(1));
    QCOMPARE(audit[0].reason, std::string("ticket 7"));
    QCOMPARE(audit[0].at, backend.clock.now);
}

void TestApiConflicts::unknownConflicts()
{
    Backend backend;
    for (const std::string &unknown : {id(1), std::string("x"), std::string("..")}) {
        const Response response =
            backend.get(support().with("X-Access-Reason", "r"), "/api/admin/sync/conflicts/" + unknown);
        QCOMPARE(response.status, 404);
        QCOMPARE(problemCode(response), QStringLiteral("unknown_conflict"));
    }
}

QTEST_GUILESS_MAIN(TestApiConflicts)
#include "tst_api_conflicts.moc"
