// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"
#include "tests/support/RawHttpClient.h"
#include "tests/support/TestStore.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QUuid>

#include <atomic>
#include <thread>

using namespace tidemark::test;

/// Several servers on one database, and a database that goes away: in a cluster of its own, which is stopped and
/// crashed while devices push.
class tst_postgres_servers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void twoServersAreOne();
    void devicesOfOneUserOnTwoServers();
    void rollingRestarts();
    void theDatabaseRestartsUnderLoad_data();
    void theDatabaseRestartsUnderLoad();
    void serversStartTogetherOnAnEmptyDatabase();

private:
    static Ran cluster(const char *command);
    static QString clusterFile();

    std::unique_ptr<BackendProcess> m_first;
    std::unique_ptr<BackendProcess> m_second;
};

namespace {

const QString kTodos = QStringLiteral("todos");

QTemporaryDir &scratch()
{
    static QTemporaryDir folder;
    return folder;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

QByteArray newId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

/// A push of new todos with these ids.
QByteArray pushBody(const QList<QByteArray> &ids)
{
    QByteArrayList rows;
    for (const QByteArray &id : ids)
        rows += "{\"id\":\"" + id + "\",\"title\":\"t " + id + "\"}";
    return "{\"last_pulled_at\":0,\"changes\":{\"todos\":{\"created\":[" + rows.join(',') + "]}}}";
}

/// A device that speaks HTTP by itself, to whichever server it is told.
struct Caller {
    QByteArray token;

    QByteArray head(const QByteArray &more = {}) const { return "Authorization: Bearer " + token + "\r\n" + more; }

    RawAnswer push(quint16 port, const QByteArray &key, const QByteArray &body) const
    {
        const QByteArray request =
            rawPost(body, head("Content-Type: application/json\r\nIdempotency-Key: " + key + "\r\n"));
        return RawHttpClient(port).ask(QByteArray(request).replace("POST /echo", "POST /api/sync/push"));
    }
    QJsonObject pull(quint16 port, const QByteArray &parameters) const
    {
        const RawAnswer answer = RawHttpClient(port).ask(rawGet("/api/sync/pull?" + parameters, head()));
        return QJsonDocument::fromJson(answer.body).object();
    }
    /// Every id of a pull in pages, asked in turn from all servers.
    QList<QByteArray> pullChain(const QList<quint16> &ports) const
    {
        QList<QByteArray> ids;
        QByteArray parameters = "limit=70";
        for (qsizetype turn = 0;; ++turn) {
            const QJsonObject page = pull(ports[turn % ports.size()], parameters);
            for (const QJsonValue row : page[u"changes"][u"todos"][u"updated"].toArray())
                ids += row[u"id"].toString().toUtf8();
            if (!page[u"has_more"].toBool())
                return ids;
            parameters = "page=" + page[u"next_page"].toString().toUtf8();
        }
    }
};

QJsonObject object(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

template <typename List> QSet<typename List::value_type> setOf(const List &list)
{
    return {list.begin(), list.end()};
}

QSet<QString> ids(const DeviceProgram &device)
{
    QSet<QString> found;
    for (const QJsonObject &row :
         device.run({QStringLiteral("list"), kTodos, QStringLiteral("--limit"), QStringLiteral("100000")}).lines())
        found.insert(row.value(QStringLiteral("id")).toString());
    return found;
}

void putRows(const DeviceProgram &device, int count)
{
    const QString path = scratch().filePath(QStringLiteral("rows.jsonl"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < count; ++i)
        file.write("{\"title\":\"Todo " + QByteArray::number(i) + "\"}\n");
    file.close();
    QCOMPARE(device.run({QStringLiteral("put"), kTodos, QStringLiteral("--file"), path}).code, 0);
}

/// Nothing, or what went wrong.
QString sync(const DeviceProgram &device)
{
    const Ran ran = device.run({QStringLiteral("sync")});
    return ran.code == 0 ? QString() : QString::number(ran.code) + QString::fromUtf8(ran.out + ran.err);
}

bool hasEnded(QProcess &process)
{
    return process.state() == QProcess::NotRunning || process.waitForFinished(60'000);
}

} // namespace

QString tst_postgres_servers::clusterFile()
{
    return scratch().filePath(QStringLiteral("url"));
}

Ran tst_postgres_servers::cluster(const char *command)
{
    return runProgram(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/support/postgres-cluster"),
                      {QString::fromLatin1(command), clusterFile()});
}

void tst_postgres_servers::initTestCase()
{
    QCOMPARE(cluster("start").code, 0);
    qputenv("TIDEMARK_TEST_POSTGRES", clusterFile().toUtf8());
}

void tst_postgres_servers::cleanupTestCase()
{
    QCOMPARE(cluster("stop").code, 0);
}

void tst_postgres_servers::init()
{
    m_first = std::make_unique<BackendProcess>();
    m_second = std::make_unique<BackendProcess>(*m_first);
    // Callers that ask again at once while the database is away would be told to slow down.
    const QStringList unlimited{QStringLiteral("--rate-limit"), QStringLiteral("off")};
    QVERIFY(m_first->start(unlimited));
    QVERIFY(m_second->start(unlimited));
}

void tst_postgres_servers::cleanup()
{
    m_second.reset();
    m_first.reset();
}

void tst_postgres_servers::twoServersAreOne()
{
    const Caller anna{read(m_first->tokenFile(kAnna))};
    const quint16 a = m_first->port();
    const quint16 b = m_second->port();
    const QList<QByteArray> first{newId(), newId(), newId()};
    const RawAnswer pushed = anna.push(a, "k1", pushBody(first));
    QCOMPARE(pushed.status, 200);
    // The key is known to the other server, with what it stands for.
    const RawAnswer again = anna.push(b, "k1", pushBody(first));
    QCOMPARE(again.status, 200);
    QCOMPARE(object(again)[u"stamp"], object(pushed)[u"stamp"]);
    QCOMPARE(object(again)[u"server_id"], object(pushed)[u"server_id"]);
    QCOMPARE(anna.push(b, "k1", pushBody({newId()})).status, 422);
    // Both give the same, and one goes on with the page that the other began.
    const QByteArray whole = "last_pulled_at=0";
    QCOMPARE(anna.pull(a, whole), anna.pull(b, whole));
    const QJsonObject page = anna.pull(a, "limit=2");
    QCOMPARE(page[u"has_more"].toBool(), true);
    const QJsonObject rest = anna.pull(b, "page=" + page[u"next_page"].toString().toUtf8());
    QCOMPARE(rest[u"changes"][u"todos"][u"updated"].toArray().size(), 1);
    QCOMPARE(setOf(anna.pullChain({a, b})), setOf(first));
    // A cursor from one is good for the other.
    const QByteArray cursor = QByteArray::number(object(pushed)[u"timestamp"].toInteger());
    QCOMPARE(anna.pull(b, "last_pulled_at=" + cursor)[u"changes"].toObject(), QJsonObject());
    const QByteArray more = newId();
    QCOMPARE(anna.push(b, "k2", pushBody({more})).status, 200);
    const QJsonObject news = anna.pull(a, "last_pulled_at=" + cursor);
    QCOMPARE(news[u"changes"][u"todos"][u"updated"][0][u"id"].toString().toUtf8(), more);
}

void tst_postgres_servers::devicesOfOneUserOnTwoServers()
{
    const DeviceProgram a(*m_first, QStringLiteral("a"));
    const DeviceProgram b(*m_second, QStringLiteral("b"));
    putRows(a, 400);
    putRows(b, 400);
    const auto syncA = a.start({QStringLiteral("sync")});
    const auto syncB = b.start({QStringLiteral("sync")});
    QVERIFY(hasEnded(*syncA) && hasEnded(*syncB));
    QCOMPARE(syncA->exitCode(), 0);
    QCOMPARE(syncB->exitCode(), 0);
    for (const DeviceProgram *device : {&a, &b})
        QCOMPARE(sync(*device), QString());
    QCOMPARE(ids(a).size(), 800);
    QCOMPARE(ids(a), ids(b));
    QVERIFY(a.run({QStringLiteral("admin"), QStringLiteral("conflicts")}).out.isEmpty());
}

/// One server after the other is stopped, or killed, and comes back, while devices push through both.
void tst_postgres_servers::rollingRestarts()
{
    const DeviceProgram a(*m_first, QStringLiteral("a"));
    const DeviceProgram b(*m_second, QStringLiteral("b"));
    putRows(a, 600);
    putRows(b, 600);
    for (int i = 0; i < 6; ++i) {
        const auto syncA = a.start({QStringLiteral("sync"), QStringLiteral("--no-retry")});
        const auto syncB = b.start({QStringLiteral("sync"), QStringLiteral("--no-retry")});
        syncA->waitForFinished(20 + i * 20);
        m_first->kill();
        QVERIFY(m_first->start());
        QCOMPARE(m_second->stop(), 0);
        QVERIFY(m_second->start());
        QVERIFY(hasEnded(*syncA) && hasEnded(*syncB));
    }
    for (const DeviceProgram *device : {&a, &b, &a})
        QCOMPARE(sync(*device), QString());
    QCOMPARE(ids(a).size(), 1200);
    QCOMPARE(ids(a), ids(b));
    for (const DeviceProgram *device : {&a, &b}) {
        const DeviceProgram fresh(device == &a ? *m_second : *m_first, QStringLiteral("fresh"));
        QCOMPARE(sync(fresh), QString());
        QCOMPARE(ids(fresh), ids(a));
    }
    QVERIFY(a.run({QStringLiteral("admin"), QStringLiteral("conflicts")}).out.isEmpty());
    QCOMPARE(PlainSql(m_first->store().toStdString()).cell("SELECT count(*) FROM record_versions"),
             QStringLiteral("1200")); // nothing was written twice
}

void tst_postgres_servers::theDatabaseRestartsUnderLoad_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("shut down and started") << QByteArray("restart");
    QTest::newRow("crashed and recovered") << QByteArray("crash");
}

/// What was acknowledged is there, once; the servers go on by themselves.
void tst_postgres_servers::theDatabaseRestartsUnderLoad()
{
    QFETCH(QByteArray, command);
    const QList<quint16> ports{m_first->port(), m_second->port()};
    const std::array<Caller, 2> callers{Caller{read(m_first->tokenFile(kAnna))},
                                        Caller{read(m_first->tokenFile(kBert))}};
    std::array<QList<QByteArray>, 2> acknowledged;
    std::array<QSet<QString>, 2> refusals;
    std::atomic<int> pushed = 0;
    std::atomic<bool> stop = false;
    std::vector<std::thread> devices;
    for (std::size_t i = 0; i < callers.size(); ++i) {
        devices.emplace_back([&, i] {
            while (!stop) {
                const QList<QByteArray> batch{newId(), newId(), newId(), newId(), newId()};
                const QByteArray key = newId();
                for (qsizetype attempt = 0;; ++attempt) { // until it is taken, by either server
                    const RawAnswer answer = callers[i].push(ports[attempt % 2], key, pushBody(batch));
                    if (answer.status == 200)
                        break;
                    refusals[i].insert(QString::number(answer.status) + QLatin1Char(' ') + problemCode(answer));
                }
                acknowledged[i] += batch;
                ++pushed;
            }
        });
    }
    for (int round = 1; round <= 3; ++round) {
        const int before = pushed;
        QTRY_VERIFY_WITH_TIMEOUT(pushed >= before + 10, 60'000);
        QCOMPARE(cluster(command.constData()).code, 0);
    }
    const int before = pushed;
    QTRY_VERIFY_WITH_TIMEOUT(pushed >= before + 10, 60'000);
    stop = true;
    for (std::thread &device : devices)
        device.join();
    for (std::size_t i = 0; i < callers.size(); ++i) {
        for (const QString &refusal : refusals[i])
            QVERIFY2(refusal.startsWith(QLatin1String("503 ")),
                     (refusal.toUtf8() + '\n' + m_first->log() + m_second->log()).constData());
        QList<QByteArray> there = callers[i].pullChain(ports);
        QCOMPARE(there.size(), acknowledged[i].size());
        QCOMPARE(setOf(there), setOf(acknowledged[i]));
    }
    QVERIFY(!refusals[0].isEmpty() || !refusals[1].isEmpty()); // else nothing was in the way
    QCOMPARE(PlainSql(m_first->store().toStdString()).cell("SELECT count(*) FROM record_versions").toInt(),
             static_cast<int>(acknowledged[0].size() + acknowledged[1].size()));
}

void tst_postgres_servers::serversStartTogetherOnAnEmptyDatabase()
{
    const BackendProcess fresh;
    std::vector<std::unique_ptr<QProcess>> servers;
    for (int i = 0; i < 4; ++i) {
        servers.push_back(std::make_unique<QProcess>());
        servers.back()->start(program("tidemarkd"),
                              {QStringLiteral("migrate"), QStringLiteral("--store"), fresh.store()});
    }
    for (const auto &server : servers) {
        QVERIFY(server->waitForFinished(60'000));
        QVERIFY2(server->exitCode() == 0, server->readAllStandardError().constData());
    }
    PlainSql sql(fresh.store().toStdString());
    QCOMPARE(sql.cell("SELECT count(*) FROM server_meta"), QStringLiteral("1"));
    QCOMPARE(sql.cell("SELECT count(*) FROM entity_schemas"), QStringLiteral("1"));
}

QTEST_GUILESS_MAIN(tst_postgres_servers)
#include "tst_postgres_servers.moc"
