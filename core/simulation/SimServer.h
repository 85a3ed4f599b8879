// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Api.h"
#include "backend/store/SqlStore.h"
#include "simulation/SimClock.h"
#include "simulation/Simulation.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::sim {

/// A push as it was first executed, with what was stored before it: the material of invariant 3.
struct CommittedPush {
    std::string userId;
    std::string deviceId;
    std::int64_t stamp = 0;
    Request request;
};

/// The backend in one object: real handlers over a real store in memory.
class SimServer {
public:
    SimServer(Scheduler &scheduler, const Options &options);
    ~SimServer();

    Response handle(const Request &request);
    SimClock &clock() { return m_clock; }
    backend::SqlStore &store() { return *m_store; }
    const std::vector<CommittedPush> &pushes() const { return m_pushes; }
    /// The token the simulated authority hands to a user.
    static std::string tokenOf(const std::string &userId) { return "sim-" + userId; }

private:
    SimClock m_clock;
    SeededRandom m_random;
    UuidSource m_ids;
    std::unique_ptr<backend::SqlStore> m_store;
    std::unique_ptr<backend::SyncStore> m_mutant;
    std::unique_ptr<backend::TokenVerifier> m_verifier;
    std::unique_ptr<backend::Api> m_api;
    bool m_forgetful;
    std::vector<CommittedPush> m_pushes;
    std::map<std::string, std::size_t> m_byKey;
};

} // namespace tidemark::sim
