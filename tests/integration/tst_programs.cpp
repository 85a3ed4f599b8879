// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTcpSocket>
#include <QTest>

using namespace tidemark::test;

/// The programs as people use them, over real sockets: the seed's end-to-end list (S14), conflicts and overrides on
/// two replicas, a backend that goes away, and input that must be refused.
class tst_programs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void createReachesTheOtherDevice();
    void offlineCreateSyncsLater();
    void twoDevicesEditOneRecord();
    void overrideReachesEveryDeviceAndStands();
    void deletePropagatesAndCanBeUndone();
    void userIsolation();
    void thousandRecords();
    void backendAwayAndBack();
    void gracefulStop();

    void wrongToken();
    void replicaOfAnotherUser();
    void unknownColumn();
    void notADatabase();
    void hugeBody();
    void fullDisk();

private:
    std::unique_ptr<BackendProcess> m_backend;
};

namespace {

const QString kTodos = QStringLiteral("todos");

QString result(const Ran &ran)
{
    return ran.json().value(QStringLiteral("result")).toString();
}

int number(const Ran &ran, const char *key)
{
    return ran.json().value(QLatin1String(key)).toInt(-1);
}

QByteArray edit(const QString &id, const char *fields)
{
    return QByteArray("{\"id\":\"") + id.toUtf8() + "\"," + fields + "}";
}

void writeRows(const QString &path, int count)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < count; ++i)
        file.write("{\"title\":\"Todo " + QByteArray::number(i) + "\",\"description\":\"" + QByteArray(200, 'x')
                   + "\",\"state\":\"todo\"}\n");
}

QSet<QString> ids(const DeviceProgram &device)
{
    QSet<QString> found;
    for (const QJsonObject &row :
         device.run({QStringLiteral("list"), kTodos, QStringLiteral("--limit"), QStringLiteral("100000")}).lines())
        found.insert(row.value(QStringLiteral("id")).toString());
    return found;
}

} // namespace

void tst_programs::init()
{
    m_backend = std::make_unique<BackendProcess>();
    QVERIFY(m_backend->start());
}

void tst_programs::cleanup()
{
    m_backend.reset();
}

void tst_programs::createReachesTheOtherDevice()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    const QString id = a.put(QStringLiteral("captures"),
                             R"({"title":"Note vocale","raw_content":"papier pierre","tags":["voyage","idées"]})");
    QVERIFY(!id.isEmpty());
    const Ran pushed = a.run({QStringLiteral("sync")});
    QCOMPARE(pushed.code, 0);
    QCOMPARE(number(pushed, "pushed"), 1);
    const Ran pulled = b.run({QStringLiteral("sync")});
    QCOMPARE(number(pulled, "pulled"), 1);
    const QJsonObject row = b.row(QStringLiteral("captures"), id);
    QCOMPARE(row.value(QStringLiteral("raw_content")).toString(), QStringLiteral("papier pierre"));
    QCOMPARE(row.value(QStringLiteral("tags")).toArray().size(), 2);
    // A second sync has nothing to do on either side.
    for (const DeviceProgram *device : {&a, &b}) {
        const Ran again = device->run({QStringLiteral("sync")});
        QCOMPARE(number(again, "pulled"), 0);
        QCOMPARE(number(again, "pushed"), 0);
    }
}

void tst_programs::offlineCreateSyncsLater()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    m_backend->kill();
    const QString id = a.put(kTodos, R"({"title":"hors ligne"})");
    const Ran offline = a.run({QStringLiteral("sync"), QStringLiteral("--no-retry")});
    QCOMPARE(offline.code, 10);
    QCOMPARE(result(offline), QStringLiteral("NETWORK_ERROR"));
    QVERIFY(m_backend->start());
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
    QCOMPARE(b.run({QStringLiteral("sync")}).code, 0);
    QCOMPARE(b.row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("hors ligne"));
}

void tst_programs::twoDevicesEditOneRecord()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    const QString id = a.put(kTodos, R"({"title":"base","priority":"low","state":"todo"})");
    a.run({QStringLiteral("sync")});
    b.run({QStringLiteral("sync")});
    a.put(kTodos, edit(id, R"("title":"from a","priority":"high")"));
    b.put(kTodos, edit(id, R"("title":"from b","priority":"medium","state":"done")"));
    a.run({QStringLiteral("sync")});
    const Ran second = b.run({QStringLiteral("sync")});
    QCOMPARE(second.code, 0); // settled by policy
    QCOMPARE(second.json().value(QStringLiteral("conflicts")).toArray().size(), 1);
    a.run({QStringLiteral("sync")});
    // The client wins title and state, the server priority: on both devices.
    for (const DeviceProgram *device : {&a, &b}) {
        const QJsonObject row = device->row(kTodos, id);
        QCOMPARE(row.value(QStringLiteral("title")).toString(), QStringLiteral("from b"));
        QCOMPARE(row.value(QStringLiteral("priority")).toString(), QStringLiteral("high"));
        QCOMPARE(row.value(QStringLiteral("state")).toString(), QStringLiteral("done"));
    }
    const QList<QJsonObject> conflicts = a.run({QStringLiteral("admin"), QStringLiteral("conflicts")}).lines();
    QCOMPARE(conflicts.size(), 1);
    const QJsonObject detail = a.run({QStringLiteral("admin"), QStringLiteral("conflict"),
                                      conflicts[0].value(QStringLiteral("id")).toString()})
                                   .json();
    const auto side = [&](const char *name) {
        return detail.value(QLatin1String(name)).toObject().value(QStringLiteral("priority")).toString();
    };
    QCOMPARE(side("base"), QStringLiteral("low"));
    QCOMPARE(side("client"), QStringLiteral("medium"));
    QCOMPARE(side("server"), QStringLiteral("high"));
    QCOMPARE(side("resolved"), QStringLiteral("high"));
}

void tst_programs::overrideReachesEveryDeviceAndStands()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    const DeviceProgram late(*m_backend, QStringLiteral("late"));
    const QString id = a.put(kTodos, R"({"title":"base","priority":"low"})");
    for (const DeviceProgram *device : {&a, &b, &late})
        device->run({QStringLiteral("sync")});
    late.put(kTodos, edit(id, R"("title":"an old edit")")); // pending, based on what was before
    a.put(kTodos, edit(id, R"("title":"from a")"));
    b.put(kTodos, edit(id, R"("title":"from b")"));
    a.run({QStringLiteral("sync")});
    b.run({QStringLiteral("sync")});
    const QString conflict = a.run({QStringLiteral("admin"), QStringLiteral("conflicts")})
                                 .lines()
                                 .value(0)
                                 .value(QStringLiteral("id"))
                                 .toString();
    QVERIFY(!conflict.isEmpty());
    QCOMPARE(a.run({QStringLiteral("admin"), QStringLiteral("override"), conflict, QStringLiteral("--set"),
                    QStringLiteral("title=decided"), QStringLiteral("--note"), QStringLiteral("by phone")})
                 .code,
             0);
    late.run({QStringLiteral("sync")});
    for (const DeviceProgram *device : {&a, &b, &late}) {
        device->run({QStringLiteral("sync")});
        QCOMPARE(device->row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("decided"));
    }
    QCOMPARE(a.run({QStringLiteral("admin"), QStringLiteral("revert"), conflict}).code, 0);
    for (const DeviceProgram *device : {&a, &b, &late}) {
        device->run({QStringLiteral("sync")});
        QCOMPARE(device->row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("from b"));
    }
    QCOMPARE(a.run({QStringLiteral("admin"), QStringLiteral("revert"), conflict}).code, 12); // nothing left to revert
}

void tst_programs::deletePropagatesAndCanBeUndone()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    const QString id = a.put(kTodos, R"({"title":"gone soon"})");
    a.run({QStringLiteral("sync")});
    b.run({QStringLiteral("sync")});
    QCOMPARE(a.run({QStringLiteral("delete"), kTodos, id}).code, 0);
    a.run({QStringLiteral("sync")});
    b.run({QStringLiteral("sync")});
    QVERIFY(ids(b).isEmpty());
    QCOMPARE(b.run({QStringLiteral("restore"), kTodos, id}).code, 0);
    b.run({QStringLiteral("sync")});
    a.run({QStringLiteral("sync")});
    QCOMPARE(ids(a), QSet<QString>{id});
    QCOMPARE(a.row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("gone soon"));
}

void tst_programs::userIsolation()
{
    const DeviceProgram anna(*m_backend, QStringLiteral("anna"));
    const DeviceProgram bert(*m_backend, QStringLiteral("bert"), kBert);
    const QString id = anna.put(kTodos, R"({"title":"private"})");
    anna.run({QStringLiteral("sync")});
    QCOMPARE(number(bert.run({QStringLiteral("sync")}), "pulled"), 0);
    // The same id from Bert is a row of his own.
    bert.put(kTodos, edit(id, R"("title":"taken over?")"));
    QCOMPARE(bert.run({QStringLiteral("sync")}).code, 0);
    anna.run({QStringLiteral("sync")});
    QCOMPARE(anna.row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("private"));
    QCOMPARE(bert.row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("taken over?"));
}

void tst_programs::thousandRecords()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    const QString file = m_backend->directory() + QStringLiteral("/rows.jsonl");
    writeRows(file, 1000);
    QCOMPARE(a.run({QStringLiteral("put"), kTodos, QStringLiteral("--file"), file}).code, 0);
    const Ran pushed = a.run({QStringLiteral("sync")});
    QCOMPARE(number(pushed, "pushed"), 1000);
    const Ran pulled = b.run({QStringLiteral("sync")});
    QCOMPARE(number(pulled, "pulled"), 1000);
    QCOMPARE(ids(b), ids(a));
    qInfo("pushed in %.0f ms, pulled in %.0f ms", pushed.json().value(QStringLiteral("duration_ms")).toDouble(),
          pulled.json().value(QStringLiteral("duration_ms")).toDouble());
}

/// Waits of 1, 1, 2, 3 s … while the backend is away, and done when it is back.
void tst_programs::backendAwayAndBack()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const QString id = a.put(kTodos, R"({"title":"waits"})");
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
    a.put(kTodos, edit(id, R"("title":"waited")"));
    m_backend->kill();
    QElapsedTimer elapsed;
    elapsed.start();
    const auto sync = a.start({QStringLiteral("sync")});
    sync->waitForFinished(2'500); // tries at 0, 1 and 2 s have failed
    QCOMPARE(sync->state(), QProcess::Running);
    QVERIFY(m_backend->start());
    QVERIFY(sync->waitForFinished(20'000));
    QCOMPARE(sync->exitCode(), 0);
    const Ran ran{sync->exitCode(), sync->readAllStandardOutput(), sync->readAllStandardError()};
    QCOMPARE(result(ran), QStringLiteral("SUCCESS"));
    QCOMPARE(number(ran, "attempts"), 4); // the fourth, 1 + 1 + 2 s after the first
    QVERIFY(elapsed.elapsed() >= 4'000);
    const DeviceProgram b(*m_backend, QStringLiteral("b"));
    b.run({QStringLiteral("sync")});
    QCOMPARE(b.row(kTodos, id).value(QStringLiteral("title")).toString(), QStringLiteral("waited"));
}

void tst_programs::gracefulStop()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    a.put(kTodos, R"({"title":"kept"})");
    a.run({QStringLiteral("sync")});
    QCOMPARE(m_backend->stop(), 0);
    QVERIFY(m_backend->start());
    // The logs written at shutdown are there as well.
    QVERIFY(a.run({QStringLiteral("admin"), QStringLiteral("logs")}).lines().size() >= 2);
}

void tst_programs::wrongToken()
{
    DeviceProgram a(*m_backend, QStringLiteral("a"));
    const QString id = a.put(kTodos, R"({"title":"waits for a token"})");
    QFile file(m_backend->directory() + QStringLiteral("/wrong"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QFile good(m_backend->tokenFile(kAnna));
    QVERIFY(good.open(QIODevice::ReadOnly));
    QByteArray token = good.readAll().trimmed();
    token[token.size() - 3] = token[token.size() - 3] == 'A' ? 'B' : 'A';
    file.write(token);
    file.close();
    a.setTokenFile(file.fileName());
    const Ran refused = a.run({QStringLiteral("sync")});
    QCOMPARE(refused.code, 11);
    QCOMPARE(result(refused), QStringLiteral("AUTH_ERROR"));
    a.setTokenFile(m_backend->tokenFile(kAnna));
    QCOMPARE(number(a.run({QStringLiteral("sync")}), "pushed"), 1);
    QVERIFY(!a.row(kTodos, id).isEmpty());
}

void tst_programs::replicaOfAnotherUser()
{
    DeviceProgram a(*m_backend, QStringLiteral("a"));
    a.put(kTodos, R"({"title":"anna's"})");
    a.run({QStringLiteral("sync")});
    a.put(kTodos, R"({"title":"anna's too"})");
    a.setTokenFile(m_backend->tokenFile(kBert));
    const Ran refused = a.run({QStringLiteral("sync")});
    QCOMPARE(refused.code, 15);
    const DeviceProgram bert(*m_backend, QStringLiteral("bert"), kBert);
    QCOMPARE(number(bert.run({QStringLiteral("sync")}), "pulled"), 0);
    a.setTokenFile(m_backend->tokenFile(kAnna));
    QCOMPARE(number(a.run({QStringLiteral("sync")}), "pushed"), 1);
}

void tst_programs::unknownColumn()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const Ran refused = a.run({QStringLiteral("put"), kTodos, QStringLiteral(R"({"title":"good"})"),
                               QStringLiteral(R"({"colour":"red"})")});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("colour"), refused.err.constData());
    QVERIFY(ids(a).isEmpty()); // all or none
    QCOMPARE(a.run({QStringLiteral("put"), kTodos, QStringLiteral("{\"title\":")}).code, 2);
}

void tst_programs::notADatabase()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    QFile file(a.replica());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray text(5000, 'n');
    file.write(text);
    file.close();
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 15);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void tst_programs::hugeBody()
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"),
                         static_cast<quint16>(m_backend->url().section(QLatin1Char(':'), -1).toUInt()));
    QVERIFY(socket.waitForConnected());
    QFile token(m_backend->tokenFile(kAnna));
    QVERIFY(token.open(QIODevice::ReadOnly));
    socket.write("POST /api/sync/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                 + token.readAll().trimmed() + "\r\nContent-Length: 104857600\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(10'000));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 413"));
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0); // others are served on
}

/// A file system without room for the replica: a clear error, and what was there is still there.
void tst_programs::fullDisk()
{
    const DeviceProgram a(*m_backend, QStringLiteral("a"));
    const QString kept = a.put(kTodos, R"({"title":"kept"})");
    const QString file = m_backend->directory() + QStringLiteral("/rows.jsonl");
    writeRows(file, 2000);
    // A limit on file sizes is what a full disk looks like to one process.
    const QString limited = QStringLiteral("ulimit -f 400; exec \"$0\" \"$@\"");
    const Ran ran = runProgram(QStringLiteral("/bin/bash"),
                               {QStringLiteral("-c"), QStringLiteral("trap '' XFSZ; ") + limited,
                                program("tidemarkctl"), QStringLiteral("--replica"), a.replica(),
                                QStringLiteral("put"), kTodos, QStringLiteral("--file"), file});
    QCOMPARE(ran.code, 15);
    QCOMPARE(ids(a), QSet<QString>{kept});
    QCOMPARE(a.run({QStringLiteral("sync")}).code, 0);
}

QTEST_GUILESS_MAIN(tst_programs)
#include "tst_programs.moc"
