// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/audit: who looked at or changed what, and why, newest first.
Attempt<Response> handleAudit(Services &services, Call &call);

} // namespace tidemark::backend
