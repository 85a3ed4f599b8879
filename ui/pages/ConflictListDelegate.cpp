// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ConflictListDelegate.h"

#include "ui/models/ConflictListModel.h"
#include "ui/pages/VerdictTag.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QApplication>
#include <QPainter>

namespace tidemark::ui {

TagKind verdictTag(Verdict verdict)
{
    switch (verdict) {
    case Verdict::ClientWon: return TagKind::Client;
    case Verdict::ServerWon: return TagKind::Server;
    case Verdict::Merged: return TagKind::Merged;
    case Verdict::DeleteWon: return TagKind::Lost;
    case Verdict::Overridden: return TagKind::Accent;
    case Verdict::Reverted:
    case Verdict::Reviewed: break;
    }
    return TagKind::Neutral;
}

void ConflictListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    ground.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);

    if (option.state & QStyle::State_Selected)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), Theme::color(Role::Accent));

    const QRect cell = option.rect.adjusted(metrics::space12, metrics::space8, -metrics::space12, -metrics::space8);
    const QRect upper(cell.left(), cell.top(), cell.width(), cell.height() / 2);
    const QRect lower(cell.left(), upper.bottom() + 1, cell.width(), cell.height() - upper.height());
    painter->save();
    painter->setFont(Theme::font(TextStyle::Secondary));
    const QString time = index.data(ConflictListModel::TimeRole).toString();
    const int timeWidth = painter->fontMetrics().horizontalAdvance(time) + metrics::space8;
    painter->setPen(Theme::color(Role::Muted));
    painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, time);
    painter->setFont(Theme::font(option.state & QStyle::State_Selected ? TextStyle::Strong : TextStyle::Body));
    painter->setPen(Theme::color(Role::Text));
    const QString label = index.data(Qt::DisplayRole).toString();
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(label, Qt::ElideRight, upper.width() - timeWidth));

    const auto verdict = static_cast<Verdict>(index.data(ConflictListModel::VerdictRole).toInt());
    const int tag = tagWidth(verdictTag(verdict), verdictText(verdict));
    paintTag(painter, QRect(lower.right() - tag + 1, lower.top(), tag, lower.height()), verdictTag(verdict),
             verdictText(verdict));
    painter->setFont(Theme::font(TextStyle::Secondary));
    painter->setPen(Theme::color(Role::Muted));
    const QString detail = index.data(ConflictListModel::DetailRole).toString();
    painter->drawText(
        lower, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(detail, Qt::ElideRight, lower.width() - tag - metrics::space8));
    painter->setPen(Theme::color(Role::Border));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
    paintMarks(painter, option, index);
}

QSize ConflictListDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, metrics::twoLineRow};
}

} // namespace tidemark::ui
