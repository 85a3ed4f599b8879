// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Theme.h"

#include "ui/widgets/Icons.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

namespace tidemark::ui {

namespace {

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QPalette paletteFor(bool dark)
{
    const auto c = [dark](Role role) { return paletteColor(role, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, c(Role::Window));
    palette.setColor(QPalette::WindowText, c(Role::Text));
    palette.setColor(QPalette::Base, c(Role::Base));
    palette.setColor(QPalette::AlternateBase, c(Role::Alternate));
    palette.setColor(QPalette::Text, c(Role::Text));
    palette.setColor(QPalette::PlaceholderText, c(Role::Muted));
    palette.setColor(QPalette::Button, c(Role::Base));
    palette.setColor(QPalette::ButtonText, c(Role::Text));
    palette.setColor(QPalette::BrightText, c(Role::Lost));
    palette.setColor(QPalette::Highlight, c(Role::AccentTint));
    palette.setColor(QPalette::HighlightedText, c(Role::Text));
    palette.setColor(QPalette::Link, c(Role::Accent));
    palette.setColor(QPalette::LinkVisited, c(Role::Accent));
    palette.setColor(QPalette::ToolTipBase, c(Role::Base));
    palette.setColor(QPalette::ToolTipText, c(Role::Text));
    palette.setColor(QPalette::Light, c(Role::Base));
    palette.setColor(QPalette::Midlight, c(Role::Alternate));
    palette.setColor(QPalette::Mid, c(Role::Border));
    palette.setColor(QPalette::Dark, c(Role::ControlBorder));
    palette.setColor(QPalette::Shadow, c(Role::ControlBorder));
    for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, text, c(Role::Disabled));
    return palette;
}

struct TypeStep {
    int pixels;
    bool bold;
};

TypeStep step(TextStyle style)
{
    switch (style) {
    case TextStyle::Small: return {11, false};
    case TextStyle::Secondary: return {12, false};
    case TextStyle::Body: return {13, false};
    case TextStyle::Strong: return {13, true};
    case TextStyle::Heading: return {15, true};
    case TextStyle::PageTitle: return {18, true};
    case TextStyle::Figure: return {24, true};
    case TextStyle::Mono: return {12, false};
    }
    return {13, false};
}

/// \a wanted when installed, else what the system uses for that purpose.
QString family(const QString &wanted, QFontDatabase::SystemFont otherwise)
{
    return QFontDatabase::hasFamily(wanted) ? wanted : QFontDatabase::systemFont(otherwise).family();
}

} // namespace

Theme &Theme::instance()
{
    // Owned by the application, so that it goes before the GUI does.
    static Theme *theme = new Theme;
    return *theme;
}

Theme::Theme() : QObject(qApp), m_systemDark(isDarkPalette(QApplication::palette()))
{
    qApp->installEventFilter(this);
}

void Theme::apply(Mode mode)
{
    m_mode = mode;
    if (!m_applied) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        QApplication::setFont(font(TextStyle::Body));
        QApplication::setWindowIcon(applicationIcon());
    }
    const bool dark = mode == Mode::Dark || (mode == Mode::System && m_systemDark);
    if (m_applied && dark == m_dark)
        return;
    m_applied = true;
    m_dark = dark;
    refresh();
}

void Theme::refresh()
{
    QApplication::setPalette(paletteFor(m_dark));
    qApp->setStyleSheet(styleSheet(m_dark));
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ThemeChange) {
        m_systemDark = isDarkPalette(QApplication::style()->standardPalette());
        apply(m_mode);
    }
    return QObject::eventFilter(watched, event);
}

QColor Theme::color(Role role)
{
    return paletteColor(role, instance().m_dark);
}

QColor Theme::blend(Role base, Role over, double share)
{
    const QColor a = color(base);
    const QColor b = color(over);
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share + 0.5); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QFont Theme::font(TextStyle style)
{
    static const QString sans = family(QStringLiteral("Noto Sans"), QFontDatabase::GeneralFont);
    static const QString mono = family(QStringLiteral("Noto Sans Mono"), QFontDatabase::FixedFont);
    const TypeStep type = step(style);
    QFont font(style == TextStyle::Mono ? mono : sans);
    if (style == TextStyle::Mono)
        font.setStyleHint(QFont::Monospace);
    font.setPixelSize(type.pixels);
    font.setBold(type.bold);
    return font;
}

QIcon Theme::icon(const QString &name, Role role)
{
    return makeIcon(name, role, role);
}

QIcon Theme::icon(const QString &name, Role role, Role checked)
{
    return makeIcon(name, role, checked);
}

QIcon Theme::applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/tidemark.svg"));
}

void Theme::setText(QWidget *widget, TextStyle style, Role role)
{
    widget->setFont(font(style));
    setTextRole(widget, role);
}

void Theme::setTextRole(QWidget *widget, Role role)
{
    const QVariant value = static_cast<int>(role);
    if (widget->property("textRole") == value)
        return;
    widget->setProperty("textRole", value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace tidemark::ui
