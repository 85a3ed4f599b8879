// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ApiFixture.h"

using namespace apitest;

/// A database that speaks a language, as most installations make it, finds and sorts as any other.
class TestPostgresLocale final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void searchesFindWhatStandsThere()
    {
        std::string place = test::newStore();
        test::PlainSql cluster(place);
        QCOMPARE(cluster.run("CREATE DATABASE spoken TEMPLATE template0 LOCALE 'C.UTF-8'"), QString());
        place = place.substr(0, place.find("&options"));
        place.replace(place.find("/postgres?"), 10, "/spoken?");
        {
            Backend backend(place);
            backend.pushTodo(user().with("X-Device-Name", "\u00c9lan"), 0,
                             json("{'id':'%1','title':'\u00c9cole'},{'id':'%2','title':'School'}", id(1), id(2)));
            const auto found = [&](const std::string &target) {
                const Response response = backend.get(support().with("X-Access-Reason", "test"), target);
                return body(response)[QStringLiteral("items")].toArray().size();
            };
            const std::string records = "/api/admin/sync/users/" + userId(1) + "/records/todos?q=";
            QCOMPARE(found(records + percentEncode("\u00c9co")), 1);
            QCOMPARE(found(records + "SCHO"), 1);
            QCOMPARE(found(records + "o"), 2);
            QCOMPARE(found("/api/admin/sync/logs?q=" + percentEncode("\u00c9la")), 1);
            QCOMPARE(found("/api/admin/sync/users?q=" + percentEncode("\u00c9LAN")), 1);
            QCOMPARE(found("/api/admin/sync/users?q=EXAMPLE"), 1);
        }
        QCOMPARE(cluster.run("DROP DATABASE spoken"), QString());
    }
};

QTEST_GUILESS_MAIN(TestPostgresLocale)
#include "tst_postgres_locale.moc"
