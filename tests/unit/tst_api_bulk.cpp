// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Overrides of many conflicts.

#include "BulkFixture.h"

using namespace apitest;

class TestApiBulk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dryRunSelects();
    void dryRunLeavesOut();
    void dryRunPages();
    void executes();
    void movedAndUnknown();
    void restoresALosingEdit();
    void twiceIsOnce();
    void cutAndResumed_data();
    void cutAndResumed();
    void badRequests_data();
    void badRequests();
};

namespace {

/// A database that is gone after some users' transactions, and comes back.
class CutStore final : public SyncStore {
public:
    CutStore(SyncStore &real, int users) : left(users), m_real(real) {}

    ServerMeta meta() const override { return m_real.meta(); }
    Result<std::unique_ptr<UserTransaction>> begin(const std::string &userId) override
    {
        if (left-- <= 0)
            return Error{"database_gone", ErrorCategory::Busy, "the connection broke"};
        return m_real.begin(userId);
    }
    Result<PullPage> pull(const std::string &userId, const PullQuery &query) override
    {
        return m_real.pull(userId, query);
    }
    Result<Snapshot> scan(const std::string &userId, std::size_t entity,
                          const std::function<void(const Record &)> &visit) override
    {
        return m_real.scan(userId, entity, visit);
    }
    Result<void> writeReport(std::span<SyncLogEntry> logs, const DeviceSeen &device) override
    {
        return m_real.writeReport(logs, device);
    }
    Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices) override
    {
        return m_real.writeLogs(logs, devices);
    }

    int left; ///< users' transactions until then

private:
    SyncStore &m_real;
};

} // namespace

void TestApiBulk::dryRunSelects()
{
    Backend backend;
    const std::string first = makeConflict(backend, 1, 1);
    const std::string second = makeConflict(backend, 2, 1);
    const QJsonObject preview = dryRun(backend, "server");
    QCOMPARE(preview[QStringLiteral("count")].toInt(), 2);
    QCOMPARE(preview[QStringLiteral("selection")].toArray().size(), 2);
    const QJsonObject selected = preview[QStringLiteral("selection")][0].toObject();
    QCOMPARE(selected[QStringLiteral("id")].toString(), text(second));
    QCOMPARE(stampOf(selected, "expected_last_modified_at"), recordStamp(backend, 2, 1));
    QCOMPARE(preview[QStringLiteral("sample")][1][QStringLiteral("id")].toString(), text(first));
    const QByteArray whole = QJsonDocument(preview).toJson();
    QVERIFY(!whole.contains("\"client\"") && !whole.contains("\"base\"")); // the sides' values
    QCOMPARE(titleOf(backend, 1, 1), QStringLiteral("client"));
    const QJsonObject one =
        dryRun(backend, "base", json("{'user_id':'%1','entity':'todos','state':'auto'}", userId(1)));
    QCOMPARE(one[QStringLiteral("count")].toInt(), 1);
    QCOMPARE(one[QStringLiteral("selection")].toArray().size(), 1);
}

void TestApiBulk::dryRunLeavesOut()
{
    Backend backend;
    makeConflict(backend, 1, 1);
    QCOMPARE(dryRun(backend, "client")[QStringLiteral("unchanged")].toInt(), 1); // the client has won already
    // A second conflict of the record speaks for both.
    const std::int64_t base = recordStamp(backend, 1, 1);
    for (const int device : {1, 2}) {
        backend.pushTodo(user(1, device), base,
                         json("{'id':'%1','title':'again %2','_changed':'title','_base':%3}", id(1), device, base));
    }
    const QJsonObject preview = dryRun(backend, "server");
    QCOMPARE(preview[QStringLiteral("count")].toInt(), 2);
    QCOMPARE(preview[QStringLiteral("superseded")].toInt(), 1);
    QCOMPARE(preview[QStringLiteral("selection")].toArray().size(), 1);
    // Deleted since: nobody would see the values.
    backend.push(user(1, 1), recordStamp(backend, 1, 1), json("{'todos':{'deleted':['%1']}}", id(1)));
    QCOMPARE(dryRun(backend, "server")[QStringLiteral("impossible")].toInt(), 1);
    QVERIFY(dryRun(backend, "server")[QStringLiteral("selection")].toArray().isEmpty());
}

void TestApiBulk::dryRunPages()
{
    Backend backend;
    for (int record = 1; record <= 3; ++record)
        makeConflict(backend, 1, record);
    const QJsonObject first = dryRun(backend, "server", "{}", json(",'limit':2"));
    QCOMPARE(first[QStringLiteral("selection")].toArray().size(), 2);
    const std::string cursor = first[QStringLiteral("next_cursor")].toString().toStdString();
    const QJsonObject second = dryRun(backend, "server", "{}", json(",'limit':2,'cursor':'%1'", cursor));
    QCOMPARE(second[QStringLiteral("selection")].toArray().size(), 1);
    QVERIFY(second[QStringLiteral("next_cursor")].isNull());
    QCOMPARE(second[QStringLiteral("count")].toInt(), 3);
}

void TestApiBulk::executes()
{
    Backend backend;
    const std::string conflict = makeConflict(backend, 1, 1);
    makeConflict(backend, 1, 2);
    makeConflict(backend, 2, 1);
    const std::int64_t before = backend.pull(user(1))[QStringLiteral("timestamp")].toInteger();
    const std::string selection = selectionOf(dryRun(backend, "server"));
    backend.clock.now += 10;
    const Response response = backend.post(admin(), kBulk, order(selection));
    QCOMPARE(response.status, 200);
    QCOMPARE(outcomes(response), QStringList(3, QStringLiteral("overridden")));
    QCOMPARE(body(response)[QStringLiteral("run_id")].toString(), text(kRun));
    QCOMPARE(titleOf(backend, 1, 1), QStringLiteral("server"));
    QCOMPARE(titleOf(backend, 1, 2), QStringLiteral("server"));
    QCOMPARE(titleOf(backend, 2, 1), QStringLiteral("server"));
    // One transaction a user has one stamp, and devices hear of it.
    QCOMPARE(recordStamp(backend, 1, 1), recordStamp(backend, 1, 2));
    QCOMPARE(updated(backend.pull(user(1), before)).size(), 2);
    QCOMPARE(audited(backend, "conflict.override"), std::size_t{3});
    // Each can be taken back as if it had been made alone.
    const Response reverted =
        backend.post(admin(), "/api/admin/sync/conflicts/" + conflict + "/revert",
                     json("{'note':'no','expected_last_modified_at':%1}", recordStamp(backend, 1, 1)));
    QCOMPARE(reverted.status, 200);
    QCOMPARE(titleOf(backend, 1, 1), QStringLiteral("client"));
}

void TestApiBulk::movedAndUnknown()
{
    Backend backend;
    const std::string moved = makeConflict(backend, 1, 1);
    const std::string same = makeConflict(backend, 1, 2);
    const std::int64_t stamp = recordStamp(backend, 1, 1);
    backend.pushTodo(user(1, 1), stamp,
                     json("{'id':'%1','state':'done','_changed':'state','_base':%2}", id(1), stamp));
    const std::int64_t now = recordStamp(backend, 1, 1);
    const std::string selection =
        json("[{'id':'%1','expected_last_modified_at':%2},{'id':'%3','expected_last_modified_at':5},"
             "{'id':'%4','expected_last_modified_at':%5}]",
             moved, stamp, id(77), same, recordStamp(backend, 1, 2));
    const Response response = backend.post(admin(), kBulk, order(selection, "client"));
    QCOMPARE(outcomes(response),
             QStringList({QStringLiteral("moved"), QStringLiteral("unknown"), QStringLiteral("unchanged")}));
    QCOMPARE(recordStamp(backend, 1, 1), now);
    QCOMPARE(audited(backend, "conflict.override"), std::size_t{0});
}

void TestApiBulk::restoresALosingEdit()
{
    Backend backend;
    const std::int64_t base =
        stampOf(backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'base','created_at':1}", id(1))));
    backend.push(user(1, 1), base, json("{'todos':{'deleted':[{'id':'%1','_base':%2}]}}", id(1), base));
    backend.pushTodo(user(1, 2), base, json("{'id':'%1','title':'lost','_changed':'title','_base':%2}", id(1), base));
    QCOMPARE(dryRun(backend, "server")[QStringLiteral("unchanged")].toInt(), 1);
    const Response response = backend.post(admin(), kBulk, order(selectionOf(dryRun(backend, "client")), "client"));
    QCOMPARE(outcomes(response), QStringList{QStringLiteral("overridden")});
    QCOMPARE(titleOf(backend, 1, 1), QStringLiteral("lost"));
}

void TestApiBulk::twiceIsOnce()
{
    Backend backend;
    makeConflict(backend, 1, 1);
    const std::string selection = selectionOf(dryRun(backend, "server"));
    QCOMPARE(outcomes(backend.post(admin(), kBulk, order(selection))), QStringList{QStringLiteral("overridden")});
    const std::int64_t stamp = recordStamp(backend, 1, 1);
    backend.clock.now += 10;
    const Response again = backend.post(admin(), kBulk, order(selection));
    QCOMPARE(outcomes(again), QStringList{QStringLiteral("overridden")});
    QCOMPARE(stampOf(body(again)[QStringLiteral("results")][0].toObject(), "stamp"), stamp);
    QCOMPARE(recordStamp(backend, 1, 1), stamp);
    QCOMPARE(audited(backend, "conflict.override"), std::size_t{1});
    // Another run sees a record that moved; and what was taken back is not done again.
    QCOMPARE(outcomes(backend.post(admin(), kBulk, order(selection, "server", id(501)))),
             QStringList{QStringLiteral("moved")});
}

void TestApiBulk::cutAndResumed_data()
{
    QTest::addColumn<int>("users");
    for (int users = 0; users <= 4; ++users)
        QTest::addRow("after %d users", users) << users;
}

void TestApiBulk::cutAndResumed()
{
    QFETCH(int, users);
    Backend backend;
    for (int number = 1; number <= 4; ++number)
        makeConflict(backend, number, 1);
    const std::string selection = selectionOf(dryRun(backend, "server"));
    CutStore cut(*backend.store, users);
    backend.api = std::make_unique<Api>(
        ApiContext{pensieveSchema(), cut, *backend.store, backend.clock, backend.ids, *backend.verifier, nullptr});
    backend.clock.now += 10;
    const QStringList first = outcomes(backend.post(admin(), kBulk, order(selection)));
    // The selection is newest first, the run in the order of users: what failed is at the front.
    QCOMPARE(first,
             QStringList(4 - users, QStringLiteral("failed")) + QStringList(users, QStringLiteral("overridden")));
    std::vector<std::int64_t> stamps;
    for (int number = 1; number <= 4; ++number) {
        QCOMPARE(titleOf(backend, number, 1), number <= users ? QStringLiteral("server") : QStringLiteral("client"));
        stamps.push_back(recordStamp(backend, number, 1));
    }
    cut.left = 100;
    backend.clock.now += 10;
    QCOMPARE(outcomes(backend.post(admin(), kBulk, order(selection))), QStringList(4, QStringLiteral("overridden")));
    for (int number = 1; number <= 4; ++number) {
        QCOMPARE(titleOf(backend, number, 1), QStringLiteral("server"));
        QCOMPARE(recordStamp(backend, number, 1) == stamps[static_cast<std::size_t>(number - 1)], number <= users);
    }
    QCOMPARE(audited(backend, "conflict.override"), std::size_t{4});
}

void TestApiBulk::badRequests_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto bad = [](const char *name, const std::string &sent, int status, const char *code) {
        QTest::newRow(name) << text(sent) << status << QString::fromLatin1(code);
    };
    const std::string one = json("[{'id':'%1','expected_last_modified_at':5}]", id(1));
    bad("no object", "[]", 400, "bad_request");
    bad("no side", json("{'dry_run':true,'filter':{}}"), 400, "bad_request");
    bad("unknown side", json("{'dry_run':true,'side':'mine','filter':{}}"), 400, "bad_request");
    bad("no filter", json("{'dry_run':true,'side':'client'}"), 400, "bad_request");
    bad("unknown entity", json("{'dry_run':true,'side':'client','filter':{'entity':'x'}}"), 400, "bad_request");
    bad("unknown state", json("{'dry_run':true,'side':'client','filter':{'state':'x'}}"), 400, "bad_request");
    bad("bad limit", json("{'dry_run':true,'side':'client','filter':{},'limit':1001}"), 400, "bad_request");
    bad("bad cursor", json("{'dry_run':true,'side':'client','filter':{},'cursor':'x'}"), 400, "bad_cursor");
    bad("dry_run no flag", json("{'dry_run':1,'side':'client','filter':{}}"), 400, "bad_request");
    bad("no note", json("{'side':'client','run_id':'%1','selection':%2}", kRun, one), 400, "note_missing");
    bad("no run", json("{'side':'client','note':'n','selection':%1}", one), 400, "bad_request");
    bad("no selection", json("{'side':'client','note':'n','run_id':'%1'}", kRun), 400, "bad_request");
    bad("empty selection", order("[]"), 400, "bad_request");
    bad("no stamp", order(json("[{'id':'%1'}]", id(1))), 400, "bad_request");
    bad("twice",
        order(json("[{'id':'%1','expected_last_modified_at':5},{'id':'%1','expected_last_modified_at':5}]", id(1))),
        400, "bad_request");
    std::string many;
    for (int i = 0; i <= 1000; ++i)
        many += (many.empty() ? "[" : ",") + json("{'id':'%1','expected_last_modified_at':5}", id(i));
    bad("too many", order(many + "]"), 413, "too_many_records");
}

void TestApiBulk::badRequests()
{
    QFETCH(QString, sent);
    QFETCH(int, status);
    QFETCH(QString, code);
    Backend backend;
    const Response response = backend.post(admin(), kBulk, sent.toStdString());
    QCOMPARE(problemCode(response), code);
    QCOMPARE(response.status, status);
}

QTEST_GUILESS_MAIN(TestApiBulk)
#include "tst_api_bulk.moc"
