// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Tag.h"

#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace tidemark::ui {

namespace {

constexpr int padding = 5;
constexpr int symbol = 12;
constexpr int tagHeight = 18;

} // namespace

Role tagRole(TagKind kind)
{
    switch (kind) {
    case TagKind::Neutral: return Role::Muted;
    case TagKind::Client: return Role::Client;
    case TagKind::Server: return Role::Server;
    case TagKind::Merged: return Role::Merged;
    case TagKind::Lost: return Role::Lost;
    case TagKind::Warning: return Role::Warning;
    case TagKind::Accent: return Role::Accent;
    }
    return Role::Muted;
}

QString tagIcon(TagKind kind)
{
    switch (kind) {
    case TagKind::Client: return QStringLiteral("device");
    case TagKind::Server: return QStringLiteral("server");
    case TagKind::Merged: return QStringLiteral("merge");
    case TagKind::Lost: return QStringLiteral("cross");
    case TagKind::Warning: return QStringLiteral("triangle");
    case TagKind::Neutral:
    case TagKind::Accent: break;
    }
    return {};
}

int tagWidth(TagKind kind, const QString &text)
{
    const int words = QFontMetrics(Theme::font(TextStyle::Small)).horizontalAdvance(text);
    return words + 2 * padding + 2 + (tagIcon(kind).isEmpty() ? 0 : symbol + metrics::space4);
}

int paintTag(QPainter *painter, const QRect &rect, TagKind kind, const QString &text)
{
    const Role role = tagRole(kind);
    const QRect box(rect.left(), rect.center().y() - tagHeight / 2 + 1, tagWidth(kind, text), tagHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::color(tintOf(role)));
    painter->drawRoundedRect(box, metrics::tagRadius, metrics::tagRadius);
    int x = box.left() + padding;
    if (const QString icon = tagIcon(kind); !icon.isEmpty()) {
        const QRect place(x, box.center().y() - symbol / 2 + 1, symbol, symbol);
        painter->drawPixmap(
            place, iconPixmap(icon, Theme::color(role), place.size(), painter->device()->devicePixelRatioF()));
        x += symbol + metrics::space4;
    }
    painter->setFont(Theme::font(TextStyle::Small));
    painter->setPen(Theme::color(role));
    painter->drawText(QRect(x, box.top(), box.right() - x + 1, box.height()), Qt::AlignVCenter, text);
    painter->restore();
    return box.width();
}

Tag::Tag(TagKind kind, const QString &text, QWidget *parent) : QFrame(parent), m_kind(kind)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void Tag::setKind(TagKind kind)
{
    m_kind = kind;
    updateGeometry();
    update();
}

void Tag::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    return {tagWidth(m_kind, m_text), tagHeight};
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTag(&painter, rect(), m_kind, m_text);
}

} // namespace tidemark::ui
