// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SqliteFixture.h"

using namespace tidemark;
using namespace tidemark::backend;

namespace {

constexpr std::int64_t kHour = 3'600'000;

} // namespace

class TestSqliteLogs final : public QObject, private SqliteFixture {
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
        writeSyncLog(gotJson, page->items[0].entry);
        QCOMPARE(got, expected);
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
            log(ids.next(), kAda, "pull", now - 24 * kHour, 9999, SyncResult::Success)); // before the window
        logs.push_back(log(ids.next(), kAda, "pull", now + 1, 9999, SyncResult::Success));
        logs.push_back(log(ids.next(), kAda, "sync", now, 50, SyncResult::Success)); // the server has this one itself
        logs.back().source = "client";
        logs.back().status = 200;
        logs.push_back(log(ids.next(), kAda, "sync", now, 50, SyncResult::Timeout));
        logs.back().source = "client";
        logs.back().status = 0;
        logs.front().pulled = 7;
        logs.front().pushed = 8;
        const DeviceSeen seen{kBob, "bob@example.org", {}, "phone", {}, {}, 0, -1, now, false, true};
        QVERIFY(m_store->writeLogs(logs, std::span(&seen, 1)));

        const auto stats = m_store->stats(24 * kHour, now, {});
        QVERIFY(stats);
        QCOMPARE(stats->requests.count, 111);
        QCOMPARE(stats->requests.success, 105);
        QCOMPARE(stats->requests.results,
                 (std::map<std::string, std::int64_t>{{"SUCCESS", 105}, {"SERVER_ERROR", 5}, {"TIMEOUT", 1}}));
        QCOMPARE(stats->byType.at("push").success, 0);
        QCOMPARE(stats->byType.at("pull").count, 105);
        QCOMPARE(stats->users, 2);
        QCOMPARE(stats->pulled, 7);
        QCOMPARE(stats->pushed, 8);
        QCOMPARE(stats->failingUsers.size(), std::size_t{1});
        QCOMPARE(stats->failingUsers[0].userId, kBob);
        QCOMPARE(stats->failingUsers[0].email, std::string("bob@example.org"));
        QCOMPARE(stats->failingUsers[0].failures, 5);
        QCOMPARE(stats->failingUsers[0].lastResult, std::string("SERVER_ERROR"));
        QCOMPARE(stats->bucketMs, 15 * 60'000);
        QCOMPARE(stats->series.size(), std::size_t{97});
        QCOMPARE(stats->series.front().startMs % stats->bucketMs, 0);
        const StatsBucket &last = stats->series.back();
        QVERIFY(last.startMs <= now && now < last.startMs + stats->bucketMs);
        QCOMPARE(last.requests.count, 11);
        QCOMPARE(last.requests.success, 5);

        const auto ada = m_store->stats(24 * kHour, now, kAda);
        QVERIFY(ada && ada->failingUsers.empty());
        QCOMPARE(ada->requests.count, 101);
        const LatencyFigures &pull = ada->byType.at("pull").latency;
        QCOMPARE(pull.avg, 50.5);
        QVERIFY(std::abs(pull.p50 - 50) <= 1.1 && std::abs(pull.p95 - 95) <= 2.1 && std::abs(pull.p99 - 99) <= 2.1);
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
        QCOMPARE(stats->requests.count, 0);
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
            for (const LogItem &item : page->items)
                seen += QString::fromStdString(item.entry.id);
            filter.cursor = page->nextCursor;
        } while (!filter.cursor.empty());
        return seen.join(u' ');
    }

    std::unique_ptr<SqliteStore> m_store;
};

QTEST_GUILESS_MAIN(TestSqliteLogs)
#include "tst_sqlitelogs.moc"
