// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// POST /api/admin/sync/conflicts/bulk-override. With `dry_run`: which conflicts of a filter one side's values would
/// change, as a selection. Without: executes a selection, one transaction a user in the order of user ids, an outcome
/// for each item. A run that was cut may be sent again with the same `run_id`: what it has done is not done twice.
Attempt<Response> handleBulkOverride(Services &services, Call &call);

} // namespace tidemark::backend
