// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// POST /api/admin/sync/conflicts/{id}/override: writes other values as a new version of the record. Refused with 409
/// `record_moved` and the current row when the record's stamp is not the expected one.
Attempt<Response> handleOverride(Services &services, Call &call);
/// POST …/revert: puts back what the override replaced, while the record still stands as the override left it.
Attempt<Response> handleRevert(Services &services, Call &call);
/// POST …/review: looked at and accepted as it is. Writes no record.
Attempt<Response> handleReview(Services &services, Call &call);

} // namespace tidemark::backend
