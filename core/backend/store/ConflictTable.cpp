// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/ConflictTable.h"

#include "backend/store/BatchInsert.h"
#include "backend/store/Filter.h"
#include "protocol/RowCodec.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

// The first 13 columns are a ConflictItem, also in detail.
constexpr const char *kItemColumns = "SELECT c.id, c.user_id, coalesce(u.email, ''), c.device_id, coalesce(d.name, "
                                     "''), c.entity, c.record_id, c.conflict_type, "
                                     "c.policy, c.columns, c.state, c.stamp, c.created_at";
constexpr const char *kItemTables = " FROM sync_conflicts c LEFT JOIN users u ON u.user_id = c.user_id "
                                    "LEFT JOIN devices d ON d.user_id = c.user_id AND d.device_id = c.device_id";
constexpr const char *kDetailColumns =
    ", c.edited_at, c.base, c.client, c.server, c.resolved, c.decided_by, c.decided_note, c.decided_at, "
    "c.decided_stamp, c.override_values, c.previous_values, c.decided_run, "
    "CASE WHEN EXISTS (SELECT 1 FROM sync_conflicts n WHERE n.user_id = c.user_id AND n.record_id = c.record_id "
    "AND n.entity = c.entity AND (n.created_at, n.id) > (c.created_at, c.id)) THEN 1 ELSE 0 END";

std::string valuesJson(const EntitySchema &entity, const Record &record)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    writeColumns(json, entity, record, record.present);
    json.endObject();
    return text;
}

ConflictItem readItem(const Statement &row)
{
    ConflictItem item;
    item.id = row.text(0);
    item.userId = row.text(1);
    item.email = row.text(2);
    item.deviceId = row.text(3);
    item.deviceName = row.text(4);
    item.entity = row.text(5);
    item.recordId = row.text(6);
    item.type = row.text(7);
    item.policy = row.text(8);
    item.columns = row.names(9);
    item.state = row.text(10);
    item.stamp = row.integer(11);
    item.createdAt = row.integer(12);
    return item;
}

StoredConflict readDetail(const Statement &row)
{
    StoredConflict detail;
    detail.item = readItem(row);
    detail.editedAt = row.optionalInteger(13);
    detail.baseJson = row.isNull(14) ? "null" : row.text(14);
    detail.clientJson = row.text(15);
    detail.serverJson = row.text(16);
    detail.resolvedJson = row.text(17);
    if (!row.isNull(20))
        detail.decision =
            ConflictDecision{row.text(18), row.text(19), row.integer(20), row.integer(21), row.text(24)};
    detail.overrideValuesJson = row.text(22);
    detail.previousValuesJson = row.text(23);
    detail.superseded = row.integer(25) != 0;
    return detail;
}

Filter conflictConditions(const ConflictFilter &filter)
{
    Filter where;
    where.addText("c.user_id = ?", filter.userId);
    where.addText("c.entity = ?", filter.entity);
    if (filter.state)
        where.add("c.state = ?", std::string(conflictStateName(*filter.state)));
    return where;
}

AuditEntry readAuditRow(const Statement &row)
{
    return {row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4),
            row.text(5), row.text(6),    row.text(7), row.text(8), row.text(9)};
}

} // namespace

Result<void> insertConflicts(Database &database, const std::string &userId, const Schema &schema,
                             std::span<const ConflictWrite> conflicts, std::int64_t nowMs)
{
    static const BatchInsert insert{
        "sync_conflicts (id, user_id, device_id, entity, record_id, conflict_type, columns, base, client, server, "
        "resolved, policy, stamp, edited_at, created_at)",
        15};
    return insertBatch(database, insert, conflicts, [&](Statement &statement, int first, const ConflictWrite &write) {
        const EntitySchema &entity = schema.entities[write.entity];
        const merge::PlannedConflict &planned = write.conflict;
        const Value base = planned.base.present.empty() ? Value() : Value(valuesJson(entity, planned.base));
        bindFrom(statement, first, write.id, userId, write.deviceId, entity.name, write.recordId,
                 planned.settled.type, columnNames(entity, planned.settled.columns), base,
                 valuesJson(entity, planned.client), valuesJson(entity, planned.server),
                 valuesJson(entity, planned.resolved), planned.settled.policy, write.stamp, write.editedAt, nowMs);
    });
}

Result<std::optional<StoredConflict>> readConflict(Database &database, const EntityTables &tables,
                                                   const std::string &id, const std::string &userId)
{
    TRY(Statement statement,
        database.prepare(std::string(kItemColumns) + kDetailColumns + kItemTables + " WHERE c.id = ?"));
    TRY(const bool found, statement.bind(id).step());
    if (!found || (!userId.empty() && statement.view(1) != userId))
        return std::optional<StoredConflict>();
    StoredConflict detail = readDetail(statement);
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const auto &known) { return known->entity().name == detail.item.entity; });
    if (table != tables.end()) {
        JsonDocument document;
        TRY(auto current,
            (*table)->find(database, detail.item.userId, std::span(&detail.item.recordId, 1), document));
        detail.current = std::move(current.front());
    }
    return std::optional(std::move(detail));
}

Result<void> decideConflict(Database &database, const std::string &userId, const std::string &id,
                            const ConflictChange &change)
{
    const ConflictDecision &decision = change.decision;
    TRY(Statement update,
        database.prepare(
            "UPDATE sync_conflicts SET state = ?, decided_by = ?, decided_note = ?, decided_at = ?, decided_stamp = "
            "?, decided_run = ?, override_values = coalesce(?, override_values), previous_values = coalesce(?, "
            "previous_values) "
            "WHERE id = ? AND user_id = ?"));
    const auto textOrNull = [](const std::string *text) { return text ? Value(*text) : Value(); };
    update.bind(conflictStateName(change.state), decision.by, decision.note, decision.at, decision.stamp,
                decision.runId, textOrNull(change.valuesJson), textOrNull(change.previousJson), id, userId);
    CHECK(update.run());
    if (database.changes() == 0)
        return Error{"unknown_conflict", ErrorCategory::Input, "the user has no conflict " + id};
    return {};
}

Result<Page<ConflictItem>> readConflicts(Database &database, const ConflictFilter &filter)
{
    Filter where = conflictConditions(filter);
    CHECK(where.addCursor("(c.created_at, c.id) < (?, ?)", filter.cursor));
    TRY(Statement statement,
        database.prepare(kItemColumns + std::string(kItemTables) + where.sql()
                         + " ORDER BY c.created_at DESC, c.id DESC LIMIT ?"));
    where.bindPage(statement, filter.limit);
    return readPage<ConflictItem>(statement, filter.limit, readItem,
                                  [](const ConflictItem &item) { return cursorAfter(item.createdAt, item.id); });
}

Result<std::vector<ConflictItem>> readConflictsAfter(Database &database, std::int64_t createdAt,
                                                     const std::string &id, std::size_t limit)
{
    TRY(Statement row,
        database.prepare(kItemColumns + std::string(kItemTables)
                         + " WHERE (c.created_at, c.id) > (?, ?) ORDER BY c.created_at, c.id LIMIT ?"));
    row.bind(createdAt, id, static_cast<std::int64_t>(limit));
    std::vector<ConflictItem> items;
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            return items;
        items.push_back(readItem(row));
    }
}

Result<std::int64_t> countConflicts(Database &database, const ConflictFilter &filter)
{
    const Filter where = conflictConditions(filter);
    TRY(Statement statement, database.prepare("SELECT count(*) FROM sync_conflicts c" + where.sql()));
    where.bindTo(statement);
    TRY(const bool found, statement.step());
    return found ? statement.integer(0) : 0;
}

Result<std::optional<std::string>> readConflictOwner(Database &database, const std::string &id)
{
    TRY(Statement statement, database.prepare("SELECT user_id FROM sync_conflicts WHERE id = ?"));
    TRY(const bool found, statement.bind(id).step());
    return found ? std::optional(statement.text(0)) : std::nullopt;
}

Result<void> insertAudit(Database &database, const AuditEntry &entry, IdSource &ids)
{
    TRY(Statement insert,
        database.prepare(
            "INSERT INTO admin_audit (id, at, actor, role, action, user_id, entity, record_id, conflict_id, reason) "
            "VALUES (?,?,?,?,?,?,?,?,?,?)"));
    return insert
        .bind(entry.id.empty() ? ids.next() : entry.id, entry.at, entry.actor, entry.role, entry.action, entry.userId,
              entry.entity, entry.recordId, entry.conflictId, entry.reason)
        .run();
}

Result<Page<AuditEntry>> readAudit(Database &database, const AuditFilter &filter)
{
    Filter where;
    where.addText("user_id = ?", filter.userId);
    where.addText("actor = ?", filter.actor);
    CHECK(where.addCursor("(at, id) < (?, ?)", filter.cursor));
    TRY(Statement statement,
        database.prepare(
            "SELECT id, at, actor, role, action, user_id, entity, record_id, conflict_id, reason FROM admin_audit"
            + where.sql() + " ORDER BY at DESC, id DESC LIMIT ?"));
    where.bindPage(statement, filter.limit);
    return readPage<AuditEntry>(statement, filter.limit, readAuditRow,
                                [](const AuditEntry &entry) { return cursorAfter(entry.at, entry.id); });
}

} // namespace tidemark::backend
