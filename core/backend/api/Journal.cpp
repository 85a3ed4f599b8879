// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Journal.h"

#include <algorithm>
#include <vector>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxWaiting = 20'000;
/// A transaction's share: pushes wait for its end in SQLite, and what is written is in memory twice.
constexpr std::size_t kShare = 1000;

} // namespace

void Journal::add(SyncLogEntry entry, std::optional<DeviceSeen> device)
{
    const std::lock_guard lock(m_mutex);
    if (m_queue.size() + m_writing >= kMaxWaiting)
        ++m_dropped;
    else
        m_queue.push_back({std::move(entry), std::move(device)});
}

Result<void> Journal::flush()
{
    // No more than there are now: others come all the time.
    for (std::size_t left = figures().waiting; left > 0;) {
        Queue queue = take(std::min(left, kShare));
        if (queue.empty())
            break; // somebody else has them
        left -= queue.size();
        CHECK(write(std::move(queue)));
    }
    return {};
}

Journal::Queue Journal::take(std::size_t most)
{
    const std::lock_guard lock(m_mutex);
    Queue queue;
    while (!m_queue.empty() && queue.size() < most) {
        queue.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    m_writing += queue.size();
    return queue;
}

Result<void> Journal::write(Queue queue)
{
    std::vector<SyncLogEntry> logs;
    std::vector<DeviceSeen> devices;
    for (Waiting &waiting : queue) {
        logs.push_back(std::move(waiting.log));
        if (waiting.device)
            devices.push_back(*waiting.device);
    }
    Result<void> written = m_store.writeLogs(logs, devices);
    const std::lock_guard lock(m_mutex);
    m_writing -= queue.size();
    if (!written) {
        ++m_failures;
        for (std::size_t i = queue.size(); i > 0; --i)
            m_queue.push_front({std::move(logs[i - 1]), std::move(queue[i - 1].device)});
    }
    return written;
}

JournalFigures Journal::figures() const
{
    const std::lock_guard lock(m_mutex);
    return {m_queue.size(), m_dropped, m_failures};
}

} // namespace tidemark::backend
