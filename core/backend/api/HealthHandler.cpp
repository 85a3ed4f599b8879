// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/HealthHandler.h"

#include "backend/api/Parameters.h"

namespace tidemark::backend {

Attempt<Response> handleHealth(Services &, Call &)
{
    return jsonResponse(R"({"status":"ok"})");
}

Attempt<Response> handleReady(Services &services, Call &)
{
    const auto answered = services.context.admin.conflictOwner("00000000-0000-0000-0000-000000000000");
    if (!answered)
        return refuse(503, "not_ready", "the database does not answer");
    return jsonResponse(R"({"status":"ready"})");
}

} // namespace tidemark::backend
