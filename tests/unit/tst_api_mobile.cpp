// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ApiFixture.h"

#include <QMap>

using namespace apitest;

namespace {

using Rows = QMap<QString, QJsonObject>; // by id

/// The original mobile client as it behaves: a cursor in milliseconds, pages by offset, whole rows with columns of
/// its own, foreign keys on, and retries without end.
class MobileClient {
public:
    MobileClient(Backend &backend, int userNumber) : m_backend(backend), m_caller(user(userNumber)) {}

    /// @return requests it took
    int pull()
    {
        const std::int64_t cursor = m_cursor;
        for (int requests = 1, offset = 0;; ++requests, offset += 100) {
            const QJsonObject answer = body(
                m_backend.get(m_caller, json("/api/sync/pull?lastPulledAt=%1&limit=100&offset=%2", cursor, offset)));
            const int changes = apply(answer[QStringLiteral("changes")].toObject());
            if (changes > 0)
                m_cursor = stampOf(answer);
            if (changes < 100 || requests > 50)
                return requests;
        }
    }

    void edit(const char *entity, const std::string &recordId, QJsonObject columns)
    {
        QJsonObject row = rows[QLatin1String(entity)].value(text(recordId));
        row.insert(QStringLiteral("id"), text(recordId));
        for (auto column = columns.begin(); column != columns.end(); ++column)
            row.insert(column.key(), column.value());
        rows[QLatin1String(entity)].insert(text(recordId), row);
        m_dirty[QLatin1String(entity)].insert(text(recordId), row);
    }

    void remove(const char *entity, const std::string &recordId)
    {
        m_deleted[QLatin1String(entity)].insert(text(recordId), rows[QLatin1String(entity)].take(text(recordId)));
        m_dirty[QLatin1String(entity)].remove(text(recordId));
    }

    std::string pushBody() const
    {
        QJsonObject changes;
        for (const QString &entity : order()) {
            QJsonArray updated;
            for (const QJsonObject &row : m_dirty.value(entity))
                updated.append(local(row));
            QJsonArray gone;
            for (const QJsonObject &row : m_deleted.value(entity))
                gone.append(local(row));
            if (!updated.isEmpty() || !gone.isEmpty())
                changes.insert(entity,
                               QJsonObject{{QStringLiteral("updated"), updated}, {QStringLiteral("deleted"), gone}});
        }
        return QJsonDocument(QJsonObject{{QStringLiteral("lastPulledAt"), static_cast<qint64>(m_cursor)},
                                         {QStringLiteral("changes"), changes}})
            .toJson(QJsonDocument::Compact)
            .toStdString();
    }

    QJsonObject push()
    {
        const QJsonObject answer = body(m_backend.post(m_caller, "/api/sync/push", pushBody()));
        for (const QJsonValue conflict : conflicts(answer)) {
            const QString entity = conflict[QStringLiteral("entity")].toString();
            if (conflict[QStringLiteral("resolution")].toString() != QLatin1String("client_wins"))
                rows[entity].insert(conflict[QStringLiteral("record_id")].toString(),
                                    conflict[QStringLiteral("serverVersion")].toObject());
        }
        m_dirty.clear();
        m_deleted.clear();
        return answer;
    }

    QMap<QString, Rows> rows; ///< by entity
    bool foreignKeyFailed = false;

private:
    static QStringList order()
    {
        return {QStringLiteral("captures"), QStringLiteral("thoughts"), QStringLiteral("ideas"),
                QStringLiteral("todos")};
    }

    /// All local columns, also those the server has never heard of.
    static QJsonObject local(QJsonObject row)
    {
        row.insert(QStringLiteral("sync_version"), 3);
        row.insert(QStringLiteral("wav_path"), QStringLiteral("/data/x.wav"));
        row.insert(QStringLiteral("retry_count"), 0);
        row.insert(QStringLiteral("_status"), QStringLiteral("active"));
        row.insert(QStringLiteral("_changed"), 1);
        return row;
    }

    /// In the order of the answer's text: QJsonObject sorts, so that the order is looked at elsewhere.
    int apply(const QJsonObject &changes)
    {
        int count = 0;
        for (const QString &entity : order()) {
            for (const QJsonValue row : changes[entity][QStringLiteral("updated")].toArray()) {
                ++count;
                const QString capture = row[QStringLiteral("capture_id")].toString();
                if (!capture.isEmpty() && !rows[QStringLiteral("captures")].contains(capture))
                    foreignKeyFailed = true;
                if (!m_dirty[entity].contains(row[QStringLiteral("id")].toString()))
                    rows[entity].insert(row[QStringLiteral("id")].toString(), row.toObject());
            }
            for (const QJsonValue gone : changes[entity][QStringLiteral("deleted")].toArray()) {
                ++count;
                rows[entity].remove(gone.toString());
            }
        }
        return count;
    }

    Backend &m_backend;
    Caller m_caller;
    std::int64_t m_cursor = 0;
    QMap<QString, Rows> m_dirty;
    QMap<QString, Rows> m_deleted;
};

std::string todos(int from, int to)
{
    std::string list;
    for (int i = from; i <= to; ++i)
        list += (list.empty() ? "" : ",")
            + json("{'id':'%1','title':'t%2','capture_id':'%3','created_at':5}", id(i), i, id(1));
    return list;
}

} // namespace

class TestApiMobile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstPullAndItsLoop();
    void parentsComeBeforeChildren();
    void timesAreNumbers();
    void createEditDelete();
    void conflictsAsItReadsThem();
    void wholeRowsBringNothingBack();
    void deletedRowsNeedOnlyTheirId();
    void fortyRetries();
    void besideOurOwnClient();
};

void TestApiMobile::firstPullAndItsLoop()
{
    Backend backend;
    backend.push(user(1, 1), 0, json("{'captures':{'updated':[{'id':'%1','type':'text','created_at':5}]}}", id(1)));
    backend.push(user(1, 1), 0, "{\"todos\":{\"updated\":[" + todos(100, 360) + "]}}");
    MobileClient phone(backend, 1);
    QCOMPARE(phone.pull(), 2); // all at once, and a page that says there is no more
    QCOMPARE(phone.rows[QStringLiteral("todos")].size(), 261);
    QVERIFY(!phone.foreignKeyFailed);
    QCOMPARE(phone.pull(), 1);
    backend.push(user(1, 1), 0, "{\"todos\":{\"updated\":[" + todos(400, 499) + "]}}");
    QCOMPARE(phone.pull(), 2); // exactly a page
    QCOMPARE(phone.rows[QStringLiteral("todos")].size(), 361);
}

void TestApiMobile::parentsComeBeforeChildren()
{
    Backend backend;
    backend.push(user(1, 1), 0, "{\"todos\":{\"updated\":[" + todos(2, 2) + "]}}");
    backend.push(user(1, 1), 0, json("{'ideas':{'updated':[{'id':'%1','text':'i','created_at':5}]}}", id(3)));
    backend.push(user(1, 1), 0, json("{'thoughts':{'updated':[{'id':'%1','summary':'s','created_at':5}]}}", id(4)));
    backend.push(user(1, 1), 0, json("{'captures':{'updated':[{'id':'%1','type':'text','created_at':5}]}}", id(1)));
    const std::string answer = backend.get(user(1), "/api/sync/pull?lastPulledAt=0&limit=100&offset=0").body;
    std::size_t before = 0;
    for (const char *entity : {"\"captures\":", "\"thoughts\":", "\"ideas\":", "\"todos\":"}) {
        const std::size_t at = answer.find(entity);
        QVERIFY2(at != std::string::npos && at > before, entity);
        before = at;
    }
}

void TestApiMobile::timesAreNumbers()
{
    Backend backend;
    MobileClient phone(backend, 1);
    phone.edit("todos", id(1),
               {{QStringLiteral("title"), QStringLiteral("a")},
                {QStringLiteral("deadline"), qint64{1'800'000'000'000}},
                {QStringLiteral("created_at"), qint64{1'736'000'000'000}}});
    phone.push();
    MobileClient other(backend, 1);
    other.pull();
    const QJsonObject row = other.rows[QStringLiteral("todos")].value(text(id(1)));
    for (const char *time : {"created_at", "last_modified_at", "deadline"})
        QVERIFY2(row[QLatin1String(time)].isDouble(), time);
    QCOMPARE(row[QStringLiteral("deadline")].toInteger(), qint64{1'800'000'000'000});
}

void TestApiMobile::createEditDelete()
{
    Backend backend;
    MobileClient phone(backend, 1);
    MobileClient tablet(backend, 1);
    phone.pull();
    phone.edit(
        "captures", id(1),
        {{QStringLiteral("type"), QStringLiteral("audio")}, {QStringLiteral("raw_content"), QStringLiteral("hm")}});
    phone.edit("todos", id(2),
               {{QStringLiteral("title"), QStringLiteral("buy bread")}, {QStringLiteral("capture_id"), text(id(1))}});
    const QJsonObject created = phone.push();
    QVERIFY(created[QStringLiteral("rejected")].toArray().isEmpty());
    QVERIFY(conflicts(created).isEmpty());
    tablet.pull();
    QCOMPARE(cell(tablet.rows[QStringLiteral("todos")].value(text(id(2))), "title"), QStringLiteral("buy bread"));
    QVERIFY(!tablet.foreignKeyFailed);
    backend.clock.now += 10;
    tablet.edit("todos", id(2), {{QStringLiteral("state"), QStringLiteral("done")}});
    QVERIFY(conflicts(tablet.push()).isEmpty());
    phone.pull();
    QCOMPARE(cell(phone.rows[QStringLiteral("todos")].value(text(id(2))), "state"), QStringLiteral("done"));
    backend.clock.now += 10;
    phone.remove("todos", id(2));
    QVERIFY(conflicts(phone.push()).isEmpty());
    tablet.pull();
    QVERIFY(tablet.rows[QStringLiteral("todos")].isEmpty());
    QCOMPARE(tablet.rows[QStringLiteral("captures")].size(), 1);
}

void TestApiMobile::conflictsAsItReadsThem()
{
    Backend backend;
    MobileClient phone(backend, 1);
    MobileClient tablet(backend, 1);
    for (int i = 1; i <= 3; ++i)
        phone.edit(
            "todos", id(i),
            {{QStringLiteral("title"), QStringLiteral("base")}, {QStringLiteral("priority"), QStringLiteral("low")}});
    phone.push();
    phone.pull();
    tablet.pull();
    backend.clock.now += 10;
    const auto change = [](MobileClient &client, int number, const char *title, const char *priority) {
        client.edit(
            "todos", id(number),
            {{QStringLiteral("title"), QLatin1String(title)}, {QStringLiteral("priority"), QLatin1String(priority)}});
    };
    change(phone, 1, "phone", "low");
    change(phone, 2, "base", "medium");
    change(phone, 3, "phone", "medium");
    phone.push();
    backend.clock.now += 10;
    change(tablet, 1, "tablet", "low");
    change(tablet, 2, "base", "high");
    change(tablet, 3, "tablet", "high");
    const QJsonObject answer = tablet.push();
    QCOMPARE(conflicts(answer).size(), 3);
    const QMap<QString, QString> expected{{text(id(1)), QStringLiteral("client_wins")},
                                          {text(id(2)), QStringLiteral("server_wins")},
                                          {text(id(3)), QStringLiteral("merged")}};
    for (const QJsonValue conflict : conflicts(answer)) {
        const QString record = conflict[QStringLiteral("record_id")].toString();
        QCOMPARE(conflict[QStringLiteral("resolution")].toString(), expected.value(record));
        QCOMPARE(conflict[QStringLiteral("entity")].toString(), QStringLiteral("todos"));
        QVERIFY(conflict[QStringLiteral("serverVersion")].isObject());
        for (const QString &key : conflict[QStringLiteral("serverVersion")].toObject().keys())
            QVERIFY2(!key.startsWith(u'_'), qPrintable(key));
    }
    const QJsonObject merged = tablet.rows[QStringLiteral("todos")].value(text(id(3)));
    QCOMPARE(cell(merged, "title"), QStringLiteral("tablet"));
    QCOMPARE(cell(merged, "priority"), QStringLiteral("medium"));
    phone.pull();
    tablet.pull();
    QVERIFY(phone.rows == tablet.rows);
}

void TestApiMobile::wholeRowsBringNothingBack()
{
    Backend backend;
    MobileClient phone(backend, 1);
    MobileClient tablet(backend, 1);
    phone.edit("todos", id(1), {{QStringLiteral("title"), QStringLiteral("a")}});
    phone.push();
    tablet.pull();
    backend.clock.now += 10;
    phone.remove("todos", id(1));
    phone.push();
    backend.clock.now += 10;
    tablet.edit("todos", id(1), {{QStringLiteral("title"), QStringLiteral("b")}});
    const QJsonObject answer = tablet.push();
    QCOMPARE(conflicts(answer)[0][QStringLiteral("resolution")].toString(), QStringLiteral("server_wins"));
    MobileClient fresh(backend, 1);
    fresh.pull();
    QVERIFY(fresh.rows[QStringLiteral("todos")].isEmpty());
}

void TestApiMobile::deletedRowsNeedOnlyTheirId()
{
    Backend backend;
    MobileClient phone(backend, 1);
    phone.edit("todos", id(1), {{QStringLiteral("title"), QStringLiteral("a")}});
    phone.push();
    backend.clock.now += 10;
    phone.rows[QStringLiteral("todos")][text(id(1))].insert(QStringLiteral("state"),
                                                            QStringLiteral("of a later version"));
    phone.remove("todos", id(1));
    QVERIFY(phone.push()[QStringLiteral("rejected")].toArray().isEmpty());
    QVERIFY(updated(backend.pull(user(1))).isEmpty());
}

void TestApiMobile::fortyRetries()
{
    Backend backend;
    MobileClient phone(backend, 1);
    phone.edit("todos", id(1), {{QStringLiteral("title"), QStringLiteral("a")}});
    const std::string sent = phone.pushBody();
    std::int64_t stamp = 0;
    for (int i = 0; i < 40; ++i) {
        backend.clock.now += 3000;
        const Response response = backend.post(user(1), "/api/sync/push", sent);
        QCOMPARE(response.status, 200);
        const std::int64_t now = stampOf(body(response), "stamp");
        QVERIFY(stamp == 0 || now == stamp); // the first wrote it, the others nothing
        stamp = now;
        QVERIFY(conflicts(body(response)).isEmpty());
    }
    Request request;
    request.method = "POST";
    request.target = "/api/sync/push";
    request.body = sent;
    request.headers.set("Authorization", "Bearer expired.or.broken");
    for (int i = 0; i < 40; ++i)
        QCOMPARE(backend.api->handle(request).status, 401);
    phone.push();
    phone.pull();
    QCOMPARE(phone.rows[QStringLiteral("todos")].size(), 1);
}

void TestApiMobile::besideOurOwnClient()
{
    Backend backend;
    MobileClient phone(backend, 1);
    phone.edit("todos", id(1), {{QStringLiteral("title"), QStringLiteral("base")}});
    phone.push();
    phone.pull();
    const std::int64_t base = stampOf(backend.pull(user(1, 2)));
    backend.pushTodo(user(1, 2), base,
                     json("{'id':'%1','description':'d','_changed':'description','_base':%2}", id(1), base));
    phone.edit("todos", id(1), {{QStringLiteral("title"), QStringLiteral("phone")}});
    backend.clock.now += 10;
    QVERIFY(conflicts(phone.push()).isEmpty()); // each changed another column, whole row or not
    const QJsonObject row = apitest::row(backend.pull(user(1, 2)), id(1));
    QCOMPARE(cell(row, "title"), QStringLiteral("phone"));
    QCOMPARE(cell(row, "description"), QStringLiteral("d"));
    // What only the mobile profile may do is refused to others.
    const QJsonObject ours = backend.pushTodo(user(1, 2), base, json("{'id':'%1','wav_path':'/x'}", id(1)));
    QCOMPARE(ours[QStringLiteral("rejected")][0][QStringLiteral("code")].toString(),
             QStringLiteral("unknown_column"));
}

QTEST_GUILESS_MAIN(TestApiMobile)
#include "tst_api_mobile.moc"
