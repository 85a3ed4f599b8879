// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace tidemark::backend {

/// How often each error has been answered, by its code. Callable from any thread.
class ProblemCounts {
public:
    void add(const std::string &code)
    {
        const std::lock_guard lock(m_mutex);
        ++m_counts[code];
    }
    std::map<std::string, std::uint64_t> read() const
    {
        const std::lock_guard lock(m_mutex);
        return m_counts;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::uint64_t> m_counts;
};

} // namespace tidemark::backend
