// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ModelsData.h"
#include "ui/models/BreakdownModel.h"
#include "ui/models/CursorModel.h"
#include "ui/models/JsonText.h"
#include "ui/models/LatencySeries.h"
#include "ui/models/LogFilterParser.h"
#include "ui/models/LogModel.h"
#include "ui/models/Wording.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;

namespace {

SyncLogEntry entry(const std::string &id, SyncResult result, int status, double ms)
{
    SyncLogEntry log;
    log.id = id;
    log.userId = "0190b7d0-0000-7000-8000-000000000001";
    log.deviceName = "Pixel 8";
    log.type = "push";
    log.result = result;
    log.status = status;
    log.durationMs = ms;
    return log;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filterTerms_data()
    {
        QTest::addColumn<QStringList>("terms");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, QStringList terms, const char *asked, const char *problem = "") {
            QTest::newRow(name) << terms << QString::fromUtf8(asked) << QString::fromUtf8(problem);
        };
        row("nothing", {}, "||||0");
        row("status", {QStringLiteral("status:error")}, "error||||0");
        row("network", {QStringLiteral("status:network")}, "NETWORK_ERROR||||0");
        row("conflict", {QStringLiteral("status:CONFLICT")}, "CONFLICT||||0");
        row("type", {QStringLiteral("type:push")}, "|push|||0");
        row("user by id", {QStringLiteral("user:0190b7d0-0000-7000-8000-000000000001")},
            "||0190b7d0-0000-7000-8000-000000000001||0");
        row("user by name", {QStringLiteral("user:camille")}, "||0190b7d0-0000-7000-8000-000000000002||0");
        row("unknown user", {QStringLiteral("user:zoe")}, "|||zoe|0");
        row("longer", {QStringLiteral(">500ms")}, "||||500");
        row("seconds", {QStringLiteral(">1.5s")}, "||||1500");
        row("text", {QStringLiteral("\"pool exhausted\"")}, "|||pool exhausted|0");
        row("several", {QStringLiteral("type:pull"), QStringLiteral("status:timeout")}, "TIMEOUT|pull|||0");
        row("negated stays here", {QStringLiteral("-status:success")}, "||||0");
        row("bad status", {QStringLiteral("status:bad")}, "||||0",
            "bad is not a status; use error, success, network, auth, server, timeout or conflict");
        row("bad key", {QStringLiteral("colour:red")}, "||||0",
            "colour is not a key; use status, type, user, device, >500ms or \"text\"");
        row("no value", {QStringLiteral("type:")}, "||||0", "type: needs a value");
        row("bad type", {QStringLiteral("type:both")}, "||||0", "both is not a type; use push or pull");
        row("bad duration", {QStringLiteral(">fast")}, "||||0", ">fast is not a duration; write >500ms or >2s");
        row("twice", {QStringLiteral("type:pull"), QStringLiteral("type:push")}, "|pull|||0",
            "type is given twice; a sync has only one");
        row("empty quotes", {QStringLiteral("\"\"")}, "||||0", "Type a text between the quotes");
    }
    void filterTerms()
    {
        QFETCH(const QStringList, terms);
        QFETCH(const QString, asked);
        QFETCH(const QString, problem);
        const UserNames names{
            {QStringLiteral("0190b7d0-0000-7000-8000-000000000002"), QStringLiteral("camille.durand@example.org")}};
        const ParsedLogFilter parsed = parseLogFilter(terms, names);
        const LogFilter &filter = parsed.server;
        const QStringList fields{QString::fromStdString(filter.status), QString::fromStdString(filter.type),
                                 QString::fromStdString(filter.userId), QString::fromStdString(filter.text),
                                 QString::number(filter.minMs)};
        QCOMPARE(fields.join(QLatin1Char('|')), asked);
        QCOMPARE(parsed.problems.join(QString()), problem);
        QCOMPARE(parsed.ok(), problem.isEmpty());
    }

    void filterTestsRows_data()
    {
        QTest::addColumn<QString>("term");
        QTest::addColumn<bool>("slowTimeout");
        QTest::addColumn<bool>("quickSuccess");
        QTest::newRow("not success") << QStringLiteral("-status:success") << true << false;
        QTest::newRow("not error") << QStringLiteral("-status:error") << false << true;
        QTest::newRow("shorter") << QStringLiteral("<100ms") << false << true;
        QTest::newRow("longer") << QStringLiteral(">100ms") << true << false;
        QTest::newRow("not longer") << QStringLiteral("->100ms") << false << true;
        QTest::newRow("device") << QStringLiteral("device:pixel") << true << true;
        QTest::newRow("not device") << QStringLiteral("-device:pixel") << false << false;
        QTest::newRow("not type") << QStringLiteral("-type:push") << false << false;
    }
    void filterTestsRows()
    {
        QFETCH(const QString, term);
        const ParsedLogFilter parsed = parseLogFilter({term});
        QVERIFY(parsed.ok());
        QTEST(parsed.matches(entry("a", SyncResult::Timeout, 0, 30'000)), "slowTimeout");
        QTEST(parsed.matches(entry("b", SyncResult::Success, 200, 20)), "quickSuccess");
    }

    void logModel()
    {
        LogModel model(plain);
        model.restart(parseLogFilter({QStringLiteral("-status:success")}));
        model.append({entry("3", SyncResult::Timeout, 0, 30'000), entry("2", SyncResult::Success, 200, 20)}, "next");
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, LogModel::Outcome).data().toString(), QStringLiteral("Timeout"));
        QVERIFY(model.canFetchMore({}));
        int asked = 0;
        connect(&model, &LogModel::moreWanted, &model, [&] { ++asked; });
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(asked, 1);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest); // it fetches by itself
        model.append({entry("1", SyncResult::ServerError, 503, 2'841)}, "");
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.index(1, LogModel::Outcome).data().toString(), QStringLiteral("Server 503"));
        const QPersistentModelIndex kept = model.index(1, 0);
        QCOMPARE(
            model.prepend({entry("4", SyncResult::NetworkError, 0, 9), entry("3", SyncResult::Timeout, 0, 30'000)}),
            1);
        QCOMPARE(kept.row(), 2);
        QCOMPARE(model.prepend({entry("9", SyncResult::Timeout, 0, 1)}), -1);
        const QStringList lines =
            model.tsv({model.index(0, 0), model.index(0, 1), model.index(2, 0)}).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(2).count(QLatin1Char('\t')), LogModel::ColumnCount - 1);
    }

    void latencyRunsAreCutAtGaps()
    {
        std::vector<StatsBucket> series(5);
        for (const std::size_t i : {0U, 1U, 3U})
            series[i].latency = {4, 4, 100, 100, 300, 900};
        const auto runs = latencyRuns(series);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0).size(), 2);
        QCOMPARE(runs.at(1).first().bucket, 3);
        const LogAxis axis = latencyAxis(series);
        QVERIFY(axis.low <= 100 && axis.high >= 900);
        QVERIFY(axis.ticks.contains(200.0));
    }
    void statsOfLogsFallIntoBuckets()
    {
        SyncStats frame;
        frame.from = 0;
        frame.until = 20;
        frame.bucketMs = 10;
        frame.series.resize(2);
        frame.series[1].start = 10;
        std::vector<SyncLogEntry> logs{entry("1", SyncResult::Success, 200, 10),
                                       entry("2", SyncResult::Timeout, 0, 30),
                                       entry("3", SyncResult::Success, 200, 20)};
        logs[2].startedAt = 12;
        const SyncStats stats = statsOfLogs(logs, frame);
        QCOMPARE(stats.total.count, 3);
        QCOMPARE(stats.total.success, 2);
        QCOMPARE(stats.series[0].latency.count, 2);
        QCOMPARE(stats.series[0].latency.p50, 10.0);
        QCOMPARE(stats.series[0].latency.p99, 30.0);
        QCOMPARE(stats.series[1].latency.p50, 20.0);
    }
    void countAxis()
    {
        QCOMPARE(countAxisEnd(0), 4);
        QCOMPARE(countAxisEnd(5), 5);
        QCOMPARE(countAxisEnd(37), 50);
        QCOMPARE(countAxisEnd(900), 1000);
    }

    void smallTables()
    {
        BreakdownModel breakdown(plain, wording::phase, wording::phaseTone);
        QAbstractItemModelTester breakdownTester(&breakdown, QAbstractItemModelTester::FailureReportingMode::QtTest);
        breakdown.setRows({{"wait", {10, 10, 50, 44, 212, 900}}, {"parse", {10, 10, 5, 3, 14, 20}}});
        QCOMPARE(breakdown.index(0, BreakdownModel::Name).data().toString(), QStringLiteral("Wait"));
        QCOMPARE(breakdown.index(0, BreakdownModel::Bar).data(BreakdownModel::ShareP95Role).toDouble(), 1.0);
        CursorModel cursors(plain);
        QAbstractItemModelTester cursorTester(&cursors, QAbstractItemModelTester::FailureReportingMode::QtTest);
        cursors.setRows({{"todos", 5, 0, "NETWORK_ERROR", "refused", 3, 1, 0}}, 10);
        QCOMPARE(cursors.index(0, CursorModel::LastResult).data().toString(), QStringLiteral("Network error"));
    }

    void outboxTextMasksSensitiveColumns()
    {
        const QString text =
            prettyJson(R"({"changes":{"captures":{"updated":[{"id":"a","raw_content":"secret","tags":["x","y"]}]}}})",
                       &pensieveSchema());
        QVERIFY(!text.contains(QLatin1String("secret")));
        QVERIFY(text.contains(QLatin1String("\"raw_content\": masked, 6 B")));
        QVERIFY(text.contains(QLatin1String("[\"x\", \"y\"]")));
        QCOMPARE(prettyJson("no json"), QStringLiteral("no json"));
        QCOMPARE(prettyJson("secret without shape", &pensieveSchema()), QString());
    }

    void everyResultHasWords()
    {
        for (int i = 0; i <= static_cast<int>(SyncResult::Cancelled); ++i) {
            const auto result = static_cast<SyncResult>(i);
            QVERIFY(!wording::result(result).word.isEmpty());
            QVERIFY(!wording::result(result).icon.isEmpty());
            const SyncLogEntry log = entry("x", result, 0, 1);
            QVERIFY(!wording::sentence(log).isEmpty());
            QCOMPARE(wording::nextAction(log).isEmpty(),
                     result == SyncResult::Success || result == SyncResult::Cancelled);
        }
        QCOMPARE(wording::sentence(entry("x", SyncResult::ServerError, 503, 1)),
                 QStringLiteral("Push failed, server busy (503)"));
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
