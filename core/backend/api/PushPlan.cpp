// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PushPlan.h"

#include <algorithm>
#include <unordered_map>

namespace tidemark::backend {

namespace {

using CurrentRows = std::vector<std::optional<merge::StoredRow>>;

Result<CurrentRows> readCurrent(std::size_t entity, const std::vector<PushedRow> &rows, UserTransaction &transaction)
{
    if (rows.empty())
        return CurrentRows();
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const PushedRow &row : rows)
        ids.push_back(row.record.id);
    return transaction.readForMerge(entity, ids);
}

/// A column whose base value an old version may still tell.
struct BaseWanted {
    std::size_t row = 0;
    std::size_t column = 0;
    std::size_t query = 0;
};

/// The values that edits are based on, for the columns the server changed since.
class BaseReader {
public:
    BaseReader(const EntitySchema &entity, const merge::PushContext &context)
        : m_entity(entity),
          m_context(context),
          m_unknown(makeRecord(entity, {}))
    {
    }

    void want(std::size_t row, const PushedRow &pushed, const merge::StoredRow &current)
    {
        const std::size_t first = m_queries.size();
        merge::serverChangedSince(m_entity, pushed, current, m_context).forEach([&](std::size_t column) {
            const std::int64_t base = merge::baseOf(pushed, m_context, column);
            if (base < current.created.ms)
                return; // there was no row yet
            const auto from = m_queries.begin() + static_cast<std::ptrdiff_t>(first);
            const auto known =
                std::find_if(from, m_queries.end(), [&](const VersionQuery &query) { return query.ms == base; });
            m_wanted.push_back({row, column, static_cast<std::size_t>(known - m_queries.begin())});
            if (known == m_queries.end())
                m_queries.push_back({pushed.record.id, base});
        });
    }

    Result<void> read(std::size_t entityIndex, UserTransaction &transaction)
    {
        if (m_queries.empty())
            return {};
        TRY(const std::vector<std::optional<Record>> versions, transaction.versionsAt(entityIndex, m_queries));
        for (const BaseWanted &wanted : m_wanted) {
            const std::optional<Record> &version = versions[wanted.query];
            if (!version || version->status == Status::Deleted)
                continue;
            Record &base = m_bases.try_emplace(wanted.row, m_unknown).first->second;
            setColumnValue(base, wanted.column, columnValue(*version, wanted.column));
        }
        return {};
    }

    /// `present` says which values are known.
    const Record &of(std::size_t row) const
    {
        const auto known = m_bases.find(row);
        return known == m_bases.end() ? m_unknown : known->second;
    }

private:
    const EntitySchema &m_entity;
    const merge::PushContext &m_context;
    const Record m_unknown;
    std::vector<VersionQuery> m_queries;
    std::vector<BaseWanted> m_wanted;
    std::unordered_map<std::size_t, Record> m_bases;
};

ConflictNotice noticeOf(const EntitySchema &entity, const ConflictWrite &conflict, const merge::StoredRow &after)
{
    ConflictNotice notice{
        conflict.id, entity.name, conflict.recordId, conflict.conflict.settled.type, conflict.conflict.settled.policy,
        {},          after.record};
    conflict.conflict.settled.columns.forEach(
        [&](std::size_t column) { notice.columns.emplace_back(columnName(entity, column)); });
    return notice;
}

/// A pushed row and what surrounds it.
struct RowPlace {
    const EntitySchema &entity;
    std::size_t index = 0; ///< of the entity
    const PushedRow &pushed;
    const merge::PushContext &context;
    IdSource &ids;
};

void addRow(PushPlan &plan, const RowPlace &place, merge::RowPlan row)
{
    if (row.conflict) {
        plan.conflicts.push_back({place.ids.next(), place.context.device, place.index, place.pushed.record.id,
                                  std::move(*row.conflict), 0, place.pushed.editedAt});
        plan.notices.push_back(noticeOf(place.entity, plan.conflicts.back(), row.row));
    }
    if (row.writes())
        plan.writes[place.index].push_back(
            {row.row, row.isNew, row.changed, row.merged ? "merge" : "push", place.context.device});
    plan.after[place.index].emplace_back(std::move(row.row));
}

} // namespace

bool PushPlan::writesRows() const
{
    return std::any_of(writes.begin(), writes.end(), [](const auto &rows) { return !rows.empty(); });
}

Result<PushPlan> planPush(const Schema &schema, const PushRequest &request, const merge::PushContext &context,
                          IdSource &ids, UserTransaction &transaction)
{
    PushPlan plan;
    plan.after.resize(schema.entities.size());
    plan.writes.resize(schema.entities.size());
    for (std::size_t i = 0; i < schema.entities.size(); ++i) {
        const std::vector<PushedRow> &rows = request.rows[i];
        TRY(const CurrentRows current, readCurrent(i, rows, transaction));
        BaseReader bases(schema.entities[i], context);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (current[row])
                bases.want(row, rows[row], *current[row]);
        }
        CHECK(bases.read(i, transaction));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const merge::StoredRow *stored = current[row] ? &*current[row] : nullptr;
            addRow(plan, {schema.entities[i], i, rows[row], context, ids},
                   merge::planPushedRow(schema.entities[i], rows[row], stored, bases.of(row), context));
        }
    }
    return plan;
}

Result<RowsAfter> readPushedRows(const PushRequest &request, UserTransaction &transaction)
{
    RowsAfter rows;
    for (std::size_t i = 0; i < request.rows.size(); ++i) {
        TRY(CurrentRows current, readCurrent(i, request.rows[i], transaction));
        rows.push_back(std::move(current));
    }
    return rows;
}

} // namespace tidemark::backend
