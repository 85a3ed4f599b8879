// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/UnsteadyTransport.h"

namespace tidemark::demo {

std::optional<Mishaps::Kind> Mishaps::next()
{
    if (!m_random.chance(1, 8))
        return std::nullopt;
    if (m_round.empty())
        m_round = {Kind::Reset, Kind::LostAnswer, Kind::OldToken, Kind::Damaged};
    const auto drawn = m_round.begin() + static_cast<std::ptrdiff_t>(m_random.below(m_round.size()));
    const Kind kind = *drawn;
    m_round.erase(drawn);
    return kind;
}

UnsteadyTransport::UnsteadyTransport(std::unique_ptr<Transport> line, std::unique_ptr<Transport> expired,
                                     Mishaps &mishaps, Random &random, AsyncClock &clock)
    : m_line(std::move(line)),
      m_expired(std::move(expired)),
      m_mishaps(mishaps),
      m_random(random),
      m_clock(clock)
{
}

QCoro::Task<Exchange> UnsteadyTransport::send(Request request)
{
    if (!m_online)
        co_return Exchange{std::nullopt, NetworkFailure::Unreachable, "the device is offline", {}};
    const auto mishap = m_mishaps.next();
    if (!mishap)
        co_return co_await m_line->send(std::move(request));
    const auto lag = static_cast<std::int64_t>(m_random.below(90));
    co_await m_clock.sleepUntil(m_clock.nowMs() + lag);
    if (*mishap == Mishaps::Kind::Reset)
        co_return Exchange{std::nullopt, NetworkFailure::Reset, "the connection was reset", {}};
    if (*mishap == Mishaps::Kind::LostAnswer) {
        // The request gets through and is executed; its answer does not come back in time.
        const Exchange lost = co_await m_line->send(std::move(request));
        co_return Exchange{std::nullopt, NetworkFailure::Timeout, "no answer in time", lost.phases};
    }
    if (*mishap == Mishaps::Kind::OldToken)
        co_return co_await m_expired->send(std::move(request));
    if (request.method == "POST")
        request.body.resize(request.body.size() / 2);
    else
        request.target += "&limit=many";
    co_return co_await m_line->send(std::move(request));
}

void UnsteadyTransport::cancel()
{
    m_line->cancel();
    m_expired->cancel();
}

} // namespace tidemark::demo
