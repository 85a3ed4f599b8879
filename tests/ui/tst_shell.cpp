// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The frame around the pages: what its parts do.

#include "ShellFixture.h"
#include "ui/shell/NavButton.h"
#include "ui/widgets/ElidedLabel.h"

#include <QComboBox>
#include <QProgressBar>
#include <QSignalSpy>

using namespace tidemark::ui;

class ShellTest : public QObject, private ShellFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { m_window.reset(); }

    void theRailOpensPages()
    {
        QCOMPARE(m_window->currentPage()->objectName(), QStringLiteral("logs"));
        QSignalSpy changed(m_window.get(), &MainWindow::currentPageChanged);
        click("nav.conflicts");
        QCOMPARE(m_window->currentPage()->objectName(), QStringLiteral("conflicts"));
        QVERIFY(find<NavButton>("nav.conflicts")->isChecked());
        QVERIFY(!find<NavButton>("nav.logs")->isChecked());
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("Conflicts")));
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(m_window->currentPage()->objectName(), QStringLiteral("settings"));
        QVERIFY(!find<NavButton>("nav.conflicts")->isChecked());
        QCOMPARE(changed.count(), 2);
    }

    void aBadgeCountsWhatWaits()
    {
        Q_EMIT page("conflicts")->badgeChanged(12);
        QCOMPARE(find<NavButton>("nav.conflicts")->badge(), 12);
        QCOMPARE(find<NavButton>("nav.conflicts")->accessibleDescription(), QStringLiteral("12 to look at"));
    }

    void aSyncIsStartedWatchedAndCancelled()
    {
        QSignalSpy started(m_window.get(), &MainWindow::syncRequested);
        QSignalSpy cancelled(m_window.get(), &MainWindow::cancelRequested);
        click("syncNow");
        QCOMPARE(started.count(), 1);
        QVERIFY(!find<QPushButton>("cancelSync")->isVisible());

        m_window->setState(syncingState(1200, 5000));
        QVERIFY(!find<QPushButton>("syncNow")->isVisible());
        QCOMPARE(find<QLabel>("syncPhase")->text(), QStringLiteral("Pulling"));
        QCOMPARE(find<QLabel>("syncCount")->text(), QStringLiteral("1,200 of 5,000 records"));
        QCOMPARE(find<QProgressBar>("syncProgress")->value(), 240);
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(started.count(), 1);

        click("cancelSync");
        QCOMPARE(cancelled.count(), 1);
        QVERIFY(!find<QPushButton>("cancelSync")->isEnabled());
        m_window->setState(onlineState());
        QVERIFY(find<QPushButton>("syncNow")->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(started.count(), 2);
    }

    void theFootTellsWhatComesNext()
    {
        QVERIFY(find<ElidedLabel>("lastSync")->text().contains(QStringLiteral("14 pulled, 3 pushed · 212 ms")));
        QCOMPARE(find<QLabel>("pending")->text(), QStringLiteral("No pending changes"));
        QCOMPARE(find<QLabel>("nextSync")->text(), QStringLiteral("Next sync in 2 min 58 s"));
        QVERIFY(!find<QPushButton>("retryNow")->isVisible());

        m_window->setState(failingState());
        QCOMPARE(find<QLabel>("pending")->text(), QStringLiteral("7 pending changes"));
        QCOMPARE(find<QLabel>("nextSync")->text(), QStringLiteral("Try 4, in 3 s"));
        m_now += 1500;
        QTRY_COMPARE(find<QLabel>("nextSync")->text(), QStringLiteral("Try 4, in 2 s"));

        QSignalSpy retried(m_window.get(), &MainWindow::retryRequested);
        click("retryNow");
        QCOMPARE(retried.count(), 1);
    }

    void troubleIsABannerWithTheNextStep_data()
    {
        QTest::addColumn<Connection>("connection");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QByteArray>("signal");
        QTest::newRow("offline") << Connection::Offline << QStringLiteral("banner.retry")
                                 << QByteArray(SIGNAL(retryRequested()));
        QTest::newRow("sign in") << Connection::SignIn << QStringLiteral("banner.signIn")
                                 << QByteArray(SIGNAL(signInRequested()));
        QTest::newRow("pin") << Connection::PinMismatch << QStringLiteral("banner.pins")
                             << QByteArray(SIGNAL(pinsRequested()));
    }

    void troubleIsABannerWithTheNextStep()
    {
        QFETCH(Connection, connection);
        QFETCH(QString, button);
        QFETCH(QByteArray, signal);
        QVERIFY(!find<QWidget>("banners")->isVisible());
        ShellState state = failingState();
        state.connection.state = connection;
        m_window->setState(state);
        QVERIFY(find<QWidget>("banners")->isVisible());
        QSignalSpy asked(m_window.get(), signal.constData());
        auto *next = m_window->findChild<QPushButton *>(button);
        QVERIFY(next);
        next->click();
        QCOMPARE(asked.count(), 1);
        m_window->setState(onlineState());
        QVERIFY(!find<QWidget>("banners")->isVisible());
    }

    void aNotificationLeadsToItsPage()
    {
        QSignalSpy raised(m_window->notifications(), &Notifications::raised);
        m_window->notifications()->notify(QStringLiteral("Critical conflict"), QStringLiteral("a todo"),
                                          QStringLiteral("conflicts"));
        QCOMPARE(raised.count(), 1);
        QCOMPARE(m_window->notifications()->log().last().timeMs, start);
        click("banner.conflicts");
        QCOMPARE(m_window->currentPage()->objectName(), QStringLiteral("conflicts"));
        QVERIFY(!find<QWidget>("banners")->isVisible());
    }

    void thePeriodReachesEveryPage()
    {
        QCOMPARE(page("logs")->period, 24 * hour);
        QSignalSpy changed(m_window.get(), &MainWindow::periodChanged);
        auto *period = find<QComboBox>("period");
        period->setFocus();
        QTest::keyClick(period, Qt::Key_Down);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(page("logs")->period, 7 * 24 * hour);
        QCOMPARE(page("settings")->period, 7 * 24 * hour);
    }

    void keysWorkEverywhere()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QCOMPARE(page("logs")->refreshed, 1);
        QCOMPARE(page("conflicts")->refreshed, 0);

        QSet<QWidget *> parts;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_F6);
            parts.insert(QApplication::focusWidget());
        }
        QCOMPARE(parts.size(), 3);
        QVERIFY(parts.contains(find<QWidget>("logs.edit")));

        auto *edit = find<QLineEdit>("logs.edit");
        QTest::keyClicks(edit, QStringLiteral("?"));
        QCOMPARE(edit->text(), QStringLiteral("?"));
        QVERIFY(!m_window->findChild<QWidget *>(QStringLiteral("shortcutSheet")));
        find<QWidget>("nav.logs")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Question);
        auto *sheet = m_window->findChild<QWidget *>(QStringLiteral("shortcutSheet"));
        QVERIFY(sheet && sheet->isVisible());
        QVERIFY(!sheet->isModal());
    }
};

QTEST_MAIN(ShellTest)

#include "tst_shell.moc"
