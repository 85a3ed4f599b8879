// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/AuditHandler.h"

#include "backend/api/AdminAnswers.h"
#include "backend/api/ListParameters.h"
#include "backend/api/Parameters.h"

namespace tidemark::backend {

Attempt<Response> handleAudit(Services &services, Call &call)
{
    AuditFilter filter;
    TRY(const ListParameters list, readListParameters(call.request));
    filter.limit = list.limit;
    filter.cursor = list.cursor;
    TRY(filter.userId, uuidParameter(call.request, "user_id"));
    TRY(filter.actor, uuidParameter(call.request, "actor"));
    TRY(const Page<AuditEntry> page, services.context.admin.listAudit(filter));
    return jsonResponse(listJson(page, writeAuditEntry));
}

} // namespace tidemark::backend
