// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/PushPhase.h"

#include "protocol/PushCodec.h"

#include <algorithm>
#include <utility>

namespace tidemark {

QCoro::Task<bool> PushPhase::run()
{
    OutboxPosition position;
    for (;;) {
        auto batch = m_cycle.parts.replica.frozen();
        if (!batch && batch.error().code == "tampered") {
            // Nobody knows what was put into it. Its rows are dirty still, and go out anew.
            if (!m_cycle.thaw())
                co_return false;
            continue;
        }
        if (m_cycle.failed(batch))
            co_return false;
        if (!*batch) {
            const auto taken = freezeNext(position);
            if (!taken)
                co_return false;
            if (*taken == 0)
                co_return m_damaged ? m_cycle.fail(*m_damaged, Retry::No) : true;
            continue;
        }
        m_cycle.tell(SyncPhase::Push, m_cycle.report.pushed, m_cycle.pending);
        const bool going = co_await sendBatch(std::move(**batch));
        if (!going)
            co_return false;
        if (std::exchange(m_halved, false))
            position = {};
    }
}

/// Freezes the next dirty rows, so that a retry after a crash is the same request. 0: nothing is left.
std::optional<std::size_t> PushPhase::freezeNext(OutboxPosition &position)
{
    Replica &replica = m_cycle.parts.replica;
    auto next = replica.outbox(position, m_cycle.options.batchSize, m_cycle.options.batchBytes);
    if (m_cycle.failed(next))
        return std::nullopt;
    if (next->damaged)
        m_damaged = std::move(next->damaged);
    if (next->count == 0)
        return 0;
    position = next->next;
    PushRequest request;
    request.lastPulledAt = m_cycle.meta.cursor;
    request.epoch = m_cycle.meta.epoch;
    request.rows = std::move(next->rows);
    if (m_cycle.failed(replica.freeze({m_cycle.parts.ids.next(), writePushRequest(replica.schema(), request)})))
        return std::nullopt;
    return next->count;
}

QCoro::Task<bool> PushPhase::sendBatch(FrozenBatch batch)
{
    Request request = m_cycle.makeRequest("POST", "/api/sync/push");
    request.headers.set("Content-Type", "application/json");
    request.headers.set("Idempotency-Key", batch.key);
    request.body = batch.body;
    const auto response = co_await m_cycle.exchange(std::move(request));
    if (m_cycle.abandoned())
        co_return false;
    const auto sent =
        readPushRequest(m_cycle.parts.replica.schema(), m_cycle.document, batch.body, m_cycle.options.userId);
    if (m_cycle.failed(sent))
        co_return false;
    if (!response)
        co_return refused(*sent);
    co_return take(*sent, *response);
}

bool PushPhase::take(const PushRequest &sent, const Response &response)
{
    const auto answer = readPushAnswer(m_cycle.parts.replica.schema(), m_cycle.document, response.body);
    if (!answer)
        return m_cycle.fail(answer.error(), Retry::Backoff);
    if (!m_cycle.bind(answer->serverId, answer->epoch))
        return false;
    const std::int64_t applying = m_cycle.parts.clock.steadyUs();
    const auto news = m_cycle.parts.replica.acknowledge(sent, *answer);
    if (m_cycle.failed(news))
        return false;
    m_cycle.addPhase("apply", m_cycle.msSince(applying));
    SyncReport &report = m_cycle.report;
    report.pushed += static_cast<std::int64_t>(sent.count() - answer->rejected.size());
    report.pulled += static_cast<std::int64_t>(*news);
    report.conflicts.insert(report.conflicts.end(), answer->conflicts.begin(), answer->conflicts.end());
    report.rejected.insert(report.rejected.end(), answer->rejected.begin(), answer->rejected.end());
    if (answer->hasMore)
        m_leftSome = true;
    else
        m_cycle.meta.cursor = std::max(m_cycle.meta.cursor, answer->timestamp);
    return true;
}

/// The server said no to a batch, or nothing at all. A definite no unfreezes it; its rows stay dirty.
bool PushPhase::refused(const PushRequest &sent)
{
    SyncReport &report = m_cycle.report;
    if (report.httpStatus < 400 || report.httpStatus >= 500 || report.httpStatus == 401 || report.httpStatus == 408
        || report.httpStatus == 429 || report.result == SyncResult::NetworkError
        || report.result == SyncResult::Timeout || report.result == SyncResult::Cancelled)
        return false;
    if (!m_cycle.thaw())
        return false;
    if (report.retry != Retry::HalfTheBatch || sent.count() <= 1)
        return false;
    m_cycle.options.batchSize = std::max<std::size_t>(1, sent.count() / 2);
    report.result = SyncResult::Success;
    report.retry = Retry::No;
    report.error = {};
    m_halved = true;
    return true;
}

} // namespace tidemark
