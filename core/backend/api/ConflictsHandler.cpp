// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/ConflictsHandler.h"

#include "backend/api/AccessReason.h"
#include "backend/api/AdminAnswers.h"
#include "backend/api/ListParameters.h"
#include "backend/api/Parameters.h"
#include "base/Uuid.h"

namespace tidemark::backend {

namespace {

Attempt<ConflictFilter> readFilter(const Schema &schema, const Request &request)
{
    ConflictFilter filter;
    TRY(const ListParameters list, readListParameters(request));
    filter.limit = list.limit;
    filter.cursor = list.cursor;
    TRY(filter.userId, uuidParameter(request, "user_id"));
    TRY(filter.entity, entityParameter(schema, request));
    TRY(const std::string state, textParameter(request, "state", 16));
    filter.state = conflictStateFromName(state);
    if (!state.empty() && !filter.state)
        return badParameter("state", "must be auto, reviewed, overridden or reverted");
    return filter;
}

Attempt<StoredConflict> findConflict(Services &services, const std::string &id)
{
    std::optional<StoredConflict> found;
    if (isUuid(id)) { // else it may not even be text
        TRY(found, services.context.admin.getConflict(id));
    }
    if (!found)
        return refuse(404, "unknown_conflict", "there is no such conflict");
    return std::move(*found);
}

Response answerConflict(Services &services, const StoredConflict &conflict)
{
    std::string text;
    JsonWriter json(text);
    writeConflictDetail(json, answerOf(services.context.schema, conflict));
    return jsonResponse(std::move(text));
}

} // namespace

Attempt<Response> handleConflicts(Services &services, Call &call)
{
    TRY(const ConflictFilter filter, readFilter(services.context.schema, call.request));
    TRY(const Page<ConflictItem> page, services.context.admin.listConflicts(filter));
    return jsonResponse(listJson(page, writeConflictItem));
}

Attempt<Response> handleConflict(Services &services, Call &call)
{
    TRY(const std::string reason, readAccessReason(call.request));
    TRY(const StoredConflict conflict, findConflict(services, std::string(call.values.id)));
    const ConflictItem &item = conflict.item;
    CHECK(auditAccess(services, call,
                      {.action = "conflict.view",
                       .userId = item.userId,
                       .entity = item.entity,
                       .recordId = item.recordId,
                       .conflictId = item.id,
                       .reason = reason}));
    return answerConflict(services, conflict);
}

Attempt<Response> showConflict(Services &services, const std::string &id)
{
    TRY(const StoredConflict conflict, findConflict(services, id));
    return answerConflict(services, conflict);
}

} // namespace tidemark::backend
