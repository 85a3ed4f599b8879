// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include "backend/store/Housekeeping.h"

using namespace tidemark;
using namespace tidemark::backend;

namespace {

const Retention kKeep{90 * kDayMs, 90 * kDayMs, 30 * kDayMs, 400 * kDayMs};

} // namespace

class TestStorePurge final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = open();
        QVERIFY(m_store);
    }

    void tombstonesGoAfterTheHorizon()
    {
        const Record kept = todo("kept");
        write(*m_store, kAda, todos, {kept});
        const std::int64_t first = erase(kAda, {todo("a"), todo("b")});
        clock.ms += 1000;
        const std::int64_t bobs = erase(kBob, {todo("c")});
        clock.ms += 10 * kDayMs;
        const std::int64_t young = erase(kAda, {todo("d")});
        clock.ms = first + kKeep.tombstonesMs;
        QCOMPARE(purgedMs(kAda), 0);
        QVERIFY(purgeAll().isEmpty()); // to the millisecond: none is older than 90 days
        clock.ms = first + kKeep.tombstonesMs + 1;
        QCOMPARE(purgeAll(), QStringLiteral("tombstones 2"));
        QCOMPARE(purgedMs(kAda), first);
        QCOMPARE(purgedMs(kBob), 0);
        QCOMPARE(pulled(*m_store, kAda, 1).join(u' '), QStringLiteral("kept -"));
        clock.ms = bobs + kKeep.tombstonesMs + 1;
        QCOMPARE(purgeAll(), QStringLiteral("tombstones 1"));
        QCOMPARE(purgedMs(kBob), bobs);
        clock.ms = young + kKeep.tombstonesMs + 1;
        purgeAll();
        QCOMPARE(purgedMs(kAda), young);
        QCOMPARE(pulled(*m_store, kAda, 1).join(u' '), QStringLiteral("kept"));
    }

    void aPurgeThatIsCutOffTellsTheTruth()
    {
        std::vector<std::int64_t> stamps;
        for (int i = 0; i < 5; ++i) {
            clock.ms += 1000;
            stamps.push_back(erase(kAda, std::vector<Record>(1, todo("gone"))));
        }
        clock.ms += 91 * kDayMs;
        auto transaction = m_store->begin(kAda);
        QVERIFY(transaction);
        QCOMPARE((*transaction)->purgeTombstones(clock.ms - kKeep.tombstonesMs, 2).value(), 2);
        QCOMPARE((*transaction)->purgedMs(), stamps[1]);
        QVERIFY((*transaction)->commit());
        QCOMPARE(purgedMs(kAda), stamps[1]);
        QCOMPARE(pulled(*m_store, kAda, stamps[1]).join(u' '), QStringLiteral("- - -"));
        QCOMPARE(purgeAll(), QStringLiteral("tombstones 3"));
        QCOMPARE(purgedMs(kAda), stamps[4]);
    }

    void onePurgeOfManyTombstonesOfOneStamp()
    {
        std::vector<Record> many;
        for (int i = 0; i < 1500; ++i)
            many.push_back(todo("gone"));
        const std::int64_t stamp = erase(kAda, many);
        clock.ms += 91 * kDayMs;
        const auto step = m_store->purge(kKeep);
        QVERIFY(step && *step);
        QCOMPARE((*step)->rows, 1500);
        QCOMPARE(purgedMs(kAda), stamp);
    }

    void basesOfDevicesThatMayReturnStay()
    {
        const Record record = todo("one");
        std::vector<std::int64_t> stamps;
        for (const char *title : {"one", "two", "three", "four"}) {
            clock.ms += 50 * kDayMs;
            stamps.push_back(edit(record, title));
        }
        clock.ms = stamps[2] + kKeep.versionsMs - kDayMs;
        purgeAll();
        QCOMPARE(versionAt(record, stamps[0]), QString());
        QCOMPARE(versionAt(record, stamps[1]), QStringLiteral("two")); // the newest when the horizon passed
        QCOMPARE(versionAt(record, stamps[2] - 1), QStringLiteral("two"));
        QCOMPARE(versionAt(record, stamps[3]), QStringLiteral("four"));
        clock.ms = stamps[3] + kKeep.versionsMs + kDayMs;
        purgeAll();
        QCOMPARE(versionAt(record, stamps[2]), QString());
        QCOMPARE(versionAt(record, stamps[3]), QStringLiteral("four"));
        QCOMPARE(purgeAll(), QString());
    }

    void versionsOfARecordThatIsGoneGo()
    {
        const Record record = todo("one");
        const std::int64_t first = edit(record, "one");
        clock.ms += 1000;
        const std::int64_t last = erase(kAda, {record});
        QCOMPARE(versionAt(record, first), QStringLiteral("one"));
        clock.ms = last + kKeep.versionsMs + 2;
        purgeAll();
        QCOMPARE(versionAt(record, first), QString());
        QCOMPARE(versionAt(record, last), QString());
    }

    void versionsOfAnOpenConflictStay()
    {
        const Record open = todo("one");
        const Record reviewed = todo("one");
        const std::int64_t first = edit(open, "one");
        edit(reviewed, "one");
        clock.ms += 1000;
        const std::int64_t last = edit(open, "two");
        edit(reviewed, "two");
        const std::string openConflict = conflictOf(open);
        const std::string otherConflict = conflictOf(reviewed);
        auto transaction = m_store->begin(kAda);
        QVERIFY((*transaction)->markReviewed(otherConflict, {kBob, "seen", clock.ms, last}));
        QVERIFY((*transaction)->commit());
        transaction->reset();
        clock.ms += 120 * kDayMs;
        purgeAll();
        QCOMPARE(versionAt(open, first), QStringLiteral("one"));
        QCOMPARE(versionAt(reviewed, first + 1), QString());
        QCOMPARE(versionAt(reviewed, clock.ms), QStringLiteral("two"));
        QVERIFY(*m_store->getConflict(openConflict) && *m_store->getConflict(otherConflict));
    }

    void logsReceiptsAndRejectionsGo()
    {
        const std::int64_t start = clock.ms;
        SyncLogEntry log;
        log.id = "l";
        log.userId = kAda;
        log.source = "server";
        log.type = "pull";
        log.startedAt = start;
        QVERIFY(m_store->writeLogs(std::span(&log, 1), {}));
        auto transaction = m_store->begin(kAda);
        QVERIFY((*transaction)->writeReceipt("d", "k", {std::string(32, 'h'), 1, "{}"}));
        const Rejection rejection{"todos", "x", "invalid_value", "m", "{}"};
        QVERIFY((*transaction)->writeRejections("d", std::span(&rejection, 1), start));
        QVERIFY((*transaction)->writeAudit({"audit", start, kBob, "admin", "look", kAda, {}, {}, {}, "why"}));
        QVERIFY((*transaction)->commit());
        transaction->reset();
        clock.ms = start + kKeep.logsMs;
        QVERIFY(!purgeAll().contains(QLatin1String("logs")));
        clock.ms = start + kKeep.logsMs + 1;
        QCOMPARE(purgeAll(), QStringLiteral("logs 1"));
        QVERIFY(m_store->listLogs({})->items.empty());
        QCOMPARE(m_store->stats(60 * kDayMs, clock.ms, {})->total.count, 1); // the figures stay
        clock.ms = start + kKeep.tombstonesMs + 1;
        QCOMPARE(purgeAll(), QStringLiteral("receipts 1, rejections 1"));
        transaction = m_store->begin(kAda);
        QVERIFY(!(*transaction)->findReceipt("d", "k").value());
        transaction->reset();
        clock.ms = start + 402 * kDayMs;
        purgeAll();
        QCOMPARE(m_store->stats(500 * kDayMs, clock.ms, {})->total.count, 0);
        QCOMPARE(m_store->listAudit({})->items.size(), std::size_t{1});
    }

    void theServerPurgesEveryHour()
    {
        erase(kAda, {todo("a")});
        Housekeeping housekeeping(*m_store, kKeep, clock);
        const auto tick = [&] {
            QString told;
            const auto done = housekeeping.tick(1000);
            for (const Purged &purged : *done)
                told += purged.what == "versions"
                    ? QString()
                    : QString::fromUtf8(purged.what.data(), static_cast<int>(purged.what.size()));
            return told;
        };
        QCOMPARE(tick(), QString());
        clock.ms += 91 * kDayMs;
        QCOMPARE(tick(), QStringLiteral("tombstones"));
        const std::int64_t then = clock.ms;
        erase(kAda, {todo("b")});
        clock.ms = then + kHourMs - 1;
        QCOMPARE(tick(), QString());
        clock.ms = then + 91 * kDayMs;
        QCOMPARE(tick(), QStringLiteral("tombstones"));
    }

private:
    std::int64_t erase(const std::string &user, std::vector<Record> records)
    {
        for (Record &record : records)
            record.status = Status::Deleted;
        return put(user, records);
    }

    std::int64_t edit(Record record, const char *title)
    {
        setColumnValue(record, titleColumn, std::string(title));
        return put(kAda, {record});
    }

    /// Like write(), and also over rows that are there.
    std::int64_t put(const std::string &user, const std::vector<Record> &records)
    {
        auto transaction = m_store->begin(user);
        const std::int64_t stamp = nextStamp(**transaction);
        std::vector<RowWrite> rows;
        for (const Record &record : records) {
            rows.push_back(newRow(record, stamp));
            rows.back().isNew = false;
            rows.back().changed.insert(record.status == Status::Deleted ? kStatusColumn : titleColumn);
        }
        if (!(*transaction)->advanceClock(stamp) || !(*transaction)->writeRows(todos, rows)
            || !(*transaction)->commit())
            qFatal("no write");
        return stamp;
    }

    std::int64_t purgedMs(const std::string &user) { return m_store->pull(user, query())->purgedMs; }

    QString versionAt(const Record &record, std::int64_t ms)
    {
        auto transaction = m_store->begin(kAda);
        const VersionQuery asked{record.id, ms};
        const auto versions = (*transaction)->versionsAt(todos, std::span(&asked, 1));
        if (!versions || !versions->front())
            return {};
        const auto *title = std::get_if<std::string>(&versions->front()->values[titleColumn]);
        return title ? QString::fromStdString(*title) : QString();
    }

    std::string conflictOf(const Record &record)
    {
        ConflictWrite conflict;
        conflict.id = ids.next();
        conflict.entity = todos;
        conflict.recordId = record.id;
        auto transaction = m_store->begin(kAda);
        if (!(*transaction)->writeConflicts(std::span(&conflict, 1)) || !(*transaction)->commit())
            qFatal("no conflict");
        return conflict.id;
    }

    /// All there is to purge but the tallies, which become coarser with every step of the clock: "tombstones 2, …".
    QString purgeAll()
    {
        QMap<QString, std::int64_t> rows;
        for (;;) {
            const auto step = m_store->purge(kKeep);
            if (!step)
                qFatal("purge: %s", step.error().detail.c_str());
            if (!*step)
                break;
            rows[QString::fromUtf8((*step)->what.data(), static_cast<int>((*step)->what.size()))] += (*step)->rows;
        }
        QStringList told;
        for (auto job = rows.begin(); job != rows.end(); ++job) {
            if (job.key() != QLatin1String("figures") && job.key() != QLatin1String("versions"))
                told += QStringLiteral("%1 %2").arg(job.key()).arg(job.value());
        }
        return told.join(QStringLiteral(", "));
    }

    std::unique_ptr<SqlStore> m_store;
};

QTEST_GUILESS_MAIN(TestStorePurge)
#include "tst_store_purge.moc"
