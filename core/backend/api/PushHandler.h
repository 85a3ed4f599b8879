// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// POST /api/sync/push: merges the caller's edits in one transaction and answers what the caller lacks.
Attempt<Response> handlePush(Services &services, Call &call);

} // namespace tidemark::backend
