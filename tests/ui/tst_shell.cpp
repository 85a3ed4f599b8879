// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"
#include "ui/shell/NavButton.h"
#include "ui/shell/Rail.h"
#include "ui/shell/ViewMenu.h"
#include "ui/shell/WindowFrame.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Page.h"
#include "ui/widgets/Theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace tidemark::ui;

namespace {

constexpr qint64 start = 1'773'141'520'000;
constexpr qint64 hour = 3'600'000;

/// A page that remembers what the shell told it.
class ProbePage : public Page {
public:
    ProbePage(const QString &name, const QString &title, bool atFoot = false) : m_title(title), m_atFoot(atFoot)
    {
        setObjectName(name);
        auto *edit = new QLineEdit(this);
        edit->setObjectName(QStringLiteral("%1.edit").arg(name));
        (new QVBoxLayout(this))->addWidget(edit);
    }

    QString title() const override { return m_title; }
    QString iconName() const override { return QStringLiteral("list"); }
    bool standsAtFoot() const override { return m_atFoot; }
    void refresh() override { ++refreshed; }
    void setPeriod(qint64 ms) override { period = ms; }
    QVariantMap saveLayout() const override { return {{QStringLiteral("splitter"), splitter}}; }
    void restoreLayout(const QVariantMap &layout) override
    {
        splitter = layout.value(QStringLiteral("splitter"), 100).toInt();
    }

    int refreshed = 0;
    qint64 period = 0;
    int splitter = 100;

private:
    QString m_title;
    bool m_atFoot;
};

ShellState onlineState()
{
    ShellState state;
    state.profile = {QStringLiteral("staging"), QStringLiteral("Staging"), QStringLiteral("eu-west"),
                     Role::ProfileStaging, false};
    state.role = UserRole::Admin;
    state.connection = {Connection::Online, 38, -1};
    state.lastSync = {SyncOutcome::Success, start - 118'000, 14, 3, 212};
    state.next = {0, start + 178'000};
    return state;
}

ShellState failingState()
{
    ShellState state = onlineState();
    state.connection = {Connection::Offline, -1, start - 300'000};
    state.pendingChanges = 7;
    state.lastSync.outcome = SyncOutcome::NetworkError;
    state.next = {4, start + 3000};
    return state;
}

ShellState syncingState(qint64 done, qint64 total)
{
    ShellState state = onlineState();
    state.connection.state = Connection::Syncing;
    state.progress = {true, SyncPhase::Pulling, done, total};
    return state;
}

} // namespace

class ShellTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<MainWindow> makeWindow()
    {
        auto window =
            std::make_unique<MainWindow>([this] { return m_now; }, m_folder->filePath(QStringLiteral("w.ini")));
        window->addPage(new ProbePage(QStringLiteral("logs"), QStringLiteral("Logs")));
        window->addPage(new ProbePage(QStringLiteral("conflicts"), QStringLiteral("Conflicts")));
        window->addPage(new ProbePage(QStringLiteral("settings"), QStringLiteral("Settings"), true));
        window->setState(onlineState());
        window->show();
        window->activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(window.get());
        return window;
    }

    template <typename T> T *find(const char *name)
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no widget named %s", name);
        return found;
    }

    void choose(const char *action)
    {
        m_window->findChild<QAction *>(QLatin1String(action))->trigger();
        settle();
    }

    /// Delivers what is posted, layouts asked for by layouts too.
    static void settle()
    {
        for (int round = 0; round < 4; ++round)
            QCoreApplication::processEvents();
    }

    ProbePage *page(const char *name) { return static_cast<ProbePage *>(m_window->page(QLatin1String(name))); }
    void click(const char *name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
    qint64 m_now = start;

private Q_SLOTS:
    void init()
    {
        m_now = start;
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = makeWindow();
        choose("language.en");
        choose("theme.light");
    }

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

    void theRailGivesWayToTheContent()
    {
        m_window->resize(1440, 900);
        QCOMPARE(find<Rail>("rail")->width(), metrics::rail);
        m_window->resize(1024, 700);
        QCOMPARE(find<Rail>("rail")->width(), metrics::railNarrow);
        QCOMPARE(find<NavButton>("nav.logs")->accessibleName(), QStringLiteral("Logs"));
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

    void theProfileColoursTheEdge()
    {
        QVERIFY(!find<WindowFrame>("windowFrame")->edge());
        ShellState state = onlineState();
        state.profile = {QStringLiteral("production"), QStringLiteral("Production"), QString(),
                         Role::ProfileProduction, true};
        m_window->setState(state);
        const QImage shot = m_window->grab().toImage();
        QCOMPARE(shot.pixelColor(1, shot.height() / 2), Theme::color(Role::ProfileProduction));
        QCOMPARE(shot.pixelColor(shot.width() - 2, shot.height() / 2), Theme::color(Role::ProfileProduction));
    }

    void themesSwitchLive()
    {
        QCOMPARE(m_window->palette().color(QPalette::Window), paletteColor(Role::Window, false));
        choose("theme.dark");
        QCOMPARE(m_window->palette().color(QPalette::Window), paletteColor(Role::Window, true));
        const QImage shot = m_window->grab().toImage();
        QCOMPARE(shot.pixelColor(shot.width() - 4, 200), paletteColor(Role::Window, true));
        QVERIFY(Theme::instance().isDark());
    }

    void languagesSwitchLive()
    {
        m_window->setState(failingState());
        choose("language.fr");
        QCOMPARE(find<QPushButton>("syncNow")->text(), QStringLiteral("Synchroniser"));
        QCOMPARE(find<QLabel>("pending")->text(), QStringLiteral("7 modifications en attente"));
        QCOMPARE(find<QLabel>("nextSync")->text(), QStringLiteral("Essai 4, dans 3 s"));
        QCOMPARE(find<QPushButton>("banner.retry")->text(), QStringLiteral("Réessayer"));
        choose("language.en");
        QCOMPARE(find<QPushButton>("syncNow")->text(), QStringLiteral("Sync now"));
    }

    void theWindowIsRememberedForEachProfile()
    {
        choose("theme.dark");
        choose("language.fr");
        m_window->openPage(QStringLiteral("conflicts"));
        find<QComboBox>("period")->setCurrentIndex(0);
        page("logs")->splitter = 333;
        m_window->close();
        m_window = makeWindow();
        QCOMPARE(m_window->currentPage()->objectName(), QStringLiteral("conflicts"));
        QCOMPARE(page("logs")->period, hour);
        QCOMPARE(page("logs")->splitter, 333);
        QVERIFY(Theme::instance().isDark());
        QCOMPARE(Language::instance().code(), QStringLiteral("fr"));

        ShellState other = onlineState();
        other.profile.id = QStringLiteral("demo");
        m_window->setState(other);
        QCOMPARE(page("logs")->splitter, 100);
        m_window->setState(onlineState());
        QCOMPARE(page("logs")->splitter, 333);
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

    void nothingIsCutOff_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("width");
        QTest::addColumn<ShellState>("state");
        for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr")}) {
            for (const int width : {1024, 1440}) {
                const QByteArray where = language.toLatin1() + ' ' + QByteArray::number(width);
                QTest::newRow(where + " online") << language << width << onlineState();
                QTest::newRow(where + " failing") << language << width << failingState();
                QTest::newRow(where + " syncing") << language << width << syncingState(123'456, 1'234'567);
            }
        }
    }

    void nothingIsCutOff()
    {
        QFETCH(QString, language);
        QFETCH(int, width);
        QFETCH(ShellState, state);
        choose(qPrintable(QStringLiteral("language.%1").arg(language)));
        m_window->setState(state);
        m_window->resize(width, 700);
        settle();
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            const auto *label = qobject_cast<QLabel *>(widget);
            const bool words = (label && !label->wordWrap()) || qobject_cast<QAbstractButton *>(widget)
                || qobject_cast<ElidedLabel *>(widget) || qobject_cast<QComboBox *>(widget);
            if (!words || !widget->isVisible() || widget->objectName() == QLatin1String("qt_toolbar_ext_button"))
                continue;
            QVERIFY2(widget->width() >= widget->sizeHint().width(),
                     qPrintable(QStringLiteral("%1 is %2 wide, wants %3")
                                    .arg(widget->objectName())
                                    .arg(widget->width())
                                    .arg(widget->sizeHint().width())));
            QVERIFY2(m_window->rect().contains(QRect(widget->mapTo(m_window.get(), QPoint()), widget->size())),
                     qPrintable(widget->objectName()));
        }
    }

    void everyControlHasAName()
    {
        m_window->setState(failingState());
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || qobject_cast<QLineEdit *>(widget))
                continue;
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(ShellTest)

#include "tst_shell.moc"
