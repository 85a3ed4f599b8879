// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/LogsHandler.h"

#include "backend/api/AdminAnswers.h"
#include "backend/api/ListParameters.h"
#include "backend/api/Parameters.h"

namespace tidemark::backend {

namespace {

Attempt<std::string> readType(const Request &request)
{
    TRY(std::string type, textParameter(request, "type", 16));
    if (!type.empty() && type != "pull" && type != "push" && type != "sync")
        return badParameter("type", "must be pull, push or sync");
    return type;
}

Attempt<std::string> readStatus(const Request &request)
{
    TRY(std::string status, textParameter(request, "status", 32));
    if (!status.empty() && status != "error" && syncResultName(syncResultFromName(status)) != status)
        return badParameter("status", "must be the name of a result, or error");
    return status;
}

Attempt<LogFilter> readFilter(const Request &request)
{
    LogFilter filter;
    TRY(const ListParameters list, readListParameters(request));
    filter.limit = list.limit;
    filter.cursor = list.cursor;
    TRY(filter.userId, uuidParameter(request, "user_id"));
    TRY(filter.deviceId, uuidParameter(request, "device_id"));
    TRY(filter.type, readType(request));
    TRY(filter.result, readStatus(request));
    TRY(filter.since, numberParameter(request, "since", {}, 0));
    TRY(filter.until, numberParameter(request, "until", {}, 0));
    TRY(const std::int64_t leastMs, numberParameter(request, "min_ms", {0, 86'400'000}, 0));
    filter.minMs = static_cast<double>(leastMs);
    TRY(filter.text, textParameter(request, "q", 200));
    return filter;
}

} // namespace

Attempt<Response> handleLogs(Services &services, Call &call)
{
    TRY(const LogFilter filter, readFilter(call.request));
    TRY(const Page<SyncLogEntry> page, services.context.admin.listLogs(filter));
    return jsonResponse(listJson(page, writeSyncLog));
}

} // namespace tidemark::backend
