// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/stats: how syncing went over a period, for all users or one.
Attempt<Response> handleStats(Services &services, Call &call);

} // namespace tidemark::backend
