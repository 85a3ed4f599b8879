// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/BulkOverrideHandler.h"

#include "backend/api/BulkRequest.h"
#include "backend/api/Parameters.h"
#include "backend/api/SideValues.h"
#include "protocol/Json.h"

#include <map>

namespace tidemark::backend {

namespace {

constexpr std::size_t kSample = 10;

/// What one side's values would do, without writing anything.
class DryRun {
public:
    DryRun(const ApiContext &context, BulkQuery query) : m_context(context), m_query(std::move(query)) {}

    Attempt<BulkPreview> preview()
    {
        TRY(m_preview.count, m_context.admin.countConflicts(m_query.filter));
        TRY(const Page<ConflictItem> page, m_context.admin.listConflicts(m_query.filter));
        m_preview.nextCursor = page.nextCursor;
        for (const ConflictItem &item : page.items) {
            TRY(std::optional<StoredConflict> stored, m_context.admin.getConflict(item.id));
            if (stored)
                add(std::move(*stored));
        }
        return std::move(m_preview);
    }

private:
    void add(StoredConflict stored)
    {
        const auto entity = m_context.schema.entityIndex(stored.item.entity);
        if (stored.superseded) {
            ++m_preview.superseded;
            return;
        }
        if (!entity) {
            ++m_preview.impossible;
            return;
        }
        const OpenConflict conflict{std::move(stored), *entity, &m_context.schema.entities[*entity]};
        auto values = sideValues(conflict, m_query.side);
        if (!values) {
            ++m_preview.impossible;
            return;
        }
        if (!changesRecord(conflict, *values)) {
            ++m_preview.unchanged;
            return;
        }
        if (!checkOverride(conflict, *values)) {
            ++m_preview.impossible;
            return;
        }
        m_preview.selection.push_back({conflict.stored.item.id, conflict.stored.current->record.lastModifiedAt});
        if (m_preview.sample.size() < kSample)
            m_preview.sample.push_back(conflict.stored.item);
    }

    const ApiContext &m_context;
    BulkQuery m_query;
    BulkPreview m_preview;
};

/// One attempt at a run.
class Execution {
public:
    Execution(const ApiContext &context, const Claims &actor, const BulkOrder &order)
        : m_context(context),
          m_actor(actor),
          m_order(order)
    {
        m_report.runId = order.runId;
        for (const SelectedConflict &item : order.selection)
            m_report.results.push_back({item.id, BulkOutcome::Unknown, 0, {}});
    }

    /// An error only before anything was written.
    Attempt<BulkReport> execute()
    {
        std::map<std::string, std::vector<std::size_t>> byUser;
        for (std::size_t i = 0; i < m_order.selection.size(); ++i) {
            TRY(const std::optional<std::string> owner, m_context.admin.conflictOwner(m_order.selection[i].id));
            if (owner)
                byUser[*owner].push_back(i);
        }
        std::string failure;
        for (const auto &[userId, items] : byUser) {
            // A store that failed once is given time: the rest is for the next attempt.
            const auto done =
                failure.empty() ? decide(userId, items) : Attempt<Done>(refuse(503, "not_tried", "after a failure"));
            if (done)
                continue;
            failure = done.error().problem.code;
            for (const std::size_t item : items)
                m_report.results[item] = {m_order.selection[item].id, BulkOutcome::Failed, 0, failure};
        }
        return std::move(m_report);
    }

private:
    /// All of one user's conflicts, in one transaction.
    Attempt<Done> decide(const std::string &userId, const std::vector<std::size_t> &items)
    {
        TRY(const std::unique_ptr<UserTransaction> transaction, m_context.store.begin(userId));
        Decisions decisions(m_context, m_actor, *transaction);
        std::vector<BulkResult> results;
        for (const std::size_t item : items) {
            TRY(BulkResult result, decideOne(decisions, m_order.selection[item]));
            results.push_back(std::move(result));
        }
        CHECK(transaction->commit());
        for (std::size_t i = 0; i < items.size(); ++i)
            m_report.results[items[i]] = std::move(results[i]);
        return Done{};
    }

    /// An error ends the transaction; what only this conflict is refused for is a result.
    Attempt<BulkResult> decideOne(Decisions &decisions, const SelectedConflict &selected)
    {
        BulkResult result{selected.id, BulkOutcome::Unknown, 0, {}};
        auto done = overrideOne(decisions, selected, result);
        if (done)
            return result;
        const Problem &problem = done.error().problem;
        if (problem.status >= 500)
            return done.error();
        result.outcome = problem.status == 404 ? BulkOutcome::Unknown : BulkOutcome::Failed;
        result.code = problem.status == 404 ? std::string() : problem.code;
        return result;
    }

    Attempt<Done> overrideOne(Decisions &decisions, const SelectedConflict &selected, BulkResult &result)
    {
        TRY(const OpenConflict conflict, decisions.open(selected.id));
        const StoredConflict &stored = conflict.stored;
        if (stored.is(ConflictState::Overridden) && stored.decision && stored.decision->runId == m_order.runId) {
            result.outcome = BulkOutcome::Overridden;
            result.stamp = stored.decision->stamp;
            return Done{};
        }
        if (!conflict.standsAt(selected.expectedStamp)) {
            result.outcome = BulkOutcome::Moved;
            return Done{};
        }
        TRY(const Record values, sideValues(conflict, m_order.side));
        if (!changesRecord(conflict, values)) {
            result.outcome = BulkOutcome::Unchanged;
            return Done{};
        }
        TRY(result.stamp, decisions.override(conflict, values, {m_order.note, m_order.note, m_order.runId}));
        result.outcome = BulkOutcome::Overridden;
        return Done{};
    }

    const ApiContext &m_context;
    const Claims &m_actor;
    const BulkOrder &m_order;
    BulkReport m_report;
};

template <typename T> Response answer(const T &value, void (*write)(JsonWriter &, const T &))
{
    std::string text;
    JsonWriter json(text);
    write(json, value);
    return jsonResponse(std::move(text));
}

} // namespace

Attempt<Response> handleBulkOverride(Services &services, Call &call)
{
    JsonDocument document;
    TRY(const simdjson::dom::element body, document.parse(call.request.body));
    if (!body.is_object())
        return refuseInput("bad_request", {}, "the body must be an object");
    bool dryRun = false;
    simdjson::dom::element flag;
    if (body["dry_run"].get(flag) == simdjson::SUCCESS && flag.get_bool().get(dryRun) != simdjson::SUCCESS)
        return refuseInput("bad_request", "/dry_run", "dry_run must be true or false");
    if (dryRun) {
        TRY(BulkQuery query, readBulkQuery(services.context.schema, body));
        TRY(const BulkPreview preview, DryRun(services.context, std::move(query)).preview());
        return answer(preview, writeBulkPreview);
    }
    TRY(const BulkOrder order, readBulkOrder(body));
    TRY(const BulkReport report, Execution(services.context, call.session.claims, order).execute());
    return answer(report, writeBulkReport);
}

} // namespace tidemark::backend
