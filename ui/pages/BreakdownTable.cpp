// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BreakdownTable.h"

#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {

void BreakdownBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    paintGround(painter, option, index);
    const QRect cell = option.rect.adjusted(metrics::space4, 0, -metrics::space4, 0);
    const Tone tone = index.data(ToneRole).value<Tone>();
    const Role role = tone == Tone::Plain ? Role::P50 : tone == Tone::Muted ? Role::Earlier : roleOf(tone);
    const auto bar = [&](double share, const QColor &color) {
        const int length = std::max(1, static_cast<int>(share * cell.width() + 0.5));
        painter->fillRect(cell.left(), cell.center().y() - 5, length, 11, color);
    };
    bar(index.data(BreakdownModel::ShareP95Role).toDouble(), Theme::blend(Role::Base, role, 0.45));
    bar(index.data(BreakdownModel::ShareP50Role).toDouble(), Theme::color(role));
}

BreakdownTable::BreakdownTable(const QString &name, BreakdownModel *model, QWidget *parent)
    : Panel(parent),
      m_model(model),
      m_table(new QTableView)
{
    model->setParent(this);
    m_table->setObjectName(name);
    m_table->setModel(model);
    setUpTable(m_table, metrics::row);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setItemDelegateForColumn(BreakdownModel::Bar, new BreakdownBarDelegate(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(BreakdownModel::Name, QHeaderView::Stretch);
    m_table->setColumnWidth(BreakdownModel::Bar, 58);
    m_table->setColumnWidth(BreakdownModel::P50, 50);
    m_table->setColumnWidth(BreakdownModel::P95, 52);
    m_table->setColumnWidth(BreakdownModel::Count, 58);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_table);
    setNote(QStringLiteral("ms"));
    connect(model, &QAbstractItemModel::modelReset, this, &BreakdownTable::fitHeight);
    fitHeight();
}

void BreakdownTable::setWords(const QString &title)
{
    setTitle(title);
    m_table->setAccessibleName(title);
    m_model->retranslate();
}

void BreakdownTable::setNarrow(bool narrow)
{
    setFixedWidth(narrow ? 270 : 322);
    m_table->setColumnHidden(BreakdownModel::Count, narrow);
}

void BreakdownTable::fitHeight()
{
    const int rows = std::clamp(m_model->rowCount(), 1, 12);
    const int wanted = metrics::header + rows * metrics::row + 2;
    m_table->setMinimumHeight(metrics::header + 2 * metrics::row);
    m_table->setMaximumHeight(wanted);
    setMaximumHeight(metrics::panelTitle + wanted + 4);
}

} // namespace tidemark::ui
