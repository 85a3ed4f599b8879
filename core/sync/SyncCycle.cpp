// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SyncCycle.h"

#include "protocol/Json.h"
#include "protocol/Problem.h"
#include "protocol/PullCodec.h"
#include "protocol/PushCodec.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace tidemark {

namespace {

/// One attempt: its parts, what it has found out so far, and the report it will give.
class Cycle {
public:
    Cycle(CycleParts parts, CycleOptions options, std::function<void(const SyncProgress &)> progress)
        : m_parts(parts),
          m_options(std::move(options)),
          m_progress(std::move(progress)),
          m_startedUs(parts.clock.steadyUs())
    {
        m_report.syncId = m_options.syncId;
        m_report.attempts = m_options.attempt;
        m_report.startedAt = parts.clock.nowMs();
    }

    QCoro::Task<SyncReport> run()
    {
        if (prepare()) {
            bool going = true;
            if (m_options.pull)
                going = co_await pullEverything();
            if (going && m_options.push)
                going = co_await pushEverything();
            if (going && m_pullAgain && m_options.pull)
                co_await pullEverything();
        }
        if (!abandoned())
            finish();
        co_return std::move(m_report);
    }

private:
    bool abandoned() const { return m_options.abandoned && *m_options.abandoned; }

    bool fail(const Error &error, Retry retry)
    {
        m_report.result = resultOfError(error);
        m_report.retry = retry;
        m_report.error = error;
        return false;
    }

    template <typename T> bool failed(const Result<T> &result)
    {
        if (result)
            return false;
        // A replica that another process writes to is worth a second try; other local faults need a person.
        fail(result.error(), result.error().code == "locked" ? Retry::Backoff : Retry::No);
        return true;
    }

    bool prepare()
    {
        auto meta = m_parts.replica.meta();
        if (failed(meta))
            return false;
        m_meta = std::move(meta).value();
        if (!m_meta.userId.empty() && m_meta.userId != m_options.userId)
            return fail({"other_user", ErrorCategory::Local, "the replica belongs to " + m_meta.userId}, Retry::No);
        if (m_meta.refetch && m_options.pull)
            m_options.full = true; // the schema gained columns: their values are fetched once
        if (m_options.full)
            m_meta.cursor = 0;
        const auto entities = m_parts.replica.entityMeta();
        if (failed(entities))
            return false;
        for (const EntityMeta &entity : *entities)
            m_pending += entity.pending;
        return true;
    }

    Request makeRequest(std::string method, std::string target) const
    {
        Request request;
        request.method = std::move(method);
        request.target = std::move(target);
        request.headers.set("X-Device-Id", m_meta.deviceId);
        request.headers.set("X-Device-Name", m_meta.deviceName);
        request.headers.set("X-Client-Time", std::to_string(m_parts.clock.nowMs()));
        request.headers.set("X-Pending-Changes", std::to_string(m_pending));
        request.headers.set("X-Schema-Version", std::to_string(m_parts.replica.schema().version));
        request.headers.set("X-Sync-Id", m_report.syncId);
        request.headers.set("X-Try", std::to_string(m_options.attempt));
        return request;
    }

    /// Sends and files what came back. Nothing: the report says why, or the cycle was abandoned.
    QCoro::Task<std::optional<Response>> exchange(Request request)
    {
        m_report.bytesOut += static_cast<std::int64_t>(request.body.size());
        Exchange exchange = co_await m_parts.transport.send(std::move(request));
        if (abandoned())
            co_return std::nullopt;
        for (const auto &[name, ms] : exchange.phases)
            addPhase(name, ms);
        if (!exchange.response) {
            const Outcome outcome = outcomeOfFailure(exchange.failure);
            m_report.result = outcome.result;
            m_report.retry = outcome.retry;
            m_report.error = {std::string(networkFailureName(exchange.failure)),
                              outcome.result == SyncResult::Timeout ? ErrorCategory::Timeout : ErrorCategory::Network,
                              exchange.detail};
            co_return std::nullopt;
        }
        Response &response = *exchange.response;
        m_report.bytesIn += static_cast<std::int64_t>(response.body.size());
        m_report.httpStatus = response.status;
        m_report.requestId = response.headers.get("X-Request-Id");
        const Outcome outcome = outcomeOfStatus(response.status);
        if (outcome.result != SyncResult::Success) {
            const Problem problem = parseProblem(response);
            m_report.result = outcome.result;
            m_report.retry = outcome.retry;
            m_report.error = {problem.code.empty() ? "http_" + std::to_string(response.status) : problem.code,
                              ErrorCategory::Server, problem.detail.empty() ? problem.title : problem.detail};
            readRetryAfter(response);
            if (response.status == 410 && !thawed())
                co_return std::nullopt;
            if (problem.code == "epoch_changed")
                adoptEpoch(response);
            co_return std::nullopt;
        }
        co_return std::move(exchange.response);
    }

    /// A frozen batch stands on the cursor that is no longer usable: its rows go out anew after the resync.
    bool thawed()
    {
        const SyncReport before = m_report;
        if (failed(m_parts.replica.thaw()))
            return false;
        m_report = before;
        return true;
    }

    /// The server was restored from a backup: what it lost is offered again as edits.
    void adoptEpoch(const Response &response)
    {
        std::string_view epoch;
        std::int64_t restoredTo = 0;
        const auto root = m_document.parse(response.body);
        std::string_view server;
        const bool named =
            root && (*root)["server_id"].get_string().get(server) == simdjson::SUCCESS && !server.empty();
        if (named && !m_meta.serverId.empty() && server != m_meta.serverId) {
            fail({"other_server", ErrorCategory::Local, "the replica belongs to the server " + m_meta.serverId},
                 Retry::No);
            return;
        }
        if (!root || (*root)["epoch"].get_string().get(epoch) != simdjson::SUCCESS
            || (*root)["restored_to"].get_int64().get(restoredTo) != simdjson::SUCCESS) {
            m_report.retry = Retry::No;
            return;
        }
        (void)failed(m_parts.replica.adoptEpoch(std::string(epoch), restoredTo));
    }

    void readRetryAfter(const Response &response)
    {
        const std::string_view text = response.headers.get("Retry-After");
        std::int64_t seconds = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (!text.empty() && error == std::errc() && end == text.data() + text.size() && seconds >= 0)
            m_report.retryAfterMs = std::min<std::int64_t>(seconds, 24 * 3600) * 1000;
    }

    void addPhase(const std::string &name, double ms)
    {
        const auto known = std::find_if(m_report.phases.begin(), m_report.phases.end(),
                                        [&](const auto &p) { return p.first == name; });
        if (known == m_report.phases.end())
            m_report.phases.emplace_back(name, ms);
        else
            known->second += ms;
    }

    double msSince(std::int64_t startUs) const
    {
        return static_cast<double>(m_parts.clock.steadyUs() - startUs) / 1000.0;
    }

    void tell(SyncPhase phase, std::int64_t done, std::int64_t total)
    {
        if (m_progress)
            m_progress({phase, done, total});
    }

    /// Pulls until an answer fits one page: a row that moved while we paged is in the next window.
    QCoro::Task<bool> pullEverything()
    {
        m_pullAgain = false;
        bool whole = std::exchange(m_options.full, false);
        for (bool again = true; again;) {
            std::vector<std::string> pages = co_await fetchWindow();
            if (pages.empty())
                co_return false;
            again = pages.size() > 1;
            if (whole) {
                // What a row that moved while we paged became is needed before rows the server lacks may go.
                m_meta.cursor = m_windowEnd;
                std::vector<std::string> rest = co_await fetchWindow();
                if (rest.empty())
                    co_return false;
                again = rest.size() > 1;
                std::move(rest.begin(), rest.end(), std::back_inserter(pages));
            }
            if (!applyWindow(pages,
                             std::exchange(whole, false) ? Replica::PullKind::Whole : Replica::PullKind::Window))
                co_return false;
        }
        co_return true;
    }

    /// All pages of one window, unparsed: the write lock must not wait for the network. Empty: failed.
    QCoro::Task<std::vector<std::string>> fetchWindow()
    {
        std::vector<std::string> pages;
        std::string page;
        std::int64_t records = 0;
        do {
            std::string target = "/api/sync/pull?last_pulled_at=" + std::to_string(m_meta.cursor)
                + "&limit=" + std::to_string(m_options.pageSize);
            if (!m_meta.epoch.empty())
                target += "&epoch=" + percentEncode(m_meta.epoch);
            if (!page.empty())
                target += "&page=" + percentEncode(page);
            tell(SyncPhase::Pull, records, 0);
            auto response = co_await exchange(makeRequest("GET", std::move(target)));
            if (!response)
                co_return {};
            const std::int64_t parsing = m_parts.clock.steadyUs();
            const auto header = readPullHeader(m_document, response->body);
            addPhase("parse", msSince(parsing));
            if (!header) {
                fail(header.error(), Retry::Backoff);
                co_return {};
            }
            if (pages.empty() && !bind(header->serverId, header->epoch))
                co_return {};
            if (header->hasMore && header->nextPage == page) {
                fail({"bad_answer", ErrorCategory::Server, "a page leads to itself"}, Retry::Backoff);
                co_return {};
            }
            page = header->nextPage;
            m_windowEnd = header->timestamp;
            pages.push_back(std::move(response->body));
            records += static_cast<std::int64_t>(m_options.pageSize);
        } while (!page.empty());
        co_return pages;
    }

    bool bind(const std::string &serverId, const std::string &epoch)
    {
        const std::string &server = serverId.empty() ? m_parts.transport.accountKey() : serverId;
        if (failed(m_parts.replica.bind(m_options.userId, server, epoch)))
            return false;
        m_meta.epoch = epoch;
        return true;
    }

    bool applyWindow(const std::vector<std::string> &pages, Replica::PullKind kind)
    {
        const std::int64_t applying = m_parts.clock.steadyUs();
        auto transaction = m_parts.replica.beginPull(kind);
        if (failed(transaction))
            return false;
        std::int64_t timestamp = 0;
        std::int64_t pulled = 0;
        for (const std::string &page : pages) {
            const auto answer = readPullAnswer(m_parts.replica.schema(), m_document, page);
            if (!answer)
                return fail(answer.error(), Retry::Backoff);
            const auto resolver = answer->epoch.empty() ? merge::Resolver::Client : merge::Resolver::Server;
            const auto written = (*transaction)->apply(answer->changes, answer->timestamp, resolver);
            if (failed(written))
                return false;
            pulled += static_cast<std::int64_t>(*written);
            timestamp = answer->timestamp;
            tell(SyncPhase::Apply, pulled, 0);
        }
        if (failed((*transaction)->finish(timestamp)))
            return false;
        addPhase("apply", msSince(applying));
        m_report.pulled += pulled;
        m_meta.cursor = std::max(m_meta.cursor, timestamp);
        return true;
    }

    QCoro::Task<bool> pushEverything()
    {
        OutboxPosition position;
        for (;;) {
            auto batch = m_parts.replica.frozen();
            if (failed(batch))
                co_return false;
            if (!*batch) {
                const auto taken = freezeNext(position);
                if (!taken)
                    co_return false;
                if (*taken == 0)
                    co_return true;
                continue;
            }
            tell(SyncPhase::Push, m_report.pushed, m_pending);
            const bool going = co_await sendBatch(std::move(**batch));
            if (!going)
                co_return false;
            if (m_halve) {
                m_halve = false;
                position = {};
            }
        }
    }

    /// Freezes the next dirty rows, so that a retry after a crash is the same request. 0: nothing is left.
    std::optional<std::size_t> freezeNext(OutboxPosition &position)
    {
        auto next = m_parts.replica.outbox(position, m_options.batchSize, m_options.batchBytes);
        if (failed(next))
            return std::nullopt;
        if (next->count == 0)
            return 0;
        position = next->next;
        PushRequest request;
        request.lastPulledAt = m_meta.cursor;
        request.epoch = m_meta.epoch;
        request.rows = std::move(next->rows);
        if (failed(m_parts.replica.freeze({m_parts.ids.next(), writePushRequest(m_parts.replica.schema(), request)})))
            return std::nullopt;
        return next->count;
    }

    QCoro::Task<bool> sendBatch(FrozenBatch batch)
    {
        Request request = makeRequest("POST", "/api/sync/push");
        request.headers.set("Content-Type", "application/json");
        request.headers.set("Idempotency-Key", batch.key);
        request.body = batch.body;
        auto response = co_await exchange(std::move(request));
        if (abandoned())
            co_return false;
        auto sent = readPushRequest(m_parts.replica.schema(), m_document, batch.body, m_options.userId);
        if (failed(sent))
            co_return false;
        if (!response)
            co_return refused(*sent);
        const auto answer = readPushAnswer(m_parts.replica.schema(), m_document, response->body);
        if (!answer)
            co_return fail(answer.error(), Retry::Backoff);
        if (!bind(answer->serverId, answer->epoch))
            co_return false;
        const std::int64_t applying = m_parts.clock.steadyUs();
        const auto news = m_parts.replica.acknowledge(*sent, *answer);
        if (failed(news))
            co_return false;
        addPhase("apply", msSince(applying));
        m_report.pushed += static_cast<std::int64_t>(sent->count() - answer->rejected.size());
        m_report.pulled += static_cast<std::int64_t>(*news);
        m_report.conflicts.insert(m_report.conflicts.end(), answer->conflicts.begin(), answer->conflicts.end());
        m_report.rejected.insert(m_report.rejected.end(), answer->rejected.begin(), answer->rejected.end());
        if (answer->hasMore)
            m_pullAgain = true;
        else
            m_meta.cursor = std::max(m_meta.cursor, answer->timestamp);
        co_return true;
    }

    /// The server said no to a batch, or nothing at all. A definite no unfreezes it; its rows stay dirty.
    bool refused(const PushRequest &sent)
    {
        if (m_report.httpStatus < 400 || m_report.httpStatus >= 500 || m_report.httpStatus == 401
            || m_report.httpStatus == 408 || m_report.httpStatus == 429 || m_report.result == SyncResult::NetworkError
            || m_report.result == SyncResult::Timeout || m_report.result == SyncResult::Cancelled)
            return false;
        if (!thawed())
            return false;
        if (m_report.retry != Retry::HalfTheBatch || sent.count() <= 1)
            return false;
        m_options.batchSize = std::max<std::size_t>(1, sent.count() / 2);
        m_report.result = SyncResult::Success;
        m_report.retry = Retry::No;
        m_report.error = {};
        m_halve = true;
        return true;
    }

    void finish()
    {
        if (m_report.result == SyncResult::Success && !m_report.rejected.empty())
            m_report.result = SyncResult::Conflict;
        m_report.durationMs = msSince(m_startedUs);
        m_report.timestamp = m_meta.cursor;
        SyncLogEntry entry;
        entry.id = m_parts.ids.next();
        entry.syncId = m_report.syncId;
        entry.attempt = m_options.attempt;
        entry.userId = m_options.userId;
        entry.deviceId = m_meta.deviceId;
        entry.deviceName = m_meta.deviceName;
        entry.type = "sync";
        entry.source = "client";
        entry.startedAt = m_report.startedAt;
        entry.durationMs = m_report.durationMs;
        entry.result = m_report.result;
        entry.status = m_report.httpStatus;
        entry.errorCode = m_report.error.code;
        entry.errorDetail = m_report.error.detail;
        entry.requestId = m_report.requestId;
        entry.pulled = m_report.pulled;
        entry.pushed = m_report.pushed;
        entry.conflicts = static_cast<std::int64_t>(m_report.conflicts.size());
        entry.bytesIn = m_report.bytesIn;
        entry.bytesOut = m_report.bytesOut;
        entry.phases = m_report.phases;
        // The journal is for people: when even it cannot be written the report still tells the caller.
        const auto logged = m_parts.replica.appendLog(entry);
        const auto recorded = m_parts.replica.recordResult(m_report.result, m_report.error.code);
        if (m_report.result == SyncResult::Success && (!logged || !recorded))
            fail(logged ? recorded.error() : logged.error(), Retry::No);
    }

    CycleParts m_parts;
    CycleOptions m_options;
    std::function<void(const SyncProgress &)> m_progress;
    std::int64_t m_startedUs;
    ReplicaMeta m_meta;
    std::int64_t m_pending = 0;
    std::int64_t m_windowEnd = 0; ///< timestamp of the window fetched last
    bool m_pullAgain = false;
    bool m_halve = false;
    JsonDocument m_document;
    SyncReport m_report;
};

} // namespace

QCoro::Task<SyncReport> runCycle(CycleParts parts, CycleOptions options,
                                 std::function<void(const SyncProgress &)> progress)
{
    // The object lives in this coroutine's frame, as long as the attempt does.
    Cycle cycle(parts, std::move(options), std::move(progress));
    co_return co_await cycle.run();
}

} // namespace tidemark
