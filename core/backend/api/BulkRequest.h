// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "backend/store/AdminStore.h"
#include "protocol/BulkOverride.h"
#include "schema/Schema.h"

#include <simdjson.h>

namespace tidemark::backend {

/// The body of a dry run.
struct BulkQuery {
    ConflictFilter filter;
    ConflictSide side = ConflictSide::Client;
};

/// The body of an execution.
struct BulkOrder {
    std::string runId; ///< a UUID, the same whenever this run is tried again
    std::string note;
    ConflictSide side = ConflictSide::Client;
    std::vector<SelectedConflict> selection; ///< 1..kMostSelected, no id twice
};

/// Refusals are 400s that point to the member at fault: `bad_request`, `note_missing`; a selection that is too long
/// is 413 `too_many_records`.
Attempt<BulkQuery> readBulkQuery(const Schema &schema, const simdjson::dom::element &body);
Attempt<BulkOrder> readBulkOrder(const simdjson::dom::element &body);

} // namespace tidemark::backend
