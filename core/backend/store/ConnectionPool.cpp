// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/ConnectionPool.h"

#include <chrono>

namespace tidemark::backend {

namespace {

constexpr std::chrono::seconds kWait(5);

} // namespace

void ConnectionPool::Lease::release()
{
    if (m_database)
        m_pool->give(std::move(m_database));
}

void ConnectionPool::give(std::unique_ptr<Database> database)
{
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(database));
    }
    m_returned.notify_one();
}

Result<ConnectionPool::Lease> ConnectionPool::take()
{
    std::unique_lock lock(m_mutex);
    if (!m_returned.wait_for(lock, kWait, [this] { return !m_idle.empty(); }))
        return Error{m_busyCode, ErrorCategory::Busy, "no connection became free"};
    // The one used last has the warmest cache.
    std::unique_ptr<Database> database = std::move(m_idle.back());
    m_idle.pop_back();
    return Lease(*this, std::move(database));
}

} // namespace tidemark::backend
