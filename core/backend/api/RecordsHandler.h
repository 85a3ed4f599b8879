// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/users/{id}/records/{entity}: a look at somebody's rows, the latest change first. Needs
/// `X-Access-Reason`; every page is audited. Refused with 404 `unknown_entity`.
Attempt<Response> handleRecords(Services &services, Call &call);
/// GET /api/admin/sync/records/{entity}/{id}/history?user_id=: every version of one record, newest first. The same.
Attempt<Response> handleHistory(Services &services, Call &call);

} // namespace tidemark::backend
