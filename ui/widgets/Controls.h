// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace tidemark::ui {

/// How loud a button is. Primary: the one thing to do here. Flat: no frame until hovered. Link: text in accent.
/// Menu: opens a menu, with room for the arrow.
enum class ButtonKind { Plain, Primary, Flat, Link, Menu };

/// A push button in the look of \a kind. The text may be set later; \a name is the object name and must be stable.
QPushButton *makeButton(const QString &name, const QString &text, ButtonKind kind = ButtonKind::Plain,
                        QWidget *parent = nullptr);
void setButtonKind(QPushButton *button, ButtonKind kind);
/// Makes a push or tool button 24 high, for title rows and lists.
void setSmall(QWidget *button);

/// A button with a symbol only; \a label is its accessible name and tooltip.
QToolButton *makeIconButton(const QString &name, const QString &icon, const QString &label,
                            QWidget *parent = nullptr);
/// Changes the name a symbol-only button is known by (also after a change of language).
void setIconButtonLabel(QToolButton *button, const QString &label);

QLabel *makeLabel(const QString &text, TextStyle style = TextStyle::Body, Role role = Role::Text,
                  QWidget *parent = nullptr);

} // namespace tidemark::ui
