// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Decisions.h"
#include "protocol/BulkOverride.h"

namespace tidemark::backend {

/// The columns in conflict as one side had them; a side that had deleted the record has `_status` alone, and one that
/// had edited a deleted record has `_status` active with its edit.
/// Refused with 409 `no_record` (it was purged) or `side_unknown` (the version at the base is no longer kept).
Attempt<Record> sideValues(const OpenConflict &conflict, ConflictSide side);

/// False when the record has all these values already.
bool changesRecord(const OpenConflict &conflict, const Record &values);

} // namespace tidemark::backend
