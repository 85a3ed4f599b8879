// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the conflicts page shows: texts compared by words, typed values, the list and the three-way grid.

#include "ModelsData.h"
#include "ui/models/CellText.h"
#include "ui/models/ConflictGridModel.h"
#include "ui/models/ConflictListModel.h"
#include "ui/models/WordDiff.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;

namespace {

ConflictItem conflictItem(const std::string &id, const std::string &state, std::vector<std::string> columns)
{
    ConflictItem item;
    item.id = id;
    item.entity = "todos";
    item.recordId = "0190b7d0-0000-7000-8000-000000004c1e";
    item.type = "edit_edit";
    item.policy = "per_column_merge";
    item.columns = std::move(columns);
    item.state = state;
    return item;
}

ConflictDetail todoConflict()
{
    ConflictDetail detail;
    detail.item = conflictItem("c1", "auto", {"title", "priority", "deadline"});
    detail.base = R"({"title":"Préparer l’atelier","priority":"medium","deadline":1})";
    detail.client = R"({"title":"Préparer l’atelier carnet","priority":"high","deadline":2})";
    detail.server = R"({"title":"Préparer l’atelier du 17 mars","priority":"low","deadline":1})";
    detail.resolved = R"({"title":"Préparer l’atelier carnet","priority":"low","deadline":2})";
    detail.current =
        R"({"id":"x","title":"Préparer l’atelier carnet","priority":"low","deadline":2,"_status":"active"})";
    detail.currentStamp = 43;
    return detail;
}

const EntitySchema &todos()
{
    return pensieveSchema().entities[*pensieveSchema().entityIndex("todos")];
}

} // namespace

class TestConflictModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordDiff_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("marked");
        const auto row = [](const char *name, const char *text, const char *other, const char *marked) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(other) << QString::fromUtf8(marked);
        };
        row("same", "one two", "one two", "one two");
        row("appended", "Préparer l’atelier carnet de terrain", "Préparer l’atelier",
            "Préparer l’atelier [carnet de terrain]");
        row("replaced", "à 8 h 30 pour", "à 9 h pour", "à [8] h [30] pour");
        row("inserted", "salle B.", "salle.", "salle [B].");
        row("all new", "high", "low", "[high]");
        row("empty", "", "low", "");
        row("from empty", "a b", "", "[a b]");
        row("moved word", "b a", "a b", "[b] a");
    }
    void wordDiff()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, other);
        QString marked;
        QString joined;
        for (const DiffPart &part : changedWords(text, other)) {
            marked += part.changed ? QStringLiteral("[%1]").arg(part.text) : part.text;
            joined += part.text;
        }
        QTEST(marked, "marked");
        QCOMPARE(joined, text);
    }
    void wordDiffOfLongTexts()
    {
        QString text;
        for (int i = 0; i < 5000; ++i)
            text += QStringLiteral("word%1 ").arg(i);
        QString other = text;
        other.replace(QStringLiteral("word2500 "), QStringLiteral("else "));
        const auto parts = changedWords(text, other);
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.at(1).text, QStringLiteral("word2500"));
    }

    void typedValues_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("json");
        const auto row = [](const char *column, const char *typed, const char *json, const char *table = "todos") {
            QTest::addRow("%s %s", column, typed) << QString::fromLatin1(table) << QString::fromLatin1(column)
                                                  << QString::fromUtf8(typed) << QString::fromUtf8(json);
        };
        row("title", "Été \"neuf\"", "\"Été \\\"neuf\\\"\"");
        row("title", "", "null");
        row("priority", "high", R"("high")");
        row("priority", "urgent", "refused");
        row("priority", "", "null");
        row("capture_id", "nope", "refused");
        row("deadline", "soon", "refused");
        row("tags", "maison, famille", R"(["maison","famille"])", "captures");
        row("tags", "[1,\"a\"]", R"([1,"a"])", "captures");
        row("duration", "1.5", "1.5", "captures");
        row("file_size", "12", "12", "captures");
        row("file_size", "1.5", "refused", "captures");
    }
    void typedValues()
    {
        QFETCH(const QString, entity);
        QFETCH(const QString, column);
        QFETCH(const QString, typed);
        QLocale::setDefault(QLocale::c());
        const Column *known = columnNamed(
            pensieveSchema().entities[*pensieveSchema().entityIndex(entity.toStdString())], column.toStdString());
        QVERIFY(known);
        const auto value = valueFromText(*known, typed);
        QTEST(value ? QString::fromStdString(valueJson(*known, *value)) : QStringLiteral("refused"), "json");
        QVERIFY(value || acceptedSentence(*known).startsWith(column));
    }
    void timesReadBackAsTyped()
    {
        const Column &deadline = *columnNamed(todos(), "deadline");
        const Value time = std::int64_t{1773165600000};
        const auto again = valueFromText(deadline, editText(deadline, time));
        QVERIFY(again);
        QVERIFY(*again == time);
    }

    void conflictList()
    {
        ConflictListModel model(pensieveSchema(), plain);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.mergePage({conflictItem("c3", "auto", {"title", "priority"}),
                         conflictItem("c2", "overridden", {"title"}), conflictItem("c1", "auto", {"priority"})},
                        false);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(static_cast<Verdict>(model.index(0).data(ConflictListModel::VerdictRole).toInt()), Verdict::Merged);
        QCOMPARE(static_cast<Verdict>(model.index(1).data(ConflictListModel::VerdictRole).toInt()),
                 Verdict::ServerWon);
        const QPersistentModelIndex kept = model.index(1);
        model.mergePage(
            {conflictItem("c4", "auto", {"title"}), conflictItem("c3", "overridden", {"title", "priority"})}, false);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data(ConflictListModel::IdRole).toString(), QStringLiteral("c1"));
        QCOMPARE(model.counts()[ConflictListModel::Overridden], 2);
        model.setState(ConflictListModel::All);
        QCOMPARE(model.rowCount(), 4);
        model.mergePage({conflictItem("c0", "reverted", {"title"})}, true);
        QCOMPARE(model.index(4).data(ConflictListModel::IdRole).toString(), QStringLiteral("c0"));
    }

    void conflictGrid()
    {
        ConflictGridModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDetail(todos(), todoConflict());
        QCOMPARE(model.rowCount(), 3);
        const auto winner = [&](int row) {
            return model.index(row, 0).data(ConflictGridModel::WinnerRole).toString();
        };
        QCOMPARE(winner(0), QStringLiteral("Client won"));
        QCOMPARE(winner(1), QStringLiteral("Server won"));
        QCOMPARE(winner(2), QStringLiteral("One side only"));
        QCOMPARE(model.index(2, ConflictGridModel::Server).data().toString(), QStringLiteral("as base"));
        QVERIFY(!model.hasChanges());

        model.take(1, Source::Client);
        QCOMPARE(model.index(1, ConflictGridModel::ResultColumn).data().toString(), QStringLiteral("high"));
        QVERIFY(
            !model.setData(model.index(1, ConflictGridModel::ResultColumn), QStringLiteral("urgent"), Qt::EditRole));
        QVERIFY(!model.index(1, 0).data(ConflictGridModel::ProblemRole).toString().isEmpty());
        QVERIFY(
            model.setData(model.index(0, ConflictGridModel::ResultColumn), QStringLiteral("Atelier"), Qt::EditRole));
        QCOMPARE(model.values().size(), 2U);
        QCOMPARE(model.writes().at(1).before, QStringLiteral("\"low\""));
        QCOMPARE(model.writes().at(1).after, QStringLiteral("\"high\""));
        // What the record holds already is no change.
        model.take(1, Source::Server);
        QCOMPARE(model.changeCount(), 1);

        ConflictDetail moved = todoConflict();
        moved.current = R"({"title":"Autre","priority":"medium","deadline":2})";
        model.setMoved(moved);
        QVERIFY(model.moved());
        QCOMPARE(model.index(0, ConflictGridModel::Now).data().toString(), QStringLiteral("Autre"));
        QCOMPARE(model.index(0, ConflictGridModel::ResultColumn).data().toString(), QStringLiteral("Atelier"));
        model.discard();
        QVERIFY(!model.hasChanges());
    }
};

QTEST_GUILESS_MAIN(TestConflictModels)
#include "tst_models_conflicts.moc"
