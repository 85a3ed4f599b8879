// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/LogReport.h"

#include "protocol/AnswerReader.h"

namespace tidemark {

std::string writeLogReport(std::span<const SyncLogEntry> logs)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().key("logs").beginArray();
    for (const SyncLogEntry &entry : logs) {
        json.beginObject()
            .field("id", entry.id)
            .field("sync_id", entry.syncId)
            .field("try", entry.attempt)
            .field("type", entry.type)
            .field("started_at", entry.startedAt)
            .field("duration_ms", entry.durationMs)
            .field("result", syncResultName(entry.result))
            .field("status", entry.status)
            .field("error", entry.errorCode)
            .field("error_detail", entry.errorDetail)
            .field("request_id", entry.requestId)
            .key("phases")
            .raw(phasesToJson(entry.phases))
            .key("records")
            .beginObject()
            .field("pulled", entry.pulled)
            .field("pushed", entry.pushed)
            .field("conflicts", entry.conflicts)
            .endObject()
            .endObject();
    }
    json.endArray().endObject();
    return text;
}

void writeReportAnswer(JsonWriter &json, const ReportAnswer &answer)
{
    json.beginObject().field("accepted", answer.accepted).key("rejected").beginArray();
    for (const ReportRejection &row : answer.rejected)
        json.beginObject().field("id", row.id).field("code", row.code).field("message", row.message).endObject();
    json.endArray().endObject();
}

Result<ReportAnswer> readReportAnswer(const simdjson::dom::element &json)
{
    CHECK(checkObject(json));
    ReportAnswer answer;
    AnswerReader(json).number("accepted", answer.accepted);
    forEachItem(json, "rejected", [&](const simdjson::dom::element &item) {
        ReportRejection row;
        AnswerReader(item).text("id", row.id).text("code", row.code).text("message", row.message);
        answer.rejected.push_back(std::move(row));
    });
    return answer;
}

} // namespace tidemark
