// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Random.h"
#include "simulation/SimServer.h"
#include "transport/Transport.h"

#include <functional>
#include <string>

namespace tidemark::sim {

/// One device's line to the server: messages take time, get lost, come twice, or their answer gets lost.
class SimNetwork final : public Transport {
public:
    /// Sees every message: "request", "answer" and so on with the text that goes into the trace.
    using Witness = std::function<void(std::string_view what, std::string_view text)>;

    SimNetwork(Scheduler &scheduler, SimServer &server, Random &random, Faults faults, std::string userId,
               Witness witness);

    QCoro::Task<Exchange> send(Request request) override;
    void cancel() override {}
    QCoro::Task<bool> refreshToken() override { co_return false; }
    std::string accountKey() const override { return m_userId; }

    void heal() { m_faults = Faults::none(); }
    void setOnline(bool online) { m_online = online; }
    std::int64_t faultCount() const { return m_faultCount; }

private:
    bool strikes(bool enabled, std::uint64_t oneIn);
    std::int64_t travel();

    Scheduler &m_scheduler;
    SimServer &m_server;
    Random &m_random;
    Faults m_faults;
    std::string m_userId;
    Witness m_witness;
    bool m_online = true;
    std::int64_t m_faultCount = 0;
};

} // namespace tidemark::sim
