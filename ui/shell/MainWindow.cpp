// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/shell/NavButton.h"
#include "ui/shell/Rail.h"
#include "ui/shell/StatusFoot.h"
#include "ui/shell/TopBar.h"
#include "ui/shell/Trouble.h"
#include "ui/shell/ViewMenu.h"
#include "ui/shell/WindowFrame.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Page.h"
#include "ui/widgets/Theme.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace tidemark::ui {

MainWindow::MainWindow(std::function<qint64()> nowMs, const QString &settingsPath, QWidget *parent)
    : QMainWindow(parent),
      m_nowMs(std::move(nowMs)),
      m_memory(settingsPath),
      m_notifications(new Notifications(m_nowMs, this)),
      m_frame(new WindowFrame),
      m_rail(new Rail),
      m_topBar(new TopBar),
      m_banners(new BannerArea),
      m_pages(new QStackedWidget),
      m_foot(new StatusFoot),
      m_viewMenu(new ViewMenu(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    m_viewMenu->setTheme(static_cast<Theme::Mode>(m_memory.value(QStringLiteral("theme"), 0).toInt()));
    m_viewMenu->setLanguage(m_memory.value(QStringLiteral("language")).toString());
    build();
    addKeys();

    connect(m_topBar, &TopBar::syncRequested, this, &MainWindow::startSync);
    connect(m_topBar, &TopBar::cancelRequested, this, &MainWindow::cancelRequested);
    connect(m_topBar, &TopBar::periodChanged, this, &MainWindow::changePeriod);
    connect(m_foot, &StatusFoot::retryRequested, this, &MainWindow::retryRequested);
    connect(m_banners, &BannerArea::actionTriggered, this, &MainWindow::handleBanner);
    connect(m_notifications, &Notifications::raised, this, &MainWindow::showNotification);
    connect(m_notifications, &Notifications::opened, this, &MainWindow::openPage);
    connect(m_rail->viewButton(), &NavButton::clicked, this, &MainWindow::openViewMenu);
    connect(m_viewMenu, &ViewMenu::themeChosen, this,
            [this](Theme::Mode mode) { m_memory.setValue(QStringLiteral("theme"), static_cast<int>(mode)); });
    connect(m_viewMenu, &ViewMenu::languageChosen, this,
            [this](const QString &code) { m_memory.setValue(QStringLiteral("language"), code); });
    connect(&m_ticker, &QTimer::timeout, this, &MainWindow::tick);
    m_ticker.start(1000);
    retranslate();
    tick();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_topBar);
    right->addWidget(m_banners);
    right->addWidget(m_pages, 1);
    m_pages->setObjectName(QStringLiteral("pages"));

    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(right, 1);

    auto *column = new QVBoxLayout(m_frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addWidget(m_foot);
    setCentralWidget(m_frame);
    setMinimumSize(800, 520);
    resize(1440, 900);
}

void MainWindow::addPage(Page *page)
{
    Q_ASSERT(!page->objectName().isEmpty());
    const int index = m_pages->addWidget(page);
    NavButton *entry = m_rail->addEntry(page->objectName(), page->iconName(), page->standsAtFoot());
    const QKeySequence key(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index));
    entry->setText(page->title());
    entry->setKey(key);
    m_entries.append(entry);
    connect(entry, &NavButton::clicked, this, [this, index] { openIndex(index); });
    connect(page, &Page::badgeChanged, entry, &NavButton::setBadge);
    auto *open = new QAction(this);
    open->setShortcut(key);
    connect(open, &QAction::triggered, this, [this, index] {
        openIndex(index);
        currentPage()->setFocus(Qt::ShortcutFocusReason);
    });
    addAction(open);
    page->setPeriod(m_topBar->period());
    if (index == 0)
        openIndex(0);
}

Page *MainWindow::page(const QString &name) const
{
    for (int i = 0; i < m_pages->count(); ++i) {
        if (m_pages->widget(i)->objectName() == name)
            return static_cast<Page *>(m_pages->widget(i));
    }
    return nullptr;
}

Page *MainWindow::currentPage() const
{
    return static_cast<Page *>(m_pages->currentWidget());
}

qint64 MainWindow::period() const
{
    return m_topBar->period();
}

void MainWindow::setPeriod(qint64 ms)
{
    const qint64 before = period();
    m_topBar->setPeriod(ms);
    if (period() != before)
        changePeriod(period());
}

void MainWindow::openPage(const QString &name)
{
    for (int i = 0; i < m_pages->count(); ++i) {
        if (m_pages->widget(i)->objectName() == name)
            openIndex(i);
    }
}

void MainWindow::openIndex(int index)
{
    const bool other = m_pages->currentIndex() != index;
    m_pages->setCurrentIndex(index);
    // Entries at the head and at the foot have the same parent, so one is always pressed alone.
    m_entries.at(index)->setChecked(true);
    setWindowTitle(windowTitleFor());
    if (other)
        Q_EMIT currentPageChanged(currentPage()->objectName());
}

QString MainWindow::windowTitleFor() const
{
    if (!currentPage())
        return tr("Tidemark");
    return m_state.profile.name.isEmpty()
        ? tr("%1 – Tidemark", "page").arg(currentPage()->title())
        : tr("%1 – %2 – Tidemark", "page, profile").arg(currentPage()->title(), m_state.profile.name);
}

void MainWindow::setState(const ShellState &state)
{
    const bool otherProfile = state.profile.id != m_state.profile.id;
    if (otherProfile && !m_state.profile.id.isEmpty())
        saveLayout();
    const bool otherTrouble =
        state.connection != m_state.connection || state.pendingChanges != m_state.pendingChanges;
    m_state = state;
    if (otherProfile)
        restoreLayout();
    showState();
    if (otherTrouble)
        showTrouble();
}

void MainWindow::showState()
{
    m_rail->setProfile(m_state.profile);
    m_topBar->setState(m_state, m_nowMs());
    m_foot->setState(m_state, m_nowMs());
    m_frame->setEdge(m_state.profile.edge ? std::optional<Role>(m_state.profile.color) : std::nullopt);
    setWindowTitle(windowTitleFor());
}

void MainWindow::showTrouble()
{
    const QString id = QStringLiteral("connection");
    const std::optional<BannerSpec> trouble = connectionTrouble(m_state, m_nowMs());
    if (trouble)
        m_banners->put(*trouble);
    else
        m_banners->remove(id);
}

void MainWindow::showBanner(const BannerSpec &spec)
{
    m_banners->put(spec);
}

void MainWindow::hideBanner(const QString &id)
{
    m_banners->remove(id);
}

void MainWindow::showNotification(const Notification &notification)
{
    BannerSpec spec;
    spec.id = QStringLiteral("notification");
    spec.headline = notification.title;
    spec.explanation = notification.body;
    spec.iconName = QStringLiteral("bell");
    spec.tone = Banner::Tone::Warning;
    spec.closable = true;
    if (const Page *target = page(notification.page))
        spec.actions = {{notification.page, tr("Open %1", "page").arg(target->title())}};
    m_banners->put(spec);
}

void MainWindow::handleBanner(const QString &bannerId, const QString &actionId)
{
    if (bannerId == QLatin1String("notification")) {
        m_banners->remove(bannerId);
        openPage(actionId);
        return;
    }
    if (bannerId == QLatin1String("connection")) {
        if (actionId == QLatin1String("retry"))
            Q_EMIT retryRequested();
        else if (actionId == QLatin1String("signIn"))
            Q_EMIT signInRequested();
        else
            Q_EMIT pinsRequested();
    }
    Q_EMIT bannerActionTriggered(bannerId, actionId);
}

void MainWindow::changePeriod(qint64 ms)
{
    for (int i = 0; i < m_pages->count(); ++i)
        static_cast<Page *>(m_pages->widget(i))->setPeriod(ms);
    Q_EMIT periodChanged(ms);
}

void MainWindow::refresh()
{
    if (Page *page = currentPage())
        page->refresh();
    Q_EMIT refreshRequested();
}

void MainWindow::startSync()
{
    if (!m_state.progress.running)
        Q_EMIT syncRequested();
}

void MainWindow::tick()
{
    m_topBar->setState(m_state, m_nowMs());
    m_foot->setState(m_state, m_nowMs());
}

void MainWindow::openViewMenu()
{
    const QPoint corner = m_rail->viewButton()->mapToGlobal(QPoint(0, 0));
    m_viewMenu->popup(corner - QPoint(0, m_viewMenu->sizeHint().height()));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < metrics::railNarrowBelow;
    if (m_rail->isNarrow() != narrow)
        m_rail->setNarrow(narrow);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MainWindow::retranslate()
{
    for (int i = 0; i < m_entries.size(); ++i)
        m_entries.at(i)->setText(static_cast<Page *>(m_pages->widget(i))->title());
    setWindowTitle(windowTitleFor());
    m_banners->remove(
        QStringLiteral("notification")); // said in the other language; the pages still show what it told
    m_pages->setAccessibleName(tr("Page"));
    showTrouble();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Not on a control: no one has used the keyboard yet, so no frame should ask for attention.
    if (!focusWidget())
        m_pages->setFocus();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveLayout()
{
    const QString &id = m_state.profile.id;
    m_memory.setProfileValue(id, QStringLiteral("geometry"), saveGeometry());
    m_memory.setProfileValue(id, QStringLiteral("period"), period());
    if (!currentPage())
        return;
    m_memory.setProfileValue(id, QStringLiteral("page"), currentPage()->objectName());
    for (int i = 0; i < m_pages->count(); ++i) {
        const auto *page = static_cast<Page *>(m_pages->widget(i));
        m_memory.setProfileValue(id, QStringLiteral("layout.%1").arg(page->objectName()), page->saveLayout());
    }
}

void MainWindow::restoreLayout()
{
    const QString &id = m_state.profile.id;
    restoreGeometry(m_memory.profileValue(id, QStringLiteral("geometry")).toByteArray());
    setPeriod(m_memory.profileValue(id, QStringLiteral("period"), period()).toLongLong());
    for (int i = 0; i < m_pages->count(); ++i) {
        auto *page = static_cast<Page *>(m_pages->widget(i));
        const QString key = QStringLiteral("layout.%1").arg(page->objectName());
        page->restoreLayout(m_memory.profileValue(id, key).toMap());
    }
    openPage(m_memory.profileValue(id, QStringLiteral("page")).toString());
}

} // namespace tidemark::ui
