// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Random.h"

#include <mutex>
#include <string>
#include <string_view>

namespace tidemark {

/// True for 8-4-4-4-12 lowercase hexadecimal, any version.
bool isUuid(std::string_view text);

/// Makes UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits, so that ids sort roughly by age.
class IdSource {
public:
    virtual ~IdSource() = default;
    virtual std::string next() = 0;
};

/// Draws from the given clock and generator, which must outlive it. Callable from any thread.
class UuidSource final : public IdSource {
public:
    UuidSource(const Clock &clock, Random &random) : m_clock(clock), m_random(random) {}
    std::string next() override;

private:
    const Clock &m_clock;
    Random &m_random;
    std::mutex m_mutex;
};

} // namespace tidemark
