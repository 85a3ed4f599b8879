// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/OverrideHandler.h"

#include "backend/api/ColumnValues.h"
#include "backend/api/ConflictsHandler.h"
#include "backend/api/DecisionRequest.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

/// One decision of an admin about a conflict, inside its owner's transaction.
class Decision {
public:
    Decision(Services &services, Call &call) : m_services(services), m_call(call), m_id(call.id) {}

    Attempt<Response> override()
    {
        TRY(const DecisionRequest request, readDecisionRequest(m_document, m_call.request.body, NoteRule::Required));
        CHECK(readReason(request));
        CHECK(open(request));
        TRY(const Record values, readColumnValues(*m_entity, request.values, "/values"));
        CHECK(checkStatus(values));
        TRY(const Record previous, previousValues(values));
        TRY(const Record all, overriddenValues(values));
        TRY(const std::int64_t stamp, writeRecord(values, true));
        CHECK(m_transaction->markOverridden(m_id, decision(request, stamp), columnValuesJson(*m_entity, all),
                                            columnValuesJson(*m_entity, previous)));
        return finish("conflict.override");
    }

    Attempt<Response> revert()
    {
        TRY(const DecisionRequest request, readDecisionRequest(m_document, m_call.request.body, NoteRule::Optional));
        CHECK(readReason(request));
        CHECK(open(request));
        if (!m_conflict.is(ConflictState::Overridden))
            return refuse(409, "not_overridden", "there is no override to take back");
        if (!m_conflict.decision || m_conflict.decision->stamp != m_conflict.current->record.lastModifiedAt)
            return moved();
        TRY(const Record previous, readKept(m_conflict.previousValuesJson));
        TRY(const std::int64_t stamp, writeRecord(previous, false));
        CHECK(m_transaction->markReverted(m_id, decision(request, stamp)));
        return finish("conflict.revert");
    }

private:
    /// Both answers, and the refusal of a record that moved, show values: the note says why, or the header.
    Attempt<Done> readReason(const DecisionRequest &request)
    {
        m_reason = request.note;
        if (m_reason.find_first_not_of(" \t\n") == std::string::npos) {
            TRY(m_reason, readAccessReason(m_call.request));
        }
        return Done{};
    }

    /// Locks the owner's clock, and refuses when the record is not as the admin saw it.
    Attempt<Done> open(const DecisionRequest &request)
    {
        const ApiContext &context = m_services.context;
        TRY(const std::optional<std::string> owner, context.admin.conflictOwner(m_id));
        if (!owner)
            return refuse(404, "unknown_conflict", "there is no such conflict");
        TRY(m_transaction, context.store.begin(*owner));
        TRY(std::optional<StoredConflict> conflict, m_transaction->findConflict(m_id));
        const auto entity = conflict ? context.schema.entityIndex(conflict->item.entity) : std::nullopt;
        if (!entity)
            return refuse(404, "unknown_conflict", "there is no such conflict");
        m_conflict = std::move(*conflict);
        m_entityIndex = *entity;
        m_entity = &context.schema.entities[*entity];
        if (!m_conflict.current || m_conflict.current->record.lastModifiedAt != request.expectedStamp) {
            // The refusal shows the record as it is now, so it is on record who saw it.
            CHECK(m_transaction->writeAudit(auditEntry("conflict.moved")));
            CHECK(m_transaction->commit());
            return moved();
        }
        return Done{};
    }

    AuditEntry auditEntry(const std::string &action) const
    {
        const Claims &claims = m_call.session.claims;
        const ConflictItem &item = m_conflict.item;
        return {{},          m_services.context.clock.nowMs(),
                claims.sub,  claims.role,
                action,      item.userId,
                item.entity, item.recordId,
                item.id,     m_reason};
    }

    Refusal moved() const
    {
        Refusal refusal = refuse(409, "record_moved", "the record has changed meanwhile");
        JsonWriter json(refusal.members);
        json.key("current").raw(m_conflict.current ? wholeRowJson(*m_entity, m_conflict.current->record) : "null");
        json.field("current_stamp", m_conflict.current ? m_conflict.current->record.lastModifiedAt : 0);
        return refusal;
    }

    /// Values of a deleted record would be seen by no one.
    Attempt<Done> checkStatus(const Record &values) const
    {
        if (values.present.contains(kStatusColumn) && values.status == Status::Deleted)
            return refuseInput("invalid_value", "/values/_status", "an override may only restore: active");
        if (m_conflict.current->record.status == Status::Deleted && !values.present.contains(kStatusColumn))
            return refuseInput("record_deleted", "/values", "the record is deleted; _status active restores it");
        return Done{};
    }

    Attempt<Record> readKept(const std::string &json)
    {
        JsonDocument document;
        TRY(const simdjson::dom::element values, document.parse(json));
        return readColumnValues(*m_entity, values, {});
    }

    /// What a revert will put back. A second override keeps what stood before the first.
    Attempt<Record> previousValues(const Record &values)
    {
        Record previous = makeRecord(*m_entity, {});
        values.present.forEach([&](std::size_t column) {
            setColumnValue(previous, column, columnValue(m_conflict.current->record, column));
        });
        if (m_conflict.is(ConflictState::Overridden)) {
            TRY(const Record first, readKept(m_conflict.previousValuesJson));
            stillOverridden(first.present).forEach([&](std::size_t column) {
                setColumnValue(previous, column, columnValue(first, column));
            });
        }
        return previous;
    }

    /// What a device has edited since is its own again: a revert must not take it back.
    ColumnSet stillOverridden(ColumnSet columns) const
    {
        ColumnSet still;
        columns.forEach([&](std::size_t column) {
            if (m_conflict.current->stampOf(column).byOverride)
                still.insert(column);
        });
        return still;
    }

    Attempt<Record> overriddenValues(const Record &values)
    {
        if (!m_conflict.is(ConflictState::Overridden))
            return values;
        TRY(const Record first, readKept(m_conflict.overrideValuesJson));
        Record all = makeRecord(*m_entity, {});
        stillOverridden(first.present).forEach([&](std::size_t column) {
            setColumnValue(all, column, columnValue(first, column));
        });
        values.present.forEach([&](std::size_t column) { setColumnValue(all, column, columnValue(values, column)); });
        return all;
    }

    /// Writes the record as an ordinary new version.
    /// @return its stamp
    Attempt<std::int64_t> writeRecord(const Record &values, bool isOverride)
    {
        const std::int64_t stamp = std::max(m_transaction->clock() + 1, m_services.context.clock.nowMs());
        CHECK(m_transaction->advanceClock(stamp));
        RowWrite write{*m_conflict.current, false, values.present, isOverride ? "override" : "revert", {}};
        values.present.forEach(
            [&](std::size_t column) { setColumnValue(write.row.record, column, columnValue(values, column)); });
        write.row.stamp(values.present, {stamp, {}, isOverride});
        CHECK(m_transaction->writeRows(m_entityIndex, std::span(&write, 1)));
        return stamp;
    }

    ConflictDecision decision(const DecisionRequest &request, std::int64_t stamp) const
    {
        return {m_call.session.claims.sub, request.note, m_services.context.clock.nowMs(), stamp};
    }

    Attempt<Response> finish(const char *action)
    {
        CHECK(m_transaction->writeAudit(auditEntry(action)));
        CHECK(m_transaction->commit());
        m_transaction.reset();
        return showConflict(m_services, m_id);
    }

    Services &m_services;
    Call &m_call;
    std::string m_id;
    std::string m_reason; ///< why; audited
    JsonDocument m_document;
    std::unique_ptr<UserTransaction> m_transaction;
    StoredConflict m_conflict;
    std::size_t m_entityIndex = 0;
    const EntitySchema *m_entity = nullptr;
};

} // namespace

Attempt<Response> handleOverride(Services &services, Call &call)
{
    return Decision(services, call).override();
}

Attempt<Response> handleRevert(Services &services, Call &call)
{
    return Decision(services, call).revert();
}

} // namespace tidemark::backend
