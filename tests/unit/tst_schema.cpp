// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/SyncResult.h"
#include "schema/Schema.h"
#include "sync/FibonacciBackoff.h"

#include "base/Random.h"

#include <QTest>

using namespace tidemark;

/// The tables that decide: the schema file, the result categories, the waits.
class tst_schema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void embedded();
    void refused_data();
    void refused();
    void outcomes_data();
    void outcomes();
    void waits();
};

void tst_schema::embedded()
{
    const Schema &schema = pensieveSchema();
    QCOMPARE(schema.entities.size(), 4U);
    const EntitySchema &captures = schema.entities[0];
    QVERIFY(captures.columns[*captures.columnIndex("raw_content")].sensitive);
    QVERIFY(captures.columns[*captures.columnIndex("normalized_text")].sensitive);
    QCOMPARE(captures.columns[*captures.columnIndex("state")].winner, Winner::Server);
    const EntitySchema &todos = schema.entities[3];
    QCOMPARE(todos.columns[*todos.columnIndex("priority")].winner, Winner::Server);
    QCOMPARE(todos.columns[*todos.columnIndex("state")].winner, Winner::Client);
    QCOMPARE(schema.entities[1].policy, std::string("client_wins"));
}

void tst_schema::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("names"); // what the error must name
    const auto column = [](const QByteArray &text) {
        return "{\"name\":\"s\",\"version\":1,\"entities\":[{\"name\":\"notes\",\"policy\":\"client_wins\",\"label\":"
               "\"title\",\"columns\":["
               "{\"name\":\"title\",\"type\":\"text\"}"
            + (text.isEmpty() ? QByteArray() : "," + text) + "]}]}";
    };
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("JSON");
    QTest::newRow("no version") << QByteArray("{\"name\":\"s\",\"entities\":[]}") << QByteArray("version");
    QTest::newRow("no entity") << QByteArray("{\"name\":\"s\",\"version\":1,\"entities\":[]}")
                               << QByteArray("entity");
    QTest::newRow("unknown key") << QByteArray("{\"name\":\"s\",\"version\":1,\"entities\":[],\"tables\":[]}")
                                 << QByteArray("tables");
    QTest::newRow("column twice") << column("{\"name\":\"title\",\"type\":\"text\"}") << QByteArray("notes.title");
    QTest::newRow("reserved name") << column("{\"name\":\"user_id\",\"type\":\"text\"}")
                                   << QByteArray("notes.user_id");
    QTest::newRow("SQL in a name") << column("{\"name\":\"a; DROP\",\"type\":\"text\"}")
                                   << QByteArray("notes.a; DROP");
    QTest::newRow("unknown type") << column("{\"name\":\"a\",\"type\":\"blob\"}") << QByteArray("blob");
    QTest::newRow("enum without values") << column("{\"name\":\"a\",\"type\":\"enum\"}") << QByteArray("notes.a");
    QTest::newRow("unknown winner") << column("{\"name\":\"a\",\"type\":\"text\",\"winner\":\"me\"}")
                                    << QByteArray("winner");
    QTest::newRow("a winner the policy has not")
        << column("{\"name\":\"a\",\"type\":\"text\",\"winner\":\"server\"}") << QByteArray("client_wins");
    QTest::newRow("zero length") << column("{\"name\":\"a\",\"type\":\"text\",\"max_length\":0}")
                                 << QByteArray("max_length");
}

void tst_schema::refused()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, names);
    const auto schema = loadSchema(json.toStdString());
    QVERIFY(!schema);
    QCOMPARE(schema.error().code, std::string("bad_schema"));
    QVERIFY2(QByteArray::fromStdString(schema.error().detail).contains(names), schema.error().detail.c_str());
}

void tst_schema::outcomes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<int>("retry");
    const auto row = [](int status, const char *result, Retry retry) {
        QTest::addRow("%d", status) << status << QByteArray(result) << static_cast<int>(retry);
    };
    row(200, "SUCCESS", Retry::No);
    row(400, "SERVER_ERROR", Retry::No);
    row(401, "AUTH_ERROR", Retry::AfterTokenRefresh);
    row(403, "AUTH_ERROR", Retry::No);
    row(404, "SERVER_ERROR", Retry::No);
    row(408, "TIMEOUT", Retry::Backoff);
    row(409, "CONFLICT", Retry::No);
    row(410, "CONFLICT", Retry::AfterResync);
    row(413, "SERVER_ERROR", Retry::HalfTheBatch);
    row(422, "SERVER_ERROR", Retry::No);
    row(429, "SERVER_ERROR", Retry::Backoff);
    row(500, "SERVER_ERROR", Retry::Backoff);
    row(503, "SERVER_ERROR", Retry::Backoff);
}

void tst_schema::outcomes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, result);
    QFETCH(int, retry);
    const Outcome outcome = outcomeOfStatus(status);
    QCOMPARE(QByteArray(syncResultName(outcome.result).data()), result);
    QCOMPARE(static_cast<int>(outcome.retry), retry);
}

void tst_schema::waits()
{
    const std::int64_t seconds[] = {1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 300, 300, 300};
    int failures = 0;
    for (const std::int64_t wait : seconds)
        QCOMPARE(FibonacciBackoff::delayMs(++failures), wait * 1000);
    QCOMPARE(FibonacciBackoff::delayMs(1'000'000), 300'000);
    SeededRandom random(1);
    for (int i = 0; i < 1000; ++i) {
        const std::int64_t wait = FibonacciBackoff::delayMs(5, &random);
        QVERIFY(wait >= 2'500 && wait < 7'500);
    }
}

QTEST_APPLESS_MAIN(tst_schema)
#include "tst_schema.moc"
