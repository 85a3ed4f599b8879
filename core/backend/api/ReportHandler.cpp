// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/ReportHandler.h"

#include "backend/api/Parameters.h"
#include "base/Uuid.h"
#include "protocol/AnswerReader.h"
#include "protocol/Json.h"
#include "protocol/LogReport.h"

namespace tidemark::backend {

namespace {

using simdjson::dom::element;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kMaxPhases = 32;
constexpr std::size_t kMaxPhaseName = 32;
constexpr std::int64_t kMaxAttempt = 1000;
constexpr std::int64_t kMaxRecords = 1'000'000'000;

struct Bound {
    const char *name;
    const std::string &text;
    std::size_t bytes;
};

/// The status that stands for a result a client had an answer with, when it does not say which.
int statusOf(SyncResult result)
{
    switch (result) {
    case SyncResult::Success: return 200;
    case SyncResult::AuthError: return 401;
    case SyncResult::Conflict: return 409;
    case SyncResult::ServerError: return 500;
    case SyncResult::NetworkError:
    case SyncResult::Timeout:
    case SyncResult::LocalFault:
    case SyncResult::Cancelled: break;
    }
    return 0;
}

Error invalid(const std::string &what)
{
    return Error{"invalid_value", ErrorCategory::Input, what};
}

Result<void> checkTexts(const SyncLogEntry &entry)
{
    for (const Bound &bound : {Bound{"sync_id", entry.syncId, 64}, Bound{"request_id", entry.requestId, 64},
                               Bound{"error", entry.errorCode, 64}, Bound{"error_detail", entry.errorDetail, 1000}}) {
        if (bound.text.size() > bound.bytes || !isCleanText(bound.text))
            return invalid(std::string(bound.name) + " must be text of at most " + std::to_string(bound.bytes)
                           + " bytes");
    }
    if (entry.type != "pull" && entry.type != "push" && entry.type != "sync")
        return invalid("type must be pull, push or sync");
    return {};
}

Result<void> checkNumbers(const SyncLogEntry &entry, std::int64_t now)
{
    if (entry.startedAt <= 0 || entry.startedAt > now + kDayMs)
        return invalid("started_at must be a time in milliseconds, and not in the future");
    if (!(entry.durationMs >= 0 && entry.durationMs <= static_cast<double>(kDayMs)))
        return invalid("duration_ms must be from 0 to a day");
    if (entry.phases.size() > kMaxPhases)
        return invalid("there are more than 32 phases");
    for (const auto &[name, ms] : entry.phases) {
        if (name.size() > kMaxPhaseName || !isCleanText(name) || !(ms >= 0 && ms <= static_cast<double>(kDayMs)))
            return invalid("a phase has a name of at most 32 bytes and a duration");
    }
    for (const std::int64_t count : {entry.pulled, entry.pushed, entry.conflicts}) {
        if (count < 0 || count > kMaxRecords)
            return invalid("records must be counts");
    }
    return {};
}

/// Reads one row. What is left out keeps its default.
Result<SyncLogEntry> readRow(const element &json, const std::string &id, std::int64_t now)
{
    SyncLogEntry entry;
    if (!isUuid(id))
        return invalid("id must be a lowercase UUID");
    entry.id = id;
    std::string result;
    std::int64_t attempt = 1;
    std::int64_t status = 0;
    AnswerReader(json)
        .text("sync_id", entry.syncId)
        .number("try", attempt)
        .text("type", entry.type)
        .number("started_at", entry.startedAt)
        .real("duration_ms", entry.durationMs)
        .text("result", result)
        .number("status", status)
        .text("error", entry.errorCode)
        .text("error_detail", entry.errorDetail)
        .text("request_id", entry.requestId);
    element part;
    if (json["records"].get(part) == simdjson::SUCCESS && part.is_object()) {
        AnswerReader(part)
            .number("pulled", entry.pulled)
            .number("pushed", entry.pushed)
            .number("conflicts", entry.conflicts);
    }
    if (json["phases"].get(part) == simdjson::SUCCESS)
        entry.phases = phasesFromJson(simdjson::minify(part));
    entry.result = syncResultFromName(result);
    if (syncResultName(entry.result) != result)
        return invalid("result must be the name of a result");
    if (attempt < 1 || attempt > kMaxAttempt || status < 0 || status > 599)
        return invalid("try must be from 1 to 1000, status an HTTP status or 0");
    entry.attempt = static_cast<int>(attempt);
    entry.status = status != 0 ? static_cast<int>(status) : statusOf(entry.result);
    CHECK(checkTexts(entry));
    CHECK(checkNumbers(entry, now));
    return entry;
}

/// One report, row by row.
class Report {
public:
    Report(const Session &session, std::int64_t now) : m_session(session), m_now(now)
    {
        // A client's clock may be wrong; it says by how much.
        if (session.clientTime > 0)
            m_offset = now - session.clientTime;
    }

    void add(const element &json)
    {
        std::string id;
        if (json.is_object())
            AnswerReader(json).text("id", id);
        auto entry = json.is_object() ? readRow(json, id, m_now - m_offset)
                                      : Result<SyncLogEntry>(invalid("a row must be an object"));
        if (!entry) {
            const bool sound = id.size() <= 64 && isCleanText(id);
            answer.rejected.push_back({sound ? id : std::string(), entry.error().code, entry.error().detail});
            return;
        }
        entry->startedAt += m_offset;
        entry->userId = m_session.claims.sub;
        entry->deviceId = m_session.deviceId;
        entry->deviceName = m_session.deviceName;
        entry->source = "client";
        logs.push_back(std::move(*entry));
        ++answer.accepted;
    }

    std::vector<SyncLogEntry> logs;
    ReportAnswer answer;

private:
    const Session &m_session;
    std::int64_t m_now;
    std::int64_t m_offset = 0;
};

DeviceSeen deviceOf(const Session &session, std::int64_t now)
{
    const Claims &claims = session.claims;
    return {.userId = claims.sub,
            .email = claims.email,
            .name = claims.name,
            .deviceId = session.deviceId,
            .deviceName = session.deviceName,
            .deviceModel = session.deviceModel,
            .clientTime = session.clientTime,
            .pending = session.pending,
            .seenAt = now};
}

} // namespace

Attempt<Response> handleReport(Services &services, Call &call)
{
    JsonDocument document;
    TRY(const element body, document.parse(call.request.body));
    simdjson::dom::array rows;
    if (!body.is_object() || body["logs"].get_array().get(rows) != simdjson::SUCCESS)
        return refuseInput("bad_request", "/logs", "logs must be a list");
    if (rows.size() > kMostReported)
        return refuse(413, "too_many_records", "a report has at most 500 rows");
    const std::int64_t now = services.context.clock.nowMs();
    Report report(call.session, now);
    for (const element row : rows)
        report.add(row);
    // Whether a request arrived is known from the server's own rows, so these are written first.
    static_cast<void>(services.journal.flush());
    CHECK(services.context.store.writeReport(report.logs, deviceOf(call.session, now)));
    std::string text;
    JsonWriter json(text);
    writeReportAnswer(json, report.answer);
    return jsonResponse(std::move(text));
}

} // namespace tidemark::backend
