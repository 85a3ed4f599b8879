// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Palette.h"

#include <array>

namespace tidemark::ui {

namespace {

struct Pair {
    QRgb light;
    QRgb dark;
};

constexpr std::size_t roleCount = static_cast<std::size_t>(Role::Heat3) + 1;

// In the order of Role.
constexpr std::array<Pair, roleCount> colors = {{
    {0xFFF2F4F5, 0xFF14181B}, // Window
    {0xFFE9EDEF, 0xFF101417}, // Rail
    {0xFFFFFFFF, 0xFF1B2024}, // Base
    {0xFFF8F9FA, 0xFF1F2529}, // Alternate
    {0xFFF2F4F5, 0xFF20272B}, // Header
    {0xFFD9DFE2, 0xFF2F373C}, // Border
    {0xFFBAC4CA, 0xFF48545B}, // ControlBorder
    {0xFF1B2226, 0xFFE3E8EB}, // Text
    {0xFF59666E, 0xFF9EABB3}, // Muted
    {0xFF7B8891, 0xFF6E7B83}, // Disabled
    {0xFF0B6A73, 0xFF4FB4BD}, // Accent
    {0xFFFFFFFF, 0xFF04262A}, // OnAccent
    {0xFFDCEEEF, 0xFF173A3F}, // AccentTint
    {0xFF1F5FBF, 0xFF82B1F6}, // Client
    {0xFFE2ECFA, 0xFF1B2F4B}, // ClientTint
    {0xFFA84C06, 0xFFEFA063}, // Server
    {0xFFFBEADB, 0xFF432B14}, // ServerTint
    {0xFF2A7032, 0xFF7DC381}, // Merged
    {0xFFE1F1E2, 0xFF1B3720}, // MergedTint
    {0xFFBF2A2A, 0xFFF0827B}, // Lost
    {0xFFFBE6E4, 0xFF472222}, // LostTint
    {0xFF856500, 0xFFDFBD4B}, // Warning
    {0xFFFFF3C9, 0xFF3B3212}, // WarningTint
    {0xFFCFE0F8, 0xFF1F3F6B}, // ClientMark
    {0xFFF8DCC0, 0xFF5A3818}, // ServerMark
    {0xFFC8102E, 0xFFD3203C}, // ProfileProduction
    {0xFF6B4FA0, 0xFF7A60B4}, // ProfileStaging
    {0xFF51606A, 0xFF5B6A75}, // ProfileDemo
    {0xFFFFFFFF, 0xFFFFFFFF}, // OnProfile
    {0xFFE8ECEE, 0xFF272E33}, // Grid
    {0xFFBFC8CD, 0xFF47535A}, // Axis
    {0xFF0B6A73, 0xFF5CC3CC}, // P50
    {0xFF3E97A0, 0xFF4299A2}, // P95
    {0xFF8DBDC2, 0xFF3D7C84}, // P99
    {0xFFDFEFF0, 0xFF183539}, // BandInner
    {0xFFEEF6F7, 0xFF1A2A2E}, // BandOuter
    {0xFFB7C4CA, 0xFF4A5860}, // Success
    {0xFF9AA6AD, 0xFF75828A}, // Earlier
    {0xFF7F1717, 0xFFFFC4BF}, // FailedAuth
    {0xFFBF2A2A, 0xFFE0605A}, // FailedServer
    {0xFFE0736D, 0xFFA94A47}, // FailedNetwork
    {0xFFF0B4AF, 0xFF6F3735}, // FailedTimeout
    {0xFFEAF4F5, 0xFF1A2A2E}, // Heat0
    {0xFFA9D2D6, 0xFF1F4E54}, // Heat1
    {0xFF4C9BA3, 0xFF35868F}, // Heat2
    {0xFF084950, 0xFF8FDCE2}, // Heat3
}};

} // namespace

QColor paletteColor(Role role, bool dark)
{
    const Pair &pair = colors[static_cast<std::size_t>(role)];
    return QColor::fromRgb(dark ? pair.dark : pair.light);
}

Role tintOf(Role role)
{
    switch (role) {
    case Role::Client: return Role::ClientTint;
    case Role::Server: return Role::ServerTint;
    case Role::Merged: return Role::MergedTint;
    case Role::Lost: return Role::LostTint;
    case Role::Warning: return Role::WarningTint;
    case Role::Accent: return Role::AccentTint;
    default: return Role::Header;
    }
}

} // namespace tidemark::ui
