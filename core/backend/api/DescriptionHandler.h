// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/openapi.json: what the API serves, as OpenAPI 3.1.
Attempt<Response> handleDescription(Services &services, Call &call);

} // namespace tidemark::backend
