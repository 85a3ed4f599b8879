// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"
#include "monitor/PrometheusText.h"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <tuple>

namespace tidemark::backend {

/// Counts finished requests by route, method and status, and how long they took. A route is the pattern, so that
/// there are as many as the API has; whose requests they were is not told. Callable from any thread.
class RequestMetrics {
public:
    void add(const RequestTiming &timing);
    void write(PrometheusText &out) const;

private:
    static constexpr std::array<std::string_view, 4> kPhases{"receive", "queue", "handle", "send"};
    using Kind = std::tuple<std::string_view, std::string_view, int>; ///< route, method, status

    mutable std::mutex m_mutex;
    std::map<Kind, std::uint64_t> m_counts;
    std::map<std::string_view, DurationHistogram> m_durations; ///< by route
    std::array<DurationHistogram, kPhases.size()> m_phases;
    std::uint64_t m_undelivered = 0;
    std::uint64_t m_bytesIn = 0;
    std::uint64_t m_bytesOut = 0;
};

} // namespace tidemark::backend
