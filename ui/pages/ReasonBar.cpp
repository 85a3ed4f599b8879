// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReasonBar.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Metrics.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace tidemark::ui {

ReasonBar::ReasonBar(QWidget *parent)
    : QFrame(parent),
      m_question(makeLabel(QString(), TextStyle::Strong)),
      m_why(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_edit(new QLineEdit),
      m_show(makeButton(QStringLiteral("conflicts.reason.show"), QString(), ButtonKind::Primary))
{
    setObjectName(QStringLiteral("conflicts.reasonBar"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space12, metrics::space12, metrics::space12, metrics::space12);
    column->setSpacing(metrics::space8);
    column->addWidget(m_question);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    m_edit->setObjectName(QStringLiteral("conflicts.reason"));
    m_edit->setMaxLength(200);
    row->addWidget(m_edit, 1);
    row->addWidget(m_show);
    column->addLayout(row);
    m_why->setWordWrap(true);
    column->addWidget(m_why);
    column->addStretch(1);
    setFocusProxy(m_edit);
    m_show->setEnabled(false);
    connect(m_edit, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_show->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_edit, &QLineEdit::returnPressed, this, &ReasonBar::give);
    connect(m_show, &QPushButton::clicked, this, &ReasonBar::give);
    retranslate();
}

void ReasonBar::give()
{
    if (const QString reason = m_edit->text().trimmed(); !reason.isEmpty())
        Q_EMIT given(reason);
}

void ReasonBar::retranslate()
{
    m_question->setText(tr("Why do you look at these values?"));
    m_why->setText(tr("The reason is kept in the audit log, and asked once until the window closes."));
    m_edit->setAccessibleName(m_question->text());
    m_edit->setPlaceholderText(tr("Camille called about a lost note"));
    m_show->setText(tr("Show"));
}

} // namespace tidemark::ui
