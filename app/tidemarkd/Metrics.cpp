// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tidemark::daemon {

namespace {

void writeConnections(PrometheusText &out, const backend::HttpCounters &counters)
{
    const auto figure = [&out](const char *name, const char *type, const char *help,
                               const std::atomic<std::uint64_t> &value) {
        out.single(name, type, help, static_cast<double>(value.load()));
    };
    figure("tidemark_connections", "gauge", "Connections that are open.", counters.connections);
    figure("tidemark_requests_working", "gauge", "Requests that wait for a worker or have one.", counters.working);
    figure("tidemark_request_bodies_bytes", "gauge", "Bodies received and not answered yet.", counters.bodies);
    figure("tidemark_connections_accepted_total", "counter", "Connections accepted.", counters.accepted);
    figure("tidemark_connections_refused_total", "counter", "Connections refused: too many of one address.",
           counters.refused);
    figure("tidemark_connections_evicted_total", "counter", "Idle connections closed for new ones.",
           counters.evicted);
    figure("tidemark_requests_rate_limited_total", "counter", "Requests refused: too many of one address.",
           counters.rateLimited);
    figure("tidemark_requests_overload_total", "counter", "Requests refused: too much at once.", counters.overloaded);
}

void writePools(PrometheusText &out, const backend::SqlStore &store)
{
    struct Row {
        const char *name;
        const char *type;
        const char *help;
        double (*value)(const backend::PoolFigures &pool);
    };
    static constexpr std::array rows{
        Row{"tidemark_store_connections", "gauge", "Connections to the database there may be.",
            [](const backend::PoolFigures &pool) { return static_cast<double>(pool.size); }},
        Row{"tidemark_store_connections_busy", "gauge", "Those at work.",
            [](const backend::PoolFigures &pool) { return static_cast<double>(pool.lent); }},
        Row{"tidemark_store_waits_total", "counter", "Times a request had to wait for one.",
            [](const backend::PoolFigures &pool) { return static_cast<double>(pool.waits); }},
        Row{"tidemark_store_wait_seconds_total", "counter", "How long they waited.",
            [](const backend::PoolFigures &pool) { return static_cast<double>(pool.waitedUs) / 1e6; }},
        Row{"tidemark_store_timeouts_total", "counter", "Times it waited in vain.",
            [](const backend::PoolFigures &pool) { return static_cast<double>(pool.timeouts); }},
    };
    const backend::PoolFigures writers = store.writerFigures();
    const std::optional<backend::PoolFigures> readers = store.readerFigures();
    for (const Row &row : rows) {
        out.family(row.name, row.type, row.help);
        out.sample(row.name, {{"pool", "write"}}, row.value(writers));
        if (readers)
            out.sample(row.name, {{"pool", "read"}}, row.value(*readers));
    }
}

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// By the names every Prometheus client uses.
void writeProcess(PrometheusText &out)
{
    std::int64_t pages = 0;
    std::ifstream("/proc/self/statm").ignore(64, ' ') >> pages;
    out.single("process_resident_memory_bytes", "gauge", "Resident memory.",
               static_cast<double>(pages * ::sysconf(_SC_PAGESIZE)));
    rusage usage = {};
    if (::getrusage(RUSAGE_SELF, &usage) == 0) {
        out.single("process_cpu_seconds_total", "counter", "Time on a processor.",
                   seconds(usage.ru_utime) + seconds(usage.ru_stime));
    }
    std::error_code error;
    std::filesystem::directory_iterator files("/proc/self/fd", error);
    if (!error) {
        out.single("process_open_fds", "gauge", "Open files.",
                   static_cast<double>(std::distance(begin(files), end(files))));
    }
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        out.single("process_max_fds", "gauge", "Files that may be open.", static_cast<double>(limit.rlim_cur));
}

} // namespace

void Metrics::write(PrometheusText &out) const
{
    out.family("tidemark_build_info", "gauge", "Always 1.");
    out.sample("tidemark_build_info", {{"version", TIDEMARK_VERSION}}, 1);
    m_requests.write(out);
    if (const backend::HttpCounters *counters = m_counters)
        writeConnections(out, *counters);
    writePools(out, m_store);
    writeProcess(out);
}

} // namespace tidemark::daemon
