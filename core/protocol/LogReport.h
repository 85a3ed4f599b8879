// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/SyncLog.h"

#include <span>
#include <string>
#include <vector>

namespace tidemark {

/// POST /api/sync/report: a client's own logs, among them of requests that never arrived.

/// How many rows a report may have.
inline constexpr std::size_t kMostReported = 500;

/// The body of a report. User, device and source are the server's to say, and are left out.
std::string writeLogReport(std::span<const SyncLogEntry> logs);

/// A row the server did not take; the others are.
struct ReportRejection {
    std::string id; ///< as it was sent
    std::string code;
    std::string message;
};

struct ReportAnswer {
    std::int64_t accepted = 0; ///< rows that are there now, also from an earlier report
    std::vector<ReportRejection> rejected;
};

void writeReportAnswer(JsonWriter &json, const ReportAnswer &answer);
/// Errors: category Server, "bad_answer".
Result<ReportAnswer> readReportAnswer(const simdjson::dom::element &json);

} // namespace tidemark
