// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/users: users with their devices and verdicts, newest first. With `state` a page may have fewer
/// items than its limit, or none, and still a next page: no more than 1,000 users are judged for one.
Attempt<Response> handleUsers(Services &services, Call &call);
/// GET /api/admin/sync/users/{id}: also counts, rows behind and rejections. Refused with 404 `unknown_user`.
Attempt<Response> handleUser(Services &services, Call &call);

} // namespace tidemark::backend
