// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ApiFixture.h"

using namespace apitest;

/// Programs that write into PostgreSQL by themselves: what they do reaches every device, as if it had been pushed.
class TestPostgresWriters final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const std::string place = test::newStore();
        m_backend = std::make_unique<Backend>(place);
        m_writer = std::make_unique<test::PlainSql>(place);
        m_cursor = stampOf(m_backend->pull(user()));
    }

    void anInsertIsPulled()
    {
        insert(1, "by SQL");
        const QJsonObject answer = m_backend->pull(user(), m_cursor);
        const QJsonObject todo = row(answer, id(1));
        QCOMPARE(cell(todo, "title"), QStringLiteral("by SQL"));
        QCOMPARE(todo[u"last_modified_at"].toInteger(), stampOf(answer));
        QCOMPARE(todo[u"created_at"].toInteger(), stampOf(answer));
        QVERIFY(stampOf(answer) > m_cursor);
        QVERIFY(nothingChanged(m_backend->pull(user(), stampOf(answer))));
        QVERIFY(nothingChanged(m_backend->pull(user(2))));
    }

    void anUpdateStampsItsColumnsAlone()
    {
        const std::int64_t base = pushTodo("{'id':'%1','title':'base','priority':'low','description':'text'}");
        write("UPDATE todos SET title = 'by SQL', created_at = 5, last_modified_at = 5, _col_ms = 'x' WHERE id = '"
              + id(1) + "'");
        const QJsonObject answer = m_backend->pull(user(), base);
        QCOMPARE(cell(row(answer, id(1)), "title"), QStringLiteral("by SQL"));
        QCOMPARE(m_writer->cell("SELECT _col_ms FROM todos"),
                 QStringLiteral("{\"title\": [%1, \"\", 0]}").arg(stampOf(answer)));
        // Another column, based on what was before: merged.
        const QJsonObject merged = m_backend->pushTodo(
            user(), base, json("{'id':'%1','priority':'high','_changed':'priority','_base':%2}", id(1), base));
        QVERIFY(conflicts(merged).isEmpty());
        // The same column: a conflict, whose base an old version still tells.
        const QJsonObject edited = m_backend->pushTodo(
            user(), base, json("{'id':'%1','title':'mine','_changed':'title','_base':%2}", id(1), base));
        QCOMPARE(conflicts(edited).size(), 1);
        const std::string conflict = conflicts(edited)[0][u"id"].toString().toStdString();
        const QJsonObject detail =
            body(m_backend->get(support().with("X-Access-Reason", "test"), "/api/admin/sync/conflicts/" + conflict));
        QCOMPARE(detail[u"base"][u"title"].toString(), QStringLiteral("base"));
        QCOMPARE(detail[u"server"][u"title"].toString(), QStringLiteral("by SQL"));
        QCOMPARE(cell(row(m_backend->pull(user(), m_cursor), id(1)), "title"), QStringLiteral("mine"));
    }

    /// What SQL wrote is a base for others, too.
    void itsVersionsAreBases()
    {
        insert(1, "first");
        const std::int64_t base = stampOf(m_backend->pull(user(), m_cursor));
        write("UPDATE todos SET title = 'second'");
        const QJsonObject edited = m_backend->pushTodo(
            user(), base, json("{'id':'%1','title':'mine','_changed':'title','_base':%2}", id(1), base));
        QCOMPARE(conflicts(edited).size(), 1);
        const std::string conflict = conflicts(edited)[0][u"id"].toString().toStdString();
        const QJsonObject detail =
            body(m_backend->get(support().with("X-Access-Reason", "test"), "/api/admin/sync/conflicts/" + conflict));
        QCOMPARE(detail[u"base"][u"title"].toString(), QStringLiteral("first"));
        QCOMPARE(versions(), QStringLiteral("server: server:title merge:title"));
    }

    void anUpdateThatChangesNothingIsNone()
    {
        insert(1, "same");
        const std::int64_t cursor = stampOf(m_backend->pull(user(), m_cursor));
        write("UPDATE todos SET title = 'same', last_modified_at = 1, created_at = 1, _created_ms = 1");
        QVERIFY(nothingChanged(m_backend->pull(user(), cursor)));
        QCOMPARE(stampOf(m_backend->pull(user())), cursor);
        QCOMPARE(versions(), QStringLiteral("server:"));
    }

    void aDeleteLeavesATombstone()
    {
        const std::int64_t base = pushTodo("{'id':'%1','title':'gone soon'}");
        write("DELETE FROM todos WHERE id = '" + id(1) + "'");
        const QJsonObject answer = m_backend->pull(user(), base);
        QCOMPARE(deleted(answer), QJsonArray{text(id(1))});
        QCOMPARE(versions(), QStringLiteral("push: server:_status"));
        write("DELETE FROM todos"); // again: nothing more to say
        QCOMPARE(stampOf(m_backend->pull(user())), stampOf(answer));
        // A late edit loses against it, as against any deletion.
        const QJsonObject late = m_backend->pushTodo(
            user(), base, json("{'id':'%1','title':'late','_changed':'title','_base':%2}", id(1), base));
        QCOMPARE(deleted(late), QJsonArray{text(id(1))});
        write("UPDATE todos SET _status = 'active'"); // and comes back
        QCOMPARE(cell(row(m_backend->pull(user(), stampOf(answer)), id(1)), "title"), QStringLiteral("gone soon"));
    }

    void whatDevicesCouldNotFollowIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("truncate") << QByteArray("TRUNCATE todos");
        QTest::newRow("another user") << QByteArray("UPDATE todos SET user_id = id");
        QTest::newRow("another id") << QByteArray("UPDATE todos SET id = user_id");
        QTest::newRow("a list that is none") << QByteArray("UPDATE captures SET tags = '{}'");
        QTest::newRow("a list that is no JSON") << QByteArray("UPDATE captures SET tags = 'a, b'");
        QTest::newRow("no such choice") << QByteArray("UPDATE todos SET state = 'doing'");
        QTest::newRow("no such status") << QByteArray("UPDATE todos SET _status = 'archived'");
        QTest::newRow("no UUID") << QByteArray("UPDATE todos SET idea_id = 'A'");
        QTest::newRow("too long") << QByteArray("UPDATE todos SET title = repeat('x', 1001)");
        QTest::newRow("no number") << QByteArray("UPDATE captures SET duration = 'NaN'");
        QTest::newRow("an id that is none")
            << QByteArray("INSERT INTO todos (user_id, id) SELECT user_id, 'x' FROM todos");
        QTest::newRow("a user who is none")
            << QByteArray("INSERT INTO todos (user_id, id) SELECT 'x', id FROM todos");
    }

    void whatDevicesCouldNotFollowIsRefused()
    {
        QFETCH(QByteArray, sql);
        insert(1, "stays");
        write("INSERT INTO captures (user_id, id, tags) VALUES ('" + userId(1) + "', '" + id(2) + "', '[]')");
        const QJsonObject before = m_backend->pull(user());
        QVERIFY(m_writer->run(sql.toStdString()).startsWith(QLatin1String("database: ")));
        QCOMPARE(m_backend->pull(user()), before);
    }

    /// What an older program let through can be taken away.
    void aRowThatNobodyCanReadCanBeDeleted()
    {
        write("SET tidemark.api = 'on'");
        write("INSERT INTO todos (user_id, id, state, created_at, last_modified_at, _created_ms) VALUES ('"
              + userId(1) + "', '" + id(1) + "', 'doing', 1, 1, 1)");
        write("RESET tidemark.api");
        write("DELETE FROM todos");
        QCOMPARE(deleted(m_backend->pull(user(), m_cursor)), QJsonArray{text(id(1))});
    }

    void aTransactionIsOneStamp()
    {
        write("BEGIN");
        insert(1, "one");
        insert(2, "two");
        write("UPDATE todos SET title = 'one again' WHERE id = '" + id(1) + "'");
        write("COMMIT");
        const QJsonObject first = m_backend->pull(user(), m_cursor);
        QCOMPARE(updated(first).size(), 2);
        QCOMPARE(row(first, id(1))[u"last_modified_at"], row(first, id(2))[u"last_modified_at"]);
        QCOMPARE(versions(), QStringLiteral("server: server:")); // one of each row
        QCOMPARE(
            m_writer->cell("SELECT row::json ->> 'title' FROM record_versions WHERE record_id = '" + id(1) + "'"),
            QStringLiteral("one again"));
        write("BEGIN; UPDATE todos SET title = 'x' WHERE id = '" + id(1)
              + "'; UPDATE todos SET state = 'done' WHERE id = '" + id(1) + "'; COMMIT");
        QCOMPARE(versions(), QStringLiteral("server: server: server:state,title"));
        const QJsonObject second = m_backend->pull(user(), stampOf(first));
        QCOMPARE(updated(second).size(), 1);
        QCOMPARE(row(second, id(1))[u"last_modified_at"].toInteger(), stampOf(second));
    }

    void theClockCanBeTakenFirst()
    {
        const std::string begin = "SELECT tidemark_begin('" + userId(1) + "')";
        write("BEGIN");
        const QString stamp = m_writer->cell(begin);
        QCOMPARE(m_writer->cell(begin), stamp); // no second stamp in one transaction
        insert(1, "one");
        write("SAVEPOINT here");
        insert(2, "taken back");
        write("ROLLBACK TO here");
        QCOMPARE(m_writer->cell(begin), stamp);
        write("COMMIT");
        const QJsonObject answer = m_backend->pull(user(), m_cursor);
        QCOMPARE(QString::number(stampOf(answer)), stamp);
        QCOMPARE(updated(answer).size(), 1);
        QVERIFY(m_writer->cell(begin).toLongLong() > stamp.toLongLong());
        // A clock that a part of the transaction took and gave back is taken anew.
        write("BEGIN; SAVEPOINT here");
        const qint64 lost = m_writer->cell(begin).toLongLong();
        write("ROLLBACK TO here");
        insert(3, "after all");
        write("COMMIT");
        QVERIFY(stampOf(m_backend->pull(user())) >= lost);
        QCOMPARE(updated(m_backend->pull(user(), stampOf(answer))).size(), 1);
    }

    void anUpsertIsWhatItDid()
    {
        insert(1, "there");
        const std::string upsert = "INSERT INTO todos (user_id, id, title) VALUES ('" + userId(1) + "', '" + id(1)
            + "', 'new') ON CONFLICT (user_id, id) DO ";
        write(upsert + "NOTHING");
        QCOMPARE(versions(), QStringLiteral("server:"));
        const std::int64_t cursor = stampOf(m_backend->pull(user()));
        write(upsert + "UPDATE SET title = excluded.title");
        QCOMPARE(versions(), QStringLiteral("server: server:title"));
        QCOMPARE(cell(row(m_backend->pull(user(), cursor), id(1)), "title"), QStringLiteral("new"));
    }

    void everyKindOfColumn_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("pulled");
        QTest::newRow("a list") << R"('["voyage",  "id\u00e9es", [1, 2]]')"
                                << R"([["voyage","idées",[1,2]]])";
        QTest::newRow("an empty list") << "' [ ]'"
                                       << "[[]]";
        QTest::newRow("no list") << "NULL"
                                 << "[null]";
    }

    /// Sensitive columns among them, one of them a list.
    void everyKindOfColumn()
    {
        QFETCH(QString, written);
        QFETCH(QString, pulled);
        write("INSERT INTO captures (user_id, id, type, raw_content, tags, duration, file_size) VALUES ('" + userId(1)
              + "', '" + id(1) + "', 'audio', E'say \"hi\"\\n\\\\ 🐟', " + written.toStdString()
              + ", 0.1, 9007199254740993)");
        const QJsonObject answer = m_backend->pull(user(), m_cursor);
        const QJsonObject capture = row(answer, id(1), "captures");
        QCOMPARE(cell(capture, "tags"), pulled);
        QCOMPARE(cell(capture, "raw_content"), QStringLiteral("say \"hi\"\n\\ 🐟"));
        QCOMPARE(capture[u"duration"].toDouble(), 0.1);
        QCOMPARE(capture[u"file_size"].toInteger(), 9007199254740993);
        QCOMPARE(capture[u"project_id"], QJsonValue(QJsonValue::Null));
        // The version reads as the row does.
        const std::size_t captures = *pensieveSchema().entityIndex("captures");
        auto transaction = m_backend->store->begin(userId(1));
        QVERIFY(transaction);
        const std::vector<std::string> asked{id(1)};
        const auto rows = (*transaction)->readForMerge(captures, asked);
        const std::vector<VersionQuery> query{{id(1), stampOf(answer)}};
        const auto kept = (*transaction)->versionsAt(captures, query);
        QVERIFY(rows && rows->front() && kept && kept->front());
        QCOMPARE(kept->front()->values.size(), rows->front()->record.values.size());
        const std::size_t tags = *pensieveSchema().entities[captures].columnIndex("tags");
        for (std::size_t column = 0; column < kept->front()->values.size(); ++column) {
            if (column != tags) // nested lists keep their blanks in one of the two
                QVERIFY(kept->front()->values[column] == rows->front()->record.values[column]);
        }
        QCOMPARE(std::holds_alternative<std::monostate>(kept->front()->values[tags]),
                 written == QLatin1String("NULL"));
    }

    void triggersGrowWithTheSchema()
    {
        const auto schema = [](const char *version, const char *more) {
            return *loadSchema(json("{'name':'notes','version':%1,'entities':[{'name':'notes','policy':'client_wins',"
                                    "'label':'text','columns':[{'name':'text','type':'text'}%2]}]}",
                                    std::string(version), json(more)));
        };
        const Schema first = schema("1", "");
        const Schema second =
            schema("2", ",{'name':'list','type':'json_array'},{'name':'kind','type':'enum','values':['a','it is']}");
        const std::string place = test::newStore();
        const auto openAs = [&](const Schema &as, bool upgrade) {
            const auto store =
                SqlStore::open({place, as, m_backend->clock, m_backend->ids, m_backend->random, 2, 0, upgrade});
            return store ? std::string("none") : store.error().code;
        };
        QCOMPARE(openAs(first, true), std::string("none"));
        QCOMPARE(openAs(second, true), std::string("none"));
        test::PlainSql sql(place);
        const std::string insert = "INSERT INTO notes (user_id, id, list, kind) VALUES ('" + userId(1) + "', '";
        QCOMPARE(sql.run(insert + id(1) + "', '[ 1 ]', 'it is')"), QString());
        QCOMPARE(sql.cell("SELECT list FROM notes"), QStringLiteral("[1]"));
        const QString refused = sql.run(insert + id(2) + "', '[]', 'b')");
        QVERIFY2(refused.contains(QLatin1String("what the schema allows")), qPrintable(refused));
        // Tables that a program without them made get them with the migration.
        QCOMPARE(sql.run("DROP TRIGGER tidemark_check ON notes"), QString());
        QCOMPARE(openAs(second, false), std::string("database_old"));
        QCOMPARE(openAs(second, true), std::string("none"));
        QVERIFY(sql.run(insert + id(2) + "', '[]', 'b')").startsWith(QLatin1String("database: ")));
        QCOMPARE(sql.cell("SELECT count(*) FROM entity_schemas"), QStringLiteral("2"));
    }

private:
    void write(const std::string &sql) { QCOMPARE(m_writer->run(sql), QString()); }

    void insert(int number, const std::string &title)
    {
        write("INSERT INTO todos (user_id, id, title) VALUES ('" + userId(1) + "', '" + id(number) + "', '" + title
              + "')");
    }

    /// @return the stamp of the push
    std::int64_t pushTodo(const char *todo)
    {
        return stampOf(m_backend->pushTodo(user(), m_cursor, json(todo, id(1))), "stamp");
    }

    /// "origin:changed" of every version, oldest first.
    QString versions()
    {
        return m_writer->cell("SELECT string_agg(origin || ':' || changed, ' ' ORDER BY ms, record_id) "
                              "FROM record_versions WHERE entity = 'todos'");
    }

    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<test::PlainSql> m_writer;
    std::int64_t m_cursor = 0;
};

QTEST_GUILESS_MAIN(TestPostgresWriters)
#include "tst_postgres_writers.moc"
