// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every route with every role, and with none.

#include "ApiFixture.h"
#include "backend/api/Routes.h"

using namespace apitest;

class TestApiAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRoute_data();
    void everyRoute();
    void otherMethods_data();
    void otherMethods();
    void idsThatAreNone();
    void paths_data();
    void paths();
};

namespace {

std::string targetOf(const Route &route)
{
    QString target = QString::fromUtf8(route.pattern.data(), static_cast<qsizetype>(route.pattern.size()));
    target.replace(QStringLiteral("{id}"), text(id(1))).replace(QStringLiteral("{entity}"), QStringLiteral("todos"));
    return target.toStdString();
}

Response sendAs(Backend &backend, const Caller &caller, const Route &route)
{
    const std::string body = route.method == "POST" ? "{}" : "";
    return backend.send(caller, std::string(route.method).c_str(), targetOf(route), body);
}

} // namespace

void TestApiAccess::everyRoute_data()
{
    QTest::addColumn<int>("route");
    int place = 0;
    for (const Route &route : routes())
        QTest::newRow(std::string(route.method).append(" ").append(route.pattern).c_str()) << place++;
}

void TestApiAccess::everyRoute()
{
    QFETCH(int, route);
    const Route &tried = routes()[static_cast<std::size_t>(route)];
    Backend backend;
    Request bare;
    bare.method = tried.method;
    bare.target = targetOf(tried);
    // Metrics are open to the machine itself, and a request of a test comes from nowhere.
    const bool forSupport = tried.access == Access::Support || tried.access == Access::LocalOrSupport;
    QCOMPARE(backend.api->handle(bare).status == 401, tried.access != Access::Open);
    const auto refused = [&](const Caller &caller) {
        const Response response = sendAs(backend, caller, tried);
        return response.status == 403 && problemCode(response) == QStringLiteral("forbidden");
    };
    QCOMPARE(refused(user()), forSupport || tried.access == Access::Admin);
    QCOMPARE(refused(support()), tried.access == Access::Admin);
    QVERIFY(!refused(admin()));
    // Whoever writes is an admin, and nothing of the admin API is for users.
    const bool adminApi = tried.pattern.starts_with("/api/admin/");
    QCOMPARE(adminApi, tried.access == Access::Support || tried.access == Access::Admin);
    QCOMPARE(adminApi && tried.method == "POST", tried.access == Access::Admin);
}

void TestApiAccess::otherMethods_data()
{
    everyRoute_data();
}

void TestApiAccess::otherMethods()
{
    QFETCH(int, route);
    const Route &tried = routes()[static_cast<std::size_t>(route)];
    Backend backend;
    const Response response = backend.send(admin(), "DELETE", targetOf(tried));
    const bool hidden = tried.pattern == "/auth/token"; // without --dev-login
    QCOMPARE(response.status, hidden ? 404 : 405);
}

/// They need not even be text, which PostgreSQL would not compare with any.
void TestApiAccess::idsThatAreNone()
{
    Backend backend;
    const Caller caller = admin().with("X-Access-Reason", "test");
    for (const std::string &id : {std::string("x"), std::string("\xff")}) {
        QCOMPARE(problemCode(backend.get(caller, "/api/admin/sync/users/" + id)), QStringLiteral("unknown_user"));
        const std::string conflict = "/api/admin/sync/conflicts/" + id;
        QCOMPARE(problemCode(backend.get(caller, conflict)), QStringLiteral("unknown_conflict"));
        for (const char *decision : {"/override", "/revert", "/review"}) {
            const Response response =
                backend.post(caller, conflict + decision,
                             json("{'note':'n','expected_last_modified_at':1,'values':{'title':'t'}}"));
            QCOMPARE(problemCode(response), QStringLiteral("unknown_conflict"));
        }
        QCOMPARE(problemCode(backend.get(caller, "/api/admin/sync/users/" + id + "/records/todos")),
                 QStringLiteral("not_found"));
    }
}

void TestApiAccess::paths_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("matches");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("entity");
    const auto row = [](const char *pattern, const char *path, bool matches, const char *id, const char *entity) {
        QTest::addRow("%s against %s", path, pattern)
            << QString::fromLatin1(pattern) << QString::fromLatin1(path) << matches << QString::fromLatin1(id)
            << QString::fromLatin1(entity);
    };
    row("/a/b", "/a/b", true, "", "");
    row("/a/b", "/a/c", false, "", "");
    row("/a/b", "/a/b/", false, "", "");
    row("/a/b", "/a", false, "", "");
    row("/a/{id}", "/a/7", true, "7", "");
    row("/a/{id}", "/a/", false, "", "");
    row("/a/{id}", "/a", false, "", "");
    row("/a/{id}", "/a/7/8", false, "", "");
    row("/a/{id}/b", "/a/7/b", true, "7", "");
    row("/a/{id}/b", "/a//b", false, "", "");
    row("/a/{id}/b/{entity}", "/a/7/b/t", true, "7", "t");
    row("/b/{entity}/{id}/c", "/b/t/7/c", true, "7", "t");
    row("/b/{entity}/{id}/c", "/b/t/7/d", false, "", "");
}

void TestApiAccess::paths()
{
    QFETCH(QString, pattern);
    QFETCH(QString, path);
    QFETCH(bool, matches);
    QFETCH(QString, id);
    QFETCH(QString, entity);
    const std::string patternText = pattern.toStdString();
    const std::string pathText = path.toStdString();
    const auto values = matchPath(patternText, pathText);
    QCOMPARE(values.has_value(), matches);
    if (values) {
        QCOMPARE(text(std::string(values->id)), id);
        QCOMPARE(text(std::string(values->entity)), entity);
    }
}

QTEST_GUILESS_MAIN(TestApiAccess)
#include "tst_api_access.moc"
