// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tidemark::backend {

/// How busy a pool is, and how often it has been too busy.
struct PoolFigures {
    std::size_t size = 0;
    std::size_t lent = 0;
    std::uint64_t waits = 0;    ///< times nobody was free at once
    std::uint64_t waitedUs = 0; ///< in sum
    std::uint64_t timeouts = 0; ///< times nobody became free
};

/// A bounded number of connections, lent to one user at a time (S16). A connection is made when it is first wanted,
/// looked at whenever it is lent, and made anew when its other end has gone. Thread safe; outlives its leases.
class ConnectionPool {
public:
    using Connect = std::function<Result<std::unique_ptr<Database>>()>;

    /// A borrowed connection, given back at the end of its life.
    class Lease {
    public:
        Lease(ConnectionPool &pool, std::unique_ptr<Database> database)
            : m_pool(&pool),
              m_database(std::move(database))
        {
        }
        Lease(Lease &&) = default;
        Lease &operator=(Lease &&) = delete;
        ~Lease() { release(); }

        /// Gives the connection back early; it cannot be used afterwards.
        void release();
        Database &operator*() const { return *m_database; }
        Database *operator->() const { return m_database.get(); }

    private:
        ConnectionPool *m_pool;
        std::unique_ptr<Database> m_database;
    };

    /// @param size      how many connections there may be
    /// @param busyCode  the code of the error when none becomes free within 5 s, category Busy
    ConnectionPool(std::size_t size, std::string busyCode, Connect connect);

    /// Errors: Busy with the pool's code, or those of `connect`.
    Result<Lease> take();
    PoolFigures figures() const;

private:
    bool waitForOne(std::unique_lock<std::mutex> &lock);
    Result<std::unique_ptr<Database>> ready(std::unique_ptr<Database> database) const;
    void give(std::unique_ptr<Database> database);

    const std::string m_busyCode;
    const Connect m_connect;
    mutable std::mutex m_mutex;
    std::condition_variable m_returned;
    PoolFigures m_figures;
    std::vector<std::unique_ptr<Database>> m_idle; ///< null: not connected
};

} // namespace tidemark::backend
