// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tidemark {

/// The only source of time in core. Implementations must be callable from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall clock, milliseconds since the Unix epoch. May step back.
    virtual std::int64_t nowMs() const = 0;
    /// Never steps back, microseconds since an arbitrary start; for durations.
    virtual std::int64_t steadyUs() const = 0;
};

class SystemClock final : public Clock {
public:
    std::int64_t nowMs() const override;
    std::int64_t steadyUs() const override;
};

} // namespace tidemark
