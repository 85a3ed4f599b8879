// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/sync/pull: what changed for the caller after its cursor.
Attempt<Response> handlePull(Services &services, Call &call);

} // namespace tidemark::backend
