// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "PagesData.h"
#include "PagesFixture.h"

#include "admin/AdminClient.h"
#include "ui/models/BreakdownModel.h"
#include "ui/pages/ConflictsPage.h"
#include "ui/pages/LatencyPage.h"
#include "ui/pages/LogsPage.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::pagesdata;

class TestPages : public QObject {
    Q_OBJECT

    FixedClock m_clock;

private Q_SLOTS:
    void initTestCase()
    {
        Theme::instance().apply(Theme::Mode::Light);
        Language::instance().set(QStringLiteral("en"));
    }

    void logsAreFetchedAsTheyAreLookedAt()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *table = find<QTableView>(page, "logs.table");
        QTRY_COMPARE(table->model()->rowCount(), 256);
        table->scrollToBottom();
        QTRY_VERIFY(table->model()->rowCount() > 256);
        QCOMPARE(table->rowHeight(0), 24);
        UserNames names;
        for (const auto &[id, name] : people)
            names.insert(QLatin1String(id), QLatin1String(name));
        page.setUserNames(names);
        table->scrollToTop();
        table->setCurrentIndex(table->model()->index(2, 0));
        QCOMPARE(find<ElidedLabel>(page, "logs.detail.title")->text(),
                 QStringLiteral("Push failed, server busy (503)"));
        shoot(page, QStringLiteral("logs"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Escape);
        QVERIFY(!find<QWidget>(page, "logs.detail")->isVisible());
    }

    void logsFilter()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *table = find<QTableView>(page, "logs.table");
        auto *edit = find<QLineEdit>(page, "filter.edit");
        QTest::keyClicks(edit, QStringLiteral("status:timeout"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < 100);
        for (int i = 0; i < table->model()->rowCount(); ++i)
            QCOMPARE(table->model()->index(i, 1).data().toString(), QStringLiteral("Timeout"));
        QCOMPARE(transport.requests.back().query("status").value_or(""), std::string("TIMEOUT"));
        page.setFilter({QStringLiteral("type:push"), QStringLiteral("\"nowhere\""), QStringLiteral("<1ms")});
        QTRY_VERIFY(find<QWidget>(page, "logs.empty")->isVisible());
    }

    void newLogsKeepSelectionAndPlace()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *table = find<QTableView>(page, "logs.table");
        QTRY_COMPARE(table->model()->rowCount(), 256);
        table->setCurrentIndex(table->model()->index(100, 0));
        table->scrollTo(table->currentIndex());
        const int y = table->visualRect(table->currentIndex()).top();
        for (int i = 1; i <= 3; ++i) {
            SyncLogEntry log = logAt(0);
            log.id = "new-" + std::to_string(i);
            transport.logs.insert(transport.logs.begin(), log);
        }
        page.refresh();
        auto *pill = find<QPushButton>(page, "logs.newRows");
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(pill->text(), QStringLiteral("3 new rows"));
        QCOMPARE(table->currentIndex().row(), 103);
        QCOMPARE(table->visualRect(table->currentIndex()).top(), y);
        pill->click();
        QVERIFY(!pill->isVisible());
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().split(QLatin1Char('\n')).size(), 2);
    }

    void aServerThatIsDownIsABanner()
    {
        CannedTransport transport;
        transport.down = true;
        AdminClient admin(transport);
        LogsPage page(admin, m_clock);
        show(page);
        page.refresh();
        QTRY_VERIFY(find<QWidget>(page, "page.trouble")->isVisible());
        transport.down = false;
        find<QPushButton>(page, "banner.retry")->click();
        QTRY_VERIFY(!find<QWidget>(page, "page.trouble")->isVisible());
    }

    void aConflictIsOverriddenAndReverted()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        ConflictsPage page(admin, pensieveSchema(), m_clock);
        QSignalSpy badge(&page, &ui::Page::badgeChanged);
        QSignalSpy decided(&page, &ConflictsPage::decided);
        show(page);
        page.refresh();
        auto *list = find<QListView>(page, "conflicts.list");
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(list->model()->rowCount(), 7);
        QCOMPARE(badge.last().first().toInt(), 7);
        // No value is asked for before a reason was given.
        QVERIFY(find<QWidget>(page, "conflicts.reasonBar")->isVisible());
        QTest::keyClicks(find<QLineEdit>(page, "conflicts.reason"), QStringLiteral("Camille called"));
        find<QPushButton>(page, "conflicts.reason.show")->click();
        auto *grid = find<QTableView>(page, "conflicts.grid");
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        QCOMPARE(std::string(transport.requests.back().headers.get("X-Access-Reason")),
                 std::string("Camille called"));
        QCOMPARE(find<ElidedLabel>(page, "conflicts.label")->text(),
                 QStringLiteral("Préparer l’atelier carnet de terrain"));

        auto *override = find<QPushButton>(page, "conflicts.override");
        QVERIFY(!override->isEnabled());
        find<QAbstractButton>(page, "conflict.client.priority")->click();
        QVERIFY(!override->isEnabled());
        find<QPlainTextEdit>(page, "conflicts.note")
            ->setPlainText(QStringLiteral("Confirmed with Camille by phone: priority stays high."));
        QVERIFY(override->isEnabled());
        grid->setCurrentIndex(grid->model()->index(1, 5));
        QVERIFY(grid->model()->setData(
            grid->model()->index(1, 5),
            QStringLiteral("Apporter les carnets neufs, le vidéoprojecteur et vingt feutres. Arriver à 8 h 30 pour "
                           "installer la salle B. Penser aux badges et au café."),
            Qt::EditRole));
        shoot(page, QStringLiteral("conflicts"));
        find<QAbstractButton>(page, "conflict.undo.description")->click();
        QTest::keyClick(&page, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(transport.written.size(), 1U);
        QVERIFY(QString::fromStdString(transport.written.front()).contains(QLatin1String("\"priority\":\"high\"")));
        QVERIFY(!QString::fromStdString(transport.written.front()).contains(QLatin1String("title")));
        QTRY_COMPARE(list->model()->rowCount(), 6);
        QCOMPARE(decided.size(), 1);

        page.openConflict(QString::fromStdString(transport.conflicts.front().item.id));
        auto *revert = find<QPushButton>(page, "conflicts.revert");
        QTRY_COMPARE(find<ElidedLabel>(page, "conflicts.label")->text(),
                     QStringLiteral("Préparer l’atelier carnet de terrain"));
        QVERIFY(!revert->isEnabled());
        find<QPlainTextEdit>(page, "conflicts.note")->setPlainText(QStringLiteral("Not what she meant"));
        QVERIFY(revert->isEnabled());
        revert->click();
        QTRY_COMPARE(transport.written.size(), 2U);
        QTRY_COMPARE(transport.conflicts.front().item.state, std::string("reverted"));
    }

    void aRecordThatMovedIsNotWritten()
    {
        CannedTransport transport;
        transport.moved = true;
        AdminClient admin(transport);
        ConflictsPage page(admin, pensieveSchema(), m_clock);
        page.setAccessReason(QStringLiteral("test"));
        show(page);
        page.refresh();
        auto *grid = find<QTableView>(page, "conflicts.grid");
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        QVERIFY(grid->isColumnHidden(4));
        find<QAbstractButton>(page, "conflict.client.priority")->click();
        find<QPlainTextEdit>(page, "conflicts.note")->setPlainText(QStringLiteral("note"));
        find<QPushButton>(page, "conflicts.override")->click();
        QTRY_VERIFY(!grid->isColumnHidden(4));
        QVERIFY(transport.written.empty());
        QVERIFY(find<QWidget>(page, "page.trouble")->isVisible());
        QCOMPARE(grid->model()->index(0, 4).data().toString(), QStringLiteral("Atelier reporté"));
        QCOMPARE(grid->model()->index(2, 5).data().toString(), QStringLiteral("high"));
        shoot(page, QStringLiteral("conflicts-moved"));
        // A person may go on from there.
        find<QPushButton>(page, "conflicts.override")->click();
        QTRY_COMPARE(transport.written.size(), 1U);
        QVERIFY(QString::fromStdString(transport.written.front()).contains(QString::number(nowMs - minuteMs)));
    }

    void keysWalkAndTake()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        ConflictsPage page(admin, pensieveSchema(), m_clock);
        page.setAccessReason(QStringLiteral("test"));
        show(page);
        page.refresh();
        auto *list = find<QListView>(page, "conflicts.list");
        auto *grid = find<QTableView>(page, "conflicts.grid");
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_J);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keyClick(list, Qt::Key_K);
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(2, 5));
        QTest::keyClick(grid, Qt::Key_1);
        QCOMPARE(grid->model()->index(2, 5).data().toString(), QStringLiteral("high"));
        QTest::keyClick(grid, Qt::Key_2);
        QCOMPARE(grid->model()->index(2, 5).data().toString(), QStringLiteral("low"));
    }

    void latencyReadsAtTheCrosshair()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        LatencyPage page(admin, m_clock);
        show(page);
        page.refresh();
        auto *phases = find<QTableView>(page, "latency.phases");
        QTRY_COMPARE(phases->model()->rowCount(), 7);
        const QModelIndex parse = phases->model()->index(5, BreakdownModel::Bar);
        QCOMPARE(parse.siblingAtColumn(BreakdownModel::Name).data().toString(), QStringLiteral("Parse"));
        QCOMPARE(parse.data(ToneRole).value<Tone>(), Tone::Client); // as the figures are of clients
        auto *chart = find<QWidget>(page, "latency.percentiles");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        const QString readout = find<QLabel>(page, "latency.readout")->text();
        QVERIFY(readout.contains(QLatin1String("p95")) && readout.contains(QLatin1String("syncs")));
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(find<QLabel>(page, "latency.readout")->text() != readout);
        shoot(page, QStringLiteral("latency"));
        QSignalSpy asked(&page, &LatencyPage::logsRequested);
        find<QPushButton>(page, "latency.legend.TIMEOUT")->click();
        QCOMPARE(asked.last().first().toStringList(), QStringList{QStringLiteral("status:timeout")});
        find<QPushButton>(page, "latency.type.2")->click();
        QTRY_COMPARE(find<QTableView>(page, "latency.types")->model()->rowCount(), 1);
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
