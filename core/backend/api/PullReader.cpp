// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PullReader.h"

#include "backend/api/Cursor.h"

namespace tidemark::backend {

PullReader::PullReader(Services &services, std::string userId, std::string epoch, std::string windowEpoch,
                       std::shared_ptr<RequestTrace> trace)
    : m_services(services),
      m_userId(std::move(userId)),
      m_epoch(std::move(epoch)),
      m_windowEpoch(std::move(windowEpoch)),
      m_trace(std::move(trace))
{
}

Attempt<PullPage> PullReader::read(const PullQuery &query)
{
    TRY(PullPage page, m_services.context.store.pull(m_userId, query));
    m_trace->lap("database");
    const UserClock clock{page.clock, page.purgedMs};
    CHECK(checkCursor(query.cursor, m_epoch, page.meta, clock));
    if (!m_windowEpoch.empty())
        CHECK(checkCursor(query.cursor, m_windowEpoch, page.meta, clock));
    return page;
}

void PullReader::tell(std::int64_t pulled)
{
    m_trace->entry.pulled = pulled;
    m_trace->lap("serialise");
}

void finishPull(JsonWriter &json, const ServerMeta &meta, std::int64_t timestamp, const std::string &next)
{
    json.field("timestamp", timestamp)
        .field("server_id", meta.serverId)
        .field("epoch", meta.epoch)
        .field("has_more", !next.empty())
        .key("next_page");
    if (next.empty())
        json.null();
    else
        json.string(next);
    json.endObject();
}

} // namespace tidemark::backend
