// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/RecordsHandler.h"

#include "backend/api/AccessReason.h"
#include "backend/api/AdminAnswers.h"
#include "backend/api/ColumnValues.h"
#include "backend/api/ListParameters.h"
#include "backend/api/Parameters.h"

namespace tidemark::backend {

namespace {

Attempt<std::size_t> entityOf(const Schema &schema, std::string_view name)
{
    const auto entity = schema.entityIndex(name);
    if (!entity)
        return refuse(404, "unknown_entity", "the schema has no such entity");
    return *entity;
}

Attempt<std::string> idInPath(std::string_view id)
{
    if (!isUuid(id))
        return refuse(404, "not_found", "an id is a lowercase UUID");
    return std::string(id);
}

} // namespace

Attempt<Response> handleRecords(Services &services, Call &call)
{
    const Schema &schema = services.context.schema;
    TRY(const std::string reason, readAccessReason(call.request));
    RecordFilter filter;
    TRY(filter.entity, entityOf(schema, call.values.entity));
    TRY(filter.userId, idInPath(call.values.id));
    TRY(const ListParameters list, readListParameters(call.request));
    filter.limit = list.limit;
    filter.cursor = list.cursor;
    TRY(filter.text, textParameter(call.request, "q", 200));
    const EntitySchema &entity = schema.entities[filter.entity];
    CHECK(auditAccess(services, call,
                      {.action = "records.view", .userId = filter.userId, .entity = entity.name, .reason = reason}));
    TRY(const Page<Record> page, services.context.admin.listRecords(filter));
    return jsonResponse(
        listJson(page, [&](JsonWriter &json, const Record &record) { json.raw(wholeRowJson(entity, record)); }));
}

Attempt<Response> handleHistory(Services &services, Call &call)
{
    const Schema &schema = services.context.schema;
    TRY(const std::string reason, readAccessReason(call.request));
    VersionFilter filter;
    TRY(const std::size_t entity, entityOf(schema, call.values.entity));
    filter.entity = schema.entities[entity].name;
    TRY(filter.recordId, idInPath(call.values.id));
    TRY(filter.userId, uuidParameter(call.request, "user_id"));
    if (filter.userId.empty())
        return badParameter("user_id", "must say whose record it is");
    TRY(const ListParameters list, readListParameters(call.request));
    filter.limit = list.limit;
    filter.cursor = list.cursor;
    CHECK(auditAccess(services, call,
                      {.action = "record.history",
                       .userId = filter.userId,
                       .entity = filter.entity,
                       .recordId = filter.recordId,
                       .reason = reason}));
    TRY(const Page<VersionItem> page, services.context.admin.listVersions(filter));
    return jsonResponse(listJson(page, writeVersionItem));
}

} // namespace tidemark::backend
