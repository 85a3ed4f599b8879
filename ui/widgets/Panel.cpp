// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Panel.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Metrics.h"

#include <QHBoxLayout>
#include <QStyle>

namespace tidemark::ui {

Panel::Panel(QWidget *parent) : Panel(QString(), parent) {}

Panel::Panel(const QString &title, QWidget *parent)
    : QFrame(parent),
      m_titleRow(new QFrame(this)),
      m_titleLayout(new QHBoxLayout(m_titleRow)),
      m_title(makeLabel(QString(), TextStyle::Strong)),
      m_note(new ElidedLabel),
      m_body(new QVBoxLayout)
{
    m_titleRow->setObjectName(QStringLiteral("panelTitleRow"));
    m_titleRow->setFixedHeight(metrics::panelTitle);
    m_titleLayout->setContentsMargins(metrics::space12, 0, metrics::space12, 0);
    m_titleLayout->setSpacing(metrics::space8);
    m_titleLayout->addWidget(m_title);
    Theme::setText(m_note, TextStyle::Secondary, Role::Muted);
    m_titleLayout->addWidget(m_note, 1);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_titleRow);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    column->addLayout(m_body, 1);
    setTitle(title);
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    m_titleRow->setVisible(!title.isEmpty());
}

void Panel::setNote(const QString &note)
{
    m_note->setText(note);
}

void Panel::addToTitle(QWidget *widget)
{
    m_titleLayout->addWidget(widget);
}

void Panel::setTitleLine(bool shown)
{
    m_titleRow->setProperty("plain", !shown);
    m_titleRow->style()->unpolish(m_titleRow);
    m_titleRow->style()->polish(m_titleRow);
}

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFixedHeight(1);
    return line;
}

} // namespace tidemark::ui
