// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/StatsHandler.h"

#include "backend/api/Parameters.h"

#include <array>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

struct Period {
    std::string_view name;
    std::int64_t ms;
};

constexpr std::array kPeriods{Period{"1h", kHourMs}, Period{"24h", 24 * kHourMs}, Period{"7d", 7 * 24 * kHourMs},
                              Period{"30d", 30 * 24 * kHourMs}};

Attempt<std::int64_t> readPeriod(const Request &request)
{
    const std::string name = request.query("period").value_or("24h");
    for (const Period &period : kPeriods) {
        if (period.name == name)
            return period.ms;
    }
    return badParameter("period", "must be 1h, 24h, 7d or 30d");
}

} // namespace

Attempt<Response> handleStats(Services &services, Call &call)
{
    TRY(const std::int64_t period, readPeriod(call.request));
    TRY(const std::string userId, uuidParameter(call.request, "user_id"));
    TRY(const SyncStats stats, services.context.admin.stats(period, services.context.clock.nowMs(), userId));
    std::string text;
    JsonWriter json(text);
    writeStats(json, stats);
    return jsonResponse(std::move(text));
}

} // namespace tidemark::backend
