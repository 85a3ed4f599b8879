// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Rail.h"

#include "ui/shell/NavButton.h"
#include "ui/shell/ProfileBlock.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tidemark::ui {

Rail::Rail(QWidget *parent)
    : QFrame(parent),
      m_profile(new ProfileBlock),
      m_head(new QVBoxLayout),
      m_foot(new QVBoxLayout),
      m_view(new NavButton(QStringLiteral("view")))
{
    setObjectName(QStringLiteral("rail"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_profile);
    for (QVBoxLayout *part : {m_head, m_foot}) {
        part->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
        part->setSpacing(2);
    }
    column->addLayout(m_head);
    column->addStretch(1);
    column->addLayout(m_foot);
    m_view->setObjectName(QStringLiteral("nav.view"));
    m_view->setCheckable(false);
    m_view->setAutoExclusive(false);
    m_foot->addWidget(m_view);
    m_entries.append(m_view);
    setNarrow(false);
    retranslate();
}

void Rail::setProfile(const ProfileInfo &profile)
{
    m_profile->setProfile(profile);
}

NavButton *Rail::addEntry(const QString &id, const QString &iconName, bool atFoot)
{
    auto *button = new NavButton(iconName);
    button->setObjectName(QStringLiteral("nav.%1").arg(id));
    button->setNarrow(m_narrow);
    (atFoot ? m_foot : m_head)->addWidget(button);
    setTabOrder(m_entries.size() > 1 ? m_entries.last() : static_cast<QWidget *>(this), button);
    setTabOrder(button, m_view);
    m_entries.append(button);
    return button;
}

void Rail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setFixedWidth(narrow ? metrics::railNarrow : metrics::rail);
    m_profile->setNarrow(narrow);
    for (NavButton *button : m_entries)
        button->setNarrow(narrow);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::color(Role::Rail));
    painter.fillRect(width() - 1, metrics::topBar, 1, height(), Theme::color(Role::Border));
}

void Rail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Rail::retranslate()
{
    setAccessibleName(tr("Pages"));
    m_view->setText(tr("View"));
    m_view->setNarrow(m_narrow);
}

} // namespace tidemark::ui
