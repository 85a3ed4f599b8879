// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/StoredConflict.h"

#include <array>

namespace tidemark::backend {

namespace {

constexpr std::array<std::string_view, 4> kStates{"auto", "reviewed", "overridden", "reverted"};

} // namespace

std::string_view conflictStateName(ConflictState state)
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<ConflictState> conflictStateFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        if (kStates[i] == name)
            return static_cast<ConflictState>(i);
    }
    return std::nullopt;
}

} // namespace tidemark::backend
