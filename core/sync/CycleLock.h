// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace tidemark {

/// An flock(2) on a file beside the replica: one cycle at a time, also across processes. Released on destruction and
/// by the system when the process dies.
class CycleLock {
public:
    /// Nothing when another process holds it or the file cannot be made. Does not wait.
    static std::optional<CycleLock> tryAcquire(const std::string &path);

    CycleLock(CycleLock &&other) noexcept;
    CycleLock &operator=(CycleLock &&other) noexcept;
    ~CycleLock();

private:
    explicit CycleLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace tidemark
