// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/EmptyState.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QEvent>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

constexpr int iconSize = 32;
constexpr int textWidth = 360;

} // namespace

EmptyState::EmptyState(const QString &iconName, QWidget *parent)
    : QWidget(parent),
      m_iconName(iconName),
      m_icon(new QLabel),
      m_title(makeLabel(QString(), TextStyle::Heading)),
      m_why(makeLabel(QString(), TextStyle::Body, Role::Muted)),
      m_next(makeButton(QStringLiteral("nextStep"), QString()))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space24, metrics::space24, metrics::space24, metrics::space24);
    column->setSpacing(metrics::space8);
    column->addStretch(2);
    m_icon->setFixedSize(iconSize, iconSize);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    for (QLabel *label : {m_title, m_why}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
        label->setMaximumWidth(textWidth);
        label->setMinimumWidth(qMin(textWidth, 180));
        label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    }
    // In rows with stretches: a centred item would only get its size hint, and wrapped text would be cut.
    for (QLabel *label : {m_title, m_why}) {
        auto *row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(label, 100);
        row->addStretch(1);
        column->addLayout(row);
    }
    column->addSpacing(metrics::space4);
    column->addWidget(m_next, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_next->hide();
    connect(m_next, &QPushButton::clicked, this, &EmptyState::nextStepRequested);
    showIcon();
}

void EmptyState::setText(const QString &title, const QString &why)
{
    m_title->setText(title);
    m_why->setText(why);
    setAccessibleName(title);
    setAccessibleDescription(why);
}

void EmptyState::setNextStep(const QString &text)
{
    m_next->setText(text);
    m_next->setVisible(!text.isEmpty());
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
}

void EmptyState::showIcon()
{
    m_icon->setPixmap(
        iconPixmap(m_iconName, Theme::color(Role::Disabled), {iconSize, iconSize}, devicePixelRatioF()));
}

} // namespace tidemark::ui
