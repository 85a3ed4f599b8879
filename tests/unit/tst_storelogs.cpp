// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

using namespace tidemark;
using namespace tidemark::backend;

namespace {

constexpr std::int64_t kHour = 3'600'000;

using Counts = std::vector<std::pair<std::string, std::int64_t>>;

/// "name:count" of each, in order.
QString namesOf(const std::vector<std::pair<std::string, LatencyFigures>> &figures)
{
    QStringList names;
    for (const auto &[name, figure] : figures)
        names += QStringLiteral("%1:%2").arg(QString::fromStdString(name)).arg(figure.count);
    return names.join(u' ');
}

} // namespace

class TestStoreLogs final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = open();
        QVERIFY(m_store);
    }

    void aLogComesBackWhole()
    {
        SyncLogEntry entry = log("l1", kAda, "push", clock.ms, 12.5, SyncResult::Timeout);
        entry.syncId = "sync";
        entry.attempt = 3;
        entry.deviceName = "Ada's laptop";
        entry.errorCode = "clock_busy";
        entry.errorDetail = "waited 5 s";
        entry.requestId = "r1";
        entry.pulled = 1;
        entry.pushed = 2;
        entry.conflicts = 3;
        entry.bytesIn = 4;
        entry.bytesOut = 5;
        entry.phases = {{"queue", 0.25}, {"database", 12}};
        QVERIFY(m_store->writeLogs(std::span(&entry, 1), {}));
        SyncLogEntry again = entry;
        again.errorDetail = "sent twice";
        QVERIFY(m_store->writeLogs(std::span(&again, 1), {}));
        const auto page = m_store->listLogs({});
        QVERIFY(page);
        QCOMPARE(page->items.size(), std::size_t{1});
        std::string expected;
        std::string got;
        JsonWriter expectedJson(expected);
        JsonWriter gotJson(got);
        writeSyncLog(expectedJson, entry);
        writeSyncLog(gotJson, page->items[0]);
        QCOMPARE(got, expected);
    }

    void aLogNamesItsUser()
    {
        writeFiveLogs();
        QStringList emails;
        const auto page = m_store->listLogs({});
        QVERIFY(page);
        for (const SyncLogEntry &entry : page->items)
            emails += QString::fromStdString(entry.email);
        QCOMPARE(emails.join(u' '), QStringLiteral(" ada@example.org  ada@example.org ada@example.org"));
    }

    void logsAreFiltered_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *key, const char *value, const char *expected) {
            QTest::addRow("%s %s", key, value)
                << QString::fromLatin1(key) << QString::fromLatin1(value) << QString::fromLatin1(expected);
        };
        row("none", "", "l5 l4 l3 l2 l1");
        row("user", kBob.c_str(), "l5 l3");
        row("type", "pull", "l4 l3 l1");
        row("result", "SUCCESS", "l4 l2 l1");
        row("result", "error", "l5 l3");
        row("result", "TIMEOUT", "l5");
        row("device", "phone", "l5 l3");
        row("since", "3", "l5 l4 l3");
        row("until", "3", "l2 l1");
        row("slow", "30", "l5 l4 l3");
        row("text", "GATEWAY", "l3");
        row("text", "ada@", "l4 l2 l1");
        row("text", "50%", "l5");
        row("text", "5_%", "");
        row("text", "request-2", "l2");
    }

    void logsAreFiltered()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        writeFiveLogs();
        LogFilter filter;
        const std::string text = value.toStdString();
        if (key == QLatin1String("user"))
            filter.userId = text;
        else if (key == QLatin1String("type"))
            filter.type = text;
        else if (key == QLatin1String("result"))
            filter.result = text;
        else if (key == QLatin1String("device"))
            filter.deviceId = text;
        else if (key == QLatin1String("since"))
            filter.since = clock.ms + value.toInt();
        else if (key == QLatin1String("until"))
            filter.until = clock.ms + value.toInt();
        else if (key == QLatin1String("slow"))
            filter.minMs = value.toDouble();
        else if (key == QLatin1String("text"))
            filter.text = text;
        for (const std::size_t limit : {std::size_t{1}, std::size_t{2}, std::size_t{100}}) {
            filter.limit = limit;
            QCOMPARE(listedLogs(filter), expected);
        }
    }

    void aBadCursorIsRefused_data()
    {
        QTest::addColumn<QString>("cursor");
        for (const char *cursor : {"x", "5", "_5", "99999999999999999999_a"})
            QTest::newRow(cursor) << QString::fromLatin1(cursor);
    }

    void aBadCursorIsRefused()
    {
        QFETCH(QString, cursor);
        LogFilter filter;
        filter.cursor = cursor.toStdString();
        const auto page = m_store->listLogs(filter);
        QVERIFY(!page);
        QCOMPARE(page.error().code, std::string("bad_cursor"));
    }

    void statsCountTheWindow()
    {
        const std::int64_t now = clock.ms / kHour * kHour + 40 * 60'000;
        std::vector<SyncLogEntry> logs;
        for (int i = 0; i < 100; ++i)
            logs.push_back(log(ids.next(), kAda, "pull", now - 2 * kHour, i + 1, SyncResult::Success));
        for (int i = 0; i < 5; ++i) {
            logs.push_back(log(ids.next(), kBob, "pull", now - 10 + i, 10, SyncResult::Success));
            logs.push_back(log(ids.next(), kBob, "push", now - 10 + i, 10, SyncResult::ServerError));
        }
        logs.push_back(
            log(ids.next(), kAda, "pull", now - 24 * kHour - 1, 9999, SyncResult::Success)); // before the window
        logs.push_back(log(ids.next(), kAda, "pull", now + 60'000, 9999, SyncResult::Success));
        logs.push_back(log(ids.next(), kAda, "sync", now, 50, SyncResult::Success)); // the server has this one itself
        logs.back().source = "client";
        logs.back().status = 200;
        logs.push_back(log(ids.next(), kAda, "sync", now, 50, SyncResult::Timeout));
        logs.back().source = "client";
        logs.back().status = 0;
        logs.front().pulled = 7;
        logs.front().pushed = 8;
        logs[100].pulled = 2; // Bob's first
        const DeviceSeen seen{kBob, "bob@example.org", {}, "phone", {}, {}, 0, -1, now, false, true};
        QVERIFY(m_store->writeLogs(logs, std::span(&seen, 1)));

        const auto stats = m_store->stats(24 * kHour, now, {});
        QVERIFY(stats);
        QCOMPARE(stats->until - stats->from, 24 * kHour);
        QCOMPARE(stats->total.count, 111);
        QCOMPARE(stats->total.success, 105);
        QCOMPARE(stats->results, (Counts{{"SERVER_ERROR", 5}, {"SUCCESS", 105}, {"TIMEOUT", 1}}));
        QCOMPARE(namesOf(stats->types), QStringLiteral("pull:105 push:5 sync:1"));
        QCOMPARE(stats->types[1].second.success, 0);
        QCOMPARE(stats->pulled, 9);
        QCOMPARE(stats->pushed, 8);
        QCOMPARE(stats->failingUsers.size(), std::size_t{1});
        QCOMPARE(stats->failingUsers[0].userId, kBob);
        QCOMPARE(stats->failingUsers[0].email, std::string("bob@example.org"));
        QCOMPARE(stats->failingUsers[0].consecutiveFailures, 5);
        QCOMPARE(stats->failingUsers[0].since, now - 10);
        QCOMPARE(stats->failingUsers[0].lastResult, std::string("SERVER_ERROR"));
        QCOMPARE(stats->bucketMs, 15 * 60'000);
        QCOMPARE(stats->series.size(), std::size_t{97});
        QCOMPARE(stats->series.front().start % stats->bucketMs, 0);
        const StatsBucket &last = stats->series.back();
        QVERIFY(last.start <= now && now < last.start + stats->bucketMs);
        QCOMPARE(last.latency.count, 11);
        QCOMPARE(last.latency.success, 5);
        QCOMPARE(last.results, (Counts{{"SERVER_ERROR", 5}, {"SUCCESS", 5}, {"TIMEOUT", 1}}));
        QCOMPARE(last.pulled, 2);
        QCOMPARE(last.pushed, 0);

        const auto ada = m_store->stats(24 * kHour, now, kAda);
        QVERIFY(ada && ada->failingUsers.empty());
        QCOMPARE(ada->total.count, 101);
        const LatencyFigures &pull = ada->types.front().second;
        QCOMPARE(pull.avg, 50.5);
        QVERIFY(std::abs(pull.p50 - 50) <= 1.1 && std::abs(pull.p95 - 95) <= 2.1 && std::abs(pull.p99 - 99) <= 2.1);
    }

    void statsNameDevicesAndPhases()
    {
        std::vector<SyncLogEntry> logs;
        for (int device = 1; device <= 22; ++device) {
            for (int i = 0; i < device; ++i) {
                logs.push_back(log(ids.next(), device % 2 == 0 ? kAda : kBob, "pull", clock.ms - 5, 10 * device,
                                   i == 0 ? SyncResult::Timeout : SyncResult::Success));
                logs.back().deviceName = "device " + std::to_string(device);
            }
        }
        logs[0].phases = {{"auth", 1}, {"database", 20}};
        logs[1].phases = {{"auth", 3}, {"parse", 4}, {"database", 40}, {"serialise", 5}};
        QVERIFY(m_store->writeLogs(logs, {}));
        const auto stats = m_store->stats(kHour, clock.ms, {});
        QVERIFY(stats);
        QCOMPARE(stats->devices.size(), std::size_t{20});
        QCOMPARE(stats->devices.front().first, std::string("device 22"));
        QCOMPARE(stats->devices.front().second.count, 22);
        QCOMPARE(stats->devices.front().second.success, 21);
        QCOMPARE(stats->devices.front().second.avg, 220.0);
        QCOMPARE(stats->devices.back().first, std::string("device 3"));
        QCOMPARE(namesOf(stats->phases), QStringLiteral("auth:2 parse:1 database:2 serialise:1"));
        const LatencyFigures &database = stats->phases[2].second;
        QCOMPARE(database.avg, 30.0);
        QVERIFY(std::abs(database.p50 - 20) <= 0.4);
    }

    void aStreakBeginsAfterTheLastSuccess()
    {
        const std::int64_t now = clock.ms;
        std::vector<SyncLogEntry> logs{log("a", kAda, "push", now - 90, 1, SyncResult::ServerError),
                                       log("b", kAda, "push", now - 80, 1, SyncResult::Success)};
        for (int i = 0; i < 4; ++i)
            logs.push_back(log(ids.next(), kAda, "push", now - 70 + i, 1,
                               i < 3 ? SyncResult::ServerError : SyncResult::Timeout));
        logs.push_back(log("c", kAda, "pull", now - 10, 1, SyncResult::Success)); // of the other type
        for (int i = 0; i < 3; ++i)
            logs.push_back(log(ids.next(), kBob, "pull", now - 60 + i, 1, SyncResult::NetworkError));
        QVERIFY(m_store->writeLogs(logs, {}));
        const auto stats = m_store->stats(kHour, now, {});
        QVERIFY(stats);
        QCOMPARE(stats->failingUsers.size(), std::size_t{1});
        QCOMPARE(stats->failingUsers[0].userId, kAda);
        QCOMPARE(stats->failingUsers[0].consecutiveFailures, 4);
        QCOMPARE(stats->failingUsers[0].since, now - 70);
        QCOMPARE(stats->failingUsers[0].lastResult, std::string("TIMEOUT"));
    }

    void bucketsFollowThePeriod_data()
    {
        QTest::addColumn<std::int64_t>("period");
        QTest::addColumn<std::int64_t>("bucket");
        QTest::newRow("1 h") << kHour << kHour / 60;
        QTest::newRow("24 h") << 24 * kHour << kHour / 4;
        QTest::newRow("7 d") << 7 * 24 * kHour << 2 * kHour;
        QTest::newRow("30 d") << 30 * 24 * kHour << 12 * kHour;
    }

    void bucketsFollowThePeriod()
    {
        QFETCH(std::int64_t, period);
        QFETCH(std::int64_t, bucket);
        QCOMPARE(statsBucketMs(period), bucket);
        const auto stats = m_store->stats(period, clock.ms, {});
        QVERIFY(stats);
        QCOMPARE(stats->total.count, 0);
        const auto buckets = static_cast<std::int64_t>(stats->series.size());
        QVERIFY(buckets == period / bucket || buckets == period / bucket + 1);
    }

private:
    static SyncLogEntry log(const std::string &id, const std::string &user, const char *type, std::int64_t at,
                            double ms, SyncResult result)
    {
        SyncLogEntry entry;
        entry.id = id;
        entry.userId = user;
        entry.deviceId = "laptop";
        entry.type = type;
        entry.source = "server";
        entry.startedAt = at;
        entry.durationMs = ms;
        entry.result = result;
        entry.status = 200;
        return entry;
    }

    void writeFiveLogs()
    {
        std::vector<SyncLogEntry> logs{
            log("l1", kAda, "pull", clock.ms + 1, 10, SyncResult::Success),
            log("l2", kAda, "push", clock.ms + 2, 20, SyncResult::Success),
            log("l3", kBob, "pull", clock.ms + 3, 30, SyncResult::ServerError),
            log("l4", kAda, "pull", clock.ms + 3, 40, SyncResult::Success), // the same moment
            log("l5", kBob, "push", clock.ms + 5, 50, SyncResult::Timeout)};
        logs[1].requestId = "request-2";
        logs[2].errorDetail = "bad gateway";
        logs[2].deviceId = logs[4].deviceId = "phone";
        logs[4].errorDetail = "stopped at 50%";
        const DeviceSeen seen{kAda, "ada@example.org", "Ada", "laptop", {}, {}, 0, -1, clock.ms, true, false};
        QVERIFY(m_store->writeLogs(logs, std::span(&seen, 1)));
    }

    QString listedLogs(LogFilter filter)
    {
        QStringList seen;
        do {
            const auto page = m_store->listLogs(filter);
            if (!page)
                return QString::fromStdString(page.error().detail);
            for (const SyncLogEntry &entry : page->items)
                seen += QString::fromStdString(entry.id);
            filter.cursor = page->nextCursor;
        } while (!filter.cursor.empty());
        return seen.join(u' ');
    }

    std::unique_ptr<SqlStore> m_store;
};

QTEST_GUILESS_MAIN(TestStoreLogs)
#include "tst_storelogs.moc"
