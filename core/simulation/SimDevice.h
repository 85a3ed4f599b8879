// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keys/KeyStore.h"
#include "replica/Replica.h"
#include "simulation/SimNetwork.h"
#include "sync/SyncEngine.h"

#include <memory>
#include <string>

namespace tidemark::sim {

/// One simulated device: the real replica (in memory) and engine on the simulated network and clock.
class SimDevice {
public:
    SimDevice(Scheduler &scheduler, SimServer &server, Random &random, const Options &options, int index,
              std::string userId, SimNetwork::Witness witness);
    ~SimDevice();

    /// One random act of a person: make, edit, delete or restore a row, ask for a sync, lose or find the network.
    /// @return false when there was nothing to act on
    bool act();

    Replica &replica() { return *m_replica; }
    SyncEngine &engine() { return *m_engine; }
    SimNetwork &network() { return *m_network; }
    const std::string &userId() const { return m_userId; }
    const std::string &name() const { return m_name; }
    std::int64_t edits() const { return m_edits; }
    std::int64_t syncs() const { return m_syncs; }
    const SyncReport &lastReport() const { return m_lastReport; }

private:
    Record randomEdit(std::size_t entity, std::string id);
    std::optional<std::string> randomRow(std::size_t entity, bool deleted);
    void finished(const SyncReport &report);
    void clearChangedOfLastPush();

    Random &m_random;
    std::string m_userId;
    std::string m_name;
    Mutant m_mutant;
    SimClock m_clock;
    UuidSource m_ids;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<Replica> m_replica;
    std::unique_ptr<SimNetwork> m_network;
    std::unique_ptr<SyncEngine> m_engine;
    QString m_connection; ///< of the replica, for the mutant that spoils it
    SyncReport m_lastReport;
    std::int64_t m_edits = 0;
    std::int64_t m_syncs = 0;
};

} // namespace tidemark::sim
