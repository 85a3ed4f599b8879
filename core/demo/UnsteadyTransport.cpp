// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/UnsteadyTransport.h"

namespace tidemark::demo {

UnsteadyTransport::UnsteadyTransport(std::unique_ptr<Transport> line, std::unique_ptr<Transport> expired,
                                     Random &random, AsyncClock &clock)
    : m_line(std::move(line)),
      m_expired(std::move(expired)),
      m_random(random),
      m_clock(clock)
{
}

QCoro::Task<Exchange> UnsteadyTransport::send(Request request)
{
    const std::uint64_t luck = m_random.below(100);
    const auto lag = static_cast<std::int64_t>(m_random.below(90));
    if (!m_online)
        co_return Exchange{std::nullopt, NetworkFailure::Unreachable, "the device is offline", {}};
    if (luck >= 13)
        co_return co_await m_line->send(std::move(request));
    co_await m_clock.sleepUntil(m_clock.nowMs() + lag);
    if (luck < 4)
        co_return Exchange{std::nullopt, NetworkFailure::Reset, "the connection was reset", {}};
    if (luck < 8) {
        // The request gets through and is executed; its answer does not come back in time.
        const Exchange lost = co_await m_line->send(std::move(request));
        co_return Exchange{std::nullopt, NetworkFailure::Timeout, "no answer in time", lost.phases};
    }
    if (luck < 11)
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
