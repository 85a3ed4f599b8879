// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/SqlStore.h"

#include <cstdint>
#include <vector>

namespace tidemark::backend {

/// Purges every hour, the first time at once, a little at each tick, so that the thread that calls it can do other
/// things in between. For one thread.
class Housekeeping {
public:
    /// Store and clock outlive it.
    Housekeeping(SqlStore &store, const Retention &retention, const Clock &clock)
        : m_store(store),
          m_retention(retention),
          m_clock(clock)
    {
    }

    /// Goes on for about `budgetMs`. An error ends the run; the next one begins a minute later, where it had ended.
    /// @return what a run that ended with this tick has removed, by name; else nothing
    Result<std::vector<Purged>> tick(std::int64_t budgetMs);

private:
    void count(const Purged &purged);

    SqlStore &m_store;
    const Retention m_retention;
    const Clock &m_clock;
    std::int64_t m_dueUs = 0; ///< of the steady clock
    std::vector<Purged> m_done;
};

} // namespace tidemark::backend
