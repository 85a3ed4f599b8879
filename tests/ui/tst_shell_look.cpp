// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The frame around the pages: how it looks, in both themes, languages and widths.

#include "ShellFixture.h"
#include "ui/shell/NavButton.h"
#include "ui/shell/Rail.h"
#include "ui/shell/WindowFrame.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QComboBox>

using namespace tidemark::ui;

class ShellLookTest : public QObject, private ShellFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { m_window.reset(); }

    void theRailGivesWayToTheContent()
    {
        m_window->resize(1440, 900);
        QCOMPARE(find<Rail>("rail")->width(), metrics::rail);
        m_window->resize(1024, 700);
        QCOMPARE(find<Rail>("rail")->width(), metrics::railNarrow);
        QCOMPARE(find<NavButton>("nav.logs")->accessibleName(), QStringLiteral("Logs"));
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

QTEST_MAIN(ShellLookTest)

#include "tst_shell_look.moc"
