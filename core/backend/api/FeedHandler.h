// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/admin/sync/logs/stream: server-sent events (WHATWG HTML, section 9.2), a `log` or `conflict` each, as
/// items of the lists; no record values. Begins with what is new, or after `Last-Event-ID`; ends when the token
/// expires. Refusals: 400 `bad_header`.
Attempt<Response> handleFeed(Services &services, Call &call);

} // namespace tidemark::backend
