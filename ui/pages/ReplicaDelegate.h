// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/Schema.h"
#include "ui/pages/PageParts.h"

namespace tidemark::ui {

class ReplicaTableModel;

/// Cells of the replica: words of a list as small frames, and editors by the type of the column.
class ReplicaDelegate : public CellDelegate {
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
};

/// Widths that fit the types of an entity's columns, and the column people know a row by first.
void layOutReplicaColumns(QTableView &table, const ReplicaTableModel &model, const EntitySchema &entity);

} // namespace tidemark::ui
