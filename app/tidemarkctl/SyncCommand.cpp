// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"
#include "sync/SyncEngine.h"

#include <algorithm>

namespace tidemark::ctl {

namespace {

struct Asked {
    CycleOptions cycle;
    int attempts = 1;
};

Result<Asked> readAsked(const cli::Parsed &options)
{
    Asked asked;
    if (options.has("pull-only") && options.has("push-only"))
        return usage("--pull-only and --push-only exclude one another");
    asked.cycle.pull = !options.has("push-only");
    asked.cycle.push = !options.has("pull-only");
    asked.cycle.full = options.has("full");
    TRY(const std::int64_t attempts, options.number("attempts", 1));
    if (!options.has("no-retry"))
        asked.attempts = static_cast<int>(std::min<std::int64_t>(attempts, 1'000'000));
    return asked;
}

/// One report over all tries.
class Total {
public:
    void add(const SyncReport &attempt)
    {
        m_pulled += attempt.pulled;
        m_pushed += attempt.pushed;
        m_conflicts.insert(m_conflicts.end(), attempt.conflicts.begin(), attempt.conflicts.end());
        m_rejected.insert(m_rejected.end(), attempt.rejected.begin(), attempt.rejected.end());
        for (const auto &[name, ms] : attempt.phases) {
            const auto known =
                std::find_if(m_phases.begin(), m_phases.end(), [&](const auto &p) { return p.first == name; });
            if (known == m_phases.end())
                m_phases.emplace_back(name, ms);
            else
                known->second += ms;
        }
    }

    /// @param last  the report of the last try
    SyncReport over(SyncReport last, double durationMs) &&
    {
        last.pulled = m_pulled;
        last.pushed = m_pushed;
        last.conflicts = std::move(m_conflicts);
        last.rejected = std::move(m_rejected);
        last.phases = std::move(m_phases);
        last.durationMs = durationMs;
        if (last.result == SyncResult::Success && !last.rejected.empty())
            last.result = SyncResult::Conflict;
        return last;
    }

private:
    std::int64_t m_pulled = 0;
    std::int64_t m_pushed = 0;
    std::vector<ConflictNotice> m_conflicts;
    std::vector<Rejection> m_rejected;
    std::vector<std::pair<std::string, double>> m_phases;
};

void writeConflicts(JsonWriter &json, const std::vector<ConflictNotice> &conflicts)
{
    json.key("conflicts").beginArray();
    for (const ConflictNotice &conflict : conflicts) {
        json.beginObject()
            .field("id", conflict.id)
            .field("entity", conflict.entity)
            .field("record_id", conflict.recordId)
            .field("conflict_type", conflict.type)
            .field("resolution", conflict.resolution)
            .key("columns")
            .beginArray();
        for (const std::string &column : conflict.columns)
            json.string(column);
        json.endArray().endObject();
    }
    json.endArray();
}

void writeRejected(JsonWriter &json, const std::vector<Rejection> &rejected)
{
    json.key("rejected").beginArray();
    for (const Rejection &rejection : rejected) {
        json.beginObject()
            .field("entity", rejection.entity)
            .field("record_id", rejection.recordId)
            .field("code", rejection.code)
            .field("message", rejection.message)
            .endObject();
    }
    json.endArray();
}

std::string reportJson(const SyncReport &report)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .field("result", syncResultName(report.result))
        .field("pulled", report.pulled)
        .field("pushed", report.pushed);
    writeConflicts(json, report.conflicts);
    writeRejected(json, report.rejected);
    json.field("timestamp", report.timestamp).field("duration_ms", report.durationMs).key("phases").beginObject();
    for (const auto &[name, ms] : report.phases)
        json.field(name, ms);
    json.endObject().field("attempts", report.attempts).endObject();
    return text;
}

void printReport(const SyncReport &report)
{
    std::string line = std::string(syncResultName(report.result)) + ": " + std::to_string(report.pulled) + " pulled, "
        + std::to_string(report.pushed) + " pushed in " + durationText(report.durationMs);
    if (report.attempts > 1)
        line += ", " + std::to_string(report.attempts) + " attempts";
    printLine(line);
    for (const ConflictNotice &conflict : report.conflicts)
        printLine("conflict: " + conflict.entity + " " + conflict.recordId + ": " + conflict.type + ", "
                  + conflict.resolution);
    for (const Rejection &rejection : report.rejected)
        printLine("refused: " + rejection.entity + " " + rejection.recordId + ": " + rejection.code + ": "
                  + rejection.message);
}

/// Whose data the token syncs. Asked before anything is sent, since a replica belongs to one user.
QCoro::Task<Result<std::string>> readUser(std::shared_ptr<TokenProvider> tokens)
{
    const auto token = co_await tokens->token(false);
    if (!token)
        co_return Result<std::string>(token.error());
    std::string user = tokenSubject(*token);
    if (!isUuid(user))
        co_return Result<std::string>(Error{"bad_token", ErrorCategory::Auth, "the token names no user"});
    co_return Result<std::string>(std::move(user));
}

void remarkOnRetry(const EngineState &state)
{
    if (!state.syncing && state.attempt > 0 && state.nextTryAt > 0)
        remark("attempt " + std::to_string(state.attempt) + " failed (" + state.reason.code + "), next try at "
               + timeText(state.nextTryAt));
}

} // namespace

QCoro::Task<int> sync(Context *context)
{
    auto asked = readAsked(context->options());
    if (!asked)
        co_return complain(asked.error());
    const auto tokens = context->deviceTokens();
    if (!tokens)
        co_return complain(tokens.error());
    const auto transport = context->connect(*tokens);
    if (!transport)
        co_return complain(transport.error());
    const auto user = co_await readUser(*tokens);
    if (!user)
        co_return complain(user.error());
    const auto replica = context->openReplica(Context::Missing::Make);
    if (!replica)
        co_return complain(replica.error());

    asked->cycle.userId = *user;
    const auto total = std::make_shared<Total>();
    SyncEngine::Options options;
    options.lockPath = (*replica)->lockPath();
    SyncEngine::Callbacks callbacks;
    callbacks.finished = [total](const SyncReport &report) { total->add(report); };
    callbacks.state = remarkOnRetry;
    const std::int64_t started = context->clock().steadyUs();
    SyncEngine engine(**replica, **transport, context->clock(), context->ids(), options, callbacks);
    SyncReport last = co_await engine.syncToEnd(asked->cycle, asked->attempts);
    const double duration = static_cast<double>(context->clock().steadyUs() - started) / 1000.0;
    const SyncReport report = std::move(*total).over(std::move(last), duration);

    if (context->json())
        printLine(reportJson(report));
    else
        printReport(report);
    if (!report.error.code.empty())
        complain(report.error);
    co_return exitCode(report.result);
}

} // namespace tidemark::ctl
