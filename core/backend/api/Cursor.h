// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "backend/store/Store.h"

#include <string_view>

namespace tidemark::backend {

/// What the server knows of a user's time, ms.
struct UserClock {
    std::int64_t now = 0;    ///< the newest stamp
    std::int64_t purged = 0; ///< the newest stamp of a tombstone that is gone
};

/// Refuses a cursor that can no longer be gone on from: 410 `epoch_changed` (with `restored_to`), `cursor_ahead`
/// or `cursor_expired`.
/// @param epoch  as the client knows it, empty when it does not say
Attempt<Done> checkCursor(std::int64_t cursor, std::string_view epoch, const ServerMeta &meta,
                          const UserClock &clock);

} // namespace tidemark::backend
