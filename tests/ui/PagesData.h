// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "protocol/AdminMessages.h"
#include "protocol/Record.h"
#include "protocol/SyncLog.h"
#include "transport/Transport.h"

#include <QCoroTask>

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

/// A small world for tests of the pages: logs, figures and conflicts, answered as the admin API would.
namespace tidemark::pagesdata {

inline constexpr std::int64_t nowMs = 1773145120000; // 10 March 2026, 12:18:40 UTC
inline constexpr std::int64_t minuteMs = 60'000;

class FixedClock : public Clock {
public:
    std::int64_t nowMs() const override { return m_now; }
    std::int64_t steadyUs() const override { return m_now * 1000; }
    std::int64_t m_now = pagesdata::nowMs;
};

inline const std::array<std::pair<const char *, const char *>, 6> people{
    {{"0190b7d0-0000-7000-8000-000000000001", "camille.durand"},
     {"0190b7d0-0000-7000-8000-000000000002", "marek.nowak"},
     {"0190b7d0-0000-7000-8000-000000000003", "priya.nair"},
     {"0190b7d0-0000-7000-8000-000000000004", "emre.yildiz"},
     {"0190b7d0-0000-7000-8000-000000000005", "lea.martin"},
     {"0190b7d0-0000-7000-8000-000000000006", "yuki.tanaka"}}};
inline const std::array<const char *, 6> devices{"Pixel 8",   "Pixel 6a",          "Galaxy Tab S9",
                                                 "iPhone 15", "Tidemark on HP-07", "iPad"};

inline SyncLogEntry logAt(int i)
{
    SyncLogEntry log;
    log.id = "log-" + std::to_string(i);
    const auto person = static_cast<std::size_t>((i * 7) % 6);
    log.userId = people[person].first;
    log.deviceId = "0190d41c-0000-7000-8000-0000000007b" + std::to_string(person);
    log.deviceName = devices[person];
    log.type = i % 3 == 0 ? "pull" : "push";
    log.source = "server";
    log.startedAt = nowMs - i * 17'317;
    log.durationMs = 240 + (i * 7919) % 1400;
    log.attempt = i % 11 == 0 ? 2 : 1;
    log.requestId = "01hq8z3k-7v2m-7000-8000-00000000" + std::to_string(1000 + i);
    log.status = 200;
    log.pushed = log.type == "push" ? 1 + i % 12 : 0;
    log.pulled = log.type == "pull" ? i % 15 : 0;
    log.bytesIn = 38'200;
    log.bytesOut = 9'100;
    const auto fail = [&](SyncResult result, int status, const char *code, const char *detail, double ms) {
        log.result = result;
        log.status = status;
        log.errorCode = code;
        log.errorDetail = detail;
        log.durationMs = ms;
    };
    if (i % 7 == 2)
        fail(SyncResult::ServerError, 503, "pool_exhausted", "no connection within 2500 ms", 2'841);
    else if (i % 13 == 4)
        fail(SyncResult::Timeout, 0, "timeout", "", 30'000);
    else if (i % 17 == 5)
        fail(SyncResult::NetworkError, 0, "reset", "connection reset by peer", 1'503);
    else if (i % 23 == 6)
        fail(SyncResult::AuthError, 401, "token_expired", "the token expired at 12:04", 40);
    log.phases = {{"queue", 14},   {"connect", 38}, {"tls", 61}, {"wait", log.durationMs - 139},
                  {"receive", 18}, {"parse", 8}};
    return log;
}

inline SyncStats statsNow()
{
    SyncStats stats;
    stats.bucketMs = 10 * minuteMs;
    stats.until = nowMs;
    stats.from = nowMs - 144 * stats.bucketMs;
    for (int i = 0; i < 144; ++i) {
        StatsBucket bucket;
        bucket.start = stats.from + i * stats.bucketMs;
        const double day = 1 + 0.5 * std::sin(i / 23.0) + 0.05 * ((i * 31) % 7) + (i > 125 && i < 134 ? 2.5 : 0);
        if (i < 88 || i > 93) {
            const std::int64_t count = 20 + (i * 13) % 25;
            const std::int64_t failed = i > 120 && i < 136 ? 9 : (i * 5) % 4;
            bucket.latency = {count, count - failed, 120 * day, 80 * day, 240 * day, 900 * day};
            bucket.results = {{"SUCCESS", count - failed},
                              {"SERVER_ERROR", failed / 2},
                              {"TIMEOUT", failed - failed / 2},
                              {"AUTH_ERROR", i % 5 == 0 ? 1 : 0}};
            stats.total.count += count;
            stats.total.success += count - failed;
        }
        stats.series.push_back(bucket);
    }
    stats.phases = {{"queue", {900, 900, 5, 4, 22, 40}},   {"connect", {900, 900, 14, 12, 48, 90}},
                    {"tls", {900, 900, 20, 18, 63, 110}},  {"wait", {900, 900, 60, 44, 212, 900}},
                    {"receive", {900, 900, 8, 6, 31, 70}}, {"parse", {900, 900, 4, 3, 14, 30}},
                    {"apply", {900, 900, 12, 9, 44, 80}}};
    stats.types = {{"pull", {400, 390, 90, 78, 301, 800}}, {"push", {500, 470, 130, 116, 388, 1200}}};
    for (std::size_t i = 0; i < devices.size(); ++i)
        stats.devices.emplace_back(devices[i],
                                   LatencyFigures{100, 95, 120, 70.0 + 12.0 * static_cast<double>(i),
                                                  250.0 + 60.0 * static_cast<double>(i), 900});
    return stats;
}

inline ConflictItem conflictAt(int i)
{
    static const std::array<std::array<const char *, 3>, 6> shapes{{{"todos", "title", "priority"},
                                                                    {"todos", "priority", ""},
                                                                    {"captures", "digest_status", ""},
                                                                    {"thoughts", "summary", ""},
                                                                    {"todos", "state", "priority"},
                                                                    {"captures", "tags", "state"}}};
    const auto &shape = shapes[static_cast<std::size_t>(i % 6)];
    ConflictItem item;
    item.id = "0190c0ff-0000-7000-8000-00000000000" + std::to_string(i);
    item.userId = people[0].first;
    item.email = "camille.durand@example.org";
    item.deviceName = "Pixel 8";
    item.deviceId = "0190d41c-0000-7000-8000-0000000007be";
    item.entity = shape[0];
    item.recordId = "b7d00000-0000-7000-8000-000000004c1" + std::to_string(i);
    item.type = "edit_edit";
    item.policy = i % 6 == 3 ? "client_wins" : "per_column_merge";
    item.columns = {shape[1]};
    if (*shape[2] != 0)
        item.columns.emplace_back(shape[2]);
    if (i == 0)
        item.columns = {"title", "description", "priority", "deadline"};
    item.state = i == 7 ? "overridden" : i == 8 ? "reverted" : "auto";
    item.stamp = nowMs - 157 * minuteMs - i * 43 * minuteMs;
    item.createdAt = item.stamp;
    return item;
}

/// Answers as the admin API would, from values held in memory.
class CannedTransport : public Transport {
public:
    CannedTransport()
    {
        for (int i = 0; i < 600; ++i)
            logs.push_back(logAt(i));
        for (int i = 0; i < 9; ++i) {
            ConflictDetail detail;
            detail.item = conflictAt(i);
            detail.currentStamp = detail.item.stamp;
            detail.editedAt = detail.item.stamp - 49 * minuteMs;
            conflicts.push_back(detail);
        }
        ConflictDetail &first = conflicts.front();
        first.base =
            R"({"title":"Préparer l’atelier","description":"Apporter les carnets, le vidéoprojecteur et douze feutres. Arriver à 9 h pour installer la salle. Penser aux badges.","priority":"medium","deadline":1773338400000})";
        first.client =
            R"({"title":"Préparer l’atelier carnet de terrain","description":"Apporter les carnets neufs, le vidéoprojecteur et vingt feutres. Arriver à 9 h pour installer la salle. Penser aux badges et au café.","priority":"high","deadline":1773684000000})";
        first.server =
            R"({"title":"Préparer l’atelier du 17 mars","description":"Apporter les carnets, le vidéoprojecteur et douze feutres. Arriver à 8 h 30 pour installer la salle B. Penser aux badges.","priority":"low","deadline":1773338400000})";
        first.resolved =
            R"({"title":"Préparer l’atelier carnet de terrain","description":"Apporter les carnets neufs, le vidéoprojecteur et vingt feutres. Arriver à 9 h pour installer la salle. Penser aux badges et au café.","priority":"low","deadline":1773684000000})";
        first.current = first.resolved;
    }

    QCoro::Task<Exchange> send(Request request) override
    {
        requests.push_back(request);
        Exchange exchange;
        if (down) {
            exchange.failure = NetworkFailure::Refused;
            co_return exchange;
        }
        exchange.response = answer(request);
        co_return exchange;
    }
    void cancel() override {}
    QCoro::Task<bool> refreshToken() override { co_return false; }
    std::string accountKey() const override { return "test"; }

    Response answer(const Request &request)
    {
        const std::string path(request.path().substr(std::string_view("/api/admin/sync/").size()));
        Response response;
        JsonWriter json(response.body);
        if (path == "stats")
            writeStats(json, stats);
        else if (path == "logs")
            writeLogs(json, request);
        else if (path == "conflicts")
            writeList(json);
        else
            return answerConflict(request, path.substr(std::string_view("conflicts/").size()));
        return response;
    }

    void writeLogs(JsonWriter &json, const Request &request) const
    {
        const std::string status = request.query("status").value_or("");
        const std::string type = request.query("type").value_or("");
        const auto limit = static_cast<std::size_t>(std::stoi(request.query("limit").value_or("100")));
        auto at = static_cast<std::size_t>(std::stoi(request.query("cursor").value_or("0")));
        json.beginObject().key("items").beginArray();
        std::size_t sent = 0;
        for (; at < logs.size() && sent < limit; ++at) {
            const SyncLogEntry &log = logs[at];
            const bool statusFits = status.empty()
                || (status == "error" ? log.result != SyncResult::Success : syncResultName(log.result) == status);
            if (statusFits && (type.empty() || log.type == type)) {
                writeSyncLog(json, log);
                ++sent;
            }
        }
        json.endArray().key("next_cursor");
        at < logs.size() ? json.string(std::to_string(at)) : json.null();
        json.endObject();
    }

    void writeList(JsonWriter &json) const
    {
        json.beginObject().key("items").beginArray();
        for (const ConflictDetail &detail : conflicts)
            writeConflictItem(json, detail.item);
        json.endArray().key("next_cursor").null().endObject();
    }

    Response answerConflict(const Request &request, const std::string &rest)
    {
        Response response;
        JsonWriter json(response.body);
        const std::string id = rest.substr(0, rest.find('/'));
        ConflictDetail *detail = nullptr;
        for (ConflictDetail &known : conflicts)
            detail = known.item.id == id ? &known : detail;
        if (!detail)
            return {404, {}, R"({"status":404,"code":"not_found"})"};
        const bool writes = rest.size() > id.size();
        if (writes && moved) {
            detail->current =
                R"({"title":"Atelier reporté","description":"Annulé","priority":"medium","deadline":1773684000000})";
            detail->currentStamp = nowMs - minuteMs;
            moved = false;
            return {409, {}, R"({"status":409,"code":"record_moved","title":"moved"})"};
        }
        if (writes) {
            written.push_back(request.body);
            detail->item.state = rest.substr(id.size() + 1) == "override" ? "overridden" : "reverted";
            detail->overrideBy = "admin@example.org";
            detail->overrideNote = "priority stays high";
            detail->currentStamp = nowMs;
        }
        writeConflictDetail(json, *detail);
        return response;
    }

    SyncStats stats = statsNow();
    std::vector<SyncLogEntry> logs;
    std::vector<ConflictDetail> conflicts;
    std::vector<Request> requests;
    std::vector<std::string> written;
    bool down = false;
    bool moved = false;
};

inline Record row(const EntitySchema &entity, const std::string &id, const std::map<std::string, Value> &values,
                  std::int64_t stamp)
{
    Record record = makeRecord(entity, id);
    record.createdAt = stamp - 1000;
    record.lastModifiedAt = stamp;
    for (const auto &[name, value] : values)
        setColumnValue(record, *entity.columnIndex(name), value);
    record.present = ColumnSet::firstOf(entity.columns.size());
    return record;
}

} // namespace tidemark::pagesdata
