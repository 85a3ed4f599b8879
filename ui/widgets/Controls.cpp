// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Controls.h"

#include "ui/widgets/Metrics.h"

#include <QStyle>

namespace tidemark::ui {

namespace {

const char *kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Plain: return "plain";
    case ButtonKind::Primary: return "primary";
    case ButtonKind::Flat: return "flat";
    case ButtonKind::Link: return "link";
    case ButtonKind::Menu: return "menu";
    }
    return "plain";
}

void repolish(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
}

} // namespace

QPushButton *makeButton(const QString &name, const QString &text, ButtonKind kind, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setIconSize({metrics::icon + metrics::space4, metrics::icon});
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setButtonKind(button, kind);
    return button;
}

void setButtonKind(QPushButton *button, ButtonKind kind)
{
    const QString name = QLatin1String(kindName(kind));
    if (button->property("kind").toString() == name)
        return;
    button->setProperty("kind", name);
    button->setCursor(kind == ButtonKind::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    repolish(button);
}

void setSmall(QWidget *button)
{
    button->setProperty("small", true);
    if (auto *abstract = qobject_cast<QAbstractButton *>(button))
        abstract->setIconSize(
            {metrics::iconSmall + (qobject_cast<QPushButton *>(button) ? 4 : 0), metrics::iconSmall});
    repolish(button);
}

QToolButton *makeIconButton(const QString &name, const QString &icon, const QString &label, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(Theme::icon(icon, Role::Text));
    button->setIconSize({metrics::icon, metrics::icon});
    button->setFocusPolicy(Qt::StrongFocus);
    setIconButtonLabel(button, label);
    return button;
}

void setIconButtonLabel(QToolButton *button, const QString &label)
{
    button->setToolTip(label);
    button->setAccessibleName(label);
}

QLabel *makeLabel(const QString &text, TextStyle style, Role role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    Theme::setText(label, style, role);
    return label;
}

} // namespace tidemark::ui
