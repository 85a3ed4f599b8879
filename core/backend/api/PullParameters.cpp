// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PullParameters.h"

#include "backend/api/Parameters.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kMaxPage = 5000;

Attempt<std::optional<std::int64_t>> readCursor(const Request &request)
{
    const bool mobile = !request.query("last_pulled_at");
    const char *name = mobile ? "lastPulledAt" : "last_pulled_at";
    const std::optional<std::string> text = request.query(name);
    if (!text)
        return std::optional<std::int64_t>();
    std::int64_t cursor = 0;
    if (!text->empty() && *text != "null" && *text != "undefined" && !parseNumber(*text, cursor))
        return badParameter(name, "must be a number of milliseconds, 0, null or empty");
    return std::optional(cursor);
}

std::string namesOf(const Schema &schema)
{
    std::string names;
    for (const EntitySchema &entity : schema.entities)
        names += (names.empty() ? "" : ", ") + entity.name;
    return names;
}

Attempt<std::vector<std::size_t>> readEntities(const Schema &schema, const Request &request)
{
    const std::string text = request.query("entities").value_or(std::string());
    std::vector<std::size_t> entities;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find(','), rest.size());
        const auto entity = schema.entityIndex(rest.substr(0, end));
        if (!entity)
            return badParameter("entities", "may name " + namesOf(schema));
        entities.push_back(*entity);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::sort(entities.begin(), entities.end());
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
    return entities;
}

Attempt<std::optional<std::int64_t>> readOptional(const Request &request, const char *name, NumberRange range)
{
    if (request.query(name).value_or(std::string()).empty())
        return std::optional<std::int64_t>();
    TRY(const std::int64_t number, numberParameter(request, name, range, 0));
    return std::optional(number);
}

} // namespace

Attempt<PullParameters> readPullParameters(const Schema &schema, const Request &request)
{
    PullParameters parameters;
    TRY(parameters.cursor, readCursor(request));
    TRY(parameters.entities, readEntities(schema, request));
    TRY(parameters.offset, readOptional(request, "offset", {}));
    // The original client names a limit too, but takes all there is.
    if (!parameters.offset) {
        TRY(parameters.limit, readOptional(request, "limit", {1, kMaxPage}));
    }
    TRY(parameters.page, textParameter(request, "page", 512));
    TRY(parameters.epoch, textParameter(request, "epoch", 64));
    return parameters;
}

} // namespace tidemark::backend
