// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

/// How much one user may ask, and strangers may leave in the log.
class TestApiLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aUserHasARate();
    void heavyRequestsCountForMore();
    void otherUsersAreNotConcerned();
    void refusedRequestsAreNotLogged();
    void badTokensCostNobodyAnything();
    void strangersDoNotFillTheLog();
    void theMobileClientGetsThrough();
};

namespace {

constexpr std::int64_t kSecond = 1'000'000;

/// Requests a second of one user.
void limit(Backend &backend, double rate)
{
    backend.api = std::make_unique<Api>(ApiContext{pensieveSchema(), *backend.store, *backend.store, backend.clock,
                                                   backend.ids, *backend.verifier, nullptr, rate});
}

qsizetype logged(Backend &backend)
{
    return body(backend.get(support(), "/api/admin/sync/logs?limit=1000"))[QStringLiteral("items")].toArray().size();
}

int accepted(Backend &backend, const Caller &caller, int tries)
{
    int count = 0;
    for (int i = 0; i < tries; ++i)
        count += backend.get(caller, "/api/sync/pull").status == 200 ? 1 : 0;
    return count;
}

} // namespace

void TestApiLimits::aUserHasARate()
{
    Backend backend;
    limit(backend, 5);
    QCOMPARE(accepted(backend, user(), 20), 5);
    const Response refused = backend.get(user(), "/api/sync/pull");
    QCOMPARE(refused.status, 429);
    QCOMPARE(problemCode(refused), QStringLiteral("rate_limited"));
    QCOMPARE(refused.headers.get("Retry-After"), std::string_view("1"));
    backend.clock.steady += kSecond;
    QCOMPARE(accepted(backend, user(), 20), 5);
    limit(backend, 0.1); // of several processes
    QCOMPARE(accepted(backend, user(), 1), 1);
    QCOMPARE(backend.get(user(), "/api/sync/pull").headers.get("Retry-After"), std::string_view("10"));
    limit(backend, 0);
    QCOMPARE(accepted(backend, user(), 100), 100);
}

void TestApiLimits::heavyRequestsCountForMore()
{
    Backend backend;
    limit(backend, 70);
    const auto digest = [&] { return backend.get(user(), "/api/sync/digest?entity=todos").status; };
    const auto report = [&] { return backend.post(user(), "/api/sync/report", "{\"logs\":[]}").status; };
    QCOMPARE(digest(), 200);
    QCOMPARE(report(), 200);
    QCOMPARE(digest(), 429);
    QCOMPARE(report(), 429);
    const int left = accepted(backend, user(), 20);
    QVERIFY(left >= 10 && left < 15); // some time goes by
    limit(backend, 0.5);              // of several processes: more than a bucket holds is all of it
    QCOMPARE(digest(), 200);
    QCOMPARE(digest(), 429);
    backend.clock.steady += 2 * kSecond;
    QCOMPARE(digest(), 200);
}

void TestApiLimits::otherUsersAreNotConcerned()
{
    Backend backend;
    limit(backend, 5);
    accepted(backend, user(1), 20);
    QCOMPARE(accepted(backend, user(2), 20), 5);
    QCOMPARE(backend.get(user(1), "/healthz").status, 200);
}

void TestApiLimits::refusedRequestsAreNotLogged()
{
    Backend backend;
    limit(backend, 5);
    accepted(backend, user(), 20);
    QCOMPARE(logged(backend), 5);
}

void TestApiLimits::badTokensCostNobodyAnything()
{
    Backend backend;
    limit(backend, 5);
    const Caller forger = user().with("Authorization", "Bearer a.b.c");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(backend.get(forger, "/api/sync/pull").status, 401);
    QCOMPARE(accepted(backend, user(), 20), 5);
}

void TestApiLimits::strangersDoNotFillTheLog()
{
    Backend backend;
    const Caller forger = user().with("Authorization", "Bearer a.b.c");
    for (int i = 0; i < 500; ++i)
        backend.get(forger, "/api/sync/pull");
    QVERIFY(logged(backend) >= 10);
    QVERIFY(logged(backend) < 30); // half a second of the clock has gone by
    accepted(backend, user(), 100);
    QVERIFY(logged(backend) >= 110);
}

/// It tries up to 40 times within about two minutes, whatever the answer; here with a sixteenth of the rate, and
/// while it fails for another reason.
void TestApiLimits::theMobileClientGetsThrough()
{
    Backend backend;
    limit(backend, 300.0 / 16);
    for (int i = 0; i < 40; ++i) {
        QCOMPARE(backend.get(user(), "/api/sync/pull?lastPulledAt=x").status, 400);
        QCOMPARE(backend.post(user(), "/api/sync/push", "{").status, 400);
        backend.clock.steady += i < 10 ? kSecond / 10 : 4 * kSecond; // impatient at first
    }
    QCOMPARE(backend.get(user(), "/api/sync/pull?lastPulledAt=0").status, 200);
}

QTEST_GUILESS_MAIN(TestApiLimits)
#include "tst_api_limits.moc"
