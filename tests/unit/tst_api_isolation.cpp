// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ApiFixture.h"

using namespace apitest;

/// Bert tries to reach what is Anna's.
class TestApiIsolation final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_backend = std::make_unique<Backend>();
        m_stamp = stampOf(
            m_backend->pushTodo(anna(), 0, json("{'id':'%1','title':'secret','description':'of anna'}", id(1))),
            "stamp");
        m_before = m_backend->pull(anna());
    }

    /// Whatever a test did: Anna sees what she saw.
    void cleanup()
    {
        QCOMPARE(m_backend->pull(anna()), m_before);
        m_backend.reset();
    }

    void herIdIsARowOfHisOwn_data()
    {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("title");
        const auto test = [](const char *name, const std::string &changes, const char *title) {
            QTest::newRow(name) << text(changes) << QString::fromLatin1(title);
        };
        test("created", json("{'created':[{'id':'%1','title':'mine'}]}", id(1)), "mine");
        test("updated, a part of it", json("{'updated':[{'id':'%1','title':'mine','_changed':'title'}]}", id(1)),
             "mine");
        test("based on her stamp",
             json("{'updated':[{'id':'%1','title':'mine','_changed':'title','_base':'STAMP'}]}", id(1)), "mine");
        test("brought back", json("{'updated':[{'id':'%1','_status':'active','_changed':'_status'}]}", id(1)),
             "null");
        test("deleted", json("{'deleted':['%1']}", id(1)), "");
    }

    void herIdIsARowOfHisOwn()
    {
        QFETCH(QString, changes);
        QFETCH(QString, title);
        changes.replace(QLatin1String("\"STAMP\""), QString::number(m_stamp));
        const QJsonObject answer = m_backend->push(bert(), 0, "{\"todos\":" + changes.toStdString() + "}");
        QVERIFY(conflicts(answer).isEmpty());
        QVERIFY(answer[u"rejected"].toArray().isEmpty());
        const QJsonObject his = m_backend->pull(bert());
        QVERIFY(!QJsonDocument(answer).toJson().contains("anna"));
        QVERIFY(!QJsonDocument(his).toJson().contains("anna"));
        QCOMPARE(updated(his).size(), title.isEmpty() ? 0 : 1);
        if (!title.isEmpty())
            QCOMPARE(cell(row(his, id(1)), "title"),
                     title == QLatin1String("null") ? QStringLiteral("[null]") : title);
    }

    void rowsInHerNameAreRejected()
    {
        const QJsonObject answer = m_backend->push(bert(), 0,
                                                   json("{'todos':{'created':[{'id':'%1','title':'x','user_id':'%2'},"
                                                        "{'id':'%3','title':'y','user_id':'%4'}]}}",
                                                        id(5), userId(1), id(6), userId(2)));
        const QJsonArray rejected = answer[u"rejected"].toArray();
        QCOMPARE(rejected.size(), 1);
        QCOMPARE(rejected[0][u"code"].toString(), QStringLiteral("forbidden_user"));
        QCOMPARE(rejected[0][u"record_id"].toString(), text(id(5)));
        QCOMPARE(updated(m_backend->pull(bert())).size(), 1);
    }

    void nothingInARequestChangesWhoAsks()
    {
        for (const std::string &parameter : {"user_id=" + userId(1), "sub=" + userId(1), "userId=" + userId(1)}) {
            const Response answer = m_backend->get(
                bert().with("X-User-Id", userId(1)).with("X-Device-Id", deviceId(1)), "/api/sync/pull?" + parameter);
            QCOMPARE(answer.status, 200);
            QVERIFY(nothingChanged(body(answer)));
        }
    }

    void herPagesAreNotHis()
    {
        m_backend->pushTodo(anna(), m_stamp, json("{'id':'%1','title':'more'}", id(2)));
        m_before = m_backend->pull(anna());
        const QJsonObject page = body(m_backend->get(anna(), "/api/sync/pull?limit=1"));
        const std::string token = page[u"next_page"].toString().toStdString();
        QVERIFY(!token.empty());
        const Response refused = m_backend->get(bert(), "/api/sync/pull?page=" + token);
        QCOMPARE(refused.status, 400);
        QCOMPARE(problemCode(refused), QStringLiteral("bad_page"));
        QCOMPARE(m_backend->get(anna(), "/api/sync/pull?page=" + token).status, 200);
        for (std::size_t place = 0; place < token.size(); ++place) {
            std::string forged = token;
            forged[place] = forged[place] == 'A' ? 'B' : 'A';
            if (m_backend->get(anna(), "/api/sync/pull?page=" + forged).status != 400)
                QCOMPARE(place, token.size() - 1); // the last sign holds bits that are not read
        }
    }

    void herReceiptsAreNotHis()
    {
        const std::string push =
            json("{'last_pulled_at':0,'changes':{'todos':{'created':[{'id':'%1','title':'a'}]}}}", id(3));
        const auto keyed = [&](const Caller &caller) {
            return m_backend->post(caller.with("Idempotency-Key", "k").with("X-Device-Id", deviceId(1)),
                                   "/api/sync/push", push);
        };
        QCOMPARE(keyed({userId(1)}).status, 200);
        m_before = m_backend->pull(anna());
        // The same key, device and body from him is his own push, and not hers answered again.
        const QJsonObject his = body(keyed({userId(2)}));
        QCOMPARE(updated(m_backend->pull(bert())).size(), 1);
        QVERIFY(conflicts(his).isEmpty());
        const std::string other =
            json("{'last_pulled_at':0,'changes':{'todos':{'created':[{'id':'%1','title':'b'}]}}}", id(4));
        QCOMPARE(m_backend
                     ->post(Caller{userId(3)}.with("Idempotency-Key", "k").with("X-Device-Id", deviceId(1)),
                            "/api/sync/push", other)
                     .status,
                 200); // not "reused"
    }

    void herConflictsAreNotHis()
    {
        m_backend->pushTodo(user(1, 2), m_stamp,
                            json("{'id':'%1','title':'two','_changed':'title','_base':%2}", id(1), m_stamp));
        const QJsonObject answer = m_backend->pushTodo(
            user(1, 3), m_stamp, json("{'id':'%1','title':'three','_changed':'title','_base':%2}", id(1), m_stamp));
        QCOMPARE(conflicts(answer).size(), 1);
        m_before = m_backend->pull(anna());
        const std::string conflict =
            "/api/admin/sync/conflicts/" + conflicts(answer)[0][u"id"].toString().toStdString();
        const std::string decision =
            json("{'expected_last_modified_at':%1,'note':'n','values':{'title':'x'}}", stampOf(m_before));
        for (const Caller &caller : {bert(), anna(), Caller{userId(2), {}, "Admin"}}) {
            QCOMPARE(m_backend->get(caller.with("X-Access-Reason", "curious"), conflict).status, 403);
            QCOMPARE(m_backend->post(caller, conflict + "/override", decision).status, 403);
        }
        QCOMPARE(m_backend->post(support(), conflict + "/override", decision).status, 403);
        // An administrator's own rows are no way round, either.
        m_backend->pushTodo(admin(), 0, json("{'id':'%1','title':'of the administrator'}", id(1)));
        QCOMPARE(m_backend->post(admin(), conflict + "/override", decision).status, 200);
        QCOMPARE(cell(row(m_backend->pull(admin()), id(1)), "title"), QStringLiteral("of the administrator"));
        QCOMPARE(cell(row(m_backend->pull(anna()), id(1)), "title"), QStringLiteral("x"));
        m_before = m_backend->pull(anna());
    }

private:
    static Caller anna() { return user(1, 1); }
    static Caller bert() { return user(2, 0); }

    std::unique_ptr<Backend> m_backend;
    std::int64_t m_stamp = 0;
    QJsonObject m_before;
};

QTEST_GUILESS_MAIN(TestApiIsolation)
#include "tst_api_isolation.moc"
