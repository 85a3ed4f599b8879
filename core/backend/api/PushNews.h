// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/PushPlan.h"

namespace tidemark::backend {

/// What the pushing client does not know yet.
struct PushNews {
    ChangeSet changes;
    std::int64_t timestamp = 0;
    bool hasMore = false;
};

/// Compares the window after the client's cursor with what it has just sent. A window of more than 1,000 rows is left
/// to the next pull: then only rows stored otherwise than sent are news, and the cursor stays.
/// @param after        the pushed rows as they are stored
/// @param clockBefore  the user's clock before this push, ms
Result<PushNews> newsAfterPush(const Schema &schema, const PushRequest &request, const RowsAfter &after,
                               std::int64_t clockBefore, UserTransaction &transaction);

} // namespace tidemark::backend
