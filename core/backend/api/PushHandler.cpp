// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PushHandler.h"

#include "backend/api/Cursor.h"
#include "backend/api/Parameters.h"
#include "backend/api/PushNews.h"
#include "protocol/PushCodec.h"

#include <sodium.h>

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxKey = 128;

std::string hashOf(std::string_view body)
{
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char *>(body.data()), body.size(), nullptr, 0);
    return hash;
}

Attempt<std::string> readKey(const Request &request)
{
    std::string key(request.headers.get("Idempotency-Key"));
    const bool visible = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (key.size() > kMaxKey || !visible)
        return refuseInput("bad_header", "/Idempotency-Key",
                           "Idempotency-Key must be at most 128 visible ASCII characters");
    return key;
}

/// One push. Everything up to transact() happens before the user's clock is locked.
class Push {
public:
    Push(Services &services, Call &call) : m_context(services.context), m_call(call) {}

    Attempt<Response> answer()
    {
        static thread_local JsonDocument document;
        TRY(m_key, readKey(m_call.request));
        if (!m_key.empty())
            m_bodyHash = hashOf(m_call.request.body);
        TRY(m_request, readPushRequest(m_context.schema, document, m_call.request.body, m_call.session.claims.sub));
        m_call.trace->entry.pushed = static_cast<std::int64_t>(m_request.count());
        m_call.trace->lap("parse");
        const auto done = transact();
        m_transaction.reset();
        m_call.trace->lap("database");
        if (!done)
            return done.error();
        m_call.trace->entry.pulled = static_cast<std::int64_t>(countRecords(m_answer.changes));
        m_call.trace->cursor = m_answer.timestamp;
        m_call.trace->entry.conflicts = static_cast<std::int64_t>(m_answer.conflicts.size());
        Response response = jsonResponse(writePushAnswer(m_context.schema, m_answer, m_request.mobile));
        m_call.trace->lap("serialise");
        return response;
    }

private:
    Attempt<Done> transact()
    {
        TRY(m_transaction, m_context.store.begin(m_call.session.claims.sub));
        const ServerMeta &meta = m_transaction->meta();
        const UserClock clock{m_transaction->clock(), m_transaction->purgedMs()};
        m_clockBefore = clock.now;
        CHECK(checkCursor(m_request.lastPulledAt, m_request.epoch, meta, clock));
        m_answer.serverId = meta.serverId;
        m_answer.epoch = meta.epoch;
        TRY(const bool repeated, repeatAnswer());
        return repeated ? Attempt<Done>(Done{}) : execute();
    }

    /// True when this key has been answered before; nothing is written again.
    Attempt<bool> repeatAnswer()
    {
        if (m_key.empty())
            return false;
        TRY(const std::optional<Receipt> receipt, m_transaction->findReceipt(m_call.session.deviceId, m_key));
        if (!receipt)
            return false;
        if (receipt->bodyHash != m_bodyHash)
            return refuse(422, "idempotency_key_reused", "the key was used for another body");
        JsonDocument document;
        TRY(PushAnswer before, readPushAnswer(m_context.schema, document, receipt->answer));
        m_answer.stamp = receipt->stamp;
        m_answer.conflicts = std::move(before.conflicts);
        m_answer.rejected = std::move(before.rejected);
        TRY(const RowsAfter after, readPushedRows(m_request, *m_transaction));
        CHECK(addNews(after));
        return true;
    }

    Attempt<Done> execute()
    {
        const std::int64_t now = m_context.clock.nowMs();
        const std::int64_t next = std::max(m_transaction->clock() + 1, now);
        const merge::PushContext context{m_request.lastPulledAt, m_call.session.deviceId, next};
        TRY(PushPlan plan, planPush(m_context.schema, m_request, context, m_context.ids, *m_transaction));
        m_answer.stamp = m_transaction->clock();
        if (plan.writesRows()) {
            CHECK(m_transaction->advanceClock(next));
            m_answer.stamp = next;
        }
        CHECK(write(plan, now));
        m_answer.conflicts = std::move(plan.notices);
        m_answer.rejected = m_request.rejected;
        CHECK(writeReceipt());
        CHECK(addNews(plan.after));
        if (plan.writesRows() || !plan.conflicts.empty() || !m_request.rejected.empty() || !m_key.empty())
            CHECK(m_transaction->commit());
        return Done{};
    }

    Result<void> write(PushPlan &plan, std::int64_t now)
    {
        for (std::size_t entity = 0; entity < plan.writes.size(); ++entity) {
            if (!plan.writes[entity].empty())
                CHECK(m_transaction->writeRows(entity, plan.writes[entity]));
        }
        for (ConflictWrite &conflict : plan.conflicts)
            conflict.stamp = m_answer.stamp;
        if (!plan.conflicts.empty())
            CHECK(m_transaction->writeConflicts(plan.conflicts));
        if (!m_request.rejected.empty())
            CHECK(m_transaction->writeRejections(m_call.session.deviceId, m_request.rejected, now));
        return {};
    }

    /// The answer is kept without changes: they are found anew when it is asked for again.
    Result<void> writeReceipt()
    {
        if (m_key.empty())
            return {};
        PushAnswer kept = m_answer;
        kept.changes.resize(m_context.schema.entities.size());
        const Receipt receipt{m_bodyHash, m_answer.stamp, writePushAnswer(m_context.schema, kept, false)};
        return m_transaction->writeReceipt(m_call.session.deviceId, m_key, receipt);
    }

    Result<void> addNews(const RowsAfter &after)
    {
        TRY(PushNews news, newsAfterPush(m_context.schema, m_request, after, m_clockBefore, *m_transaction));
        m_answer.changes = std::move(news.changes);
        m_answer.timestamp = news.timestamp;
        m_answer.hasMore = news.hasMore;
        return {};
    }

    const ApiContext &m_context;
    Call &m_call;
    std::string m_key;
    std::string m_bodyHash;
    PushRequest m_request;
    PushAnswer m_answer;
    std::int64_t m_clockBefore = 0;
    std::unique_ptr<UserTransaction> m_transaction;
};

} // namespace

Attempt<Response> handlePush(Services &services, Call &call)
{
    return Push(services, call).answer();
}

} // namespace tidemark::backend
