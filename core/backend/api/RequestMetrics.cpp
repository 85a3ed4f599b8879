// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/RequestMetrics.h"

#include "backend/api/Routes.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::string_view kOther = "other";

std::string_view routeOf(std::string_view path)
{
    for (const Route &route : routes()) {
        if (matchPath(route.pattern, path))
            return route.pattern;
    }
    return kOther;
}

/// A caller may send any word.
std::string_view methodOf(std::string_view method)
{
    static constexpr std::array<std::string_view, 3> known{"GET", "HEAD", "POST"};
    const auto *const found = std::find(known.begin(), known.end(), method);
    return found == known.end() ? kOther : *found;
}

} // namespace

void RequestMetrics::add(const RequestTiming &timing)
{
    const std::string_view route = routeOf(timing.path);
    const std::array phases{timing.receiveUs, timing.queueUs, timing.handleUs, timing.sendUs};
    const std::lock_guard lock(m_mutex);
    ++m_counts[{route, methodOf(timing.method), timing.status}];
    std::int64_t totalUs = 0;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        m_phases[i].add(phases[i]);
        totalUs += phases[i];
    }
    m_durations[route].add(totalUs);
    m_undelivered += timing.delivered ? 0 : 1;
    m_bytesIn += timing.bytesIn;
    m_bytesOut += timing.bytesOut;
}

void RequestMetrics::write(PrometheusText &out) const
{
    const std::lock_guard lock(m_mutex);
    out.family("tidemark_requests_total", "counter", "Finished requests.");
    for (const auto &[kind, count] : m_counts) {
        const auto &[route, method, status] = kind;
        out.sample("tidemark_requests_total",
                   {{"route", route}, {"method", method}, {"status", std::to_string(status)}},
                   static_cast<double>(count));
    }
    const std::string duration = "tidemark_request_duration_seconds";
    out.family(duration, "histogram", "From the first byte of a request to the last of its answer.");
    for (const auto &[route, histogram] : m_durations)
        histogram.write(out, duration, {"route", route});
    const std::string phase = "tidemark_request_phase_seconds";
    out.family(phase, "histogram", "Where the time of requests went.");
    for (std::size_t i = 0; i < kPhases.size(); ++i)
        m_phases[i].write(out, phase, {"phase", kPhases[i]});
    out.single("tidemark_requests_undelivered_total", "counter", "Answers that did not reach the client whole.",
               static_cast<double>(m_undelivered));
    out.single("tidemark_request_bytes_total", "counter", "Bodies received, as sent.",
               static_cast<double>(m_bytesIn));
    out.single("tidemark_response_bytes_total", "counter", "Bodies sent.", static_cast<double>(m_bytesOut));
}

} // namespace tidemark::backend
