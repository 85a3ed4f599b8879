// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/CycleState.h"

#include "protocol/Problem.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tidemark {

CycleState::CycleState(CycleParts cycleParts, CycleOptions cycleOptions,
                       std::function<void(const SyncProgress &)> progress)
    : parts(cycleParts),
      options(std::move(cycleOptions)),
      m_progress(std::move(progress)),
      m_startedUs(parts.clock.steadyUs())
{
    report.syncId = options.syncId;
    report.attempts = options.attempt;
    report.startedAt = parts.clock.nowMs();
}

bool CycleState::open()
{
    auto found = parts.replica.meta();
    if (failed(found))
        return false;
    meta = std::move(found).value();
    if (!meta.userId.empty() && meta.userId != options.userId)
        return fail({"other_user", ErrorCategory::Local, "the replica belongs to " + meta.userId}, Retry::No);
    if (meta.refetch && options.pull)
        options.full = true; // the schema gained columns: their values are fetched once
    if (options.full)
        meta.cursor = 0;
    const auto entities = parts.replica.entityMeta();
    if (failed(entities))
        return false;
    for (const EntityMeta &entity : *entities)
        pending += entity.pending;
    return true;
}

bool CycleState::fail(const Error &error, Retry retry)
{
    report.result = resultOfError(error);
    report.retry = retry;
    report.error = error;
    return false;
}

Request CycleState::makeRequest(std::string method, std::string target) const
{
    Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers.set("X-Device-Id", meta.deviceId);
    request.headers.set("X-Device-Name", meta.deviceName);
    request.headers.set("X-Client-Time", std::to_string(parts.clock.nowMs()));
    request.headers.set("X-Pending-Changes", std::to_string(pending));
    request.headers.set("X-Schema-Version", std::to_string(parts.replica.schema().version));
    request.headers.set("X-Sync-Id", report.syncId);
    request.headers.set("X-Try", std::to_string(options.attempt));
    return request;
}

QCoro::Task<std::optional<Response>> CycleState::exchange(Request request)
{
    report.bytesOut += static_cast<std::int64_t>(request.body.size());
    Exchange exchange = co_await parts.transport.send(std::move(request));
    if (abandoned())
        co_return std::nullopt;
    for (const auto &[name, ms] : exchange.phases)
        addPhase(name, ms);
    if (!exchange.response) {
        fileFailure(exchange);
        co_return std::nullopt;
    }
    report.bytesIn += static_cast<std::int64_t>(exchange.response->body.size());
    report.httpStatus = exchange.response->status;
    report.requestId = exchange.response->headers.get("X-Request-Id");
    if (outcomeOfStatus(exchange.response->status).result == SyncResult::Success)
        co_return std::move(exchange.response);
    fileRefusal(*exchange.response);
    co_return std::nullopt;
}

void CycleState::fileFailure(const Exchange &exchange)
{
    const Outcome outcome = outcomeOfFailure(exchange.failure);
    report.result = outcome.result;
    report.retry = outcome.retry;
    report.error = {std::string(networkFailureName(exchange.failure)),
                    outcome.result == SyncResult::Timeout ? ErrorCategory::Timeout : ErrorCategory::Network,
                    exchange.detail};
}

void CycleState::fileRefusal(const Response &response)
{
    const Outcome outcome = outcomeOfStatus(response.status);
    const Problem problem = parseProblem(response);
    report.result = outcome.result;
    report.retry = outcome.retry;
    report.error = {problem.code.empty() ? "http_" + std::to_string(response.status) : problem.code,
                    ErrorCategory::Server, problem.detail.empty() ? problem.title : problem.detail};
    readRetryAfter(response);
    // A frozen batch stands on the cursor that is no longer usable: its rows go out anew after the resync.
    if (response.status == 410 && thaw() && problem.code == "epoch_changed")
        adoptEpoch(response);
}

bool CycleState::thaw()
{
    const SyncReport before = report;
    if (failed(parts.replica.thaw()))
        return false;
    report = before;
    return true;
}

/// The server was restored from a backup: what it lost is offered again as edits.
void CycleState::adoptEpoch(const Response &response)
{
    std::string_view epoch;
    std::int64_t restoredTo = 0;
    const auto root = document.parse(response.body);
    std::string_view server;
    const bool named = root && (*root)["server_id"].get_string().get(server) == simdjson::SUCCESS && !server.empty();
    if (named && !meta.serverId.empty() && server != meta.serverId) {
        fail({"other_server", ErrorCategory::Local, "the replica belongs to the server " + meta.serverId}, Retry::No);
        return;
    }
    if (!root || (*root)["epoch"].get_string().get(epoch) != simdjson::SUCCESS
        || (*root)["restored_to"].get_int64().get(restoredTo) != simdjson::SUCCESS) {
        report.retry = Retry::No;
        return;
    }
    (void)failed(parts.replica.adoptEpoch(std::string(epoch), restoredTo));
}

void CycleState::readRetryAfter(const Response &response)
{
    const std::string_view text = response.headers.get("Retry-After");
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (!text.empty() && error == std::errc() && end == text.data() + text.size() && seconds >= 0)
        report.retryAfterMs = std::min<std::int64_t>(seconds, 24 * 3600) * 1000;
}

bool CycleState::bind(const std::string &serverId, const std::string &epoch)
{
    const std::string &server = serverId.empty() ? parts.transport.accountKey() : serverId;
    if (failed(parts.replica.bind(options.userId, server, epoch)))
        return false;
    meta.epoch = epoch;
    return true;
}

void CycleState::tell(SyncPhase phase, std::int64_t done, std::int64_t total) const
{
    if (m_progress)
        m_progress({phase, done, total});
}

void CycleState::addPhase(const std::string &name, double ms)
{
    const auto known =
        std::find_if(report.phases.begin(), report.phases.end(), [&](const auto &p) { return p.first == name; });
    if (known == report.phases.end())
        report.phases.emplace_back(name, ms);
    else
        known->second += ms;
}

double CycleState::msSince(std::int64_t startUs) const
{
    return static_cast<double>(parts.clock.steadyUs() - startUs) / 1000.0;
}

void CycleState::close()
{
    if (report.result == SyncResult::Success && !report.rejected.empty())
        report.result = SyncResult::Conflict;
    report.durationMs = msSince(m_startedUs);
    report.timestamp = meta.cursor;
    // The journal is for people: when even it cannot be written the report still tells the caller.
    const auto logged = parts.replica.appendLog(logEntry());
    const auto recorded = parts.replica.recordResult(report.result, report.error.code);
    if (report.result == SyncResult::Success && (!logged || !recorded))
        fail(logged ? recorded.error() : logged.error(), Retry::No);
}

SyncLogEntry CycleState::logEntry() const
{
    SyncLogEntry entry;
    entry.id = parts.ids.next();
    entry.syncId = report.syncId;
    entry.attempt = options.attempt;
    entry.userId = options.userId;
    entry.deviceId = meta.deviceId;
    entry.deviceName = meta.deviceName;
    entry.type = "sync";
    entry.source = "client";
    entry.startedAt = report.startedAt;
    entry.durationMs = report.durationMs;
    entry.result = report.result;
    entry.status = report.httpStatus;
    entry.errorCode = report.error.code;
    entry.errorDetail = report.error.detail;
    entry.requestId = report.requestId;
    entry.pulled = report.pulled;
    entry.pushed = report.pushed;
    entry.conflicts = static_cast<std::int64_t>(report.conflicts.size());
    entry.bytesIn = report.bytesIn;
    entry.bytesOut = report.bytesOut;
    entry.phases = report.phases;
    return entry;
}

} // namespace tidemark
