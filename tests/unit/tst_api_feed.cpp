// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

namespace {

constexpr const char *kPath = "/api/admin/sync/logs/stream";

struct Event {
    QString id;
    QString name;
    QJsonObject data;
};

/// What a listener gets with the next piece.
QList<Event> events(const Response &response)
{
    const auto piece = response.stream->next();
    QList<Event> list;
    for (const QString &block : text(piece ? piece->bytes : std::string()).split(QStringLiteral("\n\n"))) {
        Event event;
        for (const QString &line : block.split(u'\n')) {
            const QString value = line.section(QStringLiteral(": "), 1);
            if (line.startsWith(QLatin1String("id:")))
                event.id = value;
            else if (line.startsWith(QLatin1String("event:")))
                event.name = value;
            else if (line.startsWith(QLatin1String("data:")))
                event.data = QJsonDocument::fromJson(value.toUtf8()).object();
        }
        if (!event.name.isEmpty())
            list.append(event);
    }
    return list;
}

QString names(const QList<Event> &list)
{
    QStringList all;
    for (const Event &event : list)
        all += event.name;
    return all.join(u' ');
}

/// A conflict about one title.
void meetConflict(Backend &backend, int number)
{
    const std::int64_t base = stampOf(
        backend.pushTodo(user(1, 1), 0, json("{'id':'%1','title':'secret base','created_at':1}", id(number))));
    for (const int device : {1, 2}) {
        backend.pushTodo(
            user(1, device), base,
            json("{'id':'%1','title':'secret %2','_changed':'title','_base':%3}", id(number), device, base));
    }
}

} // namespace

class TestApiFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newLogsAndConflicts();
    void goesOnAfterTheLastEvent();
    void lateOnesAreToldToo();
    void manyAtOnce();
    void heartbeats();
    void endsWithTheToken();
    void isForSupport();
    void badPositions_data();
    void badPositions();
};

void TestApiFeed::newLogsAndConflicts()
{
    Backend backend;
    backend.pull(user());
    backend.clock.now += 1000;
    const Response response = backend.handle(support(), "GET", kPath);
    QCOMPARE(response.status, 200);
    QCOMPARE(response.headers.get("Content-Type"), std::string_view("text/event-stream"));
    QVERIFY(response.stream);
    QVERIFY(events(response).isEmpty()); // what was before is in the lists
    meetConflict(backend, 1);
    const QList<Event> news = events(response);
    QCOMPARE(names(news), QStringLiteral("log log log conflict"));
    QCOMPARE(news[0].data[QStringLiteral("type")].toString(), QStringLiteral("push"));
    QCOMPARE(news[0].data[QStringLiteral("user_id")].toString(), text(userId(1)));
    QCOMPARE(news[3].data[QStringLiteral("record_id")].toString(), text(id(1)));
    for (const Event &event : news)
        QVERIFY(!QJsonDocument(event.data).toJson().contains("secret"));
    QVERIFY(events(response).isEmpty());
    backend.clock.now += 60'000;
    QVERIFY(events(response).isEmpty()); // each is told once
}

void TestApiFeed::goesOnAfterTheLastEvent()
{
    Backend backend;
    const Response first = backend.handle(support(), "GET", kPath);
    static_cast<void>(events(first));
    backend.clock.now += 10;
    backend.pull(user());
    const QString last = events(first).last().id;
    backend.clock.now += 10;
    backend.pull(user(2));
    meetConflict(backend, 2);
    const Response second = backend.handle(support().with("Last-Event-ID", last.toStdString()), "GET", kPath);
    const QList<Event> news = events(second);
    QCOMPARE(names(news), QStringLiteral("log log log log conflict"));
    QCOMPARE(news[0].data[QStringLiteral("user_id")].toString(), text(userId(2)));
    // A listener that was away for longer than conflicts take to settle has lost nothing either.
    const QString seen = news.last().id;
    meetConflict(backend, 3);
    backend.clock.now += 120'000;
    const Response third = backend.handle(support().with("Last-Event-ID", seen.toStdString()), "GET", kPath);
    const QString late = names(events(third));
    QVERIFY2(late.startsWith(QLatin1String("log log log conflict")), qPrintable(late));
}

void TestApiFeed::lateOnesAreToldToo()
{
    Backend backend;
    const Response response = backend.handle(support(), "GET", kPath);
    backend.clock.now += 60'000;
    backend.pull(user());
    QCOMPARE(names(events(response)), QStringLiteral("log"));
    // A client's report of a request that never arrived, and a push of a server whose clock is behind.
    SyncLogEntry report;
    report.id = id(9);
    report.userId = userId(1);
    report.type = "push";
    report.source = "client";
    report.startedAt = backend.clock.now - 50'000;
    QVERIFY(backend.store->writeLogs(std::span(&report, 1), {}));
    backend.clock.now -= 5000;
    meetConflict(backend, 1);
    backend.clock.now += 5000;
    const QList<Event> news = events(response);
    QCOMPARE(names(news), QStringLiteral("log log log log conflict"));
    QCOMPARE(news[0].data[QStringLiteral("id")].toString(), text(id(9)));
}

void TestApiFeed::manyAtOnce()
{
    Backend backend;
    const Response response = backend.handle(support(), "GET", kPath);
    static_cast<void>(events(response));
    for (int i = 0; i < 450; ++i)
        backend.get(user(), "/api/sync/pull?limit=0");
    QSet<QString> known;
    int told = 0;
    for (int piece = 0; piece < 3; ++piece) {
        for (const Event &event : events(response)) {
            known.insert(event.data[QStringLiteral("id")].toString());
            ++told;
        }
    }
    QCOMPARE(told, 450);
    QCOMPARE(known.size(), 450);
}

void TestApiFeed::heartbeats()
{
    Backend backend;
    const Response response = backend.handle(support(), "GET", kPath);
    QVERIFY(response.stream->next()->bytes.find("retry:") != std::string::npos);
    auto piece = response.stream->next();
    QVERIFY(piece->bytes.empty() && piece->wait.count() > 0 && piece->wait.count() <= 1000 && !piece->last);
    backend.clock.steady += 15'000'000;
    QCOMPARE(response.stream->next()->bytes, std::string(":\n\n"));
    QVERIFY(response.stream->next()->bytes.empty());
}

void TestApiFeed::endsWithTheToken()
{
    Backend backend;
    const Response response = backend.handle(support(), "GET", kPath);
    backend.clock.now += 3599'000;
    QVERIFY(!response.stream->next()->last);
    backend.clock.now += 1000;
    QVERIFY(response.stream->next()->last);
}

void TestApiFeed::isForSupport()
{
    Backend backend;
    QCOMPARE(backend.get(user(), kPath).status, 403);
    QCOMPARE(backend.get(support(), kPath).status, 200);
    QCOMPARE(backend.get(admin(), kPath).status, 200);
    Request request;
    request.target = kPath;
    QCOMPARE(backend.api->handle(request).status, 401);
}

void TestApiFeed::badPositions_data()
{
    QTest::addColumn<QString>("position");
    for (const char *position : {"x", "1", "1.", ".1", "1.2.3", "-1.2", "1.99999999999999999999"})
        QTest::newRow(position) << QString::fromLatin1(position);
}

void TestApiFeed::badPositions()
{
    QFETCH(QString, position);
    Backend backend;
    const Response response = backend.get(support().with("Last-Event-ID", position.toStdString()), kPath);
    QCOMPARE(response.status, 400);
    QCOMPARE(problemCode(response), QStringLiteral("bad_header"));
}

QTEST_GUILESS_MAIN(TestApiFeed)
#include "tst_api_feed.moc"
