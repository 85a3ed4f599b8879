// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tidemark::ui::metrics {

/// The one spacing scale and the fixed measures of the window, in device-independent pixels.
inline constexpr int space4 = 4;
inline constexpr int space8 = 8;
inline constexpr int space12 = 12;
inline constexpr int space16 = 16;
inline constexpr int space24 = 24;

inline constexpr int topBar = 48;
inline constexpr int rail = 152;
inline constexpr int railNarrow = 48;
inline constexpr int railNarrowBelow = 1200; ///< window width under which the rail shows symbols only
inline constexpr int foot = 28;
inline constexpr int panelTitle = 36;
inline constexpr int pageTitle = 28;

inline constexpr int control = 28;
inline constexpr int controlSmall = 24;
inline constexpr int row = 28;
inline constexpr int logRow = 24;
inline constexpr int twoLineRow = 56;
inline constexpr int header = 26;

inline constexpr int icon = 16;
inline constexpr int iconSmall = 14;
inline constexpr int controlRadius = 4;
inline constexpr int panelRadius = 6;
inline constexpr int tagRadius = 3;
inline constexpr int profileEdge = 3;
inline constexpr int focusFrame = 2;

} // namespace tidemark::ui::metrics
