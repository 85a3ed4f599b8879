// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Housekeeping.h"

#include <algorithm>
#include <utility>

namespace tidemark::backend {

void Housekeeping::count(const Purged &purged)
{
    const auto known =
        std::find_if(m_done.begin(), m_done.end(), [&](const Purged &done) { return done.what == purged.what; });
    if (known == m_done.end())
        m_done.push_back(purged);
    else
        known->rows += purged.rows;
}

Result<std::vector<Purged>> Housekeeping::tick(std::int64_t budgetMs)
{
    const std::int64_t start = m_clock.steadyUs();
    if (start < m_dueUs)
        return std::vector<Purged>();
    do {
        const auto step = m_store.purge(m_retention);
        if (!step) {
            m_dueUs = start + kMinuteMs * 1000;
            return step.error();
        }
        if (!*step) {
            m_dueUs = start + kHourMs * 1000;
            return std::exchange(m_done, {});
        }
        count(**step);
    } while (m_clock.steadyUs() < start + budgetMs * 1000);
    return std::vector<Purged>();
}

} // namespace tidemark::backend
