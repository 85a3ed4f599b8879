// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/conflicts: the list, without values.
Attempt<Response> handleConflicts(Services &services, Call &call);
/// GET /api/admin/sync/conflicts/{id}: all sides. Needs `X-Access-Reason`; who looked is audited.
Attempt<Response> handleConflict(Services &services, Call &call);

/// The answer that shows one conflict. Refused with 404 `unknown_conflict`.
Attempt<Response> showConflict(Services &services, const std::string &id);

} // namespace tidemark::backend
