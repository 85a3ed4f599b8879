// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TopBar.h"

#include "ui/shell/SyncControl.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>

namespace tidemark::ui {

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 periods[] = {hour, 24 * hour, 7 * 24 * hour, 30 * 24 * hour};

} // namespace

TopBar::TopBar(QWidget *parent)
    : QFrame(parent),
      m_roleIcon(new QLabel),
      m_role(makeLabel(QString(), TextStyle::Body, Role::Muted)),
      m_pill(new ConnectionPill),
      m_period(new QComboBox),
      m_sync(new SyncControl)
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(metrics::topBar);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space24, 0, metrics::space16, 0);
    row->setSpacing(metrics::space8);
    m_roleIcon->setFixedSize(metrics::icon, metrics::icon);
    row->addWidget(m_roleIcon);
    m_role->setObjectName(QStringLiteral("role"));
    row->addWidget(m_role);
    row->addSpacing(metrics::space8);
    m_pill->setObjectName(QStringLiteral("connection"));
    row->addWidget(m_pill);
    row->addStretch(1);
    m_period->setObjectName(QStringLiteral("period"));
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const qint64 ms : periods)
        m_period->addItem(Theme::icon(QStringLiteral("clock"), Role::Text), QString(), ms);
    m_period->setCurrentIndex(1);
    row->addWidget(m_period);
    row->addWidget(m_sync);
    connect(m_period, &QComboBox::activated, this, [this] { Q_EMIT periodChanged(period()); });
    connect(m_sync, &SyncControl::syncRequested, this, &TopBar::syncRequested);
    connect(m_sync, &SyncControl::cancelRequested, this, &TopBar::cancelRequested);
    showRoleIcon();
    retranslate();
}

void TopBar::setState(const ShellState &state, qint64 nowMs)
{
    m_state = state;
    m_nowMs = nowMs;
    m_role->setText(roleWord());
    m_pill->setState(state.connection.state, connectionDetail());
    m_sync->setProgress(state.progress);
    m_sync->setQuiet(state.role == UserRole::Support);
}

qint64 TopBar::period() const
{
    return m_period->currentData().toLongLong();
}

void TopBar::setPeriod(qint64 ms)
{
    const int index = m_period->findData(ms);
    if (index >= 0)
        m_period->setCurrentIndex(index);
}

QString TopBar::roleWord() const
{
    switch (m_state.role) {
    case UserRole::Support: return tr("Support");
    case UserRole::Admin: return tr("Admin");
    case UserRole::Tester: return tr("Tester");
    }
    return {};
}

QString TopBar::connectionDetail() const
{
    const ConnectionInfo &connection = m_state.connection;
    const bool connected = connection.state == Connection::Online || connection.state == Connection::ReadOnly;
    if (connected && connection.latencyMs >= 0)
        return format::duration(static_cast<double>(connection.latencyMs));
    if (connection.state == Connection::Offline && connection.sinceMs >= 0)
        return tr("since %1", "time").arg(format::since(connection.sinceMs, m_nowMs));
    return {};
}

void TopBar::showRoleIcon()
{
    m_roleIcon->setPixmap(iconPixmap(QStringLiteral("key"), Theme::color(Role::Muted), {metrics::icon, metrics::icon},
                                     devicePixelRatioF()));
}

void TopBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showRoleIcon();
}

void TopBar::retranslate()
{
    const QString names[] = {tr("Last hour"), tr("Last 24 h"), tr("Last 7 days"), tr("Last 30 days")};
    for (int i = 0; i < m_period->count(); ++i)
        m_period->setItemText(i, names[i]);
    // Makes the box measure its contents again; it would keep the width of the longer language.
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_period->setAccessibleName(tr("Period"));
    m_period->setToolTip(tr("Period shown on every page"));
    m_role->setAccessibleName(tr("Role"));
    setAccessibleName(tr("Connection and sync"));
    setState(m_state, m_nowMs);
}

} // namespace tidemark::ui
