// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/SimServer.h"

#include "protocol/PushCodec.h"
#include "simulation/Mutants.h"

#include <cstdlib>

namespace tidemark::sim {

namespace {

/// Knows the simulated authority's tokens: signatures are not what is simulated here.
class SimVerifier final : public backend::TokenVerifier {
public:
    Result<backend::Claims> verify(std::string_view token, std::int64_t) const override
    {
        backend::Claims claims;
        if (!token.starts_with("sim-"))
            return Error{"token_bad_signature", ErrorCategory::Auth, {}};
        claims.sub = token.substr(4);
        claims.exp = INT64_MAX / 1000;
        return claims;
    }
};

} // namespace

SimServer::SimServer(Scheduler &scheduler, const Options &options)
    : m_clock(scheduler),
      m_random(options.seed * 7919 + 1),
      m_ids(m_clock, m_random),
      m_verifier(std::make_unique<SimVerifier>()),
      m_forgetful(options.mutant == Mutant::ReceiptsIgnored)
{
    auto opened = backend::SqlStore::open({":memory:", pensieveSchema(), m_clock, m_ids, m_random, 1, 0});
    if (!opened)
        std::abort(); // a store in memory that does not open is a broken build
    m_store = std::move(opened).value();
    if (options.mutant == Mutant::NowAsCursor)
        m_mutant = makeNowAsCursorStore(*m_store, m_clock);
    backend::SyncStore &store = m_mutant ? *m_mutant : *m_store;
    m_api = std::make_unique<backend::Api>(
        backend::ApiContext{pensieveSchema(), store, *m_store, m_clock, m_ids, *m_verifier, nullptr});
}

SimServer::~SimServer() = default;

Response SimServer::handle(const Request &request)
{
    Request seen = request;
    if (m_forgetful)
        seen.headers.set("Idempotency-Key", "");
    auto answered = drained(m_api->handle(seen));
    // There is no connection to cut here.
    Response response = answered ? std::move(*answered) : Response{500, {}, {}, {}};
    const std::string key(request.headers.get("Idempotency-Key"));
    if (response.status == 200 && !key.empty() && m_byKey.try_emplace(key, m_pushes.size()).second) {
        JsonDocument document;
        const auto answer = readPushAnswer(pensieveSchema(), document, response.body);
        if (answer) {
            const std::string user(
                request.headers.get("Authorization").substr(std::string_view("Bearer sim-").size()));
            m_pushes.push_back({user, std::string(request.headers.get("X-Device-Id")), answer->stamp, request});
        }
    }
    return response;
}

} // namespace tidemark::sim
