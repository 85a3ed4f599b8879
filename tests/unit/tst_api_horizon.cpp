// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

/// Every 410 of the protocol: for pulls, pages and pushes, against a store that was really purged or restored.
class TestApiHorizon : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cursorExpired();
    void pageOfAnExpiredCursor();
    void epochChanged();
    void pageOfAFormerEpoch();
    void cursorAhead();
    void restoredToIsNeverLaterThanTheBackup();
    void restoredTwice();
    void newUsersBeginInTheEpoch();
    void aDeviceThatAdoptedTheEpochGoesOn();
    void replayedKeyInANewEpoch();
};

namespace {

std::string todo(int number)
{
    return json("{'id':'%1','title':'t%2','created_at':1}", id(number), number);
}

QString pullCode(Backend &backend, std::int64_t cursor, const std::string &more = {})
{
    const Response response = backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(cursor) + more);
    return response.status == 410 ? problemCode(response) : QString::number(response.status);
}

QString pushCode(Backend &backend, std::int64_t cursor, const std::string &epoch = {})
{
    const Response response = backend.post(user(), "/api/sync/push",
                                           json("{'last_pulled_at':%1,'epoch':'%2','changes':{}}", cursor, epoch));
    return response.status == 410 ? problemCode(response) : QString::number(response.status);
}

void purgeAll(Backend &backend)
{
    while (backend.store->purge({}).value()) {}
}

std::string pageOf(const QJsonObject &answer)
{
    return "&limit=1&page=" + answer[QStringLiteral("next_page")].toString().toStdString();
}

} // namespace

void TestApiHorizon::cursorExpired()
{
    Backend backend;
    const std::int64_t early = stampOf(backend.pushTodo(user(), 0, todo(1)));
    const std::int64_t gone = stampOf(backend.push(user(), 0, json("{'todos':{'deleted':['%1']}}", id(1))));
    const std::int64_t other = stampOf(backend.push(user(2), 0, json("{'todos':{'deleted':['%1']}}", id(1))));
    QCOMPARE(pullCode(backend, early), QStringLiteral("200"));
    backend.clock.now = gone + 90 * kDayMs + 1;
    purgeAll(backend);
    QCOMPARE(pullCode(backend, early), QStringLiteral("cursor_expired"));
    QCOMPARE(pushCode(backend, early), QStringLiteral("cursor_expired"));
    QCOMPARE(pullCode(backend, gone), QStringLiteral("200"));
    QCOMPARE(pullCode(backend, 0), QStringLiteral("200"));
    QCOMPARE(pushCode(backend, gone), QStringLiteral("200"));
    QCOMPARE(pushCode(backend, 0), QStringLiteral("200"));
    // The horizon is each user's own.
    QCOMPARE(backend.get(user(2), "/api/sync/pull?last_pulled_at=" + std::to_string(other - 1)).status, 200);
    QVERIFY(nothingChanged(backend.pull(user(), gone)));
}

void TestApiHorizon::pageOfAnExpiredCursor()
{
    Backend backend;
    const std::int64_t early = stampOf(backend.pull(user()));
    backend.push(user(), 0, json("{'todos':{'updated':[%1,%2]}}", todo(1), todo(2)));
    const std::int64_t gone = stampOf(backend.push(user(), 0, json("{'todos':{'deleted':['%1']}}", id(9))));
    const QJsonObject first =
        body(backend.get(user(), "/api/sync/pull?limit=1&last_pulled_at=" + std::to_string(early)));
    backend.clock.now = gone + 91 * kDayMs;
    purgeAll(backend);
    QCOMPARE(pullCode(backend, early, pageOf(first)), QStringLiteral("cursor_expired"));
}

void TestApiHorizon::epochChanged()
{
    Backend backend;
    const std::string former = backend.store->meta().epoch;
    const std::int64_t backup = stampOf(backend.pushTodo(user(), 0, todo(1)));
    backend.clock.now += 1000;
    const auto meta = backend.store->restored(backup);
    QVERIFY(meta);
    QVERIFY(meta->epoch != former);
    QVERIFY(meta->epochSince > backend.clock.now);
    QCOMPARE(pullCode(backend, backup), QStringLiteral("epoch_changed"));
    QCOMPARE(pushCode(backend, backup), QStringLiteral("epoch_changed"));
    QCOMPARE(pullCode(backend, 0, "&epoch=" + former), QStringLiteral("epoch_changed"));
    QCOMPARE(pushCode(backend, 0, former), QStringLiteral("epoch_changed"));
    QCOMPARE(pullCode(backend, meta->epochSince - 1), QStringLiteral("epoch_changed"));
    QCOMPARE(pullCode(backend, meta->epochSince), QStringLiteral("200"));
    QCOMPARE(pullCode(backend, 0), QStringLiteral("200"));
    const QJsonObject problem = body(backend.get(user(), "/api/sync/pull?last_pulled_at=" + std::to_string(backup)));
    QCOMPARE(stampOf(problem, "restored_to"), backup);
    QCOMPARE(problem[QStringLiteral("epoch")].toString(), text(meta->epoch));
    QCOMPARE(problem[QStringLiteral("server_id")].toString(), text(backend.store->meta().serverId));
    // Every stamp of the epoch is later than any of the one before.
    const QJsonObject pushed = backend.pushTodo(user(), 0, todo(2));
    QVERIFY(stampOf(pushed, "stamp") > meta->epochSince);
    QCOMPARE(pushed[QStringLiteral("epoch")].toString(), text(meta->epoch));
}

void TestApiHorizon::pageOfAFormerEpoch()
{
    Backend backend;
    const std::int64_t early = stampOf(backend.pull(user()));
    const std::int64_t backup =
        stampOf(backend.push(user(), 0, json("{'todos':{'updated':[%1,%2]}}", todo(1), todo(2))));
    const QJsonObject first = body(backend.get(user(), "/api/sync/pull?limit=1"));
    QVERIFY(backend.store->restored(backup));
    // Even of a pull from the start: its window was another epoch's.
    QCOMPARE(pullCode(backend, 0, pageOf(first)), QStringLiteral("epoch_changed"));
    QCOMPARE(pullCode(backend, early, pageOf(first)), QStringLiteral("400")); // another window than the token's
}

void TestApiHorizon::cursorAhead()
{
    Backend backend;
    const std::int64_t clock = stampOf(backend.pushTodo(user(), 0, todo(1)));
    QCOMPARE(pullCode(backend, clock), QStringLiteral("200"));
    QCOMPARE(pullCode(backend, clock + 1), QStringLiteral("cursor_ahead"));
    QCOMPARE(pushCode(backend, clock + 1), QStringLiteral("cursor_ahead"));
    QCOMPARE(pullCode(backend, clock + 1, "&limit=5"), QStringLiteral("cursor_ahead"));
    QCOMPARE(pullCode(backend, clock + 1, "&offset=100"), QStringLiteral("cursor_ahead"));
}

void TestApiHorizon::restoredToIsNeverLaterThanTheBackup()
{
    Backend backend;
    const std::int64_t newest = stampOf(backend.pushTodo(user(), 0, todo(1)));
    backend.clock.now += 500'000;
    QCOMPARE(backend.store->restored(newest + 400'000)->restoredTo, newest);
    QCOMPARE(backend.store->restored(newest - 5)->restoredTo, newest - 5);
}

/// Who slept through two restores lacks on the server what the first one lost.
void TestApiHorizon::restoredTwice()
{
    Backend backend;
    const std::string former = backend.store->meta().epoch;
    const std::int64_t firstBackup = stampOf(backend.pushTodo(user(), 0, todo(1)));
    const auto first = backend.store->restored(firstBackup);
    const std::int64_t secondBackup = stampOf(backend.pushTodo(user(), 0, todo(2)));
    QVERIFY(backend.store->restored(secondBackup));
    const auto restoredTo = [&](std::int64_t cursor, const std::string &epoch) {
        const Response refused = backend.get(user(),
                                             "/api/sync/pull?last_pulled_at=" + std::to_string(cursor)
                                                 + (epoch.empty() ? "" : "&epoch=" + epoch));
        return problemCode(refused) == u"epoch_changed" ? stampOf(body(refused), "restored_to") : -1;
    };
    for (const std::string &epoch : {std::string(), former})
        QCOMPARE(restoredTo(firstBackup + 5, epoch), firstBackup);
    for (const std::string &epoch : {std::string(), first->epoch})
        QCOMPARE(restoredTo(secondBackup, epoch), secondBackup);
    QCOMPARE(restoredTo(0, former), firstBackup);
}

void TestApiHorizon::newUsersBeginInTheEpoch()
{
    Backend backend;
    backend.pushTodo(user(), 0, todo(1));
    const auto meta = backend.store->restored(backend.clock.now);
    const std::int64_t cursor = stampOf(backend.pull(user(7)));
    QVERIFY(cursor >= meta->epochSince);
    QCOMPARE(backend.get(user(7), "/api/sync/pull?last_pulled_at=" + std::to_string(cursor)).status, 200);
}

void TestApiHorizon::aDeviceThatAdoptedTheEpochGoesOn()
{
    Backend backend;
    const std::int64_t backup = stampOf(backend.pushTodo(user(), 0, todo(1)));
    const auto meta = backend.store->restored(backup);
    // It knows the epoch, so that its cursor may be what it was restored to.
    const std::string epoch = "&epoch=" + meta->epoch;
    QCOMPARE(pullCode(backend, backup, epoch), QStringLiteral("200"));
    QCOMPARE(pushCode(backend, backup, meta->epoch), QStringLiteral("200"));
}

void TestApiHorizon::replayedKeyInANewEpoch()
{
    Backend backend;
    const Caller phone = user(1, 1).with("Idempotency-Key", "k1");
    const std::string sent = json("{'last_pulled_at':0,'epoch':'%1','changes':{'todos':{'updated':[%2]}}}",
                                  backend.store->meta().epoch, todo(1));
    QCOMPARE(backend.post(phone, "/api/sync/push", sent).status, 200);
    QVERIFY(backend.store->restored(backend.clock.now));
    QCOMPARE(problemCode(backend.post(phone, "/api/sync/push", sent)), QStringLiteral("epoch_changed"));
}

QTEST_GUILESS_MAIN(TestApiHorizon)
#include "tst_api_horizon.moc"
