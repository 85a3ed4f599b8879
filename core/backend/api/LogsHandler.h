// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/logs: the sync log, newest first, filtered.
Attempt<Response> handleLogs(Services &services, Call &call);

} // namespace tidemark::backend
