// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Messages.h"
#include "protocol/SyncResult.h"

#include <QMetaType>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

/// Where a running sync is.
enum class SyncPhase : std::uint8_t { Pull, Apply, Push };

struct SyncProgress {
    SyncPhase phase = SyncPhase::Pull;
    std::int64_t done = 0;
    std::int64_t total = 0; ///< records; 0 when not known (a pull does not say how much comes)
};

/// How one sync ended, with everything a person or a script asks about it.
struct SyncReport {
    std::string syncId;
    SyncResult result = SyncResult::Success;
    Retry retry = Retry::No;
    Error error;                ///< empty code on success
    std::int64_t startedAt = 0; ///< ms
    double durationMs = 0;
    std::int64_t pulled = 0; ///< records that were news to the replica
    std::int64_t pushed = 0; ///< records the server took
    std::vector<ConflictNotice> conflicts;
    std::vector<Rejection> rejected;
    std::int64_t timestamp = 0;                         ///< the cursor afterwards
    std::vector<std::pair<std::string, double>> phases; ///< ms, summed over the requests
    std::int64_t bytesOut = 0;                          ///< sent bodies
    std::int64_t bytesIn = 0;                           ///< received bodies
    int httpStatus = 0;                                 ///< of the last answer
    std::string requestId;
    int attempts = 1;                         ///< tries so far
    std::optional<std::int64_t> retryAfterMs; ///< what the server asked for
};

/// What an engine does between syncs.
struct EngineState {
    bool syncing = false;
    int attempt = 0;            ///< failed tries in a row
    std::int64_t nextTryAt = 0; ///< ms; 0 when none is planned
    bool stopped = false;       ///< a failure that retrying cannot mend; a person must act
    Error reason;               ///< why it waits or stopped
};

} // namespace tidemark

Q_DECLARE_METATYPE(tidemark::SyncProgress)
Q_DECLARE_METATYPE(tidemark::SyncReport)
Q_DECLARE_METATYPE(tidemark::EngineState)
