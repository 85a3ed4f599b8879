// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QHash>

namespace tidemark::ui {

namespace {

// $Name is the colour of a role, @name a measure, %theme% the folder of the control drawings.
const char *const controls = R"(
QToolTip { background: $Base; color: $Text; border: 1px solid $ControlBorder; padding: 4px 8px; }

QPushButton, QToolButton { background: $Base; color: $Text; border: 1px solid $ControlBorder;
    border-radius: @controlRadiuspx; padding: 0 10px; min-height: 26px; }
QToolButton { padding: 0 5px; min-width: 16px; }
QPushButton:hover, QToolButton:hover { background: $Alternate; border-color: $Disabled; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked { background: $AccentTint; }
QPushButton:disabled, QToolButton:disabled { color: $Disabled; border-color: $Border; }
QPushButton:focus { border: 2px solid $Accent; padding: 0 9px; min-height: 24px; }
QToolButton:focus { border: 2px solid $Accent; padding: 0 4px; min-height: 24px; }
QPushButton::menu-indicator { image: url(:/themes/%theme%/chevron-down.svg); width: 14px; height: 14px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 6px; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="menu"] { padding-right: 26px; }
QPushButton[kind="menu"]:focus { padding-right: 25px; }
QPushButton[kind="primary"] { background: $Accent; color: $OnAccent; border-color: $Accent; font-weight: bold; }
QPushButton[kind="primary"]:hover { border-color: $Muted; }
QPushButton[kind="primary"]:pressed { background: $Accent; border-color: $Text; }
QPushButton[kind="primary"]:focus { border-color: $Text; }
QPushButton[kind="primary"]:disabled { background: $Header; color: $Disabled; border-color: $Border; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { background: transparent; border-color: transparent; }
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover { background: $Alternate; border-color: $Border; }
QPushButton[kind="flat"]:focus, QToolButton[kind="flat"]:focus { border-color: $Accent; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $Accent; padding: 0 2px;
    min-height: 18px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $Accent; padding: 0 2px; min-height: 18px; }
QPushButton[kind="link"]:disabled { color: $Disabled; }
QPushButton[small="true"], QToolButton[small="true"] { min-height: 22px; padding: 0 7px; font-size: 12px; }
QPushButton[small="true"]:focus { min-height: 20px; padding: 0 6px; }
QToolButton[small="true"] { padding: 0 3px; }
QToolButton[small="true"]:focus { min-height: 20px; padding: 0 2px; }
QPushButton[segment] { border-radius: 0; margin-left: -1px; padding: 0 10px; }
QPushButton[segment]:focus { padding: 0 9px; }
QPushButton[segment="first"], QPushButton[segment="only"] { margin-left: 0; border-top-left-radius: @controlRadiuspx;
    border-bottom-left-radius: @controlRadiuspx; }
QPushButton[segment="last"], QPushButton[segment="only"] { border-top-right-radius: @controlRadiuspx;
    border-bottom-right-radius: @controlRadiuspx; }
QPushButton[segment]:checked { background: $AccentTint; color: $Accent; font-weight: bold; }

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $Base; color: $Text;
    border: 1px solid $ControlBorder; border-radius: @controlRadiuspx; selection-background-color: $Accent;
    selection-color: $OnAccent; }
QLineEdit { padding: 0 7px; min-height: 26px; }
QComboBox, QAbstractSpinBox { padding: 0 7px; min-height: 26px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $Accent; padding: 0 6px;
    min-height: 24px; }
QPlainTextEdit, QTextEdit { padding: 3px 5px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $Accent; padding: 2px 4px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled { color: $Disabled;
    background: $Header; border-color: $Border; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $Alternate; }
QComboBox { padding-right: 24px; }
QComboBox:focus { padding-right: 23px; }
QComboBox::drop-down { border: none; width: 24px; subcontrol-origin: padding; subcontrol-position: right center; }
QComboBox::down-arrow { image: url(:/themes/%theme%/chevron-down.svg); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url(:/themes/%theme%/chevron-down-disabled.svg); }
QComboBox QAbstractItemView { background: $Base; border: 1px solid $ControlBorder; padding: 4px; outline: 0;
    selection-background-color: $AccentTint; selection-color: $Text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(:/themes/%theme%/chevron-up.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(:/themes/%theme%/chevron-down.svg); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; border: 2px solid transparent; border-radius: @controlRadiuspx; }
QCheckBox:focus, QRadioButton:focus { border-color: $Accent; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator, QTreeView::indicator { width: 13px; height: 13px;
    border: 1px solid $ControlBorder; border-radius: 3px; background: $Base; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:checked { background: $Accent; border-color: $Accent; image: url(:/themes/%theme%/check.svg); }
QCheckBox::indicator:indeterminate, QListView::indicator:indeterminate { background: $Accent; border-color: $Accent;
    image: url(:/themes/%theme%/partial.svg); }
QCheckBox::indicator:disabled { background: $Header; border-color: $Border; }

QMenu { background: $Base; border: 1px solid $ControlBorder; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 28px; border-radius: @controlRadiuspx; }
QMenu::item:selected { background: $AccentTint; color: $Text; }
QMenu::item:disabled { color: $Muted; }
QMenu::icon { left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { image: url(:/themes/%theme%/check-menu.svg); }
QMenu::separator { height: 1px; background: $Border; margin: 4px 8px; }

QAbstractItemView { background: $Base; alternate-background-color: $Alternate; border: none; outline: 0;
    selection-background-color: $AccentTint; selection-color: $Text; }
QTableView { gridline-color: $Border; }
QHeaderView { background: $Header; border: none; }
QHeaderView::section { background: $Header; color: $Muted; border: none; border-bottom: 1px solid $Border;
    padding: 0 8px; height: 25px; font-size: 12px; }
QHeaderView::down-arrow { image: url(:/themes/%theme%/chevron-down.svg); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url(:/themes/%theme%/chevron-up.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: $Header; border: none; }

QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $Text; border: none; border-bottom: 2px solid transparent;
    padding: 0 12px; height: 34px; }
QTabBar::tab:selected { color: $Accent; border-bottom-color: $Accent; font-weight: bold; }
QTabBar::tab:hover:!selected { background: $Alternate; }
QTabBar:focus { border: 2px solid $Accent; border-radius: @controlRadiuspx; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $ControlBorder; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $Disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QScrollArea { background: transparent; border: none; }

QProgressBar { background: $Border; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $Accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover, QSplitter::handle:focus { background: $AccentTint; }
)";

const char *const parts = R"(
tidemark--ui--Panel { background: $Base; border: 1px solid $Border; border-radius: @panelRadiuspx; }
tidemark--ui--Panel[focusPane="true"] { border: 1px solid $Accent; }
#panelTitleRow { border: none; border-bottom: 1px solid $Border; }
#panelTitleRow[plain="true"] { border-bottom: 1px solid transparent; }
QFrame#line, QFrame[frameShape="4"] { background: $Border; border: none; max-height: 1px; min-height: 1px; }
tidemark--ui--FilterLine { background: $Base; border: 1px solid $ControlBorder; border-radius: @controlRadiuspx; }
tidemark--ui--FilterLine[active="true"] { border: 2px solid $Accent; }
tidemark--ui--FilterLine QLineEdit, tidemark--ui--FilterLine QLineEdit:focus { border: none; background: transparent;
    padding: 0 4px; min-height: 24px; }
tidemark--ui--Banner { border-radius: @controlRadiuspx; }
tidemark--ui--Banner[tone="info"] { background: $AccentTint; border: 1px solid $Accent; }
tidemark--ui--Banner[tone="warning"] { background: $WarningTint; border: 1px solid $Warning; }
tidemark--ui--Banner[tone="error"] { background: $LostTint; border: 1px solid $Lost; }
tidemark--ui--TopBar { background: $Base; border: none; border-bottom: 1px solid $Border; }
tidemark--ui--StatusFoot { background: $Base; border: none; border-top: 1px solid $Border; }
tidemark--ui--ShortcutSheet { background: $Base; border: 1px solid $ControlBorder; border-radius: @panelRadiuspx; }
QFrame#divider { background: $Border; border: none; }
QLabel[keyCap="true"] { background: $Header; border: 1px solid $ControlBorder; border-radius: @tagRadiuspx;
    padding: 1px 5px; }
)";

struct NamedRole {
    const char *name;
    Role role;
};

// Longer names come before those they begin with, so that $ClientTint is not taken for $Client.
constexpr NamedRole namedRoles[] = {
    {"ControlBorder", Role::ControlBorder},
    {"AccentTint", Role::AccentTint},
    {"WarningTint", Role::WarningTint},
    {"LostTint", Role::LostTint},
    {"OnAccent", Role::OnAccent},
    {"Alternate", Role::Alternate},
    {"Disabled", Role::Disabled},
    {"Warning", Role::Warning},
    {"Border", Role::Border},
    {"Accent", Role::Accent},
    {"Header", Role::Header},
    {"Muted", Role::Muted},
    {"Lost", Role::Lost},
    {"Base", Role::Base},
    {"Text", Role::Text},
};

/// Labels that were given a role by Theme::setText().
QString textRoles(bool dark)
{
    QString rules;
    for (const Role role : {Role::Text, Role::Muted, Role::Disabled, Role::Accent, Role::OnAccent, Role::Client,
                            Role::Server, Role::Merged, Role::Lost, Role::Warning, Role::OnProfile}) {
        rules += QStringLiteral("*[textRole=\"%1\"] { color: %2; }\n")
                     .arg(static_cast<int>(role))
                     .arg(paletteColor(role, dark).name());
    }
    return rules;
}

} // namespace

QString styleSheet(bool dark)
{
    QString sheet = QString::fromLatin1(controls) + QString::fromLatin1(parts);
    for (const NamedRole &named : namedRoles)
        sheet.replace(QLatin1Char('$') + QLatin1String(named.name), paletteColor(named.role, dark).name());
    sheet.replace(QLatin1String("@controlRadius"), QString::number(metrics::controlRadius));
    sheet.replace(QLatin1String("@panelRadius"), QString::number(metrics::panelRadius));
    sheet.replace(QLatin1String("@tagRadius"), QString::number(metrics::tagRadius));
    sheet.replace(QLatin1String("%theme%"), dark ? QLatin1String("dark") : QLatin1String("light"));
    return sheet + textRoles(dark);
}

} // namespace tidemark::ui
