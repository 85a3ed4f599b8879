// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

using namespace apitest;

class TestApiAuth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void schemeIgnoresCase();
    void roles_data();
    void roles();
    void consoleTokensSyncTheirOwn();
    void paths_data();
    void paths();
    void mediaTypes_data();
    void mediaTypes();
    void requestIds();
    void healthNeedsNoToken();
    void devLogin();
    void refusedTokensInTheLog();
    void problemsTellNothingInside();
    void lostLogsFailNoRequest();
};

namespace {

Request requestWith(const std::string &authorization)
{
    Request request;
    request.target = "/api/sync/pull";
    if (!authorization.empty())
        request.headers.set("Authorization", authorization);
    return request;
}

/// Answers a busy or broken database to whatever needs one.
class FailingStore final : public SyncStore {
public:
    FailingStore(SyncStore &real, ErrorCategory category)
        : m_real(real),
          m_error{"clock_busy", category, "secret path /var/db"}
    {
    }
    ServerMeta meta() const override { return m_real.meta(); }
    Result<std::unique_ptr<UserTransaction>> begin(const std::string &) override { return m_error; }
    Result<PullPage> pull(const std::string &user, const PullQuery &query) override
    {
        if (m_error.category == ErrorCategory::Busy)
            return m_error;
        return m_real.pull(user, query);
    }
    Result<Snapshot> scan(const std::string &, std::size_t, const std::function<void(const Record &)> &) override
    {
        return m_error;
    }
    Result<void> writeReport(std::span<SyncLogEntry>, const DeviceSeen &) override { return m_error; }
    Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen>) override
    {
        written = logs.size();
        return fails ? Result<void>(m_error) : Result<void>();
    }

    bool fails = true;
    std::size_t written = 0;

private:
    SyncStore &m_real;
    Error m_error;
};

} // namespace

void TestApiAuth::tokens_data()
{
    QTest::addColumn<QString>("authorization");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const Backend backend;
    JwtConfig other = backend.jwt;
    other.secret = "another secret that is long enough for it";
    const std::int64_t now = backend.clock.now;
    const auto bearer = [](const std::string &token) { return QStringLiteral("Bearer ") + text(token); };
    QTest::newRow("none") << QString() << 401 << QStringLiteral("token_missing");
    QTest::newRow("another scheme") << QStringLiteral("Basic YTpi") << 401 << QStringLiteral("token_missing");
    QTest::newRow("nonsense") << QStringLiteral("Bearer nonsense") << 401 << QStringLiteral("token_malformed");
    QTest::newRow("another key") << bearer(mintToken(other, userId(1), "user", {}, 60, now)) << 401
                                 << QStringLiteral("token_bad_signature");
    QTest::newRow("expired") << bearer(mintToken(backend.jwt, userId(1), "user", {}, 60, now - 120'000)) << 401
                             << QStringLiteral("token_expired");
    QTest::newRow("sub is no UUID") << bearer(mintToken(backend.jwt, "me", "user", {}, 60, now)) << 401
                                    << QStringLiteral("token_bad_claims");
    QTest::newRow("good") << bearer(mintToken(backend.jwt, userId(1), "user", {}, 60, now)) << 200 << QString();
}

void TestApiAuth::tokens()
{
    QFETCH(QString, authorization);
    QFETCH(int, status);
    QFETCH(QString, code);
    Backend backend;
    const Response response = backend.api->handle(requestWith(authorization.toStdString()));
    QCOMPARE(response.status, status);
    if (status != 401)
        return;
    QCOMPARE(problemCode(response), code);
    QCOMPARE(response.headers.get("WWW-Authenticate"), std::string_view("Bearer"));
    QVERIFY2(response.body.find(userId(1)) == std::string::npos, "who a token was for is not told");
}

void TestApiAuth::schemeIgnoresCase()
{
    Backend backend;
    const std::string token = mintToken(backend.jwt, userId(1), "user", {}, 60, backend.clock.now);
    QCOMPARE(backend.api->handle(requestWith("bearer " + token)).status, 200);
    QCOMPARE(backend.api->handle(requestWith("BEARER " + token)).status, 200);
}

void TestApiAuth::roles_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("status");
    const auto may = [](const char *method, const char *path, const char *role, int status) {
        QTest::addRow("%s %s as %s", method, path, role)
            << QString::fromLatin1(method) << QString::fromLatin1(path) << QString::fromLatin1(role) << status;
    };
    const char *unknown = "/api/admin/sync/conflicts/00000000-0000-4000-8000-000000000000";
    for (const char *path : {"/api/admin/sync/stats", "/api/admin/sync/logs", "/api/admin/sync/conflicts"}) {
        may("GET", path, "user", 403);
        may("GET", path, "", 403);
        may("GET", path, "root", 403);
        may("GET", path, "support", 200);
        may("GET", path, "admin", 200);
    }
    may("GET", unknown, "user", 403);
    may("GET", unknown, "support", 404);
    for (const char *act : {"/override", "/revert"}) {
        const std::string path = std::string(unknown) + act;
        may("POST", path.c_str(), "user", 403);
        may("POST", path.c_str(), "support", 403);
        may("POST", path.c_str(), "admin", 404);
    }
}

void TestApiAuth::roles()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QString, role);
    QFETCH(int, status);
    Backend backend;
    Caller caller = user();
    caller.role = role.toStdString();
    caller = caller.with("X-Access-Reason", "test");
    const std::string sent = method == QLatin1String("POST")
        ? json("{'values':{'title':'a'},'note':'n','expected_last_modified_at':5}")
        : std::string();
    const Response response = backend.send(caller, method.toLatin1().constData(), path.toStdString(), sent);
    QCOMPARE(response.status, status);
    if (status == 403)
        QCOMPARE(problemCode(response), QStringLiteral("forbidden"));
}

void TestApiAuth::consoleTokensSyncTheirOwn()
{
    Backend backend;
    backend.pushTodo(user(1), 0, json("{'id':'%1'}", id(1)));
    backend.pushTodo(admin(), 0, json("{'id':'%1','title':'admin'}", id(2)));
    QCOMPARE(updated(backend.pull(admin())).size(), 1);
    QCOMPARE(updated(backend.pull(user(1))).size(), 1);
}

void TestApiAuth::paths_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("allow");
    const auto row = [](const char *method, const char *path, int status, const char *allow = "") {
        QTest::addRow("%s %s", method, path)
            << QString::fromLatin1(method) << QString::fromLatin1(path) << status << QString::fromLatin1(allow);
    };
    row("GET", "/", 404);
    row("GET", "/api/sync", 404);
    row("GET", "/api/sync/pull/", 404);
    row("GET", "/api/admin/sync/people", 404);
    row("GET", "/api/admin/sync/conflicts/", 404);
    row("GET", "/api/admin/sync/conflicts/a/b", 404);
    row("POST", "/api/admin/sync/conflicts/a/forget", 404);
    row("POST", "/auth/token", 404);
    row("POST", "/api/sync/pull", 405, "GET, HEAD");
    row("GET", "/api/sync/push", 405, "POST");
    row("DELETE", "/api/admin/sync/conflicts/a", 405, "GET, HEAD");
    row("GET", "/api/admin/sync/conflicts/a/override", 405, "POST");
    row("HEAD", "/api/sync/pull", 200);
    row("HEAD", "/api/sync/push", 405, "POST");
    row("GET", "/api/sync/pull?x=1", 200);
}

void TestApiAuth::paths()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QString, allow);
    Backend backend;
    const Response response = backend.send(user(), method.toLatin1().constData(), path.toStdString());
    QCOMPARE(response.status, status);
    QCOMPARE(response.headers.get("Allow"), std::string_view(allow.toStdString()));
    if (status != 200)
        QCOMPARE(problemCode(response),
                 status == 404 ? QStringLiteral("not_found") : QStringLiteral("method_not_allowed"));
}

void TestApiAuth::mediaTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("status");
    QTest::newRow("json") << QStringLiteral("application/json") << 200;
    QTest::newRow("with charset") << QStringLiteral("Application/JSON; charset=utf-8") << 200;
    QTest::newRow("none") << QString() << 200;
    QTest::newRow("text") << QStringLiteral("text/plain") << 415;
    QTest::newRow("form") << QStringLiteral("application/x-www-form-urlencoded") << 415;
    QTest::newRow("longer") << QStringLiteral("application/jsonp") << 415;
}

void TestApiAuth::mediaTypes()
{
    QFETCH(QString, type);
    QFETCH(int, status);
    Backend backend;
    QCOMPARE(
        backend.post(user().with("Content-Type", type.toStdString()), "/api/sync/push", "{\"changes\":{}}").status,
        status);
}

void TestApiAuth::requestIds()
{
    Backend backend;
    QCOMPARE(backend.get(user().with("X-Request-Id", "abc-1"), "/healthz").headers.get("X-Request-Id"),
             std::string_view("abc-1"));
    for (const char *unsound :
         {"", "a b", "<x>", "01234567890123456789012345678901234567890123456789012345678901234"}) {
        const Response response = backend.get(user().with("X-Request-Id", unsound), "/nowhere");
        QVERIFY(isUuid(response.headers.get("X-Request-Id")));
        QCOMPARE(problemCode(response), QStringLiteral("not_found"));
    }
}

void TestApiAuth::healthNeedsNoToken()
{
    Backend backend;
    Request request;
    for (const char *path : {"/healthz", "/readyz"}) {
        request.target = path;
        QCOMPARE(backend.api->handle(request).status, 200);
    }
}

void TestApiAuth::devLogin()
{
    Backend backend;
    Api open(ApiContext{pensieveSchema(), *backend.store, *backend.store, backend.clock, backend.ids,
                        *backend.verifier, &backend.jwt});
    const auto login = [&](const std::string &sent) {
        Request request;
        request.method = "POST";
        request.target = "/auth/token";
        request.body = sent;
        return open.handle(request);
    };
    const Response response = login(json("{'user_id':'%1','role':'support','ttl_seconds':60}", userId(5)));
    QCOMPARE(response.status, 200);
    const std::string token = body(response)[QStringLiteral("token")].toString().toStdString();
    const Claims claims = backend.verifier->verify(token, backend.clock.now).value();
    QCOMPARE(claims.sub, userId(5));
    QCOMPARE(claims.role, std::string("support"));
    QCOMPARE(stampOf(body(response), "expires_at"), backend.clock.now + 60'000);
    QVERIFY(isUuid(body(login({}))[QStringLiteral("user_id")].toString().toStdString()));
    for (const char *bad : {"{'user_id':'me'}", "{'role':'root'}", "{'ttl_seconds':0}", "["})
        QCOMPARE(login(json(bad)).status, 400);
}

void TestApiAuth::refusedTokensInTheLog()
{
    Backend backend;
    JwtConfig other = backend.jwt;
    other.secret = "another secret that is long enough for it";
    const std::int64_t now = backend.clock.now;
    Request expired = requestWith("Bearer " + mintToken(backend.jwt, userId(1), "user", {}, 60, now - 120'000));
    expired.headers.set("X-Sync-Id", id(50));
    backend.api->handle(expired);
    backend.clock.now += 10;
    backend.api->handle(requestWith("Bearer " + mintToken(other, userId(2), "user", {}, 60, now)));
    const QJsonArray items = body(backend.get(support(), "/api/admin/sync/logs"))[QStringLiteral("items")].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0][QStringLiteral("user_id")].toString(), QString());
    QCOMPARE(items[0][QStringLiteral("error_code")].toString(), QStringLiteral("token_bad_signature"));
    QCOMPARE(items[1][QStringLiteral("user_id")].toString(), text(userId(1)));
    QCOMPARE(items[1][QStringLiteral("error_code")].toString(), QStringLiteral("token_expired"));
    QCOMPARE(items[1][QStringLiteral("sync_id")].toString(), text(id(50)));
    QCOMPARE(items[1][QStringLiteral("result")].toString(), QStringLiteral("AUTH_ERROR"));
}

void TestApiAuth::problemsTellNothingInside()
{
    for (const auto &[category, status] :
         {std::pair(ErrorCategory::Busy, 503), std::pair(ErrorCategory::Local, 500)}) {
        Backend backend;
        FailingStore store(*backend.store, category);
        backend.api = std::make_unique<Api>(ApiContext{pensieveSchema(), store, *backend.store, backend.clock,
                                                       backend.ids, *backend.verifier, nullptr});
        const Response response = backend.post(user(), "/api/sync/push", "{\"changes\":{}}");
        QCOMPARE(response.status, status);
        QVERIFY(response.body.find("secret path") == std::string::npos);
        QCOMPARE(response.headers.has("Retry-After"), status == 503);
    }
}

void TestApiAuth::lostLogsFailNoRequest()
{
    Backend backend;
    FailingStore store(*backend.store, ErrorCategory::Local);
    backend.api = std::make_unique<Api>(
        ApiContext{pensieveSchema(), store, *backend.store, backend.clock, backend.ids, *backend.verifier, nullptr});
    QCOMPARE(backend.get(user(), "/api/sync/pull").status, 200);
    QVERIFY(!backend.api->flushLogs());
    QCOMPARE(backend.get(user(), "/api/sync/pull").status, 200);
    QCOMPARE(backend.get(support(), "/api/admin/sync/logs").status, 200);
    store.fails = false;
    QVERIFY(backend.api->flushLogs());
    QCOMPARE(store.written, std::size_t{2});
    store.written = 0;
    QVERIFY(backend.api->flushLogs());
    QCOMPARE(store.written, std::size_t{0});
}

QTEST_GUILESS_MAIN(TestApiAuth)
#include "tst_api_auth.moc"
