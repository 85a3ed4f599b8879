// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"
#include "tests/support/TestStore.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

using namespace tidemark::test;

namespace {

const QString kTodos = QStringLiteral("todos");

QStringList titles(const DeviceProgram &device)
{
    QStringList list;
    for (const QJsonObject &row : device.run({QStringLiteral("list"), kTodos}).lines())
        list += row[QStringLiteral("title")].toString();
    list.sort();
    return list;
}

/// The database saved and put back as an administrator does, with the server stopped.
class Backup {
public:
    explicit Backup(const BackendProcess &backend)
        : m_store(backend.store()),
          m_copy(backend.directory() + QStringLiteral("/backup"))
    {
    }

    bool make() const
    {
        if (!onPostgres())
            return QFile::copy(file(), m_copy);
        return run(QStringLiteral("pg_dump"),
                   {QStringLiteral("--schema"), schema(), QStringLiteral("--file"), m_copy});
    }

    bool restore() const
    {
        if (onPostgres())
            return run(QStringLiteral("psql"),
                       {QStringLiteral("--set=ON_ERROR_STOP=1"), QStringLiteral("--quiet"),
                        QStringLiteral("--command"), QStringLiteral("DROP SCHEMA %1 CASCADE").arg(schema()),
                        QStringLiteral("--file"), m_copy});
        for (const char *ending : {"", "-wal", "-shm"})
            QFile::remove(file() + QLatin1String(ending));
        return QFile::copy(m_copy, file());
    }

private:
    QString file() const { return m_store.mid(static_cast<int>(qstrlen("sqlite:"))); }
    QString schema() const { return m_store.section(QStringLiteral("search_path%3D"), 1); }
    bool run(const QString &tool, const QStringList &arguments) const
    {
        const Ran ran = runProgram(tool, QStringList{QStringLiteral("--dbname"), m_store} + arguments);
        if (ran.code != 0)
            qWarning("%s: %s", qPrintable(tool), ran.err.constData());
        return ran.code == 0;
    }

    QString m_store;
    QString m_copy;
};

} // namespace

/// What an administrator does to the database from the command line.
class tst_restore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostOrDoubled();
    void check();
    void purge();
    void badOptions();

private:
    Ran daemon(const BackendProcess &backend, const QStringList &command) const
    {
        return runProgram(program("tidemarkd"), command + QStringList{QStringLiteral("--store"), backend.store()});
    }
};

void tst_restore::nothingIsLostOrDoubled()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    const DeviceProgram a(backend, QStringLiteral("a"));
    const DeviceProgram b(backend, QStringLiteral("b"));
    const auto sync = [](const DeviceProgram &device) { return device.run({QStringLiteral("sync")}).code; };
    const QString edited = a.put(kTodos, R"({"title":"edited later"})");
    const QString deleted = a.put(kTodos, R"({"title":"deleted later"})");
    a.put(kTodos, R"({"title":"kept"})");
    QCOMPARE(sync(a), 0);
    QCOMPARE(sync(b), 0);

    const Backup backup(backend);
    QCOMPARE(backend.stop(), 0);
    QVERIFY(backup.make());
    const qint64 madeAt = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(backend.start());

    // Synced and seen by the other device; then by one alone; then by no server at all.
    a.put(kTodos, QStringLiteral(R"({"id":"%1","title":"edited"})").arg(edited).toUtf8());
    QCOMPARE(a.run({QStringLiteral("delete"), kTodos, deleted}).code, 0);
    a.put(kTodos, R"({"title":"seen by both"})");
    QCOMPARE(sync(a), 0);
    QCOMPARE(sync(b), 0);
    b.put(kTodos, R"({"title":"b's alone"})");
    QCOMPARE(sync(b), 0);
    a.put(kTodos, R"({"title":"not sent yet"})");

    QCOMPARE(backend.stop(), 0);
    QVERIFY(backup.restore());
    const Ran restored =
        daemon(backend, {QStringLiteral("restored"), QStringLiteral("--to"), QString::number(madeAt)});
    QVERIFY2(restored.code == 0, restored.err.constData());
    QVERIFY(backend.start());

    const QStringList expected{QStringLiteral("b's alone"), QStringLiteral("edited"), QStringLiteral("kept"),
                               QStringLiteral("not sent yet"), QStringLiteral("seen by both")};
    for (const DeviceProgram *device : {&a, &b, &a, &b}) {
        const Ran ran = device->run({QStringLiteral("sync")});
        QVERIFY2(ran.code == 0, ran.out + ran.err);
    }
    QCOMPARE(titles(a), expected);
    QCOMPARE(titles(b), expected);
    const DeviceProgram fresh(backend, QStringLiteral("fresh"));
    QCOMPARE(sync(fresh), 0);
    QCOMPARE(titles(fresh), expected);
    const QJsonObject idle = a.run({QStringLiteral("sync")}).json();
    QCOMPARE(idle[QStringLiteral("pulled")].toInt(-1), 0);
    QCOMPARE(idle[QStringLiteral("pushed")].toInt(-1), 0);
}

void tst_restore::check()
{
    BackendProcess backend;
    const QStringList look{QStringLiteral("check"), QStringLiteral("--jwt-secret-file"),
                           backend.directory() + QStringLiteral("/secret")};
    const Ran before = daemon(backend, look);
    QVERIFY2(before.code == 0, before.err.constData());
    QVERIFY2(before.out.contains(onPostgres() ? "none yet" : "not there yet"), before.out.constData());
    QVERIFY(backend.start());
    DeviceProgram(backend, QStringLiteral("a")).run({QStringLiteral("sync")});
    const Ran beside = daemon(backend, look);
    QVERIFY2(beside.code == 0 && beside.out.contains("up to date") && beside.out.contains("newest stamp"),
             beside.out + beside.err);
    backend.stop();
    const Ran after = daemon(backend, look);
    QVERIFY2(after.code == 0 && after.out.contains("up to date"), after.out + after.err);
    const Ran gone =
        runProgram(program("tidemarkd"),
                   look
                       + QStringList{QStringLiteral("--store"),
                                     QStringLiteral("sqlite:") + backend.directory() + QStringLiteral("/secret")});
    QCOMPARE(gone.code, 15);
}

void tst_restore::purge()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    const DeviceProgram a(backend, QStringLiteral("a"));
    const QString id = a.put(kTodos, R"({"title":"short"})");
    a.run({QStringLiteral("sync")});
    const DeviceProgram b(backend, QStringLiteral("b"));
    b.run({QStringLiteral("sync")});
    b.put(kTodos, R"({"title":"b's own, not sent yet"})");
    a.run({QStringLiteral("delete"), kTodos, id});
    a.run({QStringLiteral("sync")});
    const Ran purged = daemon(backend,
                              {QStringLiteral("purge"), QStringLiteral("--tombstones"), QStringLiteral("1ms"),
                               QStringLiteral("--versions"), QStringLiteral("1ms"), QStringLiteral("--logs"),
                               QStringLiteral("1ms")}); // beside the running server
    QVERIFY2(purged.code == 0, purged.err.constData());
    QVERIFY2(purged.out.contains("tombstones 1"), purged.out.constData());
    // b never heard of the deletion, and cannot any more: it starts anew, with what it has not sent.
    for (int i = 0; i < 2; ++i)
        b.run({QStringLiteral("sync")});
    QCOMPARE(titles(b), QStringList(QStringLiteral("b's own, not sent yet")));
    a.run({QStringLiteral("sync")});
    QCOMPARE(titles(a), titles(b));
}

void tst_restore::badOptions()
{
    BackendProcess backend;
    const auto code = [&](const QStringList &command) { return daemon(backend, command).code; };
    QCOMPARE(code({QStringLiteral("restored")}), 2);
    QCOMPARE(code({QStringLiteral("restored"), QStringLiteral("--to"), QStringLiteral("yesterday")}), 2);
    QCOMPARE(code({QStringLiteral("restored"), QStringLiteral("--to"), QStringLiteral("99999999999999")}), 2);
    QCOMPARE(code({QStringLiteral("purge"), QStringLiteral("--versions"), QStringLiteral("10d")}), 2);
    QCOMPARE(code({QStringLiteral("purge"), QStringLiteral("--logs"), QStringLiteral("0d")}), 2);
}

QTEST_GUILESS_MAIN(tst_restore)
#include "tst_restore.moc"
