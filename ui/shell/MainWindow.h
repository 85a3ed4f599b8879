// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/BannerArea.h"
#include "ui/shell/Notifications.h"
#include "ui/shell/ShellState.h"
#include "ui/shell/WindowMemory.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>

class QStackedWidget;
class QVBoxLayout;

namespace tidemark::ui {

class NavButton;
class Page;
class Rail;
class StatusFoot;
class TopBar;
class ViewMenu;
class WindowFrame;

/// The window around the pages: rail, top bar, banners, foot. It knows no core: it shows a ShellState and says what
/// people ask for. Pages are told apart by their object names. GUI thread only.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// \a nowMs gives milliseconds since 1970-01-01 UTC; \a settingsPath is the INI file of the kept layout.
    MainWindow(std::function<qint64()> nowMs, const QString &settingsPath, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Adds an entry to the rail; Ctrl+1, Ctrl+2 … follow the order of calls. Takes ownership.
    /// Call before the first setState(), which restores the kept layout.
    void addPage(Page *page);
    Page *page(const QString &name) const;
    Page *currentPage() const;
    const ShellState &state() const { return m_state; }
    qint64 period() const;
    /// Chooses a period as if in the top bar; unknown lengths leave it as it is.
    void setPeriod(qint64 ms);
    Notifications *notifications() const { return m_notifications; }

public Q_SLOTS:
    void setState(const tidemark::ui::ShellState &state);
    void openPage(const QString &name);
    /// Shows a banner until hideBanner(); the texts must be set again after a change of language.
    void showBanner(const tidemark::ui::BannerSpec &spec);
    void hideBanner(const QString &id);

Q_SIGNALS:
    void syncRequested();
    void cancelRequested();
    void retryRequested();
    void signInRequested();
    void pinsRequested();
    /// The period in milliseconds, ending now. Pages are told already.
    void periodChanged(qint64 ms);
    /// F5; the current page is told already.
    void refreshRequested();
    void currentPageChanged(const QString &name);
    void bannerActionTriggered(const QString &bannerId, const QString &actionId);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void addKeys();
    void addKey(const QKeySequence &key, void (MainWindow::*action)());
    void retranslate();
    void tick();
    void showState();
    QString windowTitleFor() const;
    void showTrouble();
    void showNotification(const Notification &notification);
    void handleBanner(const QString &bannerId, const QString &actionId);
    void changePeriod(qint64 ms);
    void refresh();
    void startSync();
    void cyclePanes(int step);
    void nextPane() { cyclePanes(1); }
    void previousPane() { cyclePanes(-1); }
    void showShortcuts();
    void openViewMenu();
    void openIndex(int index);
    void saveLayout();
    void restoreLayout();

    std::function<qint64()> m_nowMs;
    WindowMemory m_memory;
    ShellState m_state;
    Notifications *m_notifications;
    WindowFrame *m_frame;
    Rail *m_rail;
    TopBar *m_topBar;
    BannerArea *m_banners;
    QStackedWidget *m_pages;
    StatusFoot *m_foot;
    ViewMenu *m_viewMenu;
    QList<NavButton *> m_entries; ///< in the order of the pages
    QTimer m_ticker;
};

} // namespace tidemark::ui
