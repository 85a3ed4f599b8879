// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"
#include "backend/store/Inspect.h"

#include <thread>

using namespace tidemark;
using namespace tidemark::backend;

namespace {

constexpr const char *kFirst =
    R"({"name":"notes","version":1,"entities":[{"name":"notes","policy":"client_wins","label":"text",
  "columns":[{"name":"text","type":"text"}]}]})";
constexpr const char *kSecond =
    R"({"name":"notes","version":2,"entities":[{"name":"notes","policy":"client_wins","label":"text",
  "columns":[{"name":"order","type":"integer"},{"name":"text","type":"text"}]},
  {"name":"tags","policy":"client_wins","label":"word","columns":[{"name":"word","type":"text"}]}]})";
constexpr const char *kColliding =
    R"({"name":"x","version":1,"entities":[{"name":"devices","policy":"client_wins","label":"text",
  "columns":[{"name":"text","type":"text"}]}]})";

} // namespace

class TestStoreMigrations final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void openingTwiceKeepsEverything()
    {
        const std::string path = place("twice.db");
        auto store = open(path);
        QVERIFY(store);
        const ServerMeta meta = store->meta();
        QVERIFY(isUuid(meta.serverId) && isUuid(meta.epoch) && meta.serverId != meta.epoch);
        QCOMPARE(meta.pageKey.size(), std::size_t{64});
        QVERIFY(write(*store, kAda, todos, {todo("one")}) > 0);
        store.reset();
        store = open(path);
        QVERIFY(store);
        QCOMPARE(store->meta().serverId, meta.serverId);
        QCOMPARE(store->meta().pageKey, meta.pageKey);
        QCOMPARE(pulled(*store, kAda), QStringList(QStringLiteral("one")));
        const QString files = test::PlainSql(path).cell("SELECT count(*) FROM schema_migrations");
        QCOMPARE(test::PlainSql(path).cell("SELECT count(DISTINCT number) FROM schema_migrations"), files);
        QCOMPARE(test::PlainSql(path).cell("SELECT count(*) FROM entity_schemas"), QStringLiteral("1"));
    }

    void tablesOfAnotherProgramAreLeftAlone()
    {
        const std::string path = place("foreign.db");
        test::PlainSql database(path);
        QCOMPARE(database.run("CREATE TABLE songs (title TEXT)"), QString());
        QCOMPARE(errorOf(path), std::string("not_a_database"));
        QCOMPARE(database.cell("SELECT count(*) FROM songs"), QStringLiteral("0"));
        QVERIFY(database.cell("SELECT count(*) FROM schema_migrations").startsWith(QLatin1String("database: ")));
    }

    void aNewerDatabaseIsRefused()
    {
        const std::string path = place("newer.db");
        QVERIFY(open(path));
        test::PlainSql database(path);
        QCOMPARE(database.run("INSERT INTO schema_migrations VALUES (999, 'sql/backend/999_future.sql', 0)"),
                 QString());
        QCOMPARE(errorOf(path), std::string("database_newer"));
    }

    void tablesGrowWithTheSchema()
    {
        const std::string path = place("grow.db");
        const Schema first = *loadSchema(kFirst);
        const Schema second = *loadSchema(kSecond);
        Record note = makeRecord(first.entities[0], ids.next());
        setColumnValue(note, 0, std::string("hello"));
        std::int64_t stamp = 0;
        {
            const auto store = open(path, first);
            QVERIFY(store);
            stamp = write(*store, kAda, 0, {note});
            QVERIFY(stamp > 0);
        }
        {
            const auto store = open(path, second);
            QVERIFY(store);
            auto transaction = store->begin(kAda);
            QVERIFY(transaction);
            const std::vector<std::string> asked{note.id};
            const auto rows = (*transaction)->readForMerge(0, asked);
            QVERIFY(rows && rows->front());
            QCOMPARE(rows->front()->record.values, (std::vector<Value>{Value(), Value(std::string("hello"))}));
            const std::vector<VersionQuery> query{{note.id, stamp}};
            const auto versions = (*transaction)->versionsAt(0, query);
            QVERIFY(versions && versions->front());
            QVERIFY(!versions->front()->present.contains(0)); // the old version knows nothing of the new column
            transaction->reset();
            QVERIFY(write(*store, kAda, 1, {makeRecord(second.entities[1], ids.next())}) > 0);
        }
        QCOMPARE(errorOf(path, first), std::string("database_newer"));
        QCOMPARE(errorOf(place("colliding.db"), *loadSchema(kColliding)), std::string("bad_schema"));
    }

    void anOlderServerBesideANewerOneKeepsWhatItDoesNotKnow()
    {
        const std::string path = place("beside.db");
        const Schema first = *loadSchema(kFirst);
        const Schema second = *loadSchema(kSecond);
        const Record note = makeRecord(first.entities[0], ids.next());
        const auto older = open(path, first);
        QVERIFY(older && write(*older, kAda, 0, {note}) > 0);
        const auto newer = open(path, second);
        QVERIFY(newer);
        const std::int64_t ordered = change(*newer, note.id, 0);
        QVERIFY(change(*older, note.id, 0) > ordered);
        const std::int64_t written = change(*older, note.id, 0);
        const auto row = stored(**newer->begin(kAda), note.id);
        QVERIFY(row);
        QCOMPARE(row->stampOf(0).ms, ordered);
        QCOMPARE(row->stampOf(1).ms, written);
        QVERIFY(row->unknownChanged.empty());
    }

    void aDatabaseOfAnOlderVersionWaitsForPermission()
    {
        const std::string path = place("older.db");
        const Schema first = *loadSchema(kFirst);
        const Schema second = *loadSchema(kSecond);
        QVERIFY(open(path, first));
        const auto openAs = [&](const Schema &schema, bool upgrade) {
            const auto store = SqlStore::open({path, schema, clock, ids, random, 2, 0, upgrade});
            return store ? std::string("none") : store.error().code;
        };
        QCOMPARE(openAs(first, false), std::string("none"));
        QCOMPARE(openAs(second, false), std::string("database_old"));
        QCOMPARE(openAs(first, false), std::string("none")); // nothing was changed
        QCOMPARE(openAs(second, true), std::string("none"));
        QCOMPARE(openAs(second, false), std::string("none"));
        // The same for the numbered files.
        QCOMPARE(test::PlainSql(path).run("DELETE FROM schema_migrations WHERE number = (SELECT max(number) FROM "
                                          "schema_migrations)"),
                 QString());
        QCOMPARE(openAs(second, false), std::string("database_old"));
    }

    void anOlderDatabaseCanBeLookedAt()
    {
        const std::string path = place("looked.db");
        const auto store = open(path);
        QVERIFY(store);
        QCOMPARE(test::PlainSql(path).run("DELETE FROM schema_migrations WHERE number > 7; "
                                          "ALTER TABLE server_meta DROP COLUMN restores"),
                 QString());
        const auto state = inspectStore(path, pensieveSchema());
        QVERIFY2(state, state ? "" : state.error().detail.c_str());
        QVERIFY(state->age == Age::Older);
        QCOMPARE(state->meta.serverId, store->meta().serverId);
        QCOMPARE(state->meta.epoch, store->meta().epoch);
    }

    void whatWasCutOffGoesOn_data()
    {
        QTest::addColumn<QByteArray>("index"); ///< that cannot be made at first
        QTest::newRow("in the second file") << QByteArray("record_versions_record");
        QTest::newRow("at the entities") << QByteArray("notes_pull");
    }

    void whatWasCutOffGoesOn()
    {
        QFETCH(QByteArray, index);
        const std::string path = place(index.constData());
        const std::string kind = test::onPostgres() ? "SEQUENCE " : "VIEW ";
        const std::string rest = test::onPostgres() ? "" : " AS SELECT 1";
        test::PlainSql database(path);
        QCOMPARE(database.run("CREATE " + kind + index.toStdString() + rest), QString());
        const Schema first = *loadSchema(kFirst);
        QCOMPARE(errorOf(path, first), std::string("database"));
        const bool early = index == "record_versions_record";
        QCOMPARE(database.cell("SELECT count(*) FROM schema_migrations") == QLatin1String("1"), early);
        QCOMPARE(database.cell("SELECT count(*) FROM entity_schemas"), QStringLiteral("0"));
        QCOMPARE(database.run("DROP " + kind + index.toStdString()), QString());
        // It was never whole, so that nobody has to permit it.
        auto store = SqlStore::open({path, first, clock, ids, random, 2, 0, false});
        QVERIFY2(store, store ? "" : store.error().detail.c_str());
        QVERIFY(write(**store, kAda, 0, {makeRecord(first.entities[0], ids.next())}) > 0);
        QCOMPARE(database.cell("SELECT count(*) FROM record_versions"), QStringLiteral("1"));
        QCOMPARE(database.cell("SELECT count(*) FROM entity_schemas"), QStringLiteral("1"));
    }

    void severalProgramsStartAtOnce()
    {
        const std::string path = place("together.db");
        std::atomic<int> opened = 0;
        std::array<std::string, 4> servers;
        std::vector<std::thread> threads;
        for (std::string &server : servers) {
            threads.emplace_back([&] {
                SeededRandom draws(reinterpret_cast<std::uintptr_t>(&server));
                UuidSource own(clock, draws);
                const auto store = SqlStore::open({path, pensieveSchema(), clock, own, draws});
                if (store) {
                    ++opened;
                    server = (*store)->meta().serverId;
                } else {
                    qWarning("%s", store.error().detail.c_str());
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(opened.load(), 4);
        for (const std::string &server : servers)
            QCOMPARE(server, servers[0]);
        QCOMPARE(test::PlainSql(path).cell("SELECT count(*) FROM entity_schemas"), QStringLiteral("1"));
    }

private:
    static std::optional<merge::StoredRow> stored(UserTransaction &transaction, const std::string &id)
    {
        const auto rows = transaction.readForMerge(0, std::span(&id, 1));
        return rows ? rows->front() : std::nullopt;
    }

    /// Stamps a column of the first entity as changed. 0 on an error.
    std::int64_t change(SqlStore &store, const std::string &id, std::size_t column)
    {
        const auto transaction = store.begin(kAda);
        const auto row = transaction ? stored(**transaction, id) : std::nullopt;
        if (!row)
            return 0;
        const std::int64_t stamp = nextStamp(**transaction);
        RowWrite write;
        write.row = *row;
        write.changed.insert(column);
        write.origin = "push";
        write.row.stamp(write.changed, {stamp, "laptop", false});
        const bool done = (*transaction)->advanceClock(stamp) && (*transaction)->writeRows(0, std::span(&write, 1))
            && (*transaction)->commit();
        return done ? stamp : 0;
    }
};

QTEST_GUILESS_MAIN(TestStoreMigrations)
#include "tst_store_migrations.moc"
