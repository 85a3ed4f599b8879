// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ConnectionPill.h"

#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace tidemark::ui {

namespace {

constexpr int dot = 8;

Role dotRole(Connection state)
{
    switch (state) {
    case Connection::Online: return Role::Merged;
    case Connection::Offline: return Role::Lost;
    case Connection::PinMismatch: return Role::Lost;
    case Connection::SignIn: return Role::Warning;
    case Connection::ReadOnly: return Role::Muted;
    case Connection::Syncing: return Role::Accent;
    }
    return Role::Muted;
}

QFontMetrics wordMetrics()
{
    return QFontMetrics(Theme::font(TextStyle::Body));
}

QFontMetrics detailMetrics()
{
    return QFontMetrics(Theme::font(TextStyle::Secondary));
}

} // namespace

ConnectionPill::ConnectionPill(QWidget *parent) : QFrame(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    announce();
}

void ConnectionPill::setState(Connection state, const QString &detail)
{
    if (m_state == state && m_detail == detail)
        return;
    m_state = state;
    m_detail = detail;
    announce();
}

QString ConnectionPill::word() const
{
    switch (m_state) {
    case Connection::Online: return tr("Online");
    case Connection::Offline: return tr("Offline");
    case Connection::SignIn: return tr("Sign in");
    case Connection::PinMismatch: return tr("Pin mismatch");
    case Connection::ReadOnly: return tr("Read-only");
    case Connection::Syncing: return tr("Syncing");
    }
    return {};
}

QSize ConnectionPill::sizeHint() const
{
    const int detail = m_detail.isEmpty() ? 0 : metrics::space8 + detailMetrics().horizontalAdvance(m_detail);
    return {10 + dot + metrics::space8 + wordMetrics().horizontalAdvance(word()) + detail + metrics::space12 + 2,
            metrics::control};
}

void ConnectionPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::color(Role::Border));
    painter.setBrush(Theme::color(Role::Base));
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::color(dotRole(m_state)));
    painter.drawEllipse(QRectF(10, (height() - dot) / 2.0, dot, dot));

    int x = 10 + dot + metrics::space8;
    painter.setFont(Theme::font(TextStyle::Body));
    painter.setPen(Theme::color(Role::Text));
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, word());
    x += wordMetrics().horizontalAdvance(word()) + metrics::space8;
    painter.setFont(Theme::font(TextStyle::Secondary));
    painter.setPen(Theme::color(Role::Muted));
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, m_detail);
}

void ConnectionPill::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        announce();
}

void ConnectionPill::announce()
{
    setAccessibleName(word());
    setAccessibleDescription(m_detail);
    updateGeometry();
    update();
}

} // namespace tidemark::ui
