// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// POST /api/sync/report: a client's own logs, kept under the caller with source `client`. A row that is known is not
/// kept twice; one that is not sound is named in the answer.
Attempt<Response> handleReport(Services &services, Call &call);

} // namespace tidemark::backend
