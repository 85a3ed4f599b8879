// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

#include <QSet>
#include <QTemporaryDir>

#include <sqlite3.h>

using namespace apitest;

/// A whole window, streamed: what comes, piece by piece, and what is logged of it.
class TestApiStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallWindowsAreNoStreams();
    void largeWindowsComeInPieces();
    void moreDeletionsThanAreKept();
    void rowsMoveOutOfTheWindow();
    void anotherEpochAmidTheAnswer();
    void isLoggedWhenItHasEnded();
    void aClientThatLeavesIsLogged();
};

namespace {

const std::string kWhole = "/api/sync/pull?last_pulled_at=";

std::string todos(int from, int to)
{
    std::string rows;
    for (int number = from; number <= to; ++number)
        rows += (rows.empty() ? "" : ",") + json("{'id':'%1','title':'%2'}", id(number), std::string(100, 't'));
    return "{\"todos\":{\"created\":[" + rows + "]}}";
}

std::string deletions(int from, int to)
{
    std::string ids;
    for (int number = from; number <= to; ++number)
        ids += (ids.empty() ? "\"" : ",\"") + id(number) + "\"";
    return "{\"todos\":{\"deleted\":[" + ids + "]}}";
}

struct Read {
    std::vector<std::size_t> sizes; ///< of the pieces
    std::string text;
    QString error; ///< that ended it; empty after the last piece
};

/// Up to the end, `after(n)` called behind piece n.
template <typename After> Read readAll(const Response &response, After after)
{
    Read read;
    for (;;) {
        const auto piece = response.stream->next();
        if (!piece) {
            read.error = text(piece.error().code);
            return read;
        }
        read.sizes.push_back(piece->bytes.size());
        read.text += piece->bytes;
        if (piece->last)
            return read;
        after(read.sizes.size());
    }
}

Read readAll(const Response &response)
{
    return readAll(response, [](std::size_t) {});
}

QJsonObject parsed(const Read &read)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(read.text)).object();
}

QJsonArray logs(Backend &backend)
{
    return body(backend.get(support(), "/api/admin/sync/logs?type=pull"))[QStringLiteral("items")].toArray();
}

void execute(const QString &file, const char *sql)
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(file.toUtf8().constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

} // namespace

void TestApiStream::smallWindowsAreNoStreams()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 1000));
    const Response response = backend.handle(user(), "GET", kWhole);
    QVERIFY(!response.stream);
    QCOMPARE(updated(body(response)).size(), 1000);
}

void TestApiStream::largeWindowsComeInPieces()
{
    Backend backend;
    backend.push(user(), 0, json("{'captures':{'created':[{'id':'%1'}]}}", id(9001)));
    backend.push(user(), 0, todos(1, 5500));
    const Response response = backend.handle(user(), "GET", kWhole);
    QCOMPARE(response.status, 200);
    QCOMPARE(response.headers.get("Content-Type"), std::string_view("application/json"));
    QVERIFY(response.stream && response.body.empty());
    const Read read = readAll(response);
    QVERIFY(read.sizes.size() >= 6);
    QVERIFY2(*std::max_element(read.sizes.begin(), read.sizes.end()) < 600'000, "no piece holds more than a page");
    const QJsonObject answer = parsed(read);
    QSet<QString> ids;
    for (const QJsonValue value : updated(answer))
        ids.insert(value[QStringLiteral("id")].toString());
    QCOMPARE(updated(answer).size(), 5500);
    QCOMPARE(ids.size(), 5500);
    QCOMPARE(updated(answer, "captures").size(), 1);
    QCOMPARE(stampOf(answer), backend.clock.now);
    QCOMPARE(answer[QStringLiteral("has_more")].toBool(true), false);
    QVERIFY(answer[QStringLiteral("next_page")].isNull());
    QCOMPARE(body(backend.get(user(), kWhole)), answer);
}

void TestApiStream::moreDeletionsThanAreKept()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 1500));
    backend.push(user(), 0, deletions(2001, 15'000));
    backend.push(user(), 0, deletions(15'001, 27'000));
    backend.push(user(), 0, todos(30'001, 30'010)); // alive rows between those read twice
    backend.push(user(), 0, deletions(28'001, 28'005));
    const Read read = readAll(backend.handle(user(), "GET", kWhole + "1"));
    QVERIFY(*std::max_element(read.sizes.begin(), read.sizes.end()) < 500'000);
    const QJsonObject answer = parsed(read);
    QCOMPARE(updated(answer).size(), 1510);
    QSet<QString> ids;
    for (const QJsonValue value : deleted(answer))
        ids.insert(value.toString());
    QCOMPARE(deleted(answer).size(), 25'005);
    QCOMPARE(ids.size(), 25'005);
}

void TestApiStream::rowsMoveOutOfTheWindow()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 2500));
    const Response response = backend.handle(user(), "GET", kWhole);
    const Read read = readAll(response, [&](std::size_t pieces) {
        if (pieces == 1)
            backend.pushTodo(user(1, 9), backend.clock.now,
                             json("{'id':'%1','title':'moved','_changed':'title'}", id(2400)));
    });
    const QJsonObject answer = parsed(read);
    QCOMPARE(updated(answer).size(), 2499);
    const QJsonObject next = backend.pull(user(), stampOf(answer));
    QCOMPARE(cell(row(next, id(2400)), "title"), QStringLiteral("moved"));
}

void TestApiStream::anotherEpochAmidTheAnswer()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    Backend backend(file.toStdString());
    backend.push(user(), 0, todos(1, 2500));
    const std::string query = kWhole + "1&epoch=" + backend.store->meta().epoch;
    const Read read = readAll(backend.handle(user(), "GET", query), [&](std::size_t pieces) {
        if (pieces == 1)
            execute(file, "UPDATE server_meta SET epoch = 'second'");
    });
    QCOMPARE(read.error, QStringLiteral("epoch_changed"));
    const QJsonObject entry = logs(backend)[0].toObject();
    QCOMPARE(entry[QStringLiteral("result")].toString(), QStringLiteral("SERVER_ERROR"));
    QCOMPARE(entry[QStringLiteral("error_code")].toString(), QStringLiteral("epoch_changed"));
}

void TestApiStream::isLoggedWhenItHasEnded()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 2500));
    Read read;
    {
        const Response response = backend.handle(user(1, 1).with("X-Sync-Id", id(7)), "GET", kWhole);
        read = readAll(response, [&](std::size_t) { QVERIFY(logs(backend).isEmpty()); });
    }
    const QJsonArray entries = logs(backend);
    QCOMPARE(entries.size(), 1);
    const QJsonObject entry = entries[0].toObject();
    QCOMPARE(entry[QStringLiteral("result")].toString(), QStringLiteral("SUCCESS"));
    QCOMPARE(entry[QStringLiteral("status")].toInt(), 200);
    QCOMPARE(entry[QStringLiteral("pulled")].toInt(), 2500);
    QCOMPARE(entry[QStringLiteral("bytes_out")].toInt(), static_cast<int>(read.text.size()));
    QCOMPARE(entry[QStringLiteral("sync_id")].toString(), text(id(7)));
    QCOMPARE(entry[QStringLiteral("device_id")].toString(), text(deviceId(1)));
    const QJsonObject phases = entry[QStringLiteral("phases")].toObject();
    for (const char *phase : {"auth", "database", "serialise", "send"})
        QVERIFY2(phases[QLatin1String(phase)].toDouble() > 0, phase);
}

void TestApiStream::aClientThatLeavesIsLogged()
{
    Backend backend;
    backend.push(user(), 0, todos(1, 2500));
    {
        const Response response = backend.handle(user(), "GET", kWhole);
        QVERIFY(response.stream->next());
    }
    backend.clock.now += 10;
    backend.handle(user(), "GET", kWhole); // as for HEAD: nothing is asked for
    const QJsonArray entries = logs(backend);
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0][QStringLiteral("result")].toString(), QStringLiteral("SUCCESS"));
    QCOMPARE(entries[1][QStringLiteral("result")].toString(), QStringLiteral("NETWORK_ERROR"));
    QCOMPARE(entries[1][QStringLiteral("error_code")].toString(), QStringLiteral("client_gone"));
    QCOMPARE(entries[1][QStringLiteral("pulled")].toInt(), 1000);
}

QTEST_GUILESS_MAIN(TestApiStream)
#include "tst_api_stream.moc"
