// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/NavButton.h"

#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QKeySequence>
#include <QLocale>
#include <QPainter>

namespace tidemark::ui {

namespace {

constexpr int height_ = 32;
constexpr int edge = 3;
constexpr int textLeft = 36;

} // namespace

NavButton::NavButton(const QString &iconName, QWidget *parent) : QAbstractButton(parent), m_iconName(iconName)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavButton::setBadge(int count)
{
    m_badge = count;
    announce();
}

void NavButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    announce();
}

void NavButton::setKey(const QKeySequence &key)
{
    m_key = key;
    announce();
}

QSize NavButton::sizeHint() const
{
    if (m_narrow)
        return {metrics::icon + 2 * metrics::space8, height_};
    QFont bold = Theme::font(TextStyle::Strong);
    return {textLeft + QFontMetrics(bold).horizontalAdvance(text()) + metrics::space4, height_};
}

void NavButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter);
    const Role role = isChecked() ? Role::Accent : Role::Muted;
    const int x = m_narrow ? (width() - metrics::icon) / 2 : 10;
    const QRect place(x, (height() - metrics::icon) / 2, metrics::icon, metrics::icon);
    painter.drawPixmap(place, iconPixmap(m_iconName, Theme::color(role), place.size(), devicePixelRatioF()));
    if (!m_narrow) {
        painter.setFont(Theme::font(isChecked() ? TextStyle::Strong : TextStyle::Body));
        painter.setPen(Theme::color(isChecked() ? Role::Accent : Role::Text));
        painter.drawText(rect().adjusted(textLeft, 0, 0, 0), Qt::AlignVCenter, text());
    }
    if (m_badge > 0)
        paintBadge(painter);
}

void NavButton::paintFrame(QPainter &painter) const
{
    const QRectF frame = QRectF(rect());
    painter.setPen(Qt::NoPen);
    if (isChecked()) {
        painter.setBrush(Theme::color(Role::Accent));
        painter.drawRoundedRect(frame, metrics::controlRadius, metrics::controlRadius);
        painter.setBrush(Theme::color(Role::Base));
        painter.drawRoundedRect(frame.adjusted(edge, 0, 0, 0), 2, 2);
    } else if (underMouse()) {
        painter.setBrush(Theme::color(Role::Header));
        painter.drawRoundedRect(frame, metrics::controlRadius, metrics::controlRadius);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Theme::color(Role::Accent), metrics::focusFrame));
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), metrics::controlRadius, metrics::controlRadius);
    }
}

void NavButton::paintBadge(QPainter &painter) const
{
    const QString number = m_badge > 99 && m_narrow ? QStringLiteral("99+") : QLocale().toString(m_badge);
    QFont bold = Theme::font(TextStyle::Small);
    bold.setBold(true);
    if (m_narrow)
        bold.setPixelSize(9);
    const int words = QFontMetrics(bold).horizontalAdvance(number);
    const int high = m_narrow ? 13 : 18;
    const int wide = std::max(high, words + (m_narrow ? 6 : 12));
    const QRect box = m_narrow ? QRect(width() - wide, 0, wide, high)
                               : QRect(width() - wide - metrics::space8, (height() - high) / 2, wide, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::color(Role::Text));
    painter.drawRoundedRect(box, high / 2.0, high / 2.0);
    painter.setFont(bold);
    painter.setPen(Theme::color(Role::Base));
    painter.drawText(box, Qt::AlignCenter, number);
}

bool NavButton::event(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        announce();
    return QAbstractButton::event(event);
}

void NavButton::announce()
{
    setAccessibleName(text());
    setAccessibleDescription(m_badge > 0 ? tr("%Ln to look at", nullptr, m_badge) : QString());
    const QString key = m_key.toString(QKeySequence::NativeText);
    setToolTip(key.isEmpty() ? text() : tr("%1 (%2)", "page, key").arg(text(), key));
    updateGeometry();
    update();
}

} // namespace tidemark::ui
