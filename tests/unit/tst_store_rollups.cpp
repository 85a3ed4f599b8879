// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <cmath>
#include <thread>

using namespace tidemark;
using namespace tidemark::backend;

namespace {

constexpr std::int64_t kDays = 30;

/// The value that the share `q` of all stays within, by the definition that the sketch approximates.
double exactQuantile(std::vector<double> values, double q)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

/// Figures that must not change when tallies become coarser.
QString summary(const SyncStats &stats)
{
    QString text = QStringLiteral("%1/%2 p95 %3 pulled %4;")
                       .arg(stats.total.count)
                       .arg(stats.total.success)
                       .arg(stats.total.p95)
                       .arg(stats.pulled);
    for (const StatsBucket &bucket : stats.series)
        text += QStringLiteral(" %1").arg(bucket.latency.count);
    for (const auto &[phase, figures] : stats.phases)
        text += QStringLiteral(" %1:%2").arg(QString::fromStdString(phase)).arg(figures.count);
    for (const auto &[device, figures] : stats.devices)
        text += QStringLiteral(" %1:%2").arg(QString::fromStdString(device)).arg(figures.count);
    return text;
}

} // namespace

/// Statistics over all users come from tallies that are written with the logs and become coarser with age.
class TestStoreRollups final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = open();
        QVERIFY(m_store);
    }

    void skewedPercentilesAreWithinTwoPercent()
    {
        const std::int64_t now = clock.ms;
        std::vector<double> durations;
        std::vector<SyncLogEntry> logs;
        for (int i = 0; i < 4000; ++i) {
            // Log-normal with a heavy tail: from below a millisecond to minutes.
            const double normal = std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307 * uniform());
            durations.push_back(std::exp(3 + 1.8 * normal));
            logs.push_back(log(now - static_cast<std::int64_t>(uniform() * 29.9 * kDayMs), durations.back()));
        }
        QVERIFY(m_store->writeLogs(logs, {}));
        for (int pass = 0; pass < 2; ++pass) {
            const auto stats = m_store->stats(kDays * kDayMs, now, {});
            QVERIFY(stats);
            QCOMPARE(stats->total.count, 4000);
            const std::pair<double, double> figures[] = {
                {0.5, stats->total.p50}, {0.95, stats->total.p95}, {0.99, stats->total.p99}};
            for (const auto &[q, got] : figures) {
                const double exact = exactQuantile(durations, q);
                QVERIFY2(std::abs(got - exact) <= 0.02 * exact, qPrintable(QStringLiteral("%1").arg(got / exact)));
            }
            if (pass == 0)
                QVERIFY(purgeAll() > 0); // and once more from the coarser tallies
        }
    }

    void growingCoarserKeepsTheFigures()
    {
        const std::int64_t now = clock.ms;
        std::vector<SyncLogEntry> logs;
        for (int i = 0; i < 500; ++i) {
            logs.push_back(log(now - i * kHourMs / 3 - i * 977, 1 + i % 90));
            logs.back().deviceName = "device " + std::to_string(i % 7);
            logs.back().phases = {{"auth", 0.5}, {"database", 1.0 + i}};
            logs.back().pulled = i;
            if (i % 5 == 0)
                logs.back().result = SyncResult::Timeout;
        }
        QVERIFY(m_store->writeLogs(logs, {}));
        QStringList before;
        for (const std::int64_t period : {kHourMs, kDayMs, 7 * kDayMs, 30 * kDayMs})
            before += summary(*m_store->stats(period, now, {}));
        QVERIFY(purgeAll() > 500);
        QStringList after;
        for (const std::int64_t period : {kHourMs, kDayMs, 7 * kDayMs, 30 * kDayMs})
            after += summary(*m_store->stats(period, now, {}));
        QCOMPARE(after, before);
        QCOMPARE(purgeAll(), 0);
    }

    void lateReportsCountWhereTheyBelong()
    {
        const std::int64_t now = clock.ms;
        const std::int64_t early = now - 20 * kHourMs;
        const auto count = [&](std::int64_t at) {
            const auto stats = m_store->stats(kDayMs, now, {});
            for (const StatsBucket &bucket : stats->series) {
                if (at >= bucket.start && at < bucket.start + stats->bucketMs)
                    return bucket.latency.count;
            }
            return std::int64_t{-1};
        };
        SyncLogEntry first = log(early, 10);
        QVERIFY(m_store->writeLogs(std::span(&first, 1), {}));
        QVERIFY(purgeAll() > 0);
        SyncLogEntry late = log(early + 1, 10);
        late.source = "client";
        late.status = 0;
        late.result = SyncResult::NetworkError;
        QVERIFY(m_store->writeLogs(std::span(&late, 1), {}));
        QCOMPARE(count(early), 2);
        QVERIFY(purgeAll() > 0);
        QCOMPARE(count(early), 2);
        QCOMPARE(count(now), 0);
        QVERIFY(m_store->writeLogs(std::span(&late, 1), {})); // told once more
        QCOMPARE(count(early), 2);
    }

    void oneBatchMayNameALogTwice()
    {
        const std::vector<SyncLogEntry> logs(40, log(clock.ms, 5));
        QVERIFY(m_store->writeLogs(logs, {}));
        QCOMPARE(m_store->stats(kHourMs, clock.ms, {})->total.count, 1);
    }

    void serversBesideEachOtherLoseNothing()
    {
        const std::string place = test::onPostgres() ? test::newStore() : file("shared.sqlite");
        const std::int64_t now = clock.ms;
        const auto first = open(place);
        const auto second = open(place);
        const auto third = open(place);
        QVERIFY(first && second && third);
        constexpr int kBatches = 25;
        const auto serve = [&](SqlStore &store, int number) {
            for (int batch = 0; batch < kBatches; ++batch) {
                std::vector<SyncLogEntry> logs;
                for (int i = 0; i < 4; ++i) {
                    logs.push_back(log(now - i * kMinuteMs, 5));
                    logs.back().id = std::to_string(number) + '.' + std::to_string(batch) + '.' + std::to_string(i);
                    logs.back().result = SyncResult::ServerError;
                    logs.back().startedAt = now; // all of one moment, so that each counts in the streak
                }
                while (!store.writeLogs(logs, {})) {}
                if (batch % 10 == 9)
                    static_cast<void>(static_cast<bool>(store.purge({})));
            }
        };
        std::thread other([&] { serve(*second, 2); });
        std::atomic<bool> done = false;
        std::size_t followed = 0;
        std::thread follower([&] { followed = follow(*third, done); });
        serve(*first, 1);
        other.join();
        done = true;
        follower.join();
        QCOMPARE(followed, std::size_t{2 * 4 * kBatches}); // as the event stream reads them, none passed over
        const auto stats = first->stats(kHourMs, now, {});
        QVERIFY(stats);
        QCOMPARE(stats->total.count, 2 * 4 * kBatches);
        QCOMPARE(stats->failingUsers.size(), std::size_t{1});
        QCOMPARE(stats->failingUsers[0].consecutiveFailures, 2 * 4 * kBatches);
    }

    void namesOfDevicesDoNotFillTheDatabase()
    {
        for (int batch = 0; batch < 3; ++batch) {
            std::vector<SyncLogEntry> logs;
            for (int i = 0; i < 200; ++i) {
                logs.push_back(log(clock.ms, 5));
                logs.back().deviceName = i % 2 == 0 ? "the busy one" : "n" + std::to_string(1000 * batch + i);
            }
            QVERIFY(m_store->writeLogs(logs, {}));
        }
        const auto stats = m_store->stats(kHourMs, clock.ms, {});
        QCOMPARE(stats->total.count, 600);
        QCOMPARE(stats->devices.size(), std::size_t{20});
        QCOMPARE(stats->devices[0].first, std::string("the busy one"));
        QCOMPARE(stats->devices[0].second.count, 300);
    }

    void whatIsToldLateIsNoStreak()
    {
        const auto fail = [&](std::int64_t at, SyncResult result) {
            SyncLogEntry entry = log(at, 1);
            entry.result = result;
            QVERIFY(m_store->writeLogs(std::span(&entry, 1), {}));
        };
        const std::int64_t now = clock.ms;
        fail(now - 10, SyncResult::Success);
        for (int i = 0; i < 5; ++i)
            fail(now - 1000 + i, SyncResult::NetworkError); // from before it was back on the network
        QVERIFY(m_store->stats(kHourMs, now, {})->failingUsers.empty());
        for (int i = 0; i < 5; ++i)
            fail(now - 9 + i, SyncResult::Timeout);
        QCOMPARE(m_store->stats(kHourMs, now, {})->failingUsers.size(), std::size_t{1});
        fail(now - 7, SyncResult::Success); // another server's log, a little late
        QVERIFY(m_store->stats(kHourMs, now, {})->failingUsers.empty());
    }

    void oneUsersFiguresAreOfTheUserAlone()
    {
        std::vector<SyncLogEntry> logs;
        for (int i = 0; i < 30; ++i) {
            logs.push_back(log(clock.ms - i, 10));
            logs.back().userId = i % 3 == 0 ? kBob : kAda;
            logs.back().deviceName = i % 3 == 0 ? "bob's" : "ada's";
        }
        QVERIFY(m_store->writeLogs(logs, {}));
        const auto bob = m_store->stats(kDays * kDayMs, clock.ms, kBob);
        QCOMPARE(bob->total.count, 10);
        QCOMPARE(bob->devices.size(), std::size_t{1});
        QCOMPARE(bob->devices[0].first, std::string("bob's"));
    }

private:
    double uniform() { return (static_cast<double>(random.next() >> 11U) + 1) / 9007199254740993.0; }

    SyncLogEntry log(std::int64_t at, double ms)
    {
        SyncLogEntry entry;
        entry.id = ids.next();
        entry.userId = kAda;
        entry.type = "pull";
        entry.source = "server";
        entry.startedAt = at;
        entry.durationMs = ms;
        entry.status = 200;
        return entry;
    }

    /// Reads logs in the order they are written, until there are no more.
    static std::size_t follow(SqlStore &store, const std::atomic<bool> &done)
    {
        std::size_t count = 0;
        std::int64_t place = 0;
        for (;;) {
            const bool last = done;
            const auto logs = store.logsAfter(place, 7);
            if (!logs)
                continue;
            count += logs->size();
            if (!logs->empty())
                place = logs->back().written;
            else if (last)
                return count;
        }
    }

    /// @return rows of figures that were merged
    std::int64_t purgeAll()
    {
        std::int64_t rows = 0;
        for (;;) {
            const auto step = m_store->purge({});
            if (!step)
                qFatal("purge: %s", step.error().detail.c_str());
            if (!*step)
                return rows;
            rows += (*step)->what == "figures" ? (*step)->rows : 0;
        }
    }

    std::unique_ptr<SqlStore> m_store;
};

QTEST_GUILESS_MAIN(TestStoreRollups)
#include "tst_store_rollups.moc"
