// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/MetricsHandler.h"

namespace tidemark::backend {

Attempt<Response> handleMetrics(Services &services, Call &)
{
    PrometheusText out;
    out.family("tidemark_problems_total", "counter", "Errors answered, by their code.");
    for (const auto &[code, count] : services.problems.read())
        out.sample("tidemark_problems_total", {{"code", code}}, static_cast<double>(count));
    const JournalFigures journal = services.journal.figures();
    out.single("tidemark_log_rows_waiting", "gauge", "Rows of the sync log not written yet.",
               static_cast<double>(journal.waiting));
    out.single("tidemark_log_rows_dropped_total", "counter",
               "Rows of the sync log lost because the database did not take them.",
               static_cast<double>(journal.dropped));
    out.single("tidemark_log_writes_failed_total", "counter", "Batches of the sync log the database refused.",
               static_cast<double>(journal.failures));
    if (services.context.metrics)
        services.context.metrics(out);
    Response response;
    response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = out.text();
    return response;
}

} // namespace tidemark::backend
