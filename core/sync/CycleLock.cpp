// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/CycleLock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace tidemark {

std::optional<CycleLock> CycleLock::tryAcquire(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return std::nullopt;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return std::nullopt;
    }
    return CycleLock(descriptor);
}

CycleLock::CycleLock(CycleLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

CycleLock &CycleLock::operator=(CycleLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

CycleLock::~CycleLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace tidemark
