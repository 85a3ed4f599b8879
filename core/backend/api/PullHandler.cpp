// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PullHandler.h"

#include "backend/api/ChangesStream.h"
#include "backend/api/Cursor.h"
#include "backend/api/Parameters.h"
#include "backend/api/PullParameters.h"

#include <numeric>

namespace tidemark::backend {

namespace {

std::vector<std::size_t> allEntities(const Schema &schema)
{
    std::vector<std::size_t> all(schema.entities.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// One pull: reads its window, whole or one page of it, and writes the answer while reading.
class Pull {
public:
    Pull(Services &services, Call &call) : m_services(services), m_call(call), m_userId(call.session.claims.sub) {}

    Attempt<Response> answer()
    {
        TRY(m_parameters, readPullParameters(m_services.context.schema, m_call.request));
        CHECK(readQuery());
        m_call.trace.lap("parse");
        if (m_parameters.offset.value_or(0) > 0)
            return echo();
        return m_parameters.limit || !m_parameters.page.empty() ? onePage() : wholeWindow();
    }

private:
    Attempt<Done> readQuery()
    {
        m_query.cursor = m_parameters.cursor.value_or(0);
        m_query.entities =
            m_parameters.entities.empty() ? allEntities(m_services.context.schema) : m_parameters.entities;
        if (m_parameters.limit)
            m_query.limit = static_cast<std::size_t>(*m_parameters.limit);
        if (m_parameters.page.empty())
            return Done{};
        const std::optional<PageToken> token = m_services.pages.open(m_userId, m_parameters.page);
        const bool otherWindow = token && m_parameters.cursor && *m_parameters.cursor != token->cursor;
        const bool otherEntities =
            token && !m_parameters.entities.empty() && m_parameters.entities != token->entities;
        if (!token || otherWindow || otherEntities)
            return refuseInput("bad_page", "/page", "page is not a token of this pull");
        m_query.cursor = token->cursor;
        m_query.until = token->until;
        m_query.entities = token->entities;
        m_query.after = token->after;
        m_windowEpoch = token->epoch;
        return Done{};
    }

    Attempt<PullPage> read()
    {
        TRY(PullPage page, m_services.context.store.pull(m_userId, m_query));
        m_call.trace.lap("database");
        const UserClock clock{page.clock, page.purgedMs};
        CHECK(checkCursor(m_query.cursor, m_parameters.epoch, page.meta, clock));
        CHECK(checkCursor(m_query.cursor, m_windowEpoch, page.meta, clock));
        return page;
    }

    /// Says "nothing more" to a client that pages by offset; it has had everything with the first page.
    Attempt<Response> echo()
    {
        m_query.limit = 1;
        TRY(const PullPage page, read());
        m_json.beginObject().key("changes").beginObject().endObject();
        return finish(page.meta, m_query.cursor, {});
    }

    Attempt<Response> onePage()
    {
        TRY(const PullPage page, read());
        const std::int64_t until = m_query.until == 0 ? page.clock : m_query.until;
        m_json.beginObject().key("changes");
        ChangesStream changes(m_json, m_services.context.schema);
        changes.add(page);
        changes.finish();
        m_call.trace.entry.pulled = changes.count();
        std::string next;
        if (page.hasMore)
            next = m_services.pages.seal(m_userId,
                                         {m_query.cursor, until, m_query.entities, page.last, page.meta.epoch});
        return finish(page.meta, until, next);
    }

    /// In short reads: rows that change between two of them have left the window and come with the next pull.
    Attempt<Response> wholeWindow()
    {
        TRY(PullPage page, read());
        m_query.until = page.clock;
        m_json.beginObject().key("changes");
        ChangesStream changes(m_json, m_services.context.schema);
        changes.add(page);
        while (page.hasMore) {
            m_call.trace.lap("serialise");
            m_query.after = page.last;
            TRY(page, read());
            changes.add(page);
        }
        changes.finish();
        m_call.trace.entry.pulled = changes.count();
        return finish(page.meta, m_query.until, {});
    }

    Response finish(const ServerMeta &meta, std::int64_t timestamp, const std::string &next)
    {
        m_json.field("timestamp", timestamp)
            .field("server_id", meta.serverId)
            .field("epoch", meta.epoch)
            .field("has_more", !next.empty())
            .key("next_page");
        if (next.empty())
            m_json.null();
        else
            m_json.string(next);
        m_json.endObject();
        m_call.trace.lap("serialise");
        return jsonResponse(std::move(m_out));
    }

    Services &m_services;
    Call &m_call;
    const std::string &m_userId;
    PullParameters m_parameters;
    PullQuery m_query;
    std::string m_windowEpoch; ///< of the page token
    std::string m_out;
    JsonWriter m_json{m_out};
};

} // namespace

Attempt<Response> handlePull(Services &services, Call &call)
{
    return Pull(services, call).answer();
}

} // namespace tidemark::backend
