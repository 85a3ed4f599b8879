// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /metrics: figures for Prometheus, of the API and of what the program around it adds.
Attempt<Response> handleMetrics(Services &services, Call &call);

} // namespace tidemark::backend
