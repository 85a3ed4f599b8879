// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Journal.h"

#include <iterator>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxWaiting = 20'000;

/// Puts `earlier` in front again.
template <typename T> void putBack(std::vector<T> &waiting, std::vector<T> earlier)
{
    std::move(waiting.begin(), waiting.end(), std::back_inserter(earlier));
    waiting = std::move(earlier);
}

} // namespace

void Journal::add(SyncLogEntry entry, std::optional<DeviceSeen> device)
{
    const std::lock_guard lock(m_mutex);
    if (m_logs.size() >= kMaxWaiting) {
        ++m_dropped;
        return;
    }
    m_logs.push_back(std::move(entry));
    if (device)
        m_devices.push_back(std::move(*device));
}

Result<void> Journal::flush()
{
    std::vector<SyncLogEntry> logs;
    std::vector<DeviceSeen> devices;
    {
        const std::lock_guard lock(m_mutex);
        logs.swap(m_logs);
        devices.swap(m_devices);
    }
    if (logs.empty() && devices.empty())
        return {};
    Result<void> written = m_store.writeLogs(logs, devices);
    if (!written) {
        const std::lock_guard lock(m_mutex);
        ++m_failures;
        putBack(m_logs, std::move(logs));
        putBack(m_devices, std::move(devices));
    }
    return written;
}

JournalFigures Journal::figures() const
{
    const std::lock_guard lock(m_mutex);
    return {m_logs.size(), m_dropped, m_failures};
}

} // namespace tidemark::backend
