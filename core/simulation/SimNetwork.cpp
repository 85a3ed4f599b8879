// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/SimNetwork.h"

namespace tidemark::sim {

namespace {

constexpr std::int64_t kTimeoutMs = 10'000;

} // namespace

SimNetwork::SimNetwork(Scheduler &scheduler, SimServer &server, Random &random, Faults faults, std::string userId,
                       Witness witness)
    : m_scheduler(scheduler),
      m_server(server),
      m_random(random),
      m_faults(faults),
      m_userId(std::move(userId)),
      m_witness(std::move(witness))
{
}

bool SimNetwork::strikes(bool enabled, std::uint64_t oneIn)
{
    // Drawn also when off, so that switching a fault off does not reorder everything else.
    const bool drawn = m_random.chance(1, oneIn);
    if (drawn && enabled)
        ++m_faultCount;
    return drawn && enabled;
}

std::int64_t SimNetwork::travel()
{
    const bool slow = strikes(m_faults.delay, 6);
    const auto quick = static_cast<std::int64_t>(m_random.below(40));
    const auto long_ = static_cast<std::int64_t>(m_random.below(4'000));
    return slow ? long_ : quick;
}

QCoro::Task<Exchange> SimNetwork::send(Request request)
{
    request.headers.set("Authorization", "Bearer " + SimServer::tokenOf(m_userId));
    const bool dropped = strikes(m_faults.drop, 12);
    const bool twice = strikes(m_faults.duplicate, 10);
    const bool answerLost = strikes(m_faults.loseAnswer, 10);
    const std::int64_t there = travel();
    const std::int64_t back = travel();
    const std::int64_t second = travel();
    if (!m_online) {
        m_witness("refused", request.target);
        co_return Exchange{std::nullopt, NetworkFailure::Unreachable, {}, {}};
    }
    if (dropped) {
        m_witness("dropped", request.target);
        co_await Delay(m_scheduler, m_scheduler.nowMs() + kTimeoutMs);
        co_return Exchange{std::nullopt, NetworkFailure::Timeout, {}, {}};
    }
    co_await Delay(m_scheduler, m_scheduler.nowMs() + there);
    m_witness("request", request.method + " " + request.target + " " + request.body);
    Response response = m_server.handle(request);
    m_witness("answer", std::to_string(response.status) + " " + response.body);
    if (twice) {
        SimServer &server = m_server;
        const Witness &witness = m_witness;
        m_scheduler.at(m_scheduler.nowMs() + second, [&server, &witness, request] {
            const Response again = server.handle(request);
            witness("again", std::to_string(again.status) + " " + again.body);
        });
    }
    if (answerLost) {
        m_witness("lost", request.target);
        co_await Delay(m_scheduler, m_scheduler.nowMs() + kTimeoutMs);
        co_return Exchange{std::nullopt, NetworkFailure::Timeout, {}, {}};
    }
    co_await Delay(m_scheduler, m_scheduler.nowMs() + back);
    co_return Exchange{std::move(response), NetworkFailure::Refused, {}, {}};
}

} // namespace tidemark::sim
