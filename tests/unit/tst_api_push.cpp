// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

#include <QTemporaryDir>

#include <set>
#include <thread>

using namespace apitest;

class TestApiPush : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownRowsAreNoNews();
    void createdWithoutTimeComesBack();
    void bothListsAreUpserts();
    void sparseRows();
    void noOpWritesNothing();
    void stampsAreUniqueInOneMillisecond();
    void othersChangesComeAlong();
    void windowOverAThousand();
    void loserOlderThanTheCursor();
    void secondBatchIsNoConflict();
    void copiedReplicaConflicts();
    void pullBeforePushKeepsTheConflict();
    void basesByColumn();
    void wholeRowsRevertNothing();
    void lateCreateLoses();
    void undelete();
    void mobileUndeletesNothing();
    void deletedTwice();
    void oneIdTwice();
    void anotherUsersId();
    void parallelPushesAreNeverMissed();
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

void TestApiPush::ownRowsAreNoNews()
{
    Backend backend;
    backend.pull(user());
    const QJsonObject answer = backend.pushTodo(user(1, 1), 0, todo(1, "a"));
    QVERIFY(nothingChanged(answer));
    QCOMPARE(stampOf(answer), backend.clock.now);
    QCOMPARE(stampOf(answer, "stamp"), backend.clock.now);
    QCOMPARE(answer[QStringLiteral("has_more")].toBool(true), false);
    QCOMPARE(answer[QStringLiteral("server_id")].toString(), text(backend.store->meta().serverId));
    QCOMPARE(answer[QStringLiteral("epoch")].toString(), text(backend.store->meta().epoch));
    QVERIFY(nothingChanged(backend.pull(user(1, 1), stampOf(answer))));
    QCOMPARE(cell(row(backend.pull(user(1, 2)), id(1)), "title"), QStringLiteral("a"));
}

void TestApiPush::createdWithoutTimeComesBack()
{
    Backend backend;
    backend.pull(user());
    const QJsonObject answer = backend.pushTodo(user(), 0, json("{'id':'%1','title':'a'}", id(1)));
    QCOMPARE(stampOf(row(answer, id(1)), "created_at"), backend.clock.now);
}

void TestApiPush::bothListsAreUpserts()
{
    Backend backend;
    backend.push(user(), 0, "{\"todos\":{\"updated\":[" + todo(1, "new") + "]}}");
    const std::int64_t cursor = stampOf(backend.pull(user()));
    backend.push(user(), cursor, "{\"todos\":{\"created\":[" + todo(1, "again") + "]}}");
    QCOMPARE(cell(row(backend.pull(user()), id(1)), "title"), QStringLiteral("again"));
}

void TestApiPush::sparseRows()
{
    Backend backend;
    const std::int64_t cursor =
        stampOf(backend.pushTodo(user(), 0, json("{'id':'%1','title':'a','description':'d'}", id(1))));
    backend.pushTodo(user(), cursor, json("{'id':'%1','title':'b','created_at':99,'last_modified_at':1}", id(1)));
    const QJsonObject stored = row(backend.pull(user()), id(1));
    QCOMPARE(cell(stored, "title"), QStringLiteral("b"));
    QCOMPARE(cell(stored, "description"), QStringLiteral("d"));
    QCOMPARE(stampOf(stored, "created_at"), cursor);
    QCOMPARE(stampOf(stored, "last_modified_at"), backend.clock.now);
}

void TestApiPush::noOpWritesNothing()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.pushTodo(user(), 0, todo(1, "a")));
    for (const std::string &changes : {"{\"todos\":{\"updated\":[" + todo(1, "a") + "]}}", std::string("{}"),
                                       std::string("{\"todos\":{\"updated\":[]}}")}) {
        const QJsonObject answer = backend.push(user(), cursor, changes);
        QCOMPARE(stampOf(answer, "stamp"), cursor);
        QCOMPARE(stampOf(answer), cursor);
        QVERIFY(nothingChanged(answer));
        QVERIFY(conflicts(answer).isEmpty());
    }
    QVERIFY(nothingChanged(backend.pull(user(), cursor)));
}

void TestApiPush::stampsAreUniqueInOneMillisecond()
{
    Backend backend;
    std::int64_t last = 0;
    for (int i = 1; i <= 5; ++i) {
        const std::int64_t stamp = stampOf(backend.pushTodo(user(), 0, todo(i, "a")), "stamp");
        QVERIFY(stamp > last);
        last = stamp;
        backend.clock.now -= 10;
    }
    QCOMPARE(updated(backend.pull(user(), last - 1)).size(), 1);
}

void TestApiPush::othersChangesComeAlong()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    backend.push(user(1, 2), cursor,
                 "{\"todos\":{\"updated\":[" + todo(2, "theirs") + "],\"deleted\":[\"" + id(1) + "\"]}}");
    const QJsonObject answer = backend.pushTodo(user(1, 1), cursor, todo(3, "mine"));
    QCOMPARE(updated(answer).size(), 1);
    QCOMPARE(cell(row(answer, id(2)), "title"), QStringLiteral("theirs"));
    QCOMPARE(deleted(answer), QJsonArray{text(id(1))});
    QVERIFY(nothingChanged(backend.pull(user(1, 1), stampOf(answer))));
}

void TestApiPush::windowOverAThousand()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "base")));
    std::string rows = edit(1, "priority", "high", cursor);
    for (int i = 2; i <= 1001; ++i)
        rows += "," + todo(i, "t");
    backend.push(user(1, 2), cursor, "{\"todos\":{\"updated\":[" + rows + "]}}");

    QJsonObject answer = backend.push(user(1, 1), cursor,
                                      "{\"todos\":{\"updated\":[" + edit(1, "priority", "low", cursor) + ","
                                          + todo(2000, "n") + "]}}");
    QVERIFY(answer[QStringLiteral("has_more")].toBool());
    QCOMPARE(stampOf(answer), cursor);
    QCOMPARE(updated(answer).size(), 1);
    QCOMPARE(cell(row(answer, id(1)), "priority"), QStringLiteral("high"));

    // With 1,000 others the window fits.
    const std::int64_t later = stampOf(row(backend.pull(user()), id(1)), "last_modified_at");
    QCOMPARE(updated(backend.pull(user(), later)).size(), 1);
    answer = backend.pushTodo(user(1, 1), later, todo(2001, "n"));
    QVERIFY(!answer[QStringLiteral("has_more")].toBool());
    QCOMPARE(updated(answer).size(), 1);
}

void TestApiPush::loserOlderThanTheCursor()
{
    Backend backend;
    const std::int64_t base = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    const std::int64_t cursor = stampOf(backend.pushTodo(user(1, 2), base, edit(1, "priority", "high", base)));
    const QJsonObject answer = backend.pushTodo(user(1, 1), cursor, edit(1, "priority", "low", base));
    QCOMPARE(conflicts(answer).size(), 1);
    QCOMPARE(cell(row(answer, id(1)), "priority"), QStringLiteral("high"));
    QCOMPARE(stampOf(answer), cursor);
    QCOMPARE(stampOf(answer, "stamp"), cursor);
}

void TestApiPush::secondBatchIsNoConflict()
{
    Backend backend;
    backend.pushTodo(user(1, 1), 0, todo(1, "one"));
    QJsonObject answer = backend.pushTodo(user(1, 1), 0, todo(1, "two"));
    QVERIFY(conflicts(answer).isEmpty());
    QCOMPARE(cell(row(backend.pull(user()), id(1)), "title"), QStringLiteral("two"));
    // Nobody knows that two unknown devices are one.
    backend.pushTodo(user(2), 0, todo(1, "one"));
    answer = backend.pushTodo(user(2), 0, todo(1, "two"));
    QCOMPARE(conflicts(answer).size(), 1);
}

void TestApiPush::copiedReplicaConflicts()
{
    Backend backend;
    const std::int64_t base = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    backend.pushTodo(user(1, 1), base, edit(1, "title", "original", base));
    const QJsonObject answer = backend.pushTodo(user(1, 1), base, edit(1, "title", "copy", base));
    QCOMPARE(conflicts(answer).size(), 1);
    QCOMPARE(conflicts(answer)[0][QStringLiteral("conflict_type")].toString(), QStringLiteral("edit_edit"));
}

void TestApiPush::pullBeforePushKeepsTheConflict()
{
    Backend backend;
    const std::int64_t base = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    backend.pushTodo(user(1, 2), base, edit(1, "title", "theirs", base));
    const std::int64_t cursor = stampOf(backend.pull(user(1, 1), base));
    const QJsonObject answer = backend.pushTodo(user(1, 1), cursor, edit(1, "title", "mine", base));
    QCOMPARE(conflicts(answer).size(), 1);
    QCOMPARE(cell(row(backend.pull(user()), id(1)), "title"), QStringLiteral("mine"));
}

void TestApiPush::basesByColumn()
{
    Backend backend;
    const std::int64_t first = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    const std::int64_t second = stampOf(backend.pushTodo(user(1, 2), first, edit(1, "title", "theirs", first)));
    const QJsonObject answer = backend.pushTodo(user(1, 1), second,
                                                json("{'id':'%1','title':'mine','description':'d','_changed':'title,"
                                                     "description','_base':{'title':%2,'description':%3}}",
                                                     id(1), second, first));
    QVERIFY2(conflicts(answer).isEmpty(), "each column stands on its own base");
    const QJsonObject other = backend.pushTodo(
        user(1, 3), second,
        json("{'id':'%1','title':'old','state':'done','_changed':'title,state','_base':{'title':%2,'state':%3}}",
             id(1), first, second));
    QCOMPARE(conflicts(other).size(), 1);
    QCOMPARE(conflicts(other)[0][QStringLiteral("columns")].toArray(), QJsonArray{QStringLiteral("title")});
}

void TestApiPush::wholeRowsRevertNothing()
{
    Backend backend;
    const std::int64_t cursor = stampOf(
        backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'a','description':'d','state':'todo'}", id(1))));
    backend.pushTodo(user(1, 2), cursor, edit(1, "description", "theirs", cursor));
    // A client that sends every column and says nothing about what it changed.
    const QJsonObject answer = backend.pushTodo(
        user(1, 1), cursor,
        json("{'id':'%1','title':'mine','description':'d','state':'todo','_status':'active'}", id(1)));
    QVERIFY(conflicts(answer).isEmpty());
    const QJsonObject stored = row(backend.pull(user()), id(1));
    QCOMPARE(cell(stored, "title"), QStringLiteral("mine"));
    QCOMPARE(cell(stored, "description"), QStringLiteral("theirs"));
    QCOMPARE(cell(row(answer, id(1)), "description"), QStringLiteral("theirs"));
}

void TestApiPush::lateCreateLoses()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.push(user(1, 1), 0, json("{'todos':{'deleted':['%1']}}", id(1))));
    const QJsonObject answer = backend.pushTodo(user(1, 2), 0, todo(1, "late"));
    QCOMPARE(deleted(answer), QJsonArray{text(id(1))});
    QCOMPARE(conflicts(answer)[0][QStringLiteral("conflict_type")].toString(), QStringLiteral("edit_delete"));
    QCOMPARE(conflicts(answer)[0][QStringLiteral("resolution")].toString(), QStringLiteral("delete_wins"));
    QVERIFY(updated(backend.pull(user())).isEmpty());
    QCOMPARE(stampOf(answer), cursor);
}

void TestApiPush::undelete()
{
    Backend backend;
    backend.pushTodo(user(), 0, todo(1, "a"));
    const std::int64_t gone =
        stampOf(backend.push(user(), backend.clock.now, json("{'todos':{'deleted':['%1']}}", id(1))));
    const QJsonObject answer = backend.pushTodo(
        user(), gone, json("{'id':'%1','_status':'active','_changed':'_status','_base':%2}", id(1), gone));
    QVERIFY(conflicts(answer).isEmpty());
    QCOMPARE(cell(row(backend.pull(user()), id(1)), "title"), QStringLiteral("a"));
    QCOMPARE(cell(row(answer, id(1)), "title"), QStringLiteral("a"));
}

void TestApiPush::mobileUndeletesNothing()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    backend.push(user(1, 2), cursor, json("{'todos':{'deleted':['%1']}}", id(1)));
    const std::string body1 =
        json("{'lastPulledAt':%1,'changes':{'todos':{'updated':[{'id':'%2','title':'b','_status':'active'}]}}}",
             cursor, id(1));
    QCOMPARE(backend.post(user(1, 1), "/api/sync/push", body1).status, 200);
    QVERIFY(updated(backend.pull(user())).isEmpty());
}

void TestApiPush::deletedTwice()
{
    Backend backend;
    const std::int64_t cursor = stampOf(backend.pushTodo(user(1, 1), 0, todo(1, "a")));
    const std::string drop = json("{'todos':{'deleted':[{'id':'%1','_base':%2}]}}", id(1), cursor);
    const QJsonObject first = backend.push(user(1, 1), cursor, drop);
    const QJsonObject second = backend.push(user(1, 2), cursor, drop);
    QVERIFY(conflicts(second).isEmpty());
    QVERIFY(nothingChanged(second));
    QCOMPARE(stampOf(second, "stamp"), stampOf(first, "stamp"));
}

void TestApiPush::oneIdTwice()
{
    Backend backend;
    backend.push(user(), 0,
                 "{\"todos\":{\"created\":[" + todo(1, "a") + "],\"updated\":["
                     + json("{'id':'%1','description':'d'}", id(1)) + "," + todo(2, "x") + "],\"deleted\":[\"" + id(2)
                     + "\"]}}");
    const QJsonObject all = backend.pull(user());
    QCOMPARE(updated(all).size(), 1);
    QCOMPARE(cell(row(all, id(1)), "title"), QStringLiteral("a"));
    QCOMPARE(cell(row(all, id(1)), "description"), QStringLiteral("d"));
}

void TestApiPush::anotherUsersId()
{
    Backend backend;
    backend.pushTodo(user(1), 0, todo(1, "A's"));
    const QJsonObject answer = backend.pushTodo(user(2), 0, todo(1, "B's"));
    QVERIFY(conflicts(answer).isEmpty());
    QVERIFY(nothingChanged(answer));
    QCOMPARE(cell(row(backend.pull(user(1)), id(1)), "title"), QStringLiteral("A's"));
    QCOMPARE(cell(row(backend.pull(user(2)), id(1)), "title"), QStringLiteral("B's"));
    backend.push(user(2), 0, json("{'todos':{'deleted':['%1']}}", id(1)));
    QCOMPARE(updated(backend.pull(user(1))).size(), 1);
}

void TestApiPush::parallelPushesAreNeverMissed()
{
    const QTemporaryDir folder;
    Backend backend(folder.filePath(QStringLiteral("a.db")).toStdString());
    std::int64_t cursor = stampOf(backend.pull(user()));
    constexpr int kThreads = 4;
    constexpr int kPushes = 15;
    std::atomic<int> running = kThreads;
    std::atomic<int> accepted = 0;
    std::vector<std::thread> devices;
    for (int device = 1; device <= kThreads; ++device) {
        devices.emplace_back([&, device] {
            for (int i = 0; i < kPushes; ++i) {
                const std::string sent =
                    "{\"changes\":{\"todos\":{\"updated\":[" + todo(device * 100 + i, "t") + "]}}}";
                accepted += backend.post(user(1, device), "/api/sync/push", sent).status == 200 ? 1 : 0;
            }
            --running;
        });
    }
    std::set<QString> seen;
    std::set<std::int64_t> stamps;
    for (bool last = false; !last;) {
        last = running == 0;
        const QJsonObject answer = backend.pull(user(), cursor);
        for (const QJsonValue todo : updated(answer)) {
            seen.insert(todo[QStringLiteral("id")].toString());
            stamps.insert(todo[QStringLiteral("last_modified_at")].toInteger());
        }
        cursor = stampOf(answer);
    }
    for (std::thread &device : devices)
        device.join();
    QCOMPARE(accepted.load(), kThreads * kPushes);
    QCOMPARE(seen.size(), static_cast<std::size_t>(kThreads * kPushes));
    QCOMPARE(stamps.size(), seen.size());
}

QTEST_GUILESS_MAIN(TestApiPush)
#include "tst_api_push.moc"
