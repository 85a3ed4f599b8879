// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Sqlite.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tidemark::backend {

/// Connections lent to one user at a time. Thread safe; outlives its leases.
class ConnectionPool {
public:
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

    /// @param busyCode  the code of the error when none becomes free within 5 s, category Busy
    explicit ConnectionPool(std::string busyCode) : m_busyCode(std::move(busyCode)) {}

    void give(std::unique_ptr<Database> database);
    Result<Lease> take();

private:
    const std::string m_busyCode;
    std::mutex m_mutex;
    std::condition_variable m_returned;
    std::vector<std::unique_ptr<Database>> m_idle;
};

} // namespace tidemark::backend
