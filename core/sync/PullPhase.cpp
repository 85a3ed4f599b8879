// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/PullPhase.h"

#include "protocol/PullCodec.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tidemark {

QCoro::Task<bool> PullPhase::run()
{
    // Until an answer fits one page: a row that moved while we paged is in the next window.
    bool whole = std::exchange(m_cycle.options.full, false);
    for (bool again = true; again;) {
        std::vector<std::string> pages = co_await fetchWindow();
        if (pages.empty())
            co_return false;
        again = pages.size() > 1;
        if (whole) {
            // What a row that moved while we paged became is needed before rows the server lacks may go.
            m_cycle.meta.cursor = m_windowEnd;
            std::vector<std::string> rest = co_await fetchWindow();
            if (rest.empty())
                co_return false;
            again = rest.size() > 1;
            std::move(rest.begin(), rest.end(), std::back_inserter(pages));
        }
        if (!applyWindow(pages, std::exchange(whole, false) ? Replica::PullKind::Whole : Replica::PullKind::Window))
            co_return false;
    }
    co_return true;
}

QCoro::Task<bool> PullPhase::meetServer()
{
    auto response = co_await m_cycle.exchange(m_cycle.makeRequest("GET", targetOf(1, {})));
    if (!response)
        co_return false;
    const auto header = readPullHeader(m_cycle.document, response->body);
    if (!header)
        co_return m_cycle.fail(header.error(), Retry::Backoff);
    co_return m_cycle.bind(header->serverId, header->epoch);
}

/// All pages of one window, unparsed: the write lock must not wait for the network. Empty: failed.
QCoro::Task<std::vector<std::string>> PullPhase::fetchWindow()
{
    std::vector<std::string> pages;
    std::string page;
    std::int64_t records = 0;
    do {
        m_cycle.tell(SyncPhase::Pull, records, 0);
        auto response =
            co_await m_cycle.exchange(m_cycle.makeRequest("GET", targetOf(m_cycle.options.pageSize, page)));
        if (!response)
            co_return {};
        const std::int64_t parsing = m_cycle.parts.clock.steadyUs();
        const auto header = readPullHeader(m_cycle.document, response->body);
        m_cycle.addPhase("parse", m_cycle.msSince(parsing));
        if (!header) {
            m_cycle.fail(header.error(), Retry::Backoff);
            co_return {};
        }
        if (pages.empty() && !m_cycle.bind(header->serverId, header->epoch))
            co_return {};
        if (header->hasMore && header->nextPage == page) {
            m_cycle.fail({"bad_answer", ErrorCategory::Server, "a page leads to itself"}, Retry::Backoff);
            co_return {};
        }
        page = header->nextPage;
        m_windowEnd = header->timestamp;
        pages.push_back(std::move(response->body));
        records += static_cast<std::int64_t>(m_cycle.options.pageSize);
    } while (!page.empty());
    co_return pages;
}

std::string PullPhase::targetOf(std::size_t limit, const std::string &page) const
{
    std::string target =
        "/api/sync/pull?last_pulled_at=" + std::to_string(m_cycle.meta.cursor) + "&limit=" + std::to_string(limit);
    if (!m_cycle.meta.epoch.empty())
        target += "&epoch=" + percentEncode(m_cycle.meta.epoch);
    if (!page.empty())
        target += "&page=" + percentEncode(page);
    return target;
}

bool PullPhase::applyWindow(const std::vector<std::string> &pages, Replica::PullKind kind)
{
    const std::int64_t applying = m_cycle.parts.clock.steadyUs();
    auto transaction = m_cycle.parts.replica.beginPull(kind);
    if (m_cycle.failed(transaction))
        return false;
    std::int64_t timestamp = 0;
    std::int64_t pulled = 0;
    for (const std::string &page : pages) {
        const auto answer = readPullAnswer(m_cycle.parts.replica.schema(), m_cycle.document, page);
        if (!answer)
            return m_cycle.fail(answer.error(), Retry::Backoff);
        const auto resolver = answer->epoch.empty() ? merge::Resolver::Client : merge::Resolver::Server;
        const auto written = (*transaction)->apply(answer->changes, answer->timestamp, resolver);
        if (m_cycle.failed(written))
            return false;
        pulled += static_cast<std::int64_t>(*written);
        timestamp = answer->timestamp;
        m_cycle.tell(SyncPhase::Apply, pulled, 0);
    }
    if (m_cycle.failed((*transaction)->finish(timestamp)))
        return false;
    m_cycle.addPhase("apply", m_cycle.msSince(applying));
    m_cycle.report.pulled += pulled;
    m_cycle.meta.cursor = std::max(m_cycle.meta.cursor, timestamp);
    return true;
}

} // namespace tidemark
