// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReplicaDelegate.h"

#include "ui/models/CellText.h"
#include "ui/models/ReplicaTableModel.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QTableView>

namespace tidemark::ui {

namespace {

ColumnType typeOf(const QModelIndex &index)
{
    return static_cast<ColumnType>(index.data(ReplicaTableModel::ColumnTypeRole).toInt());
}

} // namespace

void ReplicaDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStringList items = index.data(ReplicaTableModel::ItemsRole).toStringList();
    if (items.isEmpty()) {
        CellDelegate::paint(painter, option, index);
        return;
    }
    paintGround(painter, option, index);
    painter->save();
    QFont font = Theme::font(TextStyle::Small);
    font.setStrikeOut(index.data(StruckRole).toBool());
    painter->setFont(font);
    int x = option.rect.left() + metrics::space8;
    const int right = option.rect.right() - metrics::space4;
    for (const QString &item : items) {
        const int room = right - x - 10;
        if (room < 16)
            break;
        const QString word = painter->fontMetrics().elidedText(item, Qt::ElideRight, room);
        const QRect box(x, option.rect.center().y() - 9, painter->fontMetrics().horizontalAdvance(word) + 10, 18);
        painter->setPen(Theme::color(Role::ControlBorder));
        painter->drawRoundedRect(box, metrics::tagRadius, metrics::tagRadius);
        painter->setPen(Theme::color(Role::Muted));
        painter->drawText(box, Qt::AlignCenter, word);
        x = box.right() + 5;
    }
    painter->restore();
    paintMarks(painter, option, index);
}

QWidget *ReplicaDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    QWidget *editor = nullptr;
    if (typeOf(index) == ColumnType::Enum) {
        auto *box = new QComboBox(parent);
        box->addItem(QString());
        box->addItems(index.data(ReplicaTableModel::ChoicesRole).toStringList());
        editor = box;
    } else if (typeOf(index) == ColumnType::Time) {
        auto *time = new QDateTimeEdit(parent);
        time->setDisplayFormat(typedTimePattern());
        time->setCalendarPopup(true);
        editor = time;
    } else {
        editor = new QLineEdit(parent);
    }
    editor->setObjectName(QStringLiteral("replica.editor"));
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return editor;
}

void ReplicaDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *box = qobject_cast<QComboBox *>(editor)) {
        box->setCurrentText(text);
    } else if (auto *time = qobject_cast<QDateTimeEdit *>(editor)) {
        const QDateTime known = QDateTime::fromString(text, typedTimePattern());
        time->setDateTime(known.isValid() ? known : QDateTime::currentDateTime());
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setText(text);
        line->selectAll();
    }
}

void ReplicaDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    QString text;
    if (auto *box = qobject_cast<QComboBox *>(editor))
        text = box->currentText();
    else if (auto *time = qobject_cast<QDateTimeEdit *>(editor))
        text = time->dateTime().toString(typedTimePattern());
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        text = line->text();
    model->setData(index, text, Qt::EditRole);
}

void layOutReplicaColumns(QTableView &table, const ReplicaTableModel &model, const EntitySchema &entity)
{
    table.setColumnWidth(0, 104);
    for (int section = 1; section <= static_cast<int>(entity.columns.size()); ++section) {
        const Column &column = *model.column(section);
        const bool label = static_cast<std::size_t>(section - 1) == entity.label;
        const int width = label                    ? 220
            : column.type == ColumnType::Uuid      ? 110
            : column.type == ColumnType::Enum      ? 100
            : column.type == ColumnType::JsonArray ? 150
            : column.type == ColumnType::Time      ? 140
            : column.sensitive                     ? 120
            : column.maxLength > 1000              ? 180
                                                   : 110;
        table.setColumnWidth(section, width);
    }
    table.setColumnWidth(model.modifiedColumn(), 90);
    // The column people know a row by comes first, whatever its place in the schema.
    QHeaderView *header = table.horizontalHeader();
    for (int section = 0; section < model.columnCount(); ++section)
        header->moveSection(header->visualIndex(section), section);
    header->moveSection(header->visualIndex(static_cast<int>(entity.label) + 1), 1);
}

} // namespace tidemark::ui
