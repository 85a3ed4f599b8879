// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

#include <QTemporaryDir>

#include <sqlite3.h>

using namespace apitest;

/// What the API tells those who run it.
class TestApiOperation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readyWhileTheDatabaseAnswers();
    void theDatabaseIsAskedOnceASecond();
    void notReadyWhileDraining();
    void metricsAccess_data();
    void metricsAccess();
    void metricsOfTheProgram();
};

namespace {

constexpr std::int64_t kSecond = 1'000'000;

void execute(const QString &file, const char *sql)
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(file.toUtf8().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

int ready(Backend &backend)
{
    return backend.get(user(), "/readyz").status;
}

} // namespace

void TestApiOperation::readyWhileTheDatabaseAnswers()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    Backend backend(file.toStdString());
    QCOMPARE(ready(backend), 200);
    execute(file, "ALTER TABLE sync_conflicts RENAME TO gone");
    backend.clock.steady += kSecond;
    const Response response = backend.get(user(), "/readyz");
    QCOMPARE(response.status, 503);
    QCOMPARE(problemCode(response), QStringLiteral("not_ready"));
    QCOMPARE(backend.get(user(), "/healthz").status, 200);
    execute(file, "ALTER TABLE gone RENAME TO sync_conflicts");
    backend.clock.steady += kSecond;
    QCOMPARE(ready(backend), 200);
}

void TestApiOperation::theDatabaseIsAskedOnceASecond()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    Backend backend(file.toStdString());
    QCOMPARE(ready(backend), 200);
    execute(file, "ALTER TABLE sync_conflicts RENAME TO gone");
    for (int i = 0; i < 100; ++i)
        QCOMPARE(ready(backend), 200);
}

void TestApiOperation::notReadyWhileDraining()
{
    Backend backend;
    std::atomic<bool> draining = false;
    backend.api = std::make_unique<Api>(ApiContext{.schema = pensieveSchema(),
                                                   .store = *backend.store,
                                                   .admin = *backend.store,
                                                   .clock = backend.clock,
                                                   .ids = backend.ids,
                                                   .verifier = *backend.verifier,
                                                   .draining = &draining});
    QCOMPARE(ready(backend), 200);
    draining = true;
    const Response response = backend.get(user(), "/readyz");
    QCOMPARE(response.status, 503);
    QCOMPARE(problemCode(response), QStringLiteral("draining"));
    QCOMPARE(backend.get(user(), "/api/sync/pull").status, 200);
}

void TestApiOperation::metricsAccess_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *peer, const char *header, const char *role, int status) {
        QTest::newRow(name) << QString::fromLatin1(peer) << QString::fromLatin1(header) << QString::fromLatin1(role)
                            << status;
    };
    row("this machine", "127.0.0.1", "", "", 200);
    row("this machine, IPv6", "::1", "", "", 200);
    row("another", "192.0.2.1", "", "", 401);
    row("looks like it", "1127.0.0.1", "", "", 401);
    row("a proxy here", "127.0.0.1", "X-Forwarded-For", "", 401);
    row("a newer proxy here", "127.0.0.1", "Forwarded", "", 401);
    row("an older proxy here", "127.0.0.1", "Via", "", 401);
    row("a user", "192.0.2.1", "", "user", 403);
    row("support", "192.0.2.1", "", "support", 200);
    row("an admin", "192.0.2.1", "", "admin", 200);
}

void TestApiOperation::metricsAccess()
{
    QFETCH(QString, peer);
    QFETCH(QString, header);
    QFETCH(QString, role);
    QFETCH(int, status);
    Backend backend;
    Request request;
    request.target = "/metrics";
    request.peer = peer.toStdString();
    if (!header.isEmpty())
        request.headers.set(header.toStdString(), "x");
    if (!role.isEmpty())
        request.headers.set("Authorization",
                            "Bearer "
                                + mintToken(backend.jwt, userId(1), role.toStdString(), {}, 3600, backend.clock.now));
    QCOMPARE(backend.api->handle(request).status, status);
}

void TestApiOperation::metricsOfTheProgram()
{
    Backend backend;
    backend.api = std::make_unique<Api>(
        ApiContext{.schema = pensieveSchema(),
                   .store = *backend.store,
                   .admin = *backend.store,
                   .clock = backend.clock,
                   .ids = backend.ids,
                   .verifier = *backend.verifier,
                   .metrics = [](PrometheusText &out) { out.single("answers", "gauge", "All of them.", 42); }});
    backend.get(user(), "/api/sync/pull?limit=0");
    const std::string text = backend.get(support(), "/metrics").body;
    QVERIFY(text.find("\nanswers 42\n") != std::string::npos);
    QVERIFY(text.find("tidemark_problems_total{code=\"bad_parameter\"} 1\n") != std::string::npos);
    QVERIFY(text.find("tidemark_log_rows_waiting 1\n") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestApiOperation)
#include "tst_api_operation.moc"
