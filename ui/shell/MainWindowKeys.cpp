// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"
#include "ui/shell/Rail.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/shell/StatusFoot.h"
#include "ui/shell/TopBar.h"
#include "ui/widgets/Page.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QStackedWidget>

namespace tidemark::ui {

namespace {

/// The first control inside \a part that the Tab key reaches.
QWidget *firstControl(QWidget *part)
{
    if (part->focusPolicy() & Qt::TabFocus)
        return part;
    for (QWidget *next = part->nextInFocusChain(); next != part; next = next->nextInFocusChain()) {
        if (part->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && next->isEnabled()
            && next->isVisibleTo(part))
            return next;
    }
    return nullptr;
}

} // namespace

void MainWindow::addKeys()
{
    addKey(QKeySequence(Qt::Key_F5), &MainWindow::refresh);
    addKey(QKeySequence(Qt::Key_F6), &MainWindow::nextPane);
    addKey(QKeySequence(Qt::SHIFT | Qt::Key_F6), &MainWindow::previousPane);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_R), &MainWindow::startSync);
    addKey(QKeySequence(Qt::Key_Question), &MainWindow::showShortcuts);
}

void MainWindow::addKey(const QKeySequence &key, void (MainWindow::*action)())
{
    auto *shortcut = new QAction(this);
    shortcut->setShortcut(key);
    connect(shortcut, &QAction::triggered, this, action);
    addAction(shortcut);
}

void MainWindow::cyclePanes(int step)
{
    QList<QWidget *> panes = {m_rail, m_topBar};
    if (m_banners->isVisible())
        panes.append(m_banners);
    if (Page *page = currentPage())
        panes += page->panes().isEmpty() ? QList<QWidget *>{page} : page->panes();
    if (m_foot->retryButton()->isVisible())
        panes.append(m_foot);

    const QWidget *focus = QApplication::focusWidget();
    int at = step > 0 ? -1 : 0;
    for (int i = 0; i < panes.size(); ++i) {
        if (focus && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            at = i;
    }
    const int count = static_cast<int>(panes.size());
    for (int tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        if (QWidget *control = firstControl(panes.at(at))) {
            control->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::showShortcuts()
{
    ShortcutSheet::Group pages{tr("Pages"), {}};
    for (int i = 0; i < m_pages->count(); ++i) {
        const QKeySequence key(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i));
        pages.keys.append({key.toString(QKeySequence::NativeText), static_cast<Page *>(m_pages->widget(i))->title()});
    }
    const ShortcutSheet::Group everywhere{tr("Everywhere"),
                                          {{QStringLiteral("Ctrl+R"), tr("Sync now")},
                                           {QStringLiteral("F5"), tr("Refresh the page")},
                                           {QStringLiteral("F6"), tr("Next part of the window")},
                                           {QStringLiteral("?"), tr("This list")}}};
    ShortcutSheet::Group here{QString(), {}};
    if (const Page *page = currentPage())
        here = {page->title(), page->shortcuts()};
    auto *sheet = new ShortcutSheet({everywhere, here, pages}, this);
    sheet->show();
}

} // namespace tidemark::ui
