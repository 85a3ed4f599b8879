// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ProfileBlock.h"

#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QPainter>

namespace tidemark::ui {

ProfileBlock::ProfileBlock(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("profile"));
    setFixedHeight(metrics::topBar);
}

void ProfileBlock::setProfile(const ProfileInfo &profile)
{
    m_profile = profile;
    setAccessibleName(profile.name);
    setAccessibleDescription(profile.detail);
    setToolTip(profile.detail.isEmpty() ? profile.name : QStringLiteral("%1\n%2").arg(profile.name, profile.detail));
    update();
}

void ProfileBlock::setNarrow(bool narrow)
{
    m_narrow = narrow;
    update();
}

void ProfileBlock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::color(m_profile.color));
    painter.setPen(Theme::color(Role::OnProfile));
    painter.setFont(Theme::font(m_narrow ? TextStyle::Heading : TextStyle::Strong));
    if (m_narrow) {
        painter.drawText(rect(), Qt::AlignCenter, m_profile.name.left(1).toUpper());
        return;
    }
    const QRect room = rect().adjusted(metrics::space16, 0, -metrics::space8, 0);
    const bool twoLines = !m_profile.detail.isEmpty();
    const QRect first(room.left(), twoLines ? 7 : 0, room.width(), twoLines ? 19 : height());
    painter.drawText(first, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_profile.name, Qt::ElideRight, room.width()));
    painter.setFont(Theme::font(TextStyle::Small));
    painter.drawText(QRect(room.left(), 25, room.width(), 16), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_profile.detail, Qt::ElideRight, room.width()));
}

} // namespace tidemark::ui
