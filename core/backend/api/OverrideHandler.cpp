// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/OverrideHandler.h"

#include "backend/api/AccessReason.h"
#include "backend/api/ColumnValues.h"
#include "backend/api/ConflictsHandler.h"
#include "backend/api/DecisionRequest.h"
#include "backend/api/Decisions.h"
#include "base/Uuid.h"

namespace tidemark::backend {

namespace {

/// One decision about one conflict, in a transaction of its own.
class Single {
public:
    Single(Services &services, Call &call) : m_services(services), m_call(call), m_id(call.values.id) {}

    Attempt<Response> override()
    {
        TRY(const DecisionRequest request, read(DecisionKind::Override));
        CHECK(open());
        if (!m_conflict.standsAt(request.expectedStamp))
            return moved();
        TRY(const Record values, readColumnValues(*m_conflict.entity, request.values, "/values"));
        CHECK(m_decisions->override(m_conflict, values, m_reason));
        return finish();
    }

    Attempt<Response> revert()
    {
        TRY(const DecisionRequest request, read(DecisionKind::Revert));
        CHECK(open());
        if (!m_conflict.standsAt(request.expectedStamp))
            return moved();
        auto done = m_decisions->revert(m_conflict, m_reason);
        if (!done && done.error().problem.code == "record_moved")
            return moved();
        CHECK(done);
        return finish();
    }

    Attempt<Response> review()
    {
        CHECK(read(DecisionKind::Review));
        CHECK(open());
        CHECK(m_decisions->review(m_conflict, m_reason));
        return finish();
    }

private:
    /// All answers, and the refusal of a record that moved, show values: the note says why, or the header.
    Attempt<DecisionRequest> read(DecisionKind kind)
    {
        TRY(DecisionRequest request, readDecisionRequest(m_document, m_call.request.body, kind));
        m_reason = {request.note, request.note};
        if (request.note.find_first_not_of(" \t\n") == std::string::npos) {
            TRY(m_reason.why, readAccessReason(m_call.request));
        }
        return request;
    }

    /// Locks the owner's clock.
    Attempt<Done> open()
    {
        const ApiContext &context = m_services.context;
        std::optional<std::string> owner;
        if (isUuid(m_id)) {
            TRY(owner, context.admin.conflictOwner(m_id));
        }
        if (!owner)
            return refuse(404, "unknown_conflict", "there is no such conflict");
        TRY(m_transaction, context.store.begin(*owner));
        m_decisions.emplace(context, m_call.session.claims, *m_transaction);
        TRY(m_conflict, m_decisions->open(m_id));
        return Done{};
    }

    /// The refusal shows the record as it is now, so it is on record who saw it.
    Attempt<Response> moved()
    {
        CHECK(m_decisions->audit("conflict.moved", m_conflict, m_reason.why));
        CHECK(m_transaction->commit());
        return m_conflict.moved();
    }

    Attempt<Response> finish()
    {
        CHECK(m_transaction->commit());
        m_transaction.reset();
        return showConflict(m_services, m_id);
    }

    Services &m_services;
    Call &m_call;
    std::string m_id;
    JsonDocument m_document;
    std::unique_ptr<UserTransaction> m_transaction;
    std::optional<Decisions> m_decisions;
    Decisions::Reason m_reason;
    OpenConflict m_conflict;
};

} // namespace

Attempt<Response> handleOverride(Services &services, Call &call)
{
    return Single(services, call).override();
}

Attempt<Response> handleRevert(Services &services, Call &call)
{
    return Single(services, call).revert();
}

Attempt<Response> handleReview(Services &services, Call &call)
{
    return Single(services, call).review();
}

} // namespace tidemark::backend
