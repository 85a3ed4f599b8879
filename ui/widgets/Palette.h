// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QMetaType>

namespace tidemark::ui {

/// Every colour of the window by its meaning. Charts and delegates ask for these, never for literals.
enum class Role {
    Window,
    Rail,
    Base,
    Alternate,
    Header,
    Border,
    ControlBorder,
    Text,
    Muted,
    Disabled,
    Accent,
    OnAccent,
    AccentTint,
    Client,
    ClientTint,
    Server,
    ServerTint,
    Merged,
    MergedTint,
    Lost,
    LostTint,
    Warning,
    WarningTint,
    ClientMark,
    ServerMark,
    ProfileProduction,
    ProfileStaging,
    ProfileDemo,
    OnProfile,
    Grid,
    Axis,
    P50,
    P95,
    P99,
    BandInner,
    BandOuter,
    Success,
    Earlier,
    FailedAuth,
    FailedServer,
    FailedNetwork,
    FailedTimeout,
    Heat0,
    Heat1,
    Heat2,
    Heat3,
};

/// The colour of \a role in the light or dark palette.
QColor paletteColor(Role role, bool dark);

/// The light background that belongs to a meaning (Client → ClientTint); roles without one get Header.
Role tintOf(Role role);

} // namespace tidemark::ui

Q_DECLARE_METATYPE(tidemark::ui::Role)
