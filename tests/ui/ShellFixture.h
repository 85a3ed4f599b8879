// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/MainWindow.h"
#include "ui/widgets/Page.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

/// The real main window over pages that only remember, and the states it is shown in.
namespace tidemark::ui {

inline constexpr qint64 start = 1'773'141'520'000;
inline constexpr qint64 hour = 3'600'000;

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

inline ShellState onlineState()
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

inline ShellState failingState()
{
    ShellState state = onlineState();
    state.connection = {Connection::Offline, -1, start - 300'000};
    state.pendingChanges = 7;
    state.lastSync.outcome = SyncOutcome::NetworkError;
    state.next = {4, start + 3000};
    return state;
}

inline ShellState syncingState(qint64 done, qint64 total)
{
    ShellState state = onlineState();
    state.connection.state = Connection::Syncing;
    state.progress = {true, SyncPhase::Pulling, done, total};
    return state;
}

class ShellFixture {
protected:
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

    /// In English and light.
    void openWindow()
    {
        m_now = start;
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = makeWindow();
        choose("language.en");
        choose("theme.light");
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
};

} // namespace tidemark::ui
