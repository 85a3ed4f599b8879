// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

class TestApiAdmin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overrideReachesEveryDevice();
    void overrideIsGuarded();
    void badOverrides_data();
    void badOverrides();
    void overrideOutlivesOlderEdits();
    void overrideYieldsToNewerEdits();
    void overrideRestoresADeletedRecord();
    void revertPutsBack();
    void revertIsRefused();
    void secondOverrideKeepsTheFirstPrevious();
    void revertOfARestoreDeletes();
    void decisionsAreAudited();
    void decisionsNeedAReason();
};

namespace {

/// A conflict on the title and the priority of one todo, as met by an admin.
struct Met {
    Backend backend;
    std::string id;
    std::int64_t base = 0;
    std::int64_t stamp = 0; ///< of the record

    Met()
    {
        const Caller one = user(1, 1);
        const Caller two = user(1, 2);
        base = stampOf(backend.pushTodo(
            one, 0,
            json("{'id':'%1','title':'base','priority':'low','description':'d','created_at':1}", apitest::id(1))));
        backend.pushTodo(one, base, edit("server", "medium", base));
        const QJsonObject answer = backend.pushTodo(two, base, edit("client", "high", base));
        id = conflicts(answer)[0][QStringLiteral("id")].toString().toStdString();
        stamp = stampOf(answer, "stamp");
    }

    static std::string edit(const char *title, const char *priority, std::int64_t base)
    {
        return json("{'id':'%1','title':'%2','priority':'%3','_changed':'title,priority','_base':%4}", apitest::id(1),
                    std::string(title), std::string(priority), base);
    }

    Response decide(const char *act, const std::string &sent, const Caller &caller = admin())
    {
        backend.clock.now += 10;
        return backend.post(caller, "/api/admin/sync/conflicts/" + id + "/" + act, sent);
    }
    Response override(const std::string &values, std::int64_t expected)
    {
        return decide("override",
                      json("{'values':%1,'note':'because','expected_last_modified_at':%2}", values, expected));
    }
    Response revert(std::int64_t expected)
    {
        return decide("revert", json("{'expected_last_modified_at':%1}", expected),
                      admin().with("X-Access-Reason", "ticket 7"));
    }
    QJsonObject record() { return row(backend.pull(user()), apitest::id(1)); }
    std::int64_t recordStamp() { return stampOf(record(), "last_modified_at"); }
};

} // namespace

void TestApiAdmin::overrideReachesEveryDevice()
{
    Met met;
    const Response response = met.override(json("{'title':'decided','description':null}"), met.stamp);
    QCOMPARE(response.status, 200);
    const QJsonObject detail = body(response);
    QCOMPARE(detail[QStringLiteral("state")].toString(), QStringLiteral("overridden"));
    QCOMPARE(detail[QStringLiteral("override")][QStringLiteral("values")][QStringLiteral("title")].toString(),
             QStringLiteral("decided"));
    QCOMPARE(detail[QStringLiteral("override")][QStringLiteral("note")].toString(), QStringLiteral("because"));
    QCOMPARE(detail[QStringLiteral("override")][QStringLiteral("by")].toString(), text(admin().user));
    QCOMPARE(stampOf(detail, "current_stamp"), met.backend.clock.now);
    const QJsonObject news = met.backend.pull(user(1, 1), met.stamp);
    QCOMPARE(cell(row(news, id(1)), "title"), QStringLiteral("decided"));
    QVERIFY(row(news, id(1))[QStringLiteral("description")].isNull());
    QCOMPARE(cell(row(news, id(1)), "priority"), QStringLiteral("medium"));
}

void TestApiAdmin::overrideIsGuarded()
{
    Met met;
    met.backend.pushTodo(user(1, 1), met.stamp,
                         json("{'id':'%1','state':'done','_changed':'state','_base':%2}", id(1), met.stamp));
    const std::int64_t moved = met.recordStamp();
    const Response response = met.override(json("{'title':'decided'}"), met.stamp);
    QCOMPARE(response.status, 409);
    QCOMPARE(problemCode(response), QStringLiteral("record_moved"));
    QCOMPARE(cell(body(response)[QStringLiteral("current")].toObject(), "state"), QStringLiteral("done"));
    QCOMPARE(stampOf(body(response), "current_stamp"), moved);
    QCOMPARE(met.recordStamp(), moved);
    QCOMPARE(met.override(json("{'title':'decided'}"), moved).status, 200);
}

void TestApiAdmin::badOverrides_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    const auto bad = [](const char *name, const std::string &sent, const char *code, const char *pointer) {
        QTest::newRow(name) << text(sent) << QString::fromLatin1(code) << QString::fromLatin1(pointer);
    };
    const auto values = [](const char *text) {
        return json("{'values':%1,'note':'n','expected_last_modified_at':5}", json(text));
    };
    bad("no note", json("{'values':{'title':'a'},'expected_last_modified_at':5}"), "note_missing", "/note");
    bad("blank note", json("{'values':{'title':'a'},'note':' ','expected_last_modified_at':5}"), "note_missing",
        "/note");
    bad("note too long",
        json("{'values':{'title':'a'},'note':'%1','expected_last_modified_at':5}", std::string(2001, 'n')),
        "bad_request", "/note");
    bad("no stamp", json("{'values':{'title':'a'},'note':'n'}"), "bad_request", "/expected_last_modified_at");
    bad("no values", json("{'note':'n','expected_last_modified_at':5}"), "bad_request", "/values");
    bad("empty values", values("{}"), "bad_request", "/values");
    bad("unknown column", values("{'colour':'red'}"), "unknown_column", "/values/colour");
    bad("wrong type", values("{'title':1}"), "invalid_value", "/values/title");
    bad("not of the enum", values("{'priority':'urgent'}"), "invalid_value", "/values/priority");
    bad("deletes", values("{'_status':'deleted'}"), "invalid_value", "/values/_status");
    bad("no object", "[]", "bad_request", "");
    bad("no JSON", "{", "malformed_json", "");
}

void TestApiAdmin::badOverrides()
{
    QFETCH(QString, sent);
    QFETCH(QString, code);
    QFETCH(QString, pointer);
    Met met;
    std::string request = sent.toStdString();
    if (const auto at = request.find("_at\":5"); at != std::string::npos)
        request.replace(at + 5, 1, std::to_string(met.stamp));
    const Response response = met.decide("override", request);
    QCOMPARE(response.status, 400);
    QCOMPARE(problemCode(response), code);
    QCOMPARE(body(response)[QStringLiteral("errors")][0][QStringLiteral("pointer")].toString(), pointer);
    QCOMPARE(met.recordStamp(), met.stamp);
}

void TestApiAdmin::overrideOutlivesOlderEdits()
{
    Met met;
    QCOMPARE(met.override(json("{'title':'decided'}"), met.stamp).status, 200);
    const std::int64_t decided = met.recordStamp();
    // Pending since before the override, on each way a client may say so.
    for (const std::string &edit : {json("{'id':'%1','title':'old','_changed':'title','_base':%2}", id(1), met.stamp),
                                    json("{'id':'%1','title':'old'}", id(1))}) {
        const QJsonObject answer = met.backend.pushTodo(user(1, 2), met.stamp, edit);
        QCOMPARE(conflicts(answer)[0][QStringLiteral("resolution")].toString(), QStringLiteral("override"));
        QCOMPARE(cell(row(answer, id(1)), "title"), QStringLiteral("decided"));
        QCOMPARE(met.recordStamp(), decided);
    }
    // Other columns of the same edit are taken.
    met.backend.pushTodo(
        user(1, 2), met.stamp,
        json("{'id':'%1','title':'old','state':'done','_changed':'title,state','_base':%2}", id(1), met.stamp));
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("decided"));
    QCOMPARE(cell(met.record(), "state"), QStringLiteral("done"));
}

void TestApiAdmin::overrideYieldsToNewerEdits()
{
    Met met;
    met.override(json("{'title':'decided'}"), met.stamp);
    const std::int64_t seen = met.recordStamp();
    const QJsonObject answer = met.backend.pushTodo(
        user(1, 2), seen, json("{'id':'%1','title':'newer','_changed':'title','_base':%2}", id(1), seen));
    QVERIFY(conflicts(answer).isEmpty());
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("newer"));
}

namespace {

/// The todo of a Met is deleted; its latest conflict is that of the edit that lost.
std::int64_t loseToDelete(Met &met)
{
    met.backend.push(user(1, 1), met.stamp, json("{'todos':{'deleted':[{'id':'%1','_base':%2}]}}", id(1), met.stamp));
    const QJsonObject answer = met.backend.pushTodo(user(1, 2), met.stamp, Met::edit("lost", "high", met.stamp));
    met.id = conflicts(answer)[0][QStringLiteral("id")].toString().toStdString();
    return stampOf(answer, "stamp");
}

} // namespace

void TestApiAdmin::overrideRestoresADeletedRecord()
{
    Met met;
    const std::int64_t gone = loseToDelete(met);
    const Response unseen = met.override(json("{'title':'lost'}"), gone);
    QCOMPARE(unseen.status, 400);
    QCOMPARE(problemCode(unseen), QStringLiteral("record_deleted"));
    QCOMPARE(met.override(json("{'_status':'active','title':'lost'}"), gone).status, 200);
    QCOMPARE(cell(row(met.backend.pull(user(1, 1), gone), id(1)), "title"), QStringLiteral("lost"));
    // A delete that was pending since before does not undo it.
    const QJsonObject answer = met.backend.push(
        user(1, 3), met.stamp, json("{'todos':{'deleted':[{'id':'%1','_base':%2}]}}", id(1), met.stamp));
    QCOMPARE(conflicts(answer)[0][QStringLiteral("resolution")].toString(), QStringLiteral("override"));
    QCOMPARE(cell(row(answer, id(1)), "title"), QStringLiteral("lost"));
}

void TestApiAdmin::revertPutsBack()
{
    Met met;
    met.override(json("{'title':'decided','priority':'low'}"), met.stamp);
    const std::int64_t decided = met.recordStamp();
    const Response response = met.revert(decided);
    QCOMPARE(response.status, 200);
    QCOMPARE(body(response)[QStringLiteral("state")].toString(), QStringLiteral("reverted"));
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("client"));
    QCOMPARE(cell(met.record(), "priority"), QStringLiteral("medium"));
    QVERIFY(met.recordStamp() > decided);
    // After it the policy is in force again: an edit from before wins its column as a client's does.
    const QJsonObject answer = met.backend.pushTodo(
        user(1, 3), met.stamp, json("{'id':'%1','title':'old','_changed':'title','_base':%2}", id(1), met.stamp));
    QCOMPARE(conflicts(answer)[0][QStringLiteral("resolution")].toString(), QStringLiteral("per_column_merge"));
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("old"));
}

void TestApiAdmin::revertIsRefused()
{
    Met met;
    const Response nothing = met.revert(met.stamp);
    QCOMPARE(nothing.status, 409);
    QCOMPARE(problemCode(nothing), QStringLiteral("not_overridden"));

    met.override(json("{'title':'decided'}"), met.stamp);
    const std::int64_t decided = met.recordStamp();
    QCOMPARE(problemCode(met.revert(met.stamp)), QStringLiteral("record_moved"));
    met.backend.pushTodo(user(1, 1), decided,
                         json("{'id':'%1','state':'done','_changed':'state','_base':%2}", id(1), decided));
    const Response moved = met.revert(met.recordStamp());
    QCOMPARE(moved.status, 409);
    QCOMPARE(problemCode(moved), QStringLiteral("record_moved"));
    QCOMPARE(cell(body(moved)[QStringLiteral("current")].toObject(), "state"), QStringLiteral("done"));
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("decided"));
}

void TestApiAdmin::secondOverrideKeepsTheFirstPrevious()
{
    Met met;
    QCOMPARE(met.override(json("{'title':'first'}"), met.stamp).status, 200);
    const Response second = met.override(json("{'title':'second','priority':'low'}"), met.recordStamp());
    QCOMPARE(second.status, 200);
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("second"));
    QCOMPARE(met.revert(met.recordStamp()).status, 200);
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("client"));
    QCOMPARE(cell(met.record(), "priority"), QStringLiteral("medium"));
    QCOMPARE(problemCode(met.revert(met.recordStamp())), QStringLiteral("not_overridden"));
    // Overridden anew: what is put back now is what stands now.
    QCOMPARE(met.override(json("{'priority':'high'}"), met.recordStamp()).status, 200);
    QCOMPARE(met.revert(met.recordStamp()).status, 200);
    QCOMPARE(cell(met.record(), "priority"), QStringLiteral("medium"));
    QCOMPARE(cell(met.record(), "title"), QStringLiteral("client"));
}

void TestApiAdmin::revertOfARestoreDeletes()
{
    Met met;
    const std::int64_t gone = loseToDelete(met);
    met.override(json("{'_status':'active','title':'lost'}"), gone);
    const std::int64_t restored = met.recordStamp();
    QCOMPARE(met.revert(restored).status, 200);
    QVERIFY(met.record().isEmpty());
    QCOMPARE(deleted(met.backend.pull(user(), restored)), QJsonArray{text(id(1))});
}

void TestApiAdmin::decisionsAreAudited()
{
    Met met;
    met.override(json("{'title':'decided'}"), met.stamp);
    met.decide("revert", json("{'note':'never mind','expected_last_modified_at':%1}", met.recordStamp()));
    met.override(json("{'title':'refused'}"), met.stamp);
    const auto audit = met.backend.store->listAudit({}).value().items;
    QCOMPARE(audit.size(), std::size_t{3});
    QCOMPARE(audit[0].action, std::string("conflict.moved")); // a refusal shows the record as it is now
    QCOMPARE(audit[1].action, std::string("conflict.revert"));
    QCOMPARE(audit[1].reason, std::string("never mind"));
    QCOMPARE(audit[2].action, std::string("conflict.override"));
    QCOMPARE(audit[2].reason, std::string("because"));
    QCOMPARE(audit[2].actor, admin().user);
    QCOMPARE(audit[2].userId, userId(1));
    QCOMPARE(audit[2].conflictId, met.id);
}

/// Their answers show values: a note says why, or the header; and nobody is asked twice.
void TestApiAdmin::decisionsNeedAReason()
{
    Met met;
    met.override(json("{'title':'decided'}"), met.stamp);
    const std::string sent = json("{'expected_last_modified_at':%1}", met.recordStamp());
    for (const Caller &silent : {admin(), admin().with("X-Access-Reason", " ")}) {
        const Response refused = met.decide("revert", sent, silent);
        QCOMPARE(refused.status, 403);
        QCOMPARE(problemCode(refused), QStringLiteral("access_reason_missing"));
        QCOMPARE(cell(met.record(), "title"), QStringLiteral("decided"));
    }
    QCOMPARE(met.decide("revert", sent, admin().with("X-Access-Reason", "ticket 7")).status, 200);
    QCOMPARE(met.backend.store->listAudit({}).value().items[0].reason, std::string("ticket 7"));
}

QTEST_GUILESS_MAIN(TestApiAdmin)
#include "tst_api_admin.moc"
