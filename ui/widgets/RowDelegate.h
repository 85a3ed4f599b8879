// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace tidemark::ui {

/// The look of rows in every table: the accent edge of a selected row, and a frame around the current cell where
/// single cells are chosen, so that the keyboard's place is always seen.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Paints selection and background; returns the option to paint the content with.
    QStyleOptionViewItem paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const;
    /// The marks alone, for delegates that paint their cell themselves.
    void paintMarks(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// Paints a duration as a logarithmic bar with its text at the right.
/// The model answers \a msRole with milliseconds (qint64, < 0 unknown) and \a failedRole with a bool.
class DurationDelegate : public RowDelegate {
    Q_OBJECT

public:
    DurationDelegate(int msRole, int failedRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_msRole;
    int m_failedRole;
};

/// Gives a table our rows: RowDelegate, whole-row selection, no grid, headers at the left that do not turn bold.
void prepareTable(QTableView *table, int rowHeight);

/// The share (0 … 1) of the bar for a duration: 10 ms is nothing, 30 s and more is all of it.
double durationShare(double ms);

} // namespace tidemark::ui
