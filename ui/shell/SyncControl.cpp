// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SyncControl.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"

#include <QEvent>
#include <QGridLayout>
#include <QProgressBar>

#include <algorithm>
#include <climits>

namespace tidemark::ui {

SyncControl::SyncControl(QWidget *parent)
    : QWidget(parent),
      m_start(makeButton(QStringLiteral("syncNow"), QString(), ButtonKind::Primary)),
      m_running(new QWidget),
      m_phase(makeLabel(QString(), TextStyle::Secondary)),
      m_count(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_bar(new QProgressBar),
      m_cancel(makeButton(QStringLiteral("cancelSync"), QString()))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(m_start);
    row->addWidget(m_running, 0, Qt::AlignVCenter);
    row->addWidget(m_cancel);

    auto *grid = new QGridLayout(m_running);
    grid->setContentsMargins(metrics::space4, 0, metrics::space4, 0);
    grid->setVerticalSpacing(3);
    grid->setHorizontalSpacing(metrics::space16);
    m_phase->setObjectName(QStringLiteral("syncPhase"));
    m_count->setObjectName(QStringLiteral("syncCount"));
    m_bar->setObjectName(QStringLiteral("syncProgress"));
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(160);
    grid->addWidget(m_phase, 0, 0);
    grid->addWidget(m_count, 0, 1, Qt::AlignRight);
    grid->addWidget(m_bar, 1, 0, 1, 2);

    connect(m_start, &QPushButton::clicked, this, &SyncControl::syncRequested);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelRequested();
    });
    showIcon();
    retranslate();
}

void SyncControl::setProgress(const SyncProgress &progress)
{
    if (progress == m_progress)
        return;
    const bool hadFocus = m_start->hasFocus() || m_cancel->hasFocus();
    const bool toggled = progress.running != m_progress.running;
    showProgress(progress);
    // The keyboard stays where it was although the button under it was replaced.
    if (toggled && hadFocus)
        (progress.running ? m_cancel : m_start)->setFocus();
}

void SyncControl::showProgress(const SyncProgress &progress)
{
    if (progress.running && !m_progress.running)
        m_cancel->setEnabled(true);
    m_progress = progress;
    m_start->setVisible(!progress.running);
    m_running->setVisible(progress.running);
    m_cancel->setVisible(progress.running);
    m_phase->setText(phaseText());
    m_count->setText(countText());
    // Thousandths, because counts may pass the range of int.
    const bool known = progress.total > 0;
    m_bar->setRange(0, known ? 1000 : 0);
    if (known)
        m_bar->setValue(static_cast<int>(std::clamp<qint64>(progress.done * 1000 / progress.total, 0, 1000)));
}

void SyncControl::setQuiet(bool quiet)
{
    m_quiet = quiet;
    setButtonKind(m_start, quiet ? ButtonKind::Plain : ButtonKind::Primary);
    showIcon();
}

void SyncControl::showIcon()
{
    m_start->setIcon(Theme::icon(QStringLiteral("sync"), m_quiet ? Role::Text : Role::OnAccent));
}

QString SyncControl::phaseText() const
{
    switch (m_progress.phase) {
    case SyncPhase::Connecting: return tr("Connecting");
    case SyncPhase::Pulling: return tr("Pulling");
    case SyncPhase::Applying: return tr("Applying");
    case SyncPhase::Pushing: return tr("Pushing");
    case SyncPhase::Finishing: return tr("Finishing");
    }
    return {};
}

QString SyncControl::countText() const
{
    if (m_progress.total >= 0) {
        return tr("%1 of %Ln records", nullptr, static_cast<int>(std::min<qint64>(m_progress.total, INT_MAX)))
            .arg(format::count(m_progress.done));
    }
    return m_progress.done > 0
        ? tr("%Ln records", nullptr, static_cast<int>(std::min<qint64>(m_progress.done, INT_MAX)))
        : QString();
}

void SyncControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SyncControl::retranslate()
{
    m_start->setText(tr("Sync now"));
    m_start->setToolTip(tr("Pull and push now (%1)", "key").arg(QStringLiteral("Ctrl+R")));
    m_cancel->setText(tr("Cancel"));
    m_bar->setAccessibleName(tr("Progress of the sync"));
    showProgress(m_progress);
}

} // namespace tidemark::ui
