// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/BannerArea.h"
#include "ui/shell/ShellState.h"

#include <optional>

namespace tidemark::ui {

/// What is wrong with the connection and what to do next, as the banner "connection"; nothing when all is well.
/// Its actions are "retry", "signIn" and "pins".
std::optional<BannerSpec> connectionTrouble(const ShellState &state, qint64 nowMs);

} // namespace tidemark::ui
