// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowFrame.h"

#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QPainter>

namespace tidemark::ui {

WindowFrame::WindowFrame(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("windowFrame"));
}

void WindowFrame::setEdge(std::optional<Role> role)
{
    m_edge = role;
    // The margins of the widget, not of its layout: the layout keeps what it was given.
    const int margin = role ? metrics::profileEdge : 0;
    setContentsMargins(margin, margin, margin, margin);
    update();
}

void WindowFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::color(m_edge.value_or(Role::Window)));
    painter.fillRect(contentsRect(), Theme::color(Role::Window));
}

} // namespace tidemark::ui
