// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/Ddl.h"

#include <sqlite3.h>

#include <QtTest>

#include <memory>

using namespace tidemark;

namespace {

/// A database in memory, to see what SQLite makes of the statements.
class Scratch {
public:
    Scratch() { sqlite3_open(":memory:", &m_handle); }
    ~Scratch() { sqlite3_close(m_handle); }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;

    /// Empty, or SQLite's complaint.
    QString run(const std::string &sql)
    {
        m_rows.clear();
        const auto collect = [](void *self, int count, char **cells, char **) {
            QStringList row;
            for (int i = 0; i < count; ++i)
                row += cells[i] ? QString::fromUtf8(cells[i]) : QStringLiteral("NULL");
            static_cast<Scratch *>(self)->m_rows += row.join(u' ');
            return 0;
        };
        sqlite3_exec(m_handle, sql.c_str(), collect, this, nullptr);
        const QString said = QString::fromUtf8(sqlite3_errmsg(m_handle));
        return said == QLatin1String("not an error") ? QString() : said;
    }

    QStringList rows(const std::string &sql)
    {
        const QString error = run(sql);
        return error.isEmpty() ? m_rows : QStringList(error);
    }

private:
    sqlite3 *m_handle = nullptr;
    QStringList m_rows;
};

Schema schemaFrom(const char *json)
{
    return loadSchema(json).value();
}

const EntitySchema &entity(const char *name)
{
    return pensieveSchema().entities[*pensieveSchema().entityIndex(name)];
}

constexpr const char *kAwkward =
    R"({"name":"x","version":1,"entities":[{"name":"order","policy":"client_wins","label":"select",
  "columns":[{"name":"select","type":"text"},{"name":"group","type":"integer"},
  {"name":"values","type":"json_array"}]}]})";

} // namespace

class TestDdl final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTableAndIndexIsMade_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("indexes");
        QTest::newRow("server") << static_cast<int>(TableKind::Server)
                                << QStringList{QStringLiteral("todos_key"), QStringLiteral("todos_pull"),
                                               QStringLiteral("todos_tombstones")};
        QTest::newRow("replica") << static_cast<int>(TableKind::Replica)
                                 << QStringList{QStringLiteral("todos_changed"), QStringLiteral("todos_id")};
    }

    void everyTableAndIndexIsMade()
    {
        QFETCH(int, kind);
        QFETCH(QStringList, indexes);
        Scratch scratch;
        for (const std::string &statement :
             createTables(pensieveSchema(), SqlDialect::Sqlite, static_cast<TableKind>(kind)))
            QCOMPARE(scratch.run(statement), QString());
        QCOMPARE(scratch.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"),
                 (QStringList{QStringLiteral("captures"), QStringLiteral("thoughts"), QStringLiteral("ideas"),
                              QStringLiteral("todos")}));
        QCOMPARE(
            scratch.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'todos' ORDER BY name"),
            indexes);
    }

    void columns_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("columns");
        QTest::newRow("server")
            << static_cast<int>(TableKind::Server)
            << QStringLiteral(
                   "user_id TEXT,id TEXT,type TEXT,state TEXT,title TEXT,raw_content TEXT,normalized_text TEXT,"
                   "tags TEXT,project_id TEXT,duration REAL,file_size INTEGER,transcription_status TEXT,"
                   "digest_status TEXT,created_at INTEGER,last_modified_at INTEGER,_status TEXT,"
                   "_created_ms INTEGER,_created_device TEXT,_col_ms TEXT");
        QTest::newRow("replica")
            << static_cast<int>(TableKind::Replica)
            << QStringLiteral(
                   "id TEXT,type TEXT,state TEXT,title TEXT,raw_content BLOB,normalized_text BLOB,tags TEXT,"
                   "project_id TEXT,duration REAL,file_size INTEGER,transcription_status TEXT,"
                   "digest_status TEXT,created_at INTEGER,last_modified_at INTEGER,_status TEXT,"
                   "_changed INTEGER,_changed_columns TEXT,_base_row BLOB,_edited_at INTEGER,"
                   "_tombstone_stamp INTEGER,encrypted INTEGER");
    }

    void columns()
    {
        QFETCH(int, kind);
        QFETCH(QString, columns);
        Scratch scratch;
        for (const std::string &statement :
             createTable(entity("captures"), SqlDialect::Sqlite, static_cast<TableKind>(kind)))
            QCOMPARE(scratch.run(statement), QString());
        QCOMPARE(scratch.rows("SELECT group_concat(name || ' ' || type, ',') FROM pragma_table_info('captures')"),
                 QStringList(columns));
    }

    void aServerRowIsKeyedByItsUser()
    {
        Scratch scratch;
        for (const std::string &statement : createTable(entity("ideas"), SqlDialect::Sqlite, TableKind::Server))
            QCOMPARE(scratch.run(statement), QString());
        const auto insert = [&](const char *user) {
            return scratch.run(
                std::string("INSERT INTO ideas (user_id, id, created_at, last_modified_at, _created_ms) VALUES ('")
                + user + "', 'i', 1, 1, 1)");
        };
        QCOMPARE(insert("a"), QString());
        QCOMPARE(insert("b"), QString());
        QVERIFY(insert("a").contains(QLatin1String("UNIQUE")));
        QCOMPARE(scratch.rows("SELECT _status, _created_device, _col_ms FROM ideas LIMIT 1"),
                 QStringList(QStringLiteral("active  {}")));
    }

    void aReplicaTakesARowAsItComes()
    {
        Scratch scratch;
        for (const std::string &statement : createTable(entity("captures"), SqlDialect::Sqlite, TableKind::Replica))
            QCOMPARE(scratch.run(statement), QString());
        QCOMPARE(scratch.run("INSERT INTO captures (id, raw_content) VALUES ('c', x'0001'), ('d', '42')"), QString());
        QCOMPARE(
            scratch.rows("SELECT id, typeof(raw_content), _status, _changed, encrypted FROM captures ORDER BY id"),
            (QStringList{QStringLiteral("c blob active 0 0"), QStringLiteral("d text active 0 0")}));
        QVERIFY(scratch.run("INSERT INTO captures (id) VALUES ('c')").contains(QLatin1String("UNIQUE")));
        // What a first pull does.
        QCOMPARE(scratch.run("DROP INDEX captures_id"), QString());
        QVERIFY(
            scratch
                .rows("EXPLAIN QUERY PLAN SELECT rowid FROM captures WHERE _changed = 1 AND rowid > 5 ORDER BY rowid")
                .join(u' ')
                .contains(QLatin1String("captures_changed (_changed=? AND rowid>?)")));
    }

    void pullReadsTheIndexInOrder()
    {
        Scratch scratch;
        for (const std::string &statement : createTable(entity("todos"), SqlDialect::Sqlite, TableKind::Server))
            QCOMPARE(scratch.run(statement), QString());
        const QString plan =
            scratch
                .rows(
                    "EXPLAIN QUERY PLAN SELECT * FROM todos WHERE user_id = ?1 AND (last_modified_at, id) > (?2, ?3) "
                    "AND last_modified_at <= ?4 ORDER BY last_modified_at, id")
                .join(u' ');
        QVERIFY2(plan.contains(QLatin1String("todos_pull")) && !plan.contains(QLatin1String("TEMP B-TREE")),
                 qPrintable(plan));
    }

    void keywordsAreOrdinaryNames()
    {
        const Schema schema = schemaFrom(kAwkward);
        for (const TableKind kind : {TableKind::Server, TableKind::Replica}) {
            Scratch scratch;
            for (const std::string &statement : createTables(schema, SqlDialect::Sqlite, kind))
                QCOMPARE(scratch.run(statement), QString());
        }
    }

    void aTableGrowsByAColumn()
    {
        Scratch scratch;
        for (const std::string &statement : createTable(entity("todos"), SqlDialect::Sqlite, TableKind::Replica))
            QCOMPARE(scratch.run(statement), QString());
        QCOMPARE(scratch.run("INSERT INTO todos (id) VALUES ('t')"), QString());
        Column column;
        column.name = "where";
        column.sensitive = true;
        QCOMPARE(scratch.run(addColumn(entity("todos"), column, SqlDialect::Sqlite, TableKind::Replica)), QString());
        QCOMPARE(scratch.rows("SELECT \"where\" FROM todos"), QStringList(QStringLiteral("NULL")));
        QCOMPARE(scratch.rows("SELECT type FROM pragma_table_info('todos') WHERE name = 'where'"),
                 QStringList(QStringLiteral("BLOB")));
    }

    void postgreSqlSpeaksItsOwnTypes()
    {
        const auto statements = createTable(entity("captures"), SqlDialect::PostgreSql, TableKind::Server);
        QCOMPARE(statements.size(), std::size_t{8});
        const QString table = QString::fromStdString(statements[0]);
        for (const char *part : {"user_id text COLLATE \"C\" NOT NULL", "\"duration\" double precision",
                                 "\"file_size\" bigint", "\"tags\" text", "last_modified_at bigint NOT NULL"})
            QVERIFY2(table.contains(QLatin1String(part)), part);
        QCOMPARE(statements[1],
                 std::string("CREATE INDEX \"captures_pull\" ON \"captures\" (user_id, last_modified_at, id)"));
        QCOMPARE(statements[3], std::string("ALTER TABLE \"captures\" ADD PRIMARY KEY (user_id, id)"));
        QVERIFY(QString::fromStdString(statements[4]).contains(QLatin1String("\"type\" IN ('text', 'audio', ")));
        QVERIFY(QString::fromStdString(statements[5]).endsWith(QLatin1String("tidemark_stamp('tags')")));
        QVERIFY(QString::fromStdString(statements[6]).endsWith(QLatin1String("tidemark_keep('tags')")));
        QVERIFY(statements[7].find("BEFORE TRUNCATE") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDdl)
#include "tst_ddl.moc"
