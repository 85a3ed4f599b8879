// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/RequestMetrics.h"
#include "backend/http/HttpServer.h"
#include "backend/store/SqlStore.h"

#include <atomic>

namespace tidemark::daemon {

/// What GET /metrics tells of this process. Callable from any thread.
class Metrics {
public:
    explicit Metrics(const backend::SqlStore &store) : m_store(store) {}

    void request(const backend::RequestTiming &timing) { m_requests.add(timing); }
    /// Nothing is told of connections before. The counters outlive what is asked.
    void watch(const backend::HttpCounters &counters) { m_counters = &counters; }
    void write(PrometheusText &out) const;

private:
    const backend::SqlStore &m_store;
    backend::RequestMetrics m_requests;
    std::atomic<const backend::HttpCounters *> m_counters = nullptr;
};

} // namespace tidemark::daemon
