// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/UserMessages.h"

namespace tidemark::backend {

/// More failures in a row than this are trouble, as in the statistics.
inline constexpr std::int64_t kToleratedFailures = 3;
/// A device that comes, with changes to push, and has not pushed for so long, is stuck. ms
inline constexpr std::int64_t kStuckAfterMs = 3'600'000;
/// A device of which nothing was heard for so long is idle. ms
inline constexpr std::int64_t kIdleAfterMs = 7LL * 24 * 3'600'000;

/// How a device is doing. The first of these that holds:
/// sign_in, its newest request was refused for its token; idle, silent for kIdleAfterMs; stuck, more than
/// kToleratedFailures in a row, or it says that changes are pending and was seen kStuckAfterMs after its last push
/// (after its first contact, if it never pushed); never_synced, no pull and no push has succeeded; else ok.
/// A device that ceased to try long ago is idle rather than stuck; its facts say what was pending.
Verdict verdictOf(const DeviceItem &device, std::int64_t now);

/// Judges every device, and then the user: by the one that needs a person most (sign_in, stuck), else by the one that
/// does best (ok, idle, never_synced).
void judge(UserItem &user, std::int64_t now);

} // namespace tidemark::backend
