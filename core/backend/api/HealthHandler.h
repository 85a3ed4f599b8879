// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /healthz: the program runs.
Attempt<Response> handleHealth(Services &services, Call &call);
/// GET /readyz: the database answers too, and the server is not about to stop; else 503.
Attempt<Response> handleReady(Services &services, Call &call);

} // namespace tidemark::backend
