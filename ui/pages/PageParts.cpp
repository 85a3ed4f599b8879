// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PageParts.h"

#include "ui/models/Wording.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace tidemark::ui {

const Formats &windowFormats()
{
    static const Formats formats{format::duration, format::axisDuration, format::figure,
                                 format::count,    format::preciseTime,  format::shortTime,
                                 format::dateTime, format::utc,          format::shortId};
    return formats;
}

Role roleOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain: return Role::Text;
    case Tone::Muted: return Role::Muted;
    case Tone::Client: return Role::Client;
    case Tone::Server: return Role::Server;
    case Tone::Merged: return Role::Merged;
    case Tone::Lost: return Role::Lost;
    case Tone::Warning: return Role::Warning;
    case Tone::Accent: return Role::Accent;
    }
    return Role::Text;
}

Role tintOf(Tone tone)
{
    return tintOf(roleOf(tone));
}

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel(QString(), TextStyle::PageTitle)),
      m_note(new ElidedLabel),
      m_row(new QHBoxLayout(this))
{
    setFixedHeight(metrics::pageTitle);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(metrics::space8);
    m_row->addWidget(m_title);
    m_row->addSpacing(metrics::space4);
    Theme::setText(m_note, TextStyle::Body, Role::Muted);
    m_note->setObjectName(QStringLiteral("page.note"));
    m_row->addWidget(m_note, 1);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeader::setNote(const QString &note)
{
    m_note->setText(note);
}

void PageHeader::addControl(QWidget *control)
{
    m_row->addWidget(control);
}

TroubleLine::TroubleLine(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("page.trouble"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

void TroubleLine::showError(const Error &error)
{
    if (m_error && m_error->code == error.code && m_error->category == error.category)
        return;
    m_error = error;
    rebuild();
}

void TroubleLine::clear()
{
    m_error.reset();
    hide();
}

void TroubleLine::rebuild()
{
    delete m_banner;
    const bool mayPass = m_error->category == ErrorCategory::Network || m_error->category == ErrorCategory::Timeout
        || m_error->category == ErrorCategory::Busy || m_error->category == ErrorCategory::Conflict;
    m_banner = new Banner(mayPass ? Banner::Tone::Warning : Banner::Tone::Error, this);
    const auto words = wording::trouble(*m_error);
    m_banner->setText(words.headline, words.explanation);
    m_banner->addAction(QStringLiteral("retry"), tr("Retry"));
    connect(m_banner, &Banner::actionTriggered, this, &TroubleLine::retryRequested);
    layout()->addWidget(m_banner);
    show();
}

void TroubleLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_error)
        rebuild();
}

void CellDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    ground.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    const Tone tint = index.data(TintRole).value<Tone>();
    if (tint == Tone::Plain)
        return;
    painter->fillRect(option.rect, Theme::color(tintOf(tint)));
    painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), Theme::color(roleOf(tint)));
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    QRect cell = option.rect.adjusted(metrics::space8, 0, -metrics::space8, 0);
    const QColor color = Theme::color(roleOf(index.data(ToneRole).value<Tone>()));
    painter->save();
    if (const QString icon = index.data(IconRole).toString(); !icon.isEmpty()) {
        const QRect place(cell.left(), cell.center().y() - metrics::iconSmall / 2, metrics::iconSmall,
                          metrics::iconSmall);
        painter->drawPixmap(place, iconPixmap(icon, color, place.size(), painter->device()->devicePixelRatioF()));
        cell.setLeft(place.right() + 6);
    }
    QFont font = option.font;
    font.setStrikeOut(index.data(StruckRole).toBool());
    painter->setFont(font);
    painter->setPen(color);
    const QString text =
        QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, cell.width());
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter->drawText(
        cell, alignment.isValid() ? alignment.toInt() : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), text);
    painter->restore();
    paintMarks(painter, option, index);
}

PlainHeader::PlainHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

void PlainHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    painter->fillRect(rect, Theme::color(Role::Header));
    painter->setPen(Theme::color(Role::Border));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->setPen(Theme::color(Role::Muted));
    painter->setFont(Theme::font(TextStyle::Secondary));
    const QRect cell = rect.adjusted(metrics::space8, 0, -metrics::space8, 0);
    const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    painter->drawText(cell,
                      alignment.isValid() ? alignment.toInt() : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(name, Qt::ElideRight, cell.width()));
    painter->restore();
}

void setUpTable(QTableView *table, int rowHeight)
{
    if (table->horizontalHeader()->metaObject() == &QHeaderView::staticMetaObject)
        table->setHorizontalHeader(new PlainHeader(table));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(rowHeight);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setFixedHeight(metrics::header);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(36);
    table->horizontalHeader()->setTextElideMode(Qt::ElideRight);
}

QBoxLayout *makePageLayout(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    column->setSpacing(metrics::space12);
    return column;
}

} // namespace tidemark::ui
