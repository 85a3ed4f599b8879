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
    const ApiContext &context = services.context;
    if (context.draining && *context.draining)
        return refuse(503, "draining", "the server is about to stop");
    if (!services.readiness.check(context.admin, context.clock.steadyUs()))
        return refuse(503, "not_ready", "the database does not answer");
    return jsonResponse(R"({"status":"ready"})");
}

} // namespace tidemark::backend
