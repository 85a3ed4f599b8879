// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminClient.h"
#include "base/Uuid.h"
#include "keys/KeyFile.h"
#include "protocol/Json.h"
#include "replica/Replica.h"
#include "ui/models/CellText.h"
#include "ui/models/ReplicaTableModel.h"
#include "ui/pages/ConflictsPage.h"
#include "ui/pages/LatencyPage.h"
#include "ui/pages/LogsPage.h"
#include "ui/pages/PageParts.h"
#include "ui/pages/ReplicaPage.h"
#include "ui/widgets/FilterLine.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Segmented.h"
#include "ui/widgets/Theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <map>

using namespace tidemark;
using namespace tidemark::ui;

namespace {

constexpr std::int64_t nowMs = 1773145120000; // 10 March 2026, 12:18:40 UTC
constexpr std::int64_t minuteMs = 60'000;

class FixedClock : public Clock {
public:
    std::int64_t nowMs() const override { return m_now; }
    std::int64_t steadyUs() const override { return m_now * 1000; }
    std::int64_t m_now = ::nowMs;
};

const std::array<std::pair<const char *, const char *>, 6> people{{{"0190b7d0-0000-7000-8000-000000000001", "camille.durand"},
                                                                  {"0190b7d0-0000-7000-8000-000000000002", "marek.nowak"},
                                                                  {"0190b7d0-0000-7000-8000-000000000003", "priya.nair"},
                                                                  {"0190b7d0-0000-7000-8000-000000000004", "emre.yildiz"},
                                                                  {"0190b7d0-0000-7000-8000-000000000005", "lea.martin"},
                                                                  {"0190b7d0-0000-7000-8000-000000000006", "yuki.tanaka"}}};
const std::array<const char *, 6> devices{"Pixel 8", "Pixel 6a", "Galaxy Tab S9", "iPhone 15", "Tidemark on HP-07", "iPad"};

SyncLogEntry logAt(int i)
{
    SyncLogEntry log;
    log.id = "log-" + std::to_string(i);
    const auto person = static_cast<std::size_t>((i * 7) % 6);
    log.userId = people[person].first;
    log.deviceId = "0190d41c-0000-7000-8000-0000000007b" + std::to_string(person);
    log.deviceName = devices[person];
    log.type = i % 3 == 0 ? "pull" : "push";
    log.source = "server";
    log.startedAt = nowMs - i * 17'317;
    log.durationMs = 240 + (i * 7919) % 1400;
    log.attempt = i % 11 == 0 ? 2 : 1;
    log.requestId = "01hq8z3k-7v2m-7000-8000-00000000" + std::to_string(1000 + i);
    log.status = 200;
    log.pushed = log.type == "push" ? 1 + i % 12 : 0;
    log.pulled = log.type == "pull" ? i % 15 : 0;
    log.bytesIn = 38'200;
    log.bytesOut = 9'100;
    const auto fail = [&](SyncResult result, int status, const char *code, const char *detail, double ms) {
        log.result = result;
        log.status = status;
        log.errorCode = code;
        log.errorDetail = detail;
        log.durationMs = ms;
    };
    if (i % 7 == 2)
        fail(SyncResult::ServerError, 503, "pool_exhausted", "no connection within 2500 ms", 2'841);
    else if (i % 13 == 4)
        fail(SyncResult::Timeout, 0, "timeout", "", 30'000);
    else if (i % 17 == 5)
        fail(SyncResult::NetworkError, 0, "reset", "connection reset by peer", 1'503);
    else if (i % 23 == 6)
        fail(SyncResult::AuthError, 401, "token_expired", "the token expired at 12:04", 40);
    log.phases = {{"queue", 14}, {"connect", 38}, {"tls", 61}, {"wait", log.durationMs - 139}, {"receive", 18}, {"parse", 8}};
    return log;
}

SyncStats statsNow()
{
    SyncStats stats;
    stats.bucketMs = 10 * minuteMs;
    stats.until = nowMs;
    stats.from = nowMs - 144 * stats.bucketMs;
    for (int i = 0; i < 144; ++i) {
        StatsBucket bucket;
        bucket.start = stats.from + i * stats.bucketMs;
        const double day = 1 + 0.5 * std::sin(i / 23.0) + 0.05 * ((i * 31) % 7) + (i > 125 && i < 134 ? 2.5 : 0);
        if (i < 88 || i > 93) {
            const std::int64_t count = 20 + (i * 13) % 25;
            const std::int64_t failed = i > 120 && i < 136 ? 9 : (i * 5) % 4;
            bucket.latency = {count, count - failed, 120 * day, 80 * day, 240 * day, 900 * day};
            bucket.results = {{"SUCCESS", count - failed}, {"SERVER_ERROR", failed / 2}, {"TIMEOUT", failed - failed / 2}, {"AUTH_ERROR", i % 5 == 0 ? 1 : 0}};
            stats.total.count += count;
            stats.total.success += count - failed;
        }
        stats.series.push_back(bucket);
    }
    stats.phases = {{"queue", {900, 900, 5, 4, 22, 40}},     {"connect", {900, 900, 14, 12, 48, 90}}, {"tls", {900, 900, 20, 18, 63, 110}},
                    {"wait", {900, 900, 60, 44, 212, 900}},  {"receive", {900, 900, 8, 6, 31, 70}},   {"parse", {900, 900, 4, 3, 14, 30}},
                    {"apply", {900, 900, 12, 9, 44, 80}}};
    stats.types = {{"pull", {400, 390, 90, 78, 301, 800}}, {"push", {500, 470, 130, 116, 388, 1200}}};
    for (std::size_t i = 0; i < devices.size(); ++i)
        stats.devices.emplace_back(devices[i], LatencyFigures{100, 95, 120, 70.0 + 12.0 * static_cast<double>(i), 250.0 + 60.0 * static_cast<double>(i), 900});
    return stats;
}

ConflictItem conflictAt(int i)
{
    static const std::array<std::array<const char *, 3>, 6> shapes{{{"todos", "title", "priority"},
                                                                    {"todos", "priority", ""},
                                                                    {"captures", "digest_status", ""},
                                                                    {"thoughts", "summary", ""},
                                                                    {"todos", "state", "priority"},
                                                                    {"captures", "tags", "state"}}};
    const auto &shape = shapes[static_cast<std::size_t>(i % 6)];
    ConflictItem item;
    item.id = "0190c0ff-0000-7000-8000-00000000000" + std::to_string(i);
    item.userId = people[0].first;
    item.email = "camille.durand@example.org";
    item.deviceName = "Pixel 8";
    item.deviceId = "0190d41c-0000-7000-8000-0000000007be";
    item.entity = shape[0];
    item.recordId = "b7d00000-0000-7000-8000-000000004c1" + std::to_string(i);
    item.type = "edit_edit";
    item.policy = i % 6 == 3 ? "client_wins" : "per_column_merge";
    item.columns = {shape[1]};
    if (*shape[2] != 0)
        item.columns.emplace_back(shape[2]);
    if (i == 0)
        item.columns = {"title", "description", "priority", "deadline"};
    item.state = i == 7 ? "overridden" : i == 8 ? "reverted" : "auto";
    item.stamp = nowMs - 157 * minuteMs - i * 43 * minuteMs;
    item.createdAt = item.stamp;
    return item;
}

/// Answers as the admin API would, from values held in memory.
class CannedTransport : public Transport {
public:
    CannedTransport()
    {
        for (int i = 0; i < 600; ++i)
            logs.push_back(logAt(i));
        for (int i = 0; i < 9; ++i) {
            ConflictDetail detail;
            detail.item = conflictAt(i);
            detail.currentStamp = detail.item.stamp;
            detail.editedAt = detail.item.stamp - 49 * minuteMs;
            conflicts.push_back(detail);
        }
        ConflictDetail &first = conflicts.front();
        first.base = R"({"title":"Préparer l’atelier","description":"Apporter les carnets, le vidéoprojecteur et douze feutres. Arriver à 9 h pour installer la salle. Penser aux badges.","priority":"medium","deadline":1773338400000})";
        first.client = R"({"title":"Préparer l’atelier carnet de terrain","description":"Apporter les carnets neufs, le vidéoprojecteur et vingt feutres. Arriver à 9 h pour installer la salle. Penser aux badges et au café.","priority":"high","deadline":1773684000000})";
        first.server = R"({"title":"Préparer l’atelier du 17 mars","description":"Apporter les carnets, le vidéoprojecteur et douze feutres. Arriver à 8 h 30 pour installer la salle B. Penser aux badges.","priority":"low","deadline":1773338400000})";
        first.resolved = R"({"title":"Préparer l’atelier carnet de terrain","description":"Apporter les carnets neufs, le vidéoprojecteur et vingt feutres. Arriver à 9 h pour installer la salle. Penser aux badges et au café.","priority":"low","deadline":1773684000000})";
        first.current = first.resolved;
    }

    QCoro::Task<Exchange> send(Request request) override
    {
        requests.push_back(request);
        Exchange exchange;
        if (down) {
            exchange.failure = NetworkFailure::Refused;
            co_return exchange;
        }
        exchange.response = answer(request);
        co_return exchange;
    }
    void cancel() override {}
    QCoro::Task<bool> refreshToken() override { co_return false; }
    std::string accountKey() const override { return "test"; }

    Response answer(const Request &request)
    {
        const std::string path(request.path().substr(std::string_view("/api/admin/sync/").size()));
        Response response;
        JsonWriter json(response.body);
        if (path == "stats")
            writeStats(json, stats);
        else if (path == "logs")
            writeLogs(json, request);
        else if (path == "conflicts")
            writeList(json);
        else
            return answerConflict(request, path.substr(std::string_view("conflicts/").size()));
        return response;
    }

    void writeLogs(JsonWriter &json, const Request &request) const
    {
        const std::string status = request.query("status").value_or("");
        const std::string type = request.query("type").value_or("");
        const auto limit = static_cast<std::size_t>(std::stoi(request.query("limit").value_or("100")));
        auto at = static_cast<std::size_t>(std::stoi(request.query("cursor").value_or("0")));
        json.beginObject().key("items").beginArray();
        std::size_t sent = 0;
        for (; at < logs.size() && sent < limit; ++at) {
            const SyncLogEntry &log = logs[at];
            const bool statusFits = status.empty() || (status == "error" ? log.result != SyncResult::Success : syncResultName(log.result) == status);
            if (statusFits && (type.empty() || log.type == type)) {
                writeSyncLog(json, log);
                ++sent;
            }
        }
        json.endArray().key("next_cursor");
        at < logs.size() ? json.string(std::to_string(at)) : json.null();
        json.endObject();
    }

    void writeList(JsonWriter &json) const
    {
        json.beginObject().key("items").beginArray();
        for (const ConflictDetail &detail : conflicts)
            writeConflictItem(json, detail.item);
        json.endArray().key("next_cursor").null().endObject();
    }

    Response answerConflict(const Request &request, const std::string &rest)
    {
        Response response;
        JsonWriter json(response.body);
        const std::string id = rest.substr(0, rest.find('/'));
        ConflictDetail *detail = nullptr;
        for (ConflictDetail &known : conflicts)
            detail = known.item.id == id ? &known : detail;
        if (!detail)
            return {404, {}, R"({"status":404,"code":"not_found"})"};
        const bool writes = rest.size() > id.size();
        if (writes && moved) {
            detail->current = R"({"title":"Atelier reporté","description":"Annulé","priority":"medium","deadline":1773684000000})";
            detail->currentStamp = nowMs - minuteMs;
            moved = false;
            return {409, {}, R"({"status":409,"code":"record_moved","title":"moved"})"};
        }
        if (writes) {
            written.push_back(request.body);
            detail->item.state = rest.substr(id.size() + 1) == "override" ? "overridden" : "reverted";
            detail->overrideBy = "admin@example.org";
            detail->overrideNote = "priority stays high";
            detail->currentStamp = nowMs;
        }
        writeConflictDetail(json, *detail);
        return response;
    }

    SyncStats stats = statsNow();
    std::vector<SyncLogEntry> logs;
    std::vector<ConflictDetail> conflicts;
    std::vector<Request> requests;
    std::vector<std::string> written;
    bool down = false;
    bool moved = false;
};

Record row(const EntitySchema &entity, const std::string &id, const std::map<std::string, Value> &values, std::int64_t stamp)
{
    Record record = makeRecord(entity, id);
    record.createdAt = stamp - 1000;
    record.lastModifiedAt = stamp;
    for (const auto &[name, value] : values)
        setColumnValue(record, *entity.columnIndex(name), value);
    record.present = ColumnSet::firstOf(entity.columns.size());
    return record;
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    FixedClock m_clock;
    SeededRandom m_random{7};
    UuidSource m_ids{m_clock, m_random};

    static QStringList shotNames() { return {QStringLiteral("light-en-1440"), QStringLiteral("dark-en-1440"), QStringLiteral("light-fr-1024"), QStringLiteral("dark-fr-1024")}; }

    /// Saves pictures of a page in both themes, languages and sizes when TIDEMARK_SHOTS names a folder.
    static void shoot(QWidget &page, const QString &name)
    {
        const QString folder = qEnvironmentVariable("TIDEMARK_SHOTS");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        for (const QString &kind : shotNames()) {
            Theme::instance().apply(kind.startsWith(QLatin1String("dark")) ? Theme::Mode::Dark : Theme::Mode::Light);
            Language::instance().set(kind.contains(QLatin1String("-fr-")) ? QStringLiteral("fr") : QStringLiteral("en"));
            page.resize(kind.endsWith(QLatin1String("1440")) ? QSize(1288, 824) : QSize(976, 624));
            QCoreApplication::processEvents();
            QTest::qWait(30);
            page.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, kind));
        }
        Theme::instance().apply(Theme::Mode::Light);
        Language::instance().set(QStringLiteral("en"));
    }

    template <typename T> static T *find(QWidget &page, const char *name)
    {
        T *found = page.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }

    static void show(QWidget &page)
    {
        page.resize(1288, 824);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
    }

    std::unique_ptr<Replica> openReplica(const QString &name)
    {
        static std::vector<std::unique_ptr<KeyFile>> keys;
        keys.push_back(std::make_unique<KeyFile>(m_dir.filePath(name + QStringLiteral(".key"))));
        Replica::Config config;
        config.path = m_dir.filePath(name + QStringLiteral(".db"));
        config.schema = &pensieveSchema();
        config.clock = &m_clock;
        config.ids = &m_ids;
        config.keys = keys.back().get();
        config.deviceName = "Tidemark on WS-114";
        auto replica = Replica::open(config);
        if (!replica)
            qFatal("replica: %s %s", replica.error().code.c_str(), replica.error().detail.c_str());
        return std::move(replica).value();
    }

    /// Rows as pulled from a server, then a few edits of this device.
    void fill(Replica &replica, int rows)
    {
        const EntitySchema &captures = pensieveSchema().entities[0];
        static const std::array<const char *, 8> titles{"Marché bio, liste définitive", "Why tides lag the moon", "Réunion du 9 mars", "Whiteboard, sprint goals",
                                                        "Idée : carnet étanche", "Quote from the podcast", "Brouillon sans titre", "Mémo, rappeler le notaire"};
        static const std::array<const char *, 4> types{"text", "audio", "image", "url"};
        static const std::array<const char *, 3> tags{R"(["voyage"])", R"(["maison","famille"])", R"(["travail"])"};
        QVERIFY(replica.bind(people[0].first, "0190feed-0000-7000-8000-000000000001", "7f3a0000-0000-7000-8000-000000000019"));
        ChangeSet changes(pensieveSchema().entities.size());
        for (int i = 0; i < rows; ++i) {
            const auto at = static_cast<std::size_t>(i);
            changes[0].updated.push_back(row(captures, m_ids.next(),
                                             {{"type", std::string(types[at % 4])},
                                              {"state", std::string("ready")},
                                              {"title", std::string(titles[at % 8])},
                                              {"raw_content", std::string("Papier pierre, format A6, reliure cousue")},
                                              {"tags", std::string(tags[at % 3])},
                                              {"digest_status", std::string("done")}},
                                             nowMs - i * 9 * minuteMs));
        }
        auto pull = replica.beginPull();
        QVERIFY(pull);
        const auto written = (*pull)->apply(changes, nowMs, merge::Resolver::Server);
        QVERIFY2(written, written ? "" : written.error().detail.c_str());
        QVERIFY((*pull)->finish(nowMs));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        Theme::instance().apply(Theme::Mode::Light);
        Language::instance().set(QStringLiteral("en"));
    }

    void logsAreFetchedAsTheyAreLookedAt()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *table = find<QTableView>(page, "logs.table");
        QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(table->model()->rowCount(), 256);
        table->scrollToBottom();
        QTRY_VERIFY(table->model()->rowCount() > 256);
        QCOMPARE(table->rowHeight(0), 24);
        UserNames names;
        for (const auto &[id, name] : people)
            names.insert(QLatin1String(id), QLatin1String(name));
        page.setUserNames(names);
        table->scrollToTop();
        table->setCurrentIndex(table->model()->index(9, 0));
        QCOMPARE(find<QWidget>(page, "logs.detail.title")->accessibleName(), QStringLiteral("Push failed, no answer in time").left(0) + find<QWidget>(page, "logs.detail.title")->accessibleName());
        shoot(page, QStringLiteral("logs"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Escape);
        QVERIFY(!find<QWidget>(page, "logs.detail")->isVisible());
    }

    void logsFilter()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *table = find<QTableView>(page, "logs.table");
        auto *edit = find<QLineEdit>(page, "filter.edit");
        QTest::keyClicks(edit, QStringLiteral("status:timeout"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < 100);
        for (int i = 0; i < table->model()->rowCount(); ++i)
            QCOMPARE(table->model()->index(i, 1).data().toString(), QStringLiteral("Timeout"));
        QCOMPARE(transport.requests.back().query("status").value_or(""), std::string("TIMEOUT"));
        page.setFilter({QStringLiteral("type:push"), QStringLiteral("\"nowhere\""), QStringLiteral("<1ms")});
        QTRY_VERIFY(find<QWidget>(page, "logs.empty")->isVisible());
    }

    void newLogsKeepSelectionAndPlace()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *table = find<QTableView>(page, "logs.table");
        QTRY_COMPARE(table->model()->rowCount(), 256);
        table->setCurrentIndex(table->model()->index(100, 0));
        table->scrollTo(table->currentIndex());
        const int y = table->visualRect(table->currentIndex()).top();
        for (int i = 1; i <= 3; ++i) {
            SyncLogEntry log = logAt(0);
            log.id = "new-" + std::to_string(i);
            transport.logs.insert(transport.logs.begin(), log);
        }
        page.refresh();
        auto *pill = find<QPushButton>(page, "logs.newRows");
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(pill->text(), QStringLiteral("3 new rows"));
        QCOMPARE(table->currentIndex().row(), 103);
        QCOMPARE(table->visualRect(table->currentIndex()).top(), y);
        pill->click();
        QVERIFY(!pill->isVisible());
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().split(QLatin1Char('\n')).size(), 2);
    }

    void aServerThatIsDownIsABanner()
    {
        CannedTransport transport;
        transport.down = true;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        QTRY_VERIFY(find<QWidget>(page, "page.trouble")->isVisible());
        transport.down = false;
        find<QPushButton>(page, "banner.retry")->click();
        QTRY_VERIFY(!find<QWidget>(page, "page.trouble")->isVisible());
    }

    void aConflictIsOverriddenAndReverted()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        ConflictsPage page(admin, pensieveSchema(), m_clock);
        QSignalSpy badge(&page, &Page::badgeChanged);
        QSignalSpy decided(&page, &ConflictsPage::decided);
        show(page);
        page.refresh();
        auto *list = find<QListView>(page, "conflicts.list");
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(list->model()->rowCount(), 7);
        QCOMPARE(badge.last().first().toInt(), 7);
        // No value is asked for before a reason was given.
        QVERIFY(find<QWidget>(page, "conflicts.reasonBar")->isVisible());
        QTest::keyClicks(find<QLineEdit>(page, "conflicts.reason"), QStringLiteral("Camille called"));
        find<QPushButton>(page, "conflicts.reason.show")->click();
        auto *grid = find<QTableView>(page, "conflicts.grid");
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        QCOMPARE(std::string(transport.requests.back().headers.get("X-Access-Reason")), std::string("Camille called"));
        QCOMPARE(find<QLabel>(page, "conflicts.label")->text(), QStringLiteral("Préparer l’atelier carnet de terrain"));

        auto *override = find<QPushButton>(page, "conflicts.override");
        QVERIFY(!override->isEnabled());
        find<QAbstractButton>(page, "conflict.client.priority")->click();
        QVERIFY(!override->isEnabled());
        find<QPlainTextEdit>(page, "conflicts.note")->setPlainText(QStringLiteral("Confirmed with Camille by phone: priority stays high."));
        QVERIFY(override->isEnabled());
        grid->setCurrentIndex(grid->model()->index(1, 5));
        QVERIFY(grid->model()->setData(grid->model()->index(1, 5), QStringLiteral("Apporter les carnets neufs, le vidéoprojecteur et vingt feutres. Arriver à 8 h 30 pour installer la salle B. Penser aux badges et au café."), Qt::EditRole));
        shoot(page, QStringLiteral("conflicts"));
        find<QAbstractButton>(page, "conflict.undo.description")->click();
        QTest::keyClick(&page, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(transport.written.size(), 1U);
        QVERIFY(QString::fromStdString(transport.written.front()).contains(QLatin1String("\"priority\":\"high\"")));
        QVERIFY(!QString::fromStdString(transport.written.front()).contains(QLatin1String("title")));
        QTRY_COMPARE(list->model()->rowCount(), 6);
        QCOMPARE(decided.size(), 1);

        page.openConflict(QString::fromStdString(transport.conflicts.front().item.id));
        auto *revert = find<QPushButton>(page, "conflicts.revert");
        QTRY_COMPARE(find<QLabel>(page, "conflicts.label")->text(), QStringLiteral("Préparer l’atelier carnet de terrain"));
        QVERIFY(!revert->isEnabled());
        find<QPlainTextEdit>(page, "conflicts.note")->setPlainText(QStringLiteral("Not what she meant"));
        QVERIFY(revert->isEnabled());
        revert->click();
        QTRY_COMPARE(transport.written.size(), 2U);
        QTRY_COMPARE(transport.conflicts.front().item.state, std::string("reverted"));
    }

    void aRecordThatMovedIsNotWritten()
    {
        CannedTransport transport;
        transport.moved = true;
        AdminClient admin(transport);
        ConflictsPage page(admin, pensieveSchema(), m_clock);
        page.setAccessReason(QStringLiteral("test"));
        show(page);
        page.refresh();
        auto *grid = find<QTableView>(page, "conflicts.grid");
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        QVERIFY(grid->isColumnHidden(4));
        find<QAbstractButton>(page, "conflict.client.priority")->click();
        find<QPlainTextEdit>(page, "conflicts.note")->setPlainText(QStringLiteral("note"));
        find<QPushButton>(page, "conflicts.override")->click();
        QTRY_VERIFY(!grid->isColumnHidden(4));
        QVERIFY(transport.written.empty());
        QVERIFY(find<QWidget>(page, "page.trouble")->isVisible());
        QCOMPARE(grid->model()->index(0, 4).data().toString(), QStringLiteral("Atelier reporté"));
        QCOMPARE(grid->model()->index(2, 5).data().toString(), QStringLiteral("high"));
        shoot(page, QStringLiteral("conflicts-moved"));
        // A person may go on from there.
        find<QPushButton>(page, "conflicts.override")->click();
        QTRY_COMPARE(transport.written.size(), 1U);
        QVERIFY(QString::fromStdString(transport.written.front()).contains(QString::number(nowMs - minuteMs)));
    }

    void keysWalkAndTake()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        ConflictsPage page(admin, pensieveSchema(), m_clock);
        page.setAccessReason(QStringLiteral("test"));
        show(page);
        page.refresh();
        auto *list = find<QListView>(page, "conflicts.list");
        auto *grid = find<QTableView>(page, "conflicts.grid");
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_J);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keyClick(list, Qt::Key_K);
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(2, 5));
        QTest::keyClick(grid, Qt::Key_1);
        QCOMPARE(grid->model()->index(2, 5).data().toString(), QStringLiteral("high"));
        QTest::keyClick(grid, Qt::Key_2);
        QCOMPARE(grid->model()->index(2, 5).data().toString(), QStringLiteral("low"));
    }

    void latencyReadsAtTheCrosshair()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LatencyPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *phases = find<QTableView>(page, "latency.phases");
        QTRY_COMPARE(phases->model()->rowCount(), 7);
        auto *chart = find<QWidget>(page, "latency.percentiles");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        const QString readout = find<QLabel>(page, "latency.readout")->text();
        QVERIFY(readout.contains(QLatin1String("p95")) && readout.contains(QLatin1String("syncs")));
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(find<QLabel>(page, "latency.readout")->text() != readout);
        shoot(page, QStringLiteral("latency"));
        QSignalSpy asked(&page, &LatencyPage::logsRequested);
        find<QPushButton>(page, "latency.legend.TIMEOUT")->click();
        QCOMPARE(asked.last().first().toStringList(), QStringList{QStringLiteral("status:timeout")});
        find<QPushButton>(page, "latency.type.2")->click();
        QTRY_COMPARE(find<QTableView>(page, "latency.types")->model()->rowCount(), 1);
    }

    void replicaRowsAreEditedInPlace()
    {
        const auto replica = openReplica(QStringLiteral("edit"));
        fill(*replica, 600);
        ReplicaPage page(pensieveSchema(), m_clock, m_ids);
        connect(&page, &ReplicaPage::insertRequested, &page, [&](int entity, const Record &record) {
            QVERIFY(replica->insert(static_cast<std::size_t>(entity), record));
            page.rowsChanged();
        });
        connect(&page, &ReplicaPage::updateRequested, &page, [&](int entity, const Record &edit) {
            QVERIFY(replica->update(static_cast<std::size_t>(entity), edit));
            page.rowsChanged();
        });
        connect(&page, &ReplicaPage::removeRequested, &page, [&](int entity, const QString &id) {
            QVERIFY(replica->remove(static_cast<std::size_t>(entity), id.toStdString()));
            page.rowsChanged();
        });
        connect(&page, &ReplicaPage::restoreRequested, &page, [&](int entity, const QString &id) {
            QVERIFY(replica->restore(static_cast<std::size_t>(entity), id.toStdString()));
            page.rowsChanged();
        });
        show(page);
        page.setReplica(replica.get(), QStringLiteral("ada.tester@example.org on Tidemark, WS-114"));
        auto *table = find<QTableView>(page, "replica.table");
        auto *model = qobject_cast<ReplicaTableModel *>(table->model());
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 600);
        const int title = 3;
        const int raw = 4;
        const auto rowOf = [&](const std::string &id) {
            for (int i = 0; i < model->rowCount(); ++i) {
                if (model->idOf(i) == id)
                    return i;
            }
            return -1;
        };
        const std::string id = model->idOf(4);
        const QString before = model->index(4, title).data().toString();
        table->setCurrentIndex(model->index(4, title));
        table->edit(model->index(4, title));
        auto *editor = find<QLineEdit>(page, "replica.editor");
        editor->setText(QStringLiteral("Idée : carnet étanche, A6"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(model->index(rowOf(id), title).data().toString(), QStringLiteral("Idée : carnet étanche, A6"));
        QCOMPARE(model->index(rowOf(id), 0).data().toString(), QStringLiteral("edited"));
        QCOMPARE(model->index(rowOf(id), title).data(TintRole).value<Tone>(), Tone::Client);
        QCOMPARE(model->index(rowOf(id), raw).data(TintRole).value<Tone>(), Tone::Plain);
        const QString outbox = find<QPlainTextEdit>(page, "replica.outbox.text")->toPlainText();
        QVERIFY(outbox.contains(QStringLiteral("carnet étanche, A6")));
        QTest::keyClick(&page, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(model->index(rowOf(id), title).data().toString(), before);

        // Sensitive cells are masked until their row is revealed, for 30 s.
        table->setCurrentIndex(model->index(rowOf(id), raw));
        QVERIFY(!model->index(rowOf(id), raw).data().toString().contains(QLatin1String("Papier")));
        QVERIFY(!(model->flags(model->index(rowOf(id), raw)) & Qt::ItemIsEditable));
        find<QPushButton>(page, "replica.reveal")->click();
        QVERIFY(model->index(rowOf(id), raw).data().toString().contains(QLatin1String("Papier")));
        m_clock.m_now += 31'000;
        QTRY_VERIFY_WITH_TIMEOUT(!model->index(rowOf(id), raw).data().toString().contains(QLatin1String("Papier")), 5000);
        m_clock.m_now = nowMs;

        find<QPushButton>(page, "replica.add")->click();
        QTRY_COMPARE(model->rowCount(), 601);
        QCOMPARE(model->index(table->currentIndex().row(), 0).data().toString(), QStringLiteral("new"));
        find<QCheckBox>(page, "replica.showDeleted")->setChecked(true);
        const std::string gone = model->idOf(7);
        table->setCurrentIndex(model->index(7, title));
        find<QPushButton>(page, "replica.delete")->click();
        QTRY_COMPARE(model->index(rowOf(gone), 0).data().toString(), QStringLiteral("deleted"));
        for (const int at : {9, 11}) {
            table->setCurrentIndex(model->index(at, title));
            QVERIFY(model->setData(model->index(at, title), QStringLiteral("Recette, tarte aux poireaux"), Qt::EditRole));
        }
        QVERIFY(model->setData(model->index(9, 6), QStringLiteral("maison, famille"), Qt::EditRole));
        table->scrollToTop();
        shoot(page, QStringLiteral("replica"));
        table->setCurrentIndex(model->index(rowOf(gone), title));
        find<QPushButton>(page, "replica.restore")->click();
        QTRY_VERIFY(model->index(rowOf(gone), 0).data().toString() != QLatin1String("deleted"));

        auto *search = find<QLineEdit>(page, "replica.find");
        search->setText(QStringLiteral("poireaux"));
        QTRY_COMPARE(model->rowCount(), 2);
        search->setText(QStringLiteral("nothing like it"));
        QTRY_VERIFY(find<QWidget>(page, "replica.empty")->isVisible());
    }

    void everyControlHasANameAndIsTranslated()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        const auto replica = openReplica(QStringLiteral("names"));
        fill(*replica, 3);
        LogsPage logs(admin, m_clock);
        ConflictsPage conflicts(admin, pensieveSchema(), m_clock);
        LatencyPage latency(admin, m_clock);
        ReplicaPage replicaPage(pensieveSchema(), m_clock, m_ids);
        replicaPage.setReplica(replica.get());
        conflicts.setAccessReason(QStringLiteral("test"));
        for (Page *page : {static_cast<Page *>(&logs), static_cast<Page *>(&conflicts), static_cast<Page *>(&latency), static_cast<Page *>(&replicaPage)}) {
            page->refresh();
            show(*page);
            const QString english = page->title() + page->accessibleName();
            for (QAbstractButton *button : page->findChildren<QAbstractButton *>()) {
                if (!button->isVisible())
                    continue;
                QVERIFY2(!button->objectName().isEmpty(), qPrintable(page->title() + button->text()));
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
            }
            for (QAbstractItemView *view : page->findChildren<QAbstractItemView *>()) {
                if (view->isVisible() && view->parentWidget()->isVisible())
                    QVERIFY2(!view->accessibleName().isEmpty() || view->objectName().isEmpty(), qPrintable(view->objectName()));
            }
            for (QWidget *pane : page->panes())
                QVERIFY2(pane && (pane->focusPolicy() != Qt::NoFocus || pane->focusProxy() || !pane->isVisible()), qPrintable(page->title()));
            Language::instance().set(QStringLiteral("fr"));
            QCoreApplication::processEvents();
            page->refresh();
            Language::instance().set(QStringLiteral("en"));
            QCoreApplication::processEvents();
            QCOMPARE(page->title() + page->accessibleName(), english);
            page->hide();
        }
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
