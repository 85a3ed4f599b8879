// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/SimDevice.h"
#include "simulation/SimServer.h"
#include "simulation/Simulation.h"

#include <memory>
#include <vector>

namespace tidemark::sim {

using Devices = std::vector<std::unique_ptr<SimDevice>>;

/// After quiescence, 1 and 2: no committed change is missing on a device, tombstones included.
std::vector<Violation> checkDevicesEqualServer(SimServer &server, const Devices &devices);

/// 3: whatever a push replaced that its base did not know of is in sync_conflicts.
std::vector<Violation> checkNothingLostSilently(SimServer &server);

/// 4: every push and a whole pull again, and nothing changes.
std::vector<Violation> checkReplaysChangeNothing(SimServer &server, Scheduler &scheduler, const Devices &devices);

/// 5: a second sync moves no record.
std::vector<Violation> checkSecondSyncIdle(Scheduler &scheduler, const Devices &devices);

/// Every row of a user on the server, as text in a fixed order: for comparing and for the trace.
std::string serverRows(SimServer &server, const std::string &userId);

} // namespace tidemark::sim
