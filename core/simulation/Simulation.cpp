// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Simulation.h"

#include "simulation/Invariants.h"

#include <sodium.h>

#include <algorithm>

namespace tidemark::sim {

namespace {

constexpr std::size_t kRestEvents = 200'000;

/// BLAKE2b over everything that happened, in order.
class Trace {
public:
    Trace() { crypto_generichash_init(&m_state, nullptr, 0, kBytes); }

    void add(std::string_view text)
    {
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char *>(text.data()), text.size());
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char *>("\n"), 1);
    }

    std::string finish()
    {
        unsigned char hash[kBytes];
        crypto_generichash_final(&m_state, hash, sizeof hash);
        char hex[kBytes * 2 + 1];
        sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
        return hex;
    }

private:
    static constexpr std::size_t kBytes = 32;
    crypto_generichash_state m_state;
};

std::string userOf(int device)
{
    return "0000000" + std::to_string(1 + (device / 3) % 9) + "-0000-4000-8000-000000000000";
}

/// The simulated world of one run.
class World {
public:
    explicit World(const Options &options)
        : m_options(options),
          m_random(options.seed),
          m_server(m_scheduler, options)
    {
        for (int i = 0; i < options.devices; ++i) {
            const auto witness = [this, i](std::string_view what, std::string_view text) {
                m_outcome.requests += what == "request" ? 1 : 0;
                m_trace.add(std::to_string(m_scheduler.nowMs()) + " " + std::to_string(i) + " " + std::string(what));
                m_trace.add(text);
            };
            m_devices.push_back(
                std::make_unique<SimDevice>(m_scheduler, m_server, m_random, options, i, userOf(i), witness));
        }
    }

    Outcome run()
    {
        for (int step = 0; step < m_options.steps; ++step)
            act();
        settle();
        check();
        return std::move(m_outcome);
    }

private:
    void act()
    {
        const std::uint64_t device = m_random.below(m_devices.size());
        const bool pause = m_random.chance(2, 3); // else several acts share a millisecond
        const auto wait = static_cast<std::int64_t>(m_random.below(3'000));
        const bool clockSteps = m_random.chance(1, 12);
        const auto jump = static_cast<std::int64_t>(m_random.below(7'200'000)) - 3'600'000;
        if (m_options.faults.serverClock && clockSteps)
            m_server.clock().step(jump);
        m_devices[device]->act();
        m_scheduler.runUntil(m_scheduler.nowMs() + (pause ? wait : 0));
        ++m_outcome.steps;
    }

    /// Faults end; every device syncs until nobody has anything left to tell or to hear.
    void settle()
    {
        for (const auto &device : m_devices) {
            device->network().heal();
            device->network().setOnline(true);
        }
        for (int round = 0; round < 3; ++round) {
            for (const auto &device : m_devices) {
                device->engine().request(SyncReason::Manual);
                if (!m_scheduler.runToRest(kRestEvents))
                    m_outcome.violations.push_back({5, device->name() + ": does not come to rest"});
            }
        }
    }

    void add(std::vector<Violation> violations)
    {
        std::move(violations.begin(), violations.end(), std::back_inserter(m_outcome.violations));
    }

    void check()
    {
        for (const auto &device : m_devices) {
            m_outcome.edits += device->edits();
            m_outcome.syncs += device->syncs();
            m_outcome.faults += device->network().faultCount();
        }
        add(checkDevicesEqualServer(m_server, m_devices));
        add(checkSecondSyncIdle(m_scheduler, m_devices));
        add(checkNothingLostSilently(m_server));
        add(checkReplaysChangeNothing(m_server, m_scheduler, m_devices));
        count();
        m_outcome.trace = m_trace.finish();
    }

    void count()
    {
        backend::ConflictFilter filter;
        filter.limit = 1000;
        if (const auto page = m_server.store().listConflicts(filter))
            m_outcome.conflicts = static_cast<std::int64_t>(page->items.size());
        for (std::size_t i = 0; i < m_devices.size(); i += 3) {
            const std::string rows = serverRows(m_server, m_devices[i]->userId());
            m_trace.add(rows);
            m_outcome.rows += std::count(rows.begin(), rows.end(), '{');
        }
    }

    Options m_options;
    Outcome m_outcome;
    Trace m_trace;
    Scheduler m_scheduler;
    SeededRandom m_random;
    SimServer m_server;
    Devices m_devices;
};

} // namespace

bool Faults::parse(std::string_view list, Faults &into)
{
    if (list == "all" || list == "none") {
        into = list == "all" ? Faults{} : none();
        return true;
    }
    into = none();
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        const std::string_view name = list.substr(0, end);
        bool *fault = name == "drop" ? &into.drop
            : name == "duplicate"    ? &into.duplicate
            : name == "delay"        ? &into.delay
            : name == "lose_answer"  ? &into.loseAnswer
            : name == "server_clock" ? &into.serverClock
                                     : nullptr;
        if (!fault)
            return false;
        *fault = true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return true;
}

Outcome run(const Options &options)
{
    return World(options).run();
}

Options shrink(Options failing)
{
    int good = 0;
    while (failing.steps - good > 1) {
        Options shorter = failing;
        shorter.steps = good + (failing.steps - good) / 2;
        if (run(shorter).violations.empty())
            good = shorter.steps;
        else
            failing = shorter;
    }
    return failing;
}

} // namespace tidemark::sim
