// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Rollups.h"
#include "backend/store/SqlTransaction.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tidemark::backend {

/// How long things are kept, ms. The audit is kept for good, and so are conflicts.
struct Retention {
    /// Deleted rows; also receipts and rejections of pushes. A device that stays away longer must start anew.
    std::int64_t tombstonesMs = 90 * kDayMs;
    /// Earlier versions of rows. Not shorter than tombstones: the edits of a device that may still come are based on
    /// versions of that age.
    std::int64_t versionsMs = 90 * kDayMs;
    std::int64_t logsMs = 30 * kDayMs;
    std::int64_t rollupsMs = 400 * kDayMs; ///< figures made of logs
};

/// What one step did.
struct Purged {
    std::string_view what; ///< figures, logs, receipts, rejections, tombstones, versions
    std::int64_t rows = 0; ///< removed or merged
};

/// Does one small piece of what is due, in a transaction of its own; nothing when nothing is. Any number of programs
/// may do so at once, and one that is stopped leaves nothing half done.
///
/// Tombstones go under their user's clock, whose purged_ms rises to the newest of them. A version goes when a newer
/// one is past the age, too, so that every base a device may name is still known; those of a record with a conflict
/// that nobody has reviewed, or with an override that can be reverted, stay.
Result<std::optional<Purged>> purgeStep(const SqlShared &shared, ConnectionPool &pool, const Retention &retention,
                                        std::int64_t now);

} // namespace tidemark::backend
