// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/WindowBody.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

/// Amid an answer a refusal cannot be said any more, only logged.
Error errorOf(const Refusal &refusal)
{
    const std::string &detail = refusal.logDetail.empty() ? refusal.problem.detail : refusal.logDetail;
    return {refusal.problem.code, ErrorCategory::Server, detail};
}

} // namespace

WindowBody::WindowBody(PullReader reader, PullQuery query, PullPage first)
    : m_reader(std::move(reader)),
      m_window(std::move(query)),
      m_first(std::move(first)),
      m_query(m_window),
      m_changes(m_json.beginObject().key("changes"), m_reader.schema())
{
    m_meta = m_first->meta;
    m_query.after = m_first->last;
    m_query.entities = {m_first->last.entity};
}

Result<BodySource::Piece> WindowBody::next()
{
    if (m_first) {
        m_changes.add(*m_first);
        m_first.reset();
    } else {
        CHECK(readOn());
    }
    if (m_done) {
        m_changes.finish();
        finishPull(m_json, m_meta, m_window.until, {});
    }
    m_reader.tell(m_changes.count());
    const std::size_t size = m_out.size();
    Piece piece{std::move(m_out), m_done};
    m_out.clear();
    if (!m_done)
        m_out.reserve(size); // the next one is about as large
    return piece;
}

Result<void> WindowBody::readOn()
{
    auto page = m_reader.read(m_query);
    if (!page)
        return errorOf(page.error());
    if (m_listing)
        m_changes.addUnkept(*page);
    else
        m_changes.add(*page);
    if (page->hasMore)
        m_query.after = page->last;
    else
        finishEntity();
    return {};
}

void WindowBody::finishEntity()
{
    const std::optional<PullPosition> unkept = m_changes.unkeptAfter();
    if (unkept && !m_listing) {
        m_listing = true;
        m_query.after = *unkept;
        return;
    }
    m_listing = false;
    const auto next = std::upper_bound(m_window.entities.begin(), m_window.entities.end(), m_query.entities.front());
    m_done = next == m_window.entities.end();
    if (!m_done) {
        m_query.entities = {*next};
        m_query.after = {};
    }
}

} // namespace tidemark::backend
