// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Store.h"
#include "base/Uuid.h"
#include "protocol/Messages.h"

#include <vector>

namespace tidemark::backend {

/// The rows of a push as the server has them, in the request's order: by schema entity index, then row.
using RowsAfter = std::vector<std::vector<std::optional<merge::StoredRow>>>;

/// All that a push does, decided and not yet done.
struct PushPlan {
    RowsAfter after;
    std::vector<std::vector<RowWrite>> writes; ///< by schema entity index
    std::vector<ConflictWrite> conflicts;      ///< their stamp is set when it is known whether anything is written
    std::vector<ConflictNotice> notices;

    bool writesRows() const;
};

/// Reads what the rows of a push meet and merges them.
Result<PushPlan> planPush(const Schema &schema, const PushRequest &request, const merge::PushContext &context,
                          IdSource &ids, UserTransaction &transaction);

/// The pushed rows as they are stored.
Result<RowsAfter> readPushedRows(const PushRequest &request, UserTransaction &transaction);

} // namespace tidemark::backend
