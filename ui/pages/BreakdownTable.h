// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/BreakdownModel.h"
#include "ui/pages/PageParts.h"
#include "ui/widgets/Panel.h"

class QTableView;

namespace tidemark::ui {

/// Paints p50 over p95 as two bars in one.
class BreakdownBarDelegate : public CellDelegate {
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A panel with the latency of each phase, type or device.
class BreakdownTable : public Panel {
    Q_OBJECT

public:
    /// \a name is the object name of the table.
    BreakdownTable(const QString &name, BreakdownModel *model, QWidget *parent = nullptr);

    void setWords(const QString &title);
    /// Less wide, without the number of syncs.
    void setNarrow(bool narrow);

private:
    void fitHeight();

    BreakdownModel *m_model;
    QTableView *m_table;
};

} // namespace tidemark::ui
