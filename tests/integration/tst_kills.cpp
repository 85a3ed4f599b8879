// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/PostgresDatabase.h"
#include "backend/store/SqliteDatabase.h"
#include "keys/KeyFile.h"
#include "replica/Replica.h"
#include "tests/support/Programs.h"
#include "tests/support/TestStore.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QMap>
#include <QTest>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::test;

/// 200 syncs of the real programs, each of them cut short by kill -9 of the client or the server, at a moment drawn
/// from a seed. Every edit has to be at the server and on a second device exactly once, and nobody may be stuck.
class tst_kills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostOrDoubled();
};

namespace {

const QString kTodos = QStringLiteral("todos");
constexpr int kSyncs = 200;
constexpr int kBetweenChecks = 20;

/// SUCCESS, NETWORK_ERROR, TIMEOUT. The last since Qt 6.4 loses sight of about one in 1,500 requests whose connection
/// is reset just after they were sent: it sends them again, is refused, and tells nobody. The client's own limit ends
/// them, and they count as in doubt like any other push without an answer.
const QList<int> kNoFault{0, 10, 14};

template <typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", result.error().code.c_str(), result.error().detail.c_str());
    return std::move(result).value();
}

/// The edits of one device, made in its replica's file between the runs of its program.
class Editor {
public:
    explicit Editor(const QString &replica) : m_path(replica), m_keys(replica + QStringLiteral(".key")) {}

    QString insert(const QString &title) const
    {
        Record record = makeRecord(todos(), {});
        setColumnValue(record, columnByName(todos(), "title").value(), Value(title.toStdString()));
        return QString::fromStdString(must(open()->insert(kEntity, std::move(record))));
    }

    void edit(const QString &id, const char *column, const QString &value) const
    {
        Record record = makeRecord(todos(), id.toStdString());
        setColumnValue(record, columnByName(todos(), column).value(), Value(value.toStdString()));
        const auto done = open()->update(kEntity, record);
        QVERIFY2(done, done ? "" : done.error().code.c_str());
    }

    void remove(const QString &id) const
    {
        const auto done = open()->remove(kEntity, id.toStdString());
        QVERIFY2(done, done ? "" : done.error().code.c_str());
    }

    /// A push was sent, and this device does not know what came of it.
    bool isInDoubt() const { return must(open()->frozen()).has_value(); }

private:
    static constexpr std::size_t kEntity = 3;
    static const EntitySchema &todos() { return pensieveSchema().entities[kEntity]; }

    std::unique_ptr<Replica> open() const
    {
        return must(Replica::open({m_path, &pensieveSchema(), &m_clock, &m_ids, &m_keys, {}, false}));
    }

    QString m_path;
    mutable SystemClock m_clock;
    mutable SystemRandom m_random;
    mutable UuidSource m_ids{m_clock, m_random};
    mutable KeyFile m_keys;
};

/// Title and priority by id.
using Rows = QMap<QString, QString>;

Rows rowsOn(const DeviceProgram &device)
{
    Rows rows;
    for (const QJsonObject &row :
         device.run({QStringLiteral("list"), kTodos, QStringLiteral("--limit"), QStringLiteral("100000")}).lines())
        rows.insert(row.value(QStringLiteral("id")).toString(),
                    row.value(QStringLiteral("title")).toString() + QLatin1Char('/')
                        + row.value(QStringLiteral("priority")).toString());
    return rows;
}

/// The titles of every version the server has kept of a record, oldest first.
QStringList versionsOf(const BackendProcess &server, const QString &id)
{
    const std::string store = server.store().toStdString();
    const std::string sqlite = "sqlite:";
    const auto database = must(onPostgres() ? backend::PostgresDatabase::open(store)
                                            : backend::SqliteDatabase::open(store.substr(sqlite.size())));
    auto statement = must(database->prepare("SELECT row FROM record_versions WHERE record_id = ? ORDER BY ms"));
    statement.bind(id.toStdString());
    QStringList titles;
    while (must(statement.step()))
        titles.append(QJsonDocument::fromJson(QByteArray::fromStdString(statement.text(0)))
                          .object()
                          .value(QStringLiteral("title"))
                          .toString());
    return titles;
}

/// A sync that nobody disturbs works at once, leaves nothing behind, and another one has nothing to do.
void checkNotStuck(const DeviceProgram &device)
{
    const Ran sync = device.run({QStringLiteral("sync"), QStringLiteral("--no-retry")});
    QVERIFY2(sync.code == 0, sync.err.constData());
    const QJsonObject state = device.run({QStringLiteral("status")}).json();
    QCOMPARE(state.value(QStringLiteral("state")).toString(), QStringLiteral("idle"));
    QCOMPARE(state.value(QStringLiteral("pending")).toInt(-1), 0);
    QCOMPARE(state.value(QStringLiteral("batch_under_way")).toBool(true), false);
}

} // namespace

void tst_kills::nothingIsLostOrDoubled()
{
    BackendProcess backend;
    QVERIFY(backend.start());
    const DeviceProgram a(backend, QStringLiteral("a"));
    const DeviceProgram b(backend, QStringLiteral("b"));
    const Editor onA(a.replica());
    const Editor onB(b.replica());
    SeededRandom random(20'26);
    Rows expected;
    QStringList own;       // rows made on A and not deleted
    QStringList untouched; // those of them that were never edited
    const QString counter = onA.insert(QStringLiteral("0"));
    QElapsedTimer elapsed;
    elapsed.start();
    checkNotStuck(b);
    double within = static_cast<double>(elapsed.restart()); // ms, as long as a sync takes at present

    QString edited;
    int cutShort = 0;
    int inDoubt = 0;
    for (int sync = 1; sync <= kSyncs; ++sync) {
        const QString title = QStringLiteral("a %1").arg(sync);
        const auto insert = [&](const QString &suffix) {
            own.append(onA.insert(title + suffix));
            expected.insert(own.last(), title + suffix + QLatin1Char('/'));
            return own.last();
        };
        untouched.append(insert(QStringLiteral(" untouched")));
        onA.edit(counter, "title", QString::number(sync));
        // The row may be on its way, and nobody knows whether it has arrived.
        if (expected.contains(edited)) {
            onA.edit(edited, "priority", QStringLiteral("high"));
            expected[edited] += QStringLiteral("high");
        }
        edited = insert(QString());
        if (sync % 7 == 0) {
            const QString gone = own.takeAt(static_cast<qsizetype>(random.below(static_cast<quint64>(own.size()))));
            onA.remove(gone);
            expected.remove(gone);
            untouched.removeOne(gone);
        }
        const auto client = a.start({QStringLiteral("sync"), QStringLiteral("--no-retry")});
        const bool ended = client->waitForFinished(static_cast<int>(random.below(static_cast<quint64>(within) + 1)));
        cutShort += ended ? 0 : 1;
        within = std::max(10.0, within * (ended ? 0.9 : 1.02)); // the machine may become faster or slower
        if (sync % 2 == 0) {
            client->kill();
            client->waitForFinished();
        } else {
            backend.kill();
            QVERIFY(ended || client->waitForFinished(30'000));
            QVERIFY2(client->exitStatus() == QProcess::NormalExit && kNoFault.contains(client->exitCode()),
                     client->readAllStandardError().constData());
            QVERIFY(backend.start());
        }
        inDoubt += onA.isInDoubt() ? 1 : 0;
        if (sync % kBetweenChecks == 0) {
            checkNotStuck(a);
            const QString other = QStringLiteral("b %1").arg(sync);
            expected.insert(onB.insert(other), other + QLatin1Char('/')); // which the next syncs have to bring to A
            checkNotStuck(b);
        }
    }
    qInfo("%d of %d syncs cut short, %d of them in doubt about a push, in %lld ms; kills within %.0f ms", cutShort,
          kSyncs, inDoubt, static_cast<long long>(elapsed.elapsed()), within);
    QVERIFY(cutShort > kSyncs / 2);
    QVERIFY(inDoubt > 0);

    expected.insert(counter, QString::number(kSyncs) + QLatin1Char('/'));
    checkNotStuck(a);
    checkNotStuck(b);
    QCOMPARE(rowsOn(a), expected);
    QCOMPARE(rowsOn(b), expected);
    for (const DeviceProgram *device : {&a, &b}) {
        const QJsonObject again = device->run({QStringLiteral("sync")}).json();
        QCOMPARE(again.value(QStringLiteral("pulled")).toInt(-1), 0);
        QCOMPARE(again.value(QStringLiteral("pushed")).toInt(-1), 0);
    }
    const QList<QJsonObject> conflicts = a.run({QStringLiteral("admin"), QStringLiteral("conflicts")}).lines();
    if (!conflicts.isEmpty()) { // one device alone edits each row
        const QString id = conflicts[0].value(QStringLiteral("id")).toString();
        QFAIL(a.run({QStringLiteral("admin"), QStringLiteral("conflict"), id}).out.constData());
    }

    // At the server a row that was never edited has one version, and the counter never went back.
    QCOMPARE(backend.stop(), 0);
    for (const QString &id : untouched)
        QCOMPARE(versionsOf(backend, id).size(), 1);
    int last = -1;
    for (const QString &title : versionsOf(backend, counter)) {
        QVERIFY2(title.toInt() > last, qUtf8Printable(title));
        last = title.toInt();
    }
    QCOMPARE(last, kSyncs);
}

QTEST_GUILESS_MAIN(tst_kills)
#include "tst_kills.moc"
