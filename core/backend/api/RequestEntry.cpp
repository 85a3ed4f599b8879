// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/RequestEntry.h"

namespace tidemark::backend {

namespace {

DeviceSeen deviceOf(const Session &session, const RequestTrace &trace, const SyncLogEntry &entry)
{
    const bool ok = entry.result == SyncResult::Success;
    return {entry.userId,       session.claims.email,       session.claims.name,        session.deviceId,
            session.deviceName, session.deviceModel,        session.clientTime,         session.pending,
            entry.startedAt,    ok && entry.type == "pull", ok && entry.type == "push", ok ? trace.cursor : 0};
}

class JournaledBody final : public BodySource {
public:
    JournaledBody(std::shared_ptr<BodySource> body, RequestEntry entry, std::int64_t bytesIn)
        : m_body(std::move(body)),
          m_entry(std::move(entry)),
          m_bytesIn(bytesIn)
    {
    }
    ~JournaledBody() override
    {
        // Never asked is HEAD: nobody missed anything.
        if (m_asked && !m_complete && !m_failed)
            m_entry.cut({"client_gone", ErrorCategory::Network, "the client left before the end of the answer"});
        m_entry.write(m_bytesIn, m_bytesOut);
    }
    JournaledBody(const JournaledBody &) = delete;
    JournaledBody &operator=(const JournaledBody &) = delete;

    Result<Piece> next() override
    {
        if (m_asked)
            m_entry.trace->lap("send");
        m_asked = true;
        Result<Piece> piece = m_body->next();
        if (piece) {
            m_complete = piece->last;
            m_bytesOut += static_cast<std::int64_t>(piece->bytes.size());
        } else {
            m_failed = true;
            m_entry.cut(piece.error());
        }
        return piece;
    }

private:
    std::shared_ptr<BodySource> m_body;
    RequestEntry m_entry;
    std::int64_t m_bytesIn;
    std::int64_t m_bytesOut = 0;
    bool m_asked = false;
    bool m_complete = false;
    bool m_failed = false;
};

} // namespace

void RequestEntry::succeeded(int status)
{
    trace->entry.status = status;
    trace->entry.result = outcomeOfStatus(status).result;
}

void RequestEntry::refused(int status, const Refusal &refusal)
{
    succeeded(status);
    trace->entry.errorCode = refusal.problem.code;
    trace->entry.errorDetail = refusal.logDetail.empty() ? refusal.problem.detail : refusal.logDetail;
}

void RequestEntry::cut(const Error &why)
{
    const bool network = why.category == ErrorCategory::Network;
    trace->entry.result = network ? SyncResult::NetworkError : SyncResult::ServerError;
    trace->entry.errorCode = why.code;
    trace->entry.errorDetail = why.detail;
}

void RequestEntry::write(std::int64_t bytesIn, std::int64_t bytesOut)
{
    SyncLogEntry entry = trace->entry;
    entry.id = services.context.ids.next();
    entry.syncId = session.syncId;
    entry.attempt = session.attempt;
    entry.deviceId = session.deviceId;
    entry.deviceName = session.deviceName;
    entry.type = type;
    entry.durationMs = trace->elapsedMs();
    entry.requestId = session.requestId;
    entry.bytesIn = bytesIn;
    entry.bytesOut = bytesOut;
    std::optional<DeviceSeen> device;
    if (!entry.userId.empty()) // also from an expired token, which was rightly signed
        device = deviceOf(session, *trace, entry);
    services.journal.add(std::move(entry), std::move(device));
}

std::shared_ptr<BodySource> journaled(std::shared_ptr<BodySource> body, RequestEntry entry, std::int64_t bytesIn)
{
    return std::make_shared<JournaledBody>(std::move(body), std::move(entry), bytesIn);
}

} // namespace tidemark::backend
