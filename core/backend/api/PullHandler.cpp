// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PullHandler.h"

#include "backend/api/Parameters.h"
#include "backend/api/PullParameters.h"
#include "backend/api/WindowBody.h"

#include <numeric>

namespace tidemark::backend {

namespace {

std::vector<std::size_t> allEntities(const Schema &schema)
{
    std::vector<std::size_t> all(schema.entities.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// The rows of a piece of a streamed answer end here, before the default of a page that was asked for.
constexpr std::size_t kPieceBytes = 1024 * 1024;

/// One pull: reads its window, or one page of it.
class Pull {
public:
    Pull(Services &services, Call &call) : m_services(services), m_call(call), m_userId(call.session.claims.sub) {}

    Attempt<Response> answer()
    {
        TRY(m_parameters, readPullParameters(m_services.context.schema, m_call.request));
        CHECK(readQuery());
        m_call.trace->lap("parse");
        PullReader reader(m_services, m_userId, m_parameters.epoch, m_windowEpoch, m_call.trace);
        if (m_parameters.offset.value_or(0) > 0)
            return echo(reader);
        return m_parameters.limit || !m_parameters.page.empty() ? onePage(reader) : wholeWindow(std::move(reader));
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

    /// A client moves its cursor after the last page, and for all it asked for.
    void noteCursor(std::int64_t until)
    {
        if (m_query.entities.size() == m_services.context.schema.entities.size())
            m_call.trace->cursor = until;
    }

    /// Says "nothing more" to a client that pages by offset; it has had everything with the first page.
    Attempt<Response> echo(PullReader &reader)
    {
        m_query.limit = 1;
        TRY(PullPage page, reader.read(m_query));
        page.rows.clear();
        return plain(reader, page, m_query.cursor, {});
    }

    Attempt<Response> onePage(PullReader &reader)
    {
        TRY(const PullPage page, reader.read(m_query));
        const std::int64_t until = m_query.until == 0 ? page.clock : m_query.until;
        std::string next;
        if (page.hasMore)
            next = m_services.pages.seal(m_userId,
                                         {m_query.cursor, until, m_query.entities, page.last, page.meta.epoch});
        else
            noteCursor(until);
        return plain(reader, page, until, next);
    }

    Attempt<Response> wholeWindow(PullReader reader)
    {
        m_query.maxBytes = kPieceBytes;
        TRY(PullPage page, reader.read(m_query));
        m_query.until = page.clock;
        noteCursor(page.clock);
        if (!page.hasMore)
            return plain(reader, page, m_query.until, {});
        Response response = jsonResponse({});
        response.stream = std::make_shared<WindowBody>(std::move(reader), std::move(m_query), std::move(page));
        return response;
    }

    static Response plain(PullReader &reader, const PullPage &page, std::int64_t timestamp, const std::string &next)
    {
        std::string out;
        JsonWriter json(out);
        json.beginObject().key("changes");
        ChangesStream changes(json, reader.schema());
        changes.add(page);
        changes.finish();
        finishPull(json, page.meta, timestamp, next);
        reader.tell(changes.count());
        return jsonResponse(std::move(out));
    }

    Services &m_services;
    Call &m_call;
    const std::string &m_userId;
    PullParameters m_parameters;
    PullQuery m_query;
    std::string m_windowEpoch; ///< of the page token
};

} // namespace

Attempt<Response> handlePull(Services &services, Call &call)
{
    return Pull(services, call).answer();
}

} // namespace tidemark::backend
