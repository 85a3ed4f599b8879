// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/RowDelegate.h"

class QTextDocument;

namespace tidemark::ui {

/// Cells of the three-way grid: wrapped text with its changed words marked in the side's colour, the edge of the
/// automatic winner, the origin of a changed result; editors for results.
class ConflictGridDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(QTextDocument &document, const QModelIndex &index, int width) const;
    void paintName(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    void paintNotes(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
};

} // namespace tidemark::ui
