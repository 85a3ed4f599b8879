// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ApiFixture.h"

#include <thread>

using namespace apitest;

/// What a device sees when another program is in its way.
class TestPostgresBusy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The other program never looks for deadlocks, so that the API is always the one that is given up.
        const std::string place = test::newStore() + "%20-cdeadlock_timeout%3D";
        m_backend = std::make_unique<Backend>(place + "2s");
        m_other = std::make_unique<test::PlainSql>(place + "1h");
        m_backend->pushTodo(user(1, 1), 0, json("{'id':'%1','title':'base','priority':'low'}", id(1)));
        m_base = stampOf(m_backend->pull(user()));
    }

    void cleanup()
    {
        m_backend.reset();
        m_other.reset();
    }

    /// Row, then clock, against clock, then row.
    void aDeadlockIsNoErrorForTheDevice()
    {
        run("BEGIN; SELECT 1 FROM todos WHERE id = '" + id(1) + "' FOR UPDATE");
        Response answer;
        const std::string edit = json(
            "{'last_pulled_at':%2,'changes':{'todos':{'updated':[{'id':'%1','priority':'high'}]}}}", id(1), m_base);
        std::thread push(
            [&] { answer = m_backend->post(user(1, 1).with("Idempotency-Key", "k"), "/api/sync/push", edit); });
        QTRY_COMPARE(m_other->cell(
                         "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"),
                     QStringLiteral("1"));
        run("UPDATE todos SET title = 'by SQL' WHERE id = '" + id(1) + "'");
        run("COMMIT");
        push.join();
        QCOMPARE(answer.status, 200);
        QVERIFY(conflicts(body(answer)).isEmpty());
        const QJsonObject todo = row(m_backend->pull(user()), id(1));
        QCOMPARE(cell(todo, "title"), QStringLiteral("by SQL"));
        QCOMPARE(cell(todo, "priority"), QStringLiteral("high"));
        QCOMPARE(m_other->cell("SELECT string_agg(origin || ':' || changed, ' ' ORDER BY ms) FROM record_versions"),
                 QStringLiteral("push: server:title merge:priority"));
        QCOMPARE(m_other->cell("SELECT count(*) FROM push_receipts"), QStringLiteral("1"));
    }

    void aClockThatStaysTakenIs503()
    {
        run("BEGIN; UPDATE todos SET title = 'slow'");
        const Response answer = m_backend->post(
            user(), "/api/sync/push",
            json("{'last_pulled_at':%2,'changes':{'todos':{'updated':[{'id':'%1','title':'x'}]}}}", id(1), m_base));
        QCOMPARE(answer.status, 503);
        QCOMPARE(problemCode(answer), QStringLiteral("clock_busy"));
        QVERIFY(QByteArray(answer.headers.get("Retry-After").data()).toInt() >= 1);
        // Others, and whoever only reads, are served.
        QCOMPARE(stampOf(m_backend->pull(user())), m_base);
        QVERIFY(stampOf(m_backend->pushTodo(user(2), 0, json("{'id':'%1','title':'bob'}", id(1)))) > 0);
        run("COMMIT");
        QCOMPARE(cell(row(m_backend->pull(user(), m_base), id(1)), "title"), QStringLiteral("slow"));
    }

private:
    void run(const std::string &sql) { QCOMPARE(m_other->run(sql), QString()); }

    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<test::PlainSql> m_other;
    std::int64_t m_base = 0;
};

QTEST_GUILESS_MAIN(TestPostgresBusy)
#include "tst_postgres_busy.moc"
