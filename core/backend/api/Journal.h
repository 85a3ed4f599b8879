// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Store.h"

#include <deque>
#include <mutex>
#include <optional>

namespace tidemark::backend {

struct JournalFigures {
    std::size_t waiting = 0;
    std::uint64_t dropped = 0;
    std::uint64_t failures = 0; ///< of flush()
};

/// Request logs on their way to the database. Callable from any thread.
class Journal {
public:
    explicit Journal(SyncStore &store) : m_store(store) {}

    /// Keeps the entry for the next flush. When the database has refused logs for long, the newest are dropped:
    /// requests matter more than what is told about them.
    void add(SyncLogEntry entry, std::optional<DeviceSeen> device);
    /// Writes what has been gathered so far; what could not be written is kept for the next time.
    Result<void> flush();
    JournalFigures figures() const;

private:
    struct Waiting {
        SyncLogEntry log;
        std::optional<DeviceSeen> device;
    };
    using Queue = std::deque<Waiting>;

    Queue take(std::size_t most);
    Result<void> write(Queue queue);

    SyncStore &m_store;
    mutable std::mutex m_mutex;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_failures = 0;
    Queue m_queue;
    std::size_t m_writing = 0; ///< taken from the queue
};

} // namespace tidemark::backend
