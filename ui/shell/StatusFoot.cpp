// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusFoot.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>
#include <climits>

namespace tidemark::ui {

namespace {

struct Look {
    const char *icon;
    Role role;
    Role text;
};

Look look(SyncOutcome outcome)
{
    switch (outcome) {
    case SyncOutcome::None: return {"clock", Role::Muted, Role::Muted};
    case SyncOutcome::Success: return {"tick-circle", Role::Merged, Role::Text};
    case SyncOutcome::Conflict: return {"conflicts", Role::Warning, Role::Text};
    case SyncOutcome::NetworkError: return {"offline", Role::Lost, Role::Lost};
    case SyncOutcome::AuthError: return {"key", Role::Lost, Role::Lost};
    case SyncOutcome::ServerError: return {"cross-circle", Role::Lost, Role::Lost};
    case SyncOutcome::Timeout: return {"clock", Role::Lost, Role::Lost};
    case SyncOutcome::Cancelled: return {"cross", Role::Muted, Role::Text};
    }
    return {"clock", Role::Muted, Role::Muted};
}

QFrame *divider()
{
    auto *line = new QFrame;
    line->setFixedSize(1, 14);
    line->setObjectName(QStringLiteral("divider"));
    return line;
}

} // namespace

StatusFoot::StatusFoot(QWidget *parent)
    : QFrame(parent),
      m_icon(new QLabel),
      m_last(new ElidedLabel),
      m_firstLine(divider()),
      m_pending(makeLabel(QString(), TextStyle::Secondary)),
      m_secondLine(divider()),
      m_next(makeLabel(QString(), TextStyle::Secondary)),
      m_retry(makeButton(QStringLiteral("retryNow"), QString(), ButtonKind::Link)),
      m_clock(makeLabel(QString(), TextStyle::Secondary, Role::Muted))
{
    setObjectName(QStringLiteral("foot"));
    setFixedHeight(metrics::foot);
    m_last->setObjectName(QStringLiteral("lastSync"));
    m_pending->setObjectName(QStringLiteral("pending"));
    m_next->setObjectName(QStringLiteral("nextSync"));
    m_clock->setObjectName(QStringLiteral("clock"));
    Theme::setText(m_last, TextStyle::Secondary);
    m_retry->setFont(Theme::font(TextStyle::Secondary));
    m_icon->setFixedSize(metrics::iconSmall, metrics::iconSmall);
    // Two stretches: the outcome gets what it wants first and is the one to give way.
    m_last->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space16, 0, metrics::space16, 0);
    row->setSpacing(metrics::space12);
    auto *outcome = new QHBoxLayout;
    outcome->setSpacing(6);
    outcome->addWidget(m_icon);
    outcome->addWidget(m_last);
    row->addLayout(outcome);
    row->addWidget(m_firstLine);
    row->addWidget(m_pending);
    row->addWidget(m_secondLine);
    row->addWidget(m_next);
    row->addWidget(m_retry);
    row->addStretch(1);
    row->addWidget(m_clock);
    connect(m_retry, &QPushButton::clicked, this, &StatusFoot::retryRequested);
    showState();
}

void StatusFoot::setState(const ShellState &state, qint64 nowMs)
{
    m_state = state;
    m_nowMs = nowMs;
    showState();
}

void StatusFoot::showState()
{
    setAccessibleName(tr("Sync status"));
    showOutcome();
    const int pending = static_cast<int>(std::min<qint64>(m_state.pendingChanges, INT_MAX));
    m_pending->setText(pending == 0 ? tr("No pending changes") : tr("%Ln pending changes", nullptr, pending));
    const QString next = nextText();
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    m_secondLine->setVisible(!next.isEmpty());
    m_retry->setText(tr("Retry now"));
    m_retry->setVisible(m_state.next.attempt > 0 && !m_state.progress.running);
    m_clock->setText(format::clock(m_nowMs));
    m_clock->setToolTip(format::utc(m_nowMs));
}

void StatusFoot::showOutcome()
{
    const Look shown = look(m_state.lastSync.outcome);
    m_icon->setPixmap(iconPixmap(QLatin1String(shown.icon), Theme::color(shown.role),
                                 {metrics::iconSmall, metrics::iconSmall}, devicePixelRatioF()));
    Theme::setTextRole(m_last, shown.text);
    m_last->setText(outcomeText());
}

QString StatusFoot::outcomeText() const
{
    const LastSync &last = m_state.lastSync;
    const QString time = last.timeMs < 0 ? QString() : format::shortTime(last.timeMs, m_nowMs);
    switch (last.outcome) {
    case SyncOutcome::None: return tr("Not synced yet");
    case SyncOutcome::Success:
        return tr("Last sync %1 · %2 pulled, %3 pushed · %4", "time, numbers, duration")
            .arg(time, format::count(last.pulled), format::count(last.pushed),
                 format::duration(static_cast<double>(last.durationMs)));
    case SyncOutcome::Conflict:
        return tr("Last sync %1 with conflicts · %2 pulled, %3 pushed · %4", "time, numbers, duration")
            .arg(time, format::count(last.pulled), format::count(last.pushed),
                 format::duration(static_cast<double>(last.durationMs)));
    case SyncOutcome::NetworkError: return tr("Network error %1", "time").arg(time);
    case SyncOutcome::AuthError: return tr("Sign-in refused %1", "time").arg(time);
    case SyncOutcome::ServerError: return tr("Server error %1", "time").arg(time);
    case SyncOutcome::Timeout: return tr("Timed out %1", "time").arg(time);
    case SyncOutcome::Cancelled: return tr("Sync cancelled %1", "time").arg(time);
    }
    return {};
}

QString StatusFoot::nextText() const
{
    const NextSync &next = m_state.next;
    if (m_state.progress.running || next.atMs < 0)
        return {};
    // Rounded up, so that "0 s" is never shown while one still waits.
    const qint64 waitMs = std::max<qint64>(0, (next.atMs - m_nowMs + 999) / 1000 * 1000);
    const QString wait = format::countdown(waitMs);
    return next.attempt > 0 ? tr("Try %1, in %2", "number, duration").arg(next.attempt).arg(wait)
                            : tr("Next sync in %1", "duration").arg(wait);
}

void StatusFoot::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace tidemark::ui
