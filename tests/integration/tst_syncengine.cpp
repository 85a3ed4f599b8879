// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sync engine on a real replica and real sockets, against a server that answers what a case tells it.

#include "ScriptedServer.h"
#include "base/Uuid.h"
#include "keys/KeyFile.h"
#include "sync/SyncEngine.h"
#include "transport/QtClock.h"

#include <QCoroSignal>
#include <QTemporaryDir>

using namespace tidemark;

namespace {

constexpr std::size_t kTodos = 3;
const std::string kUser = "11111111-1111-4111-8111-111111111111";

QByteArray pulled(const char *server)
{
    return ok(QByteArray(R"({"changes":{},"timestamp":1750000000000,"epoch":"e","server_id":")") + server + "\"}");
}

QByteArray pushed(const char *server)
{
    return ok(QByteArray(R"({"changes":{},"timestamp":1750000000001,"stamp":1750000000001,"has_more":false,)")
              + R"("conflicts":[],"rejected":[],"epoch":"e","server_id":")" + server + "\"}");
}

/// The first word of each request's line, and its path.
QByteArrayList acts(const ScriptedServer &server)
{
    QByteArrayList lines;
    for (const QByteArray &request : server.requests())
        lines.append(request.left(request.indexOf('?') > 0 && request.startsWith("GET") ? request.indexOf('?')
                                                                                        : request.indexOf(" HTTP")));
    return lines;
}

/// A provider whose second token comes when it is told to.
class SlowRefresh final : public QObject, public TokenProvider {
    Q_OBJECT

public:
    QCoro::Task<Result<std::string>> token(bool refresh) override
    {
        if (refresh) {
            asked = true;
            co_await qCoro(this, &SlowRefresh::ready);
        }
        co_return Result<std::string>(refresh ? std::string("fresh") : std::string("old"));
    }
    bool asked = false;

Q_SIGNALS:
    void ready();
};

/// A replica with one edit, and an engine to sync it with.
struct Device {
    Device() : keys(dir.filePath(QStringLiteral("key")))
    {
        auto opened = Replica::open(
            {dir.filePath(QStringLiteral("replica")), &pensieveSchema(), &clock, &ids, &keys, "desk", false});
        if (!opened)
            qFatal("%s", opened.error().detail.c_str());
        replica = std::move(opened).value();
    }
    void edit(const char *title) const
    {
        Record record = makeRecord(pensieveSchema().entities[kTodos], {});
        setColumnValue(record, columnByName(pensieveSchema().entities[kTodos], "title").value(),
                       Value(std::string(title)));
        QVERIFY(replica->insert(kTodos, std::move(record)));
    }
    std::int64_t pending() const { return (*replica->entityMeta())[kTodos].pending; }
    std::unique_ptr<SyncEngine> engineOn(Transport &transport, std::vector<SyncReport> *reports = nullptr)
    {
        SyncEngine::Options options;
        options.cycle.userId = kUser;
        SyncEngine::Callbacks callbacks;
        if (reports)
            callbacks.finished = [reports](const SyncReport &report) { reports->push_back(report); };
        return std::make_unique<SyncEngine>(*replica, transport, clock, ids, options, callbacks);
    }
    SyncReport pushOnly(Transport &transport)
    {
        CycleOptions options;
        options.userId = kUser;
        options.pull = false;
        const auto engine = engineOn(transport);
        return await(engine->syncToEnd(options, 1));
    }

    QTemporaryDir dir;
    QtClock clock;
    SeededRandom random{1};
    UuidSource ids{clock, random};
    KeyFile keys;
    std::unique_ptr<Replica> replica;
};

} // namespace

class TestSyncEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pushOnlyMeetsTheServerFirst();
    void pushOnlySendsNothingToAStranger();
    void cancelDuringATokenRefresh();
};

void TestSyncEngine::pushOnlyMeetsTheServerFirst()
{
    Device device;
    device.edit("mine");
    ScriptedServer server({says(pulled("s1")), says(pushed("s1"))});
    const auto transport = transportTo(server.url());
    QCOMPARE(device.pushOnly(*transport).result, SyncResult::Success);
    QCOMPARE(acts(server), (QByteArrayList{"GET /api/sync/pull", "POST /api/sync/push"}));
    QCOMPARE(device.replica->meta()->serverId, std::string("s1"));
    QCOMPARE(device.pending(), 0);
}

void TestSyncEngine::pushOnlySendsNothingToAStranger()
{
    Device device;
    ScriptedServer own({says(pulled("s1")), says(pushed("s1"))});
    device.edit("first");
    const auto home = transportTo(own.url());
    QCOMPARE(device.pushOnly(*home).result, SyncResult::Success);

    device.edit("second");
    ScriptedServer stranger({says(pulled("s2")), says(pushed("s2"))});
    const auto away = transportTo(stranger.url());
    const SyncReport report = device.pushOnly(*away);
    QCOMPARE(report.result, SyncResult::LocalFault);
    QCOMPARE(report.error.code, std::string("other_server"));
    QCOMPARE(acts(stranger), QByteArrayList{"GET /api/sync/pull"});
    QCOMPARE(device.pending(), 1);
}

void TestSyncEngine::cancelDuringATokenRefresh()
{
    Device device;
    device.edit("waits");
    ScriptedServer server({says(answer("401 Unauthorized", {}, R"({"code":"token_expired"})")), says(pulled("s1")),
                           says(pushed("s1"))});
    const auto tokens = std::make_shared<SlowRefresh>();
    const auto transport = transportTo(server.url(), withToken(tokens));
    std::vector<SyncReport> reports;
    const auto engine = device.engineOn(*transport, &reports);
    engine->request(SyncReason::Manual);
    QTRY_VERIFY(tokens->asked);
    engine->cancel();
    QCOMPARE(reports.size(), std::size_t{1});
    QCOMPARE(reports[0].result, SyncResult::Cancelled);
    QVERIFY(!engine->state().syncing);
    QVERIFY2(!engine->state().stopped, "nobody has to act");
    Q_EMIT tokens->ready(); // too late for that sync
    QCOMPARE(server.requests().size(), 1);

    engine->request(SyncReason::Manual);
    QTRY_COMPARE(reports.size(), std::size_t{2});
    QCOMPARE(reports[1].result, SyncResult::Success);
    QCOMPARE(device.pending(), 0);
}

QTEST_GUILESS_MAIN(TestSyncEngine)
#include "tst_syncengine.moc"
