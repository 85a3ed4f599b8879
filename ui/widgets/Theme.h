// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Palette.h"

#include <QFont>
#include <QIcon>
#include <QObject>

class QWidget;

namespace tidemark::ui {

/// The type scale: Small 11, Secondary 12, Body 13, Heading 15 bold, PageTitle 18 bold, Figure 24 bold, Mono 12.
enum class TextStyle { Small, Secondary, Body, Strong, Heading, PageTitle, Figure, Mono };

/// The look of the whole application: Fusion, palette, style sheet, fonts and icons, in light and dark.
/// GUI thread only. Widgets that paint themselves repaint on QEvent::PaletteChange; icons recolour on their own.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };

    static Theme &instance();

    /// Shows the application in \a mode. System follows the lightness of the platform's window colour.
    void apply(Mode mode);
    Mode mode() const { return m_mode; }
    bool isDark() const { return m_dark; }

    static QColor color(Role role);
    /// \a base with \a share (0 … 1) of \a over laid on it.
    static QColor blend(Role base, Role over, double share);
    static QFont font(TextStyle style);
    /// The named drawing from resources/icons in the current colour of \a role; \a checked is used for the On state.
    static QIcon icon(const QString &name, Role role = Role::Muted);
    static QIcon icon(const QString &name, Role role, Role checked);
    static QIcon applicationIcon();

    /// Gives a label (or any text widget) a colour and a place in the type scale; it follows the theme.
    static void setText(QWidget *widget, TextStyle style, Role role = Role::Text);
    /// Changes only the colour.
    static void setTextRole(QWidget *widget, Role role);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme();
    void refresh();

    Mode m_mode = Mode::Light;
    bool m_dark = false;
    bool m_systemDark = false;
    bool m_applied = false;
};

/// The application style sheet for the light or dark palette, made from Palette.h and Metrics.h only.
QString styleSheet(bool dark);

} // namespace tidemark::ui
