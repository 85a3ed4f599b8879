// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/FeedHandler.h"

#include "backend/api/FeedBody.h"

namespace tidemark::backend {

Attempt<Response> handleFeed(Services &services, Call &call)
{
    FeedPosition position;
    if (const std::string_view last = call.request.headers.get("Last-Event-ID"); !last.empty()) {
        const auto read = readFeedPosition(last);
        if (!read)
            return refuseInput("bad_header", "/Last-Event-ID", "Last-Event-ID must be the id of an event");
        position = *read;
    } else {
        TRY(position.written, services.context.admin.newestWritten());
        position.createdAt = services.context.clock.nowMs() - 1;
    }
    Response response;
    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("X-Accel-Buffering", "no"); // a proxy shall pass events on as they come
    response.stream = std::make_shared<FeedBody>(services, position, call.session.claims.exp * 1000);
    return response;
}

} // namespace tidemark::backend
