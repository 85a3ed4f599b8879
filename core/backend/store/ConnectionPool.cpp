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

ConnectionPool::ConnectionPool(std::size_t size, std::string busyCode, Connect connect)
    : m_busyCode(std::move(busyCode)),
      m_connect(std::move(connect)),
      m_idle(size)
{
    m_figures.size = size;
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
    std::unique_ptr<Database> database;
    {
        std::unique_lock lock(m_mutex);
        if (m_idle.empty() && !waitForOne(lock)) {
            ++m_figures.timeouts;
            return Error{m_busyCode, ErrorCategory::Busy, "no connection became free"};
        }
        // The one used last has the warmest cache.
        database = std::move(m_idle.back());
        m_idle.pop_back();
    }
    auto connected = ready(std::move(database));
    if (!connected) {
        give(nullptr);
        return connected.error();
    }
    return Lease(*this, std::move(connected).value());
}

bool ConnectionPool::waitForOne(std::unique_lock<std::mutex> &lock)
{
    using namespace std::chrono;
    ++m_figures.waits;
    const auto began = steady_clock::now();
    const bool free = m_returned.wait_for(lock, kWait, [this] { return !m_idle.empty(); });
    m_figures.waitedUs +=
        static_cast<std::uint64_t>(duration_cast<microseconds>(steady_clock::now() - began).count());
    return free;
}

PoolFigures ConnectionPool::figures() const
{
    const std::lock_guard lock(m_mutex);
    PoolFigures figures = m_figures;
    figures.lent = figures.size - m_idle.size();
    return figures;
}

Result<std::unique_ptr<Database>> ConnectionPool::ready(std::unique_ptr<Database> database) const
{
    if (database && database->isIdle() && database->isAlive())
        return database;
    database.reset(); // before the new one: the server may allow no more
    return m_connect();
}

} // namespace tidemark::backend
