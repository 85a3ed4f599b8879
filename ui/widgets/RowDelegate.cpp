// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/RowDelegate.h"

#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace tidemark::ui {

namespace {

constexpr int barWidth = 56;
constexpr int barHeight = 8;
constexpr int cellPadding = 5; // with the style's own 3: in line with the headers
constexpr double shortest = 1;
constexpr double longest = 30'000;

const QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem content = paintBackground(painter, option, index);
    content.rect = content.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &content, painter, option.widget);
    paintMarks(painter, option, index);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * cellPadding, 0);
}

QStyleOptionViewItem RowDelegate::paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                                  const QModelIndex &index) const
{
    QStyleOptionViewItem content(option);
    initStyleOption(&content, index);
    styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &content, painter, option.widget);
    // What is painted next must not lay its own ground, and keeps its colour in a selected row.
    content.backgroundBrush = {};
    content.state &= ~(QStyle::State_Selected | QStyle::State_HasFocus | QStyle::State_MouseOver);
    return content;
}

void RowDelegate::paintMarks(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool wholeRows = !view || view->selectionBehavior() == QAbstractItemView::SelectRows;
    if (wholeRows && index.column() == 0 && (option.state & QStyle::State_Selected))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), Theme::color(Role::Accent));
    if (!wholeRows && view->currentIndex() == index && view->hasFocus()) {
        painter->save();
        painter->setPen(QPen(Theme::color(Role::Accent), metrics::focusFrame));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        painter->restore();
    }
}

DurationDelegate::DurationDelegate(int msRole, int failedRole, QObject *parent)
    : RowDelegate(parent),
      m_msRole(msRole),
      m_failedRole(failedRole)
{
}

void DurationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(painter, option, index);
    const QVariant value = index.data(m_msRole);
    const double ms = value.isValid() ? value.toDouble() : -1;
    const QRect cell = option.rect.adjusted(metrics::space8, 0, -metrics::space8, 0);
    const QString text = format::duration(ms);
    painter->save();
    painter->setPen(Theme::color(Role::Text));
    painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter, text);
    const int room = std::min(barWidth, cell.width() - option.fontMetrics.horizontalAdvance(text) - metrics::space8);
    if (ms >= 0 && room > 0) {
        const int length = std::max(1, static_cast<int>(std::lround(durationShare(ms) * room)));
        const bool failed = index.data(m_failedRole).toBool();
        painter->fillRect(cell.left(), cell.center().y() - barHeight / 2 + 1, length, barHeight,
                          Theme::color(failed ? Role::FailedNetwork : Role::Success));
    }
    painter->restore();
    paintMarks(painter, option, index);
}

QSize DurationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize base = RowDelegate::sizeHint(option, index);
    const int text = option.fontMetrics.horizontalAdvance(format::duration(index.data(m_msRole).toDouble()));
    return {barWidth + text + 3 * metrics::space8, base.height()};
}

void prepareTable(QTableView *table, int rowHeight)
{
    table->setItemDelegate(new RowDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setCornerButtonEnabled(false);
    // Tab leaves the table; the arrow keys walk in it.
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setFixedHeight(metrics::header);
}

double durationShare(double ms)
{
    const double clamped = std::clamp(ms, shortest, longest);
    return std::log(clamped / shortest) / std::log(longest / shortest);
}

} // namespace tidemark::ui
