// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/TokenBuckets.h"

#include <QtTest>

using namespace tidemark;

namespace {

constexpr std::int64_t kSecond = 1'000'000;

int taken(TokenBuckets &buckets, const std::string &key, std::int64_t nowUs, int tries)
{
    int count = 0;
    for (int i = 0; i < tries; ++i)
        count += buckets.take(key, nowUs) == 0 ? 1 : 0;
    return count;
}

} // namespace

class TestTokenBuckets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecondsWorthAtOnceThenTheRate()
    {
        TokenBuckets buckets(100, "seed");
        std::int64_t now = 77 * kSecond;
        QCOMPARE(taken(buckets, "a", now, 1000), 100);
        QCOMPARE(taken(buckets, "a", now + kSecond / 2, 1000), 50);
        QCOMPARE(taken(buckets, "a", now + 60 * kSecond, 1000), 100); // a bucket holds no more
    }

    void saysHowLongToWait()
    {
        TokenBuckets buckets(0.25, "seed"); // a quarter of one a second
        QCOMPARE(buckets.take("a", 0), 0);
        QCOMPARE(buckets.take("a", kSecond), 3 * kSecond);
        QCOMPARE(buckets.take("a", 4 * kSecond - 1), 1);
        QCOMPARE(buckets.take("a", 4 * kSecond), 0);
    }

    void whatIsHeavyTakesMore()
    {
        TokenBuckets buckets(10, "seed");
        QCOMPARE(buckets.take("a", 0, 4), 0);
        QCOMPARE(buckets.take("a", 0, 4), 0);
        QCOMPARE(buckets.take("a", 0, 4), kSecond / 5);
        QCOMPARE(taken(buckets, "a", 0, 10), 2);
        QCOMPARE(buckets.take("b", 0, 1000), 0); // never more than all there are
        QCOMPARE(taken(buckets, "b", 0, 10), 0);
    }

    void whoIsRefusedLosesNothing()
    {
        TokenBuckets buckets(1, "seed");
        QCOMPARE(buckets.take("a", 0), 0);
        for (int i = 1; i < 1000; ++i)
            QVERIFY(buckets.take("a", i) > 0);
        QCOMPARE(buckets.take("a", kSecond), 0);
    }

    void keysDoNotShare()
    {
        TokenBuckets buckets(10, "seed");
        QCOMPARE(taken(buckets, "a", 0, 100), 10);
        QCOMPARE(taken(buckets, "b", 0, 100), 10);
        QCOMPARE(taken(buckets, {}, 0, 100), 10);
    }

    void aBusyKeyIsNotPushedOutByManyOthers()
    {
        TokenBuckets buckets(10, "seed");
        QCOMPARE(taken(buckets, "busy", 0, 100), 10);
        for (int i = 0; i < 500'000; ++i)
            buckets.take("stranger " + std::to_string(i), 0);
        QCOMPARE(taken(buckets, "busy", 0, 100), 0);
    }
};

QTEST_APPLESS_MAIN(TestTokenBuckets)
#include "tst_tokenbuckets.moc"
