// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::sim {

/// Known-bad variants that a run must catch; the simulator is itself tested with them.
enum class Mutant : std::uint8_t {
    None,
    NowAsCursor,        ///< a pull answers with the wall clock instead of the user's clock
    ReceiptsIgnored,    ///< a repeated push is executed again
    ChangedClearedLate, ///< after a push the whole row counts as clean, also what was edited meanwhile
};

/// What the simulated network may do to a message.
struct Faults {
    bool drop = true;        ///< the request never arrives
    bool duplicate = true;   ///< it arrives twice
    bool delay = true;       ///< either way takes up to some seconds
    bool loseAnswer = true;  ///< it is executed, the answer never arrives
    bool serverClock = true; ///< the server's wall clock steps back and forth

    static Faults none() { return {false, false, false, false, false}; }
    /// "all", "none" or names separated by commas: drop, duplicate, delay, lose_answer, server_clock.
    /// False for an unknown name.
    static bool parse(std::string_view list, Faults &into);
};

struct Options {
    std::uint64_t seed = 1;
    int devices = 3; ///< three of a user
    int steps = 60;
    Faults faults;
    Mutant mutant = Mutant::None;
};

/// One broken invariant, told so that a person can follow it.
struct Violation {
    int invariant = 0; ///< 1 no change missed, 2 devices equal the server, 3 nothing lost silently, 4 replays change
                       ///< nothing, 5 a second sync is idle
    std::string story;
};

struct Outcome {
    std::vector<Violation> violations;
    std::string trace; ///< hex BLAKE2b over every exchange and the final rows: equal for equal options
    std::int64_t edits = 0;
    std::int64_t syncs = 0;
    std::int64_t requests = 0;
    std::int64_t faults = 0;
    std::int64_t conflicts = 0;
    std::int64_t rows = 0;
    int steps = 0;
};

/// Runs the real engine, merge, replicas and handlers over a simulated network and clock, in this thread, everything
/// from the seed: first `steps` random acts, then without faults until all is quiet, then checks the invariants.
Outcome run(const Options &options);

/// The shortest prefix of a failing run that still fails.
Options shrink(Options failing);

} // namespace tidemark::sim
