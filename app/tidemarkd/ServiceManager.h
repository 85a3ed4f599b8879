// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tidemark::daemon {

/// Tells systemd how the service is doing, "READY=1" or "STOPPING=1", as sd_notify(3) describes the protocol. Does
/// nothing when nobody wants to know.
void tellServiceManager(std::string_view state);

} // namespace tidemark::daemon
