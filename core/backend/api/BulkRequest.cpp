// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/BulkRequest.h"

#include "backend/api/DecisionRequest.h"
#include "backend/api/Parameters.h"
#include "base/Uuid.h"

#include <unordered_set>

namespace tidemark::backend {

namespace {

using simdjson::dom::element;

Attempt<ConflictSide> readSide(const element &body)
{
    std::string_view name;
    const bool given = body["side"].get_string().get(name) == simdjson::SUCCESS;
    const auto side = conflictSideFromName(name);
    if (!given || !side)
        return refuseInput("bad_request", "/side", "side must be base, client or server");
    return *side;
}

/// A text that may be absent or null.
Attempt<std::string> readText(const element &json, const char *key, const std::string &pointer)
{
    std::string_view text;
    element value;
    const bool given = json[key].get(value) == simdjson::SUCCESS && !value.is_null();
    if (given && (value.get_string().get(text) != simdjson::SUCCESS || text.size() > 512 || !isCleanText(text)))
        return refuseInput("bad_request", pointer, "must be text of at most 512 bytes");
    return std::string(text);
}

Attempt<ConflictFilter> readFilter(const Schema &schema, const element &json)
{
    ConflictFilter filter;
    if (!json.is_object())
        return refuseInput("bad_request", "/filter", "filter must be an object");
    TRY(filter.userId, readText(json, "user_id", "/filter/user_id"));
    if (!filter.userId.empty() && !isUuid(filter.userId))
        return refuseInput("bad_request", "/filter/user_id", "user_id must be a lowercase UUID");
    TRY(filter.entity, readText(json, "entity", "/filter/entity"));
    if (!filter.entity.empty() && !schema.entityIndex(filter.entity))
        return refuseInput("bad_request", "/filter/entity", "entity must be one of the schema's");
    TRY(const std::string state, readText(json, "state", "/filter/state"));
    filter.state = conflictStateFromName(state);
    if (!state.empty() && !filter.state)
        return refuseInput("bad_request", "/filter/state", "state must be auto, reviewed, overridden or reverted");
    return filter;
}

Attempt<std::vector<SelectedConflict>> readSelection(const element &body)
{
    simdjson::dom::array array;
    if (body["selection"].get_array().get(array) != simdjson::SUCCESS || array.size() == 0)
        return refuseInput("bad_request", "/selection", "selection must be a list of conflicts");
    if (array.size() > kMostSelected)
        return refuse(413, "too_many_records", "a selection has at most 1,000 conflicts");
    std::vector<SelectedConflict> selection;
    std::unordered_set<std::string> ids;
    for (const element item : array) {
        const std::string pointer = "/selection/" + std::to_string(selection.size());
        std::string_view id;
        SelectedConflict selected;
        const bool sound = item.is_object() && item["id"].get_string().get(id) == simdjson::SUCCESS && isUuid(id)
            && item["expected_last_modified_at"].get_int64().get(selected.expectedStamp) == simdjson::SUCCESS
            && selected.expectedStamp > 0;
        if (!sound)
            return refuseInput("bad_request", pointer, "must have an id and an expected_last_modified_at");
        selected.id = id;
        if (!ids.insert(selected.id).second)
            return refuseInput("bad_request", pointer, "is selected twice");
        selection.push_back(std::move(selected));
    }
    return selection;
}

} // namespace

Attempt<BulkQuery> readBulkQuery(const Schema &schema, const element &body)
{
    BulkQuery query;
    TRY(query.side, readSide(body));
    element filter;
    if (body["filter"].get(filter) != simdjson::SUCCESS)
        return refuseInput("bad_request", "/filter", "filter must be an object");
    TRY(query.filter, readFilter(schema, filter));
    TRY(query.filter.cursor, readText(body, "cursor", "/cursor"));
    query.filter.limit = kMostSelected;
    element limit;
    if (body["limit"].get(limit) == simdjson::SUCCESS && !limit.is_null()) {
        std::int64_t number = 0;
        if (limit.get_int64().get(number) != simdjson::SUCCESS || number < 1
            || number > static_cast<std::int64_t>(kMostSelected))
            return refuseInput("bad_request", "/limit", "limit must be a whole number from 1 to 1000");
        query.filter.limit = static_cast<std::size_t>(number);
    }
    return query;
}

Attempt<BulkOrder> readBulkOrder(const element &body)
{
    BulkOrder order;
    TRY(order.side, readSide(body));
    TRY(order.note, readNote(body, true));
    TRY(order.runId, readText(body, "run_id", "/run_id"));
    if (!isUuid(order.runId))
        return refuseInput("bad_request", "/run_id", "run_id must be a lowercase UUID");
    TRY(order.selection, readSelection(body));
    return order;
}

} // namespace tidemark::backend
