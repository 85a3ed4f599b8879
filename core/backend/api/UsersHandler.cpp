// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/UsersHandler.h"

#include "backend/api/AdminAnswers.h"
#include "backend/api/ListParameters.h"
#include "backend/api/Parameters.h"
#include "backend/api/Verdicts.h"
#include "backend/store/Filter.h"
#include "base/Uuid.h"

namespace tidemark::backend {

namespace {

constexpr std::size_t kMostJudged = 1000;

Attempt<std::optional<Verdict>> readState(const Request &request)
{
    TRY(const std::string name, textParameter(request, "state", 16));
    const std::optional<Verdict> state = verdictFromName(name);
    if (!name.empty() && !state)
        return badParameter("state", "must be ok, idle, stuck, sign_in or never_synced");
    return state;
}

/// A verdict follows from facts of many tables, so it is found by judging, not by the database.
Attempt<Page<UserItem>> judged(const ApiContext &context, UserFilter filter, std::optional<Verdict> state)
{
    const std::int64_t now = context.clock.nowMs();
    const std::size_t wanted = filter.limit;
    Page<UserItem> found;
    std::size_t count = 0;
    do {
        TRY(Page<UserItem> page, context.admin.listUsers(filter));
        for (std::size_t i = 0; i < page.items.size(); ++i) {
            UserItem &user = page.items[i];
            judge(user, now);
            if (state && user.verdict != *state)
                continue;
            const std::string place = cursorAfter(user.firstSeen, user.id);
            found.items.push_back(std::move(user));
            if (found.items.size() == wanted) {
                found.nextCursor = i + 1 < page.items.size() ? place : page.nextCursor;
                return found;
            }
        }
        count += page.items.size();
        filter.cursor = page.nextCursor;
    } while (!filter.cursor.empty() && count < kMostJudged);
    found.nextCursor = filter.cursor;
    return found;
}

} // namespace

Attempt<Response> handleUsers(Services &services, Call &call)
{
    UserFilter filter;
    TRY(const ListParameters list, readListParameters(call.request));
    filter.limit = list.limit;
    filter.cursor = list.cursor;
    TRY(filter.text, textParameter(call.request, "q", 200));
    TRY(const std::optional<Verdict> state, readState(call.request));
    TRY(const Page<UserItem> page, judged(services.context, std::move(filter), state));
    return jsonResponse(listJson(page, writeUserItem));
}

Attempt<Response> handleUser(Services &services, Call &call)
{
    std::optional<UserDetail> detail;
    if (isUuid(call.values.id)) { // else it may not even be text
        TRY(detail, services.context.admin.getUser(std::string(call.values.id)));
    }
    if (!detail)
        return refuse(404, "unknown_user", "there is no such user");
    judge(detail->user, services.context.clock.nowMs());
    std::string text;
    JsonWriter json(text);
    writeUserDetail(json, *detail);
    return jsonResponse(std::move(text));
}

} // namespace tidemark::backend
