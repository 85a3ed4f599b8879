// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Acknowledge.h"

#include "replica/ConflictRecords.h"
#include "replica/PullApply.h"

#include <unordered_map>
#include <unordered_set>

namespace tidemark {

namespace {

/// One entity's share of the answer.
class EntityAnswer {
public:
    EntityAnswer(ReplicaParts &parts, std::size_t entity, const PushAnswer &answer)
        : m_parts(parts),
          m_table(*parts.tables[entity]),
          m_stamp(answer.stamp != 0 ? answer.stamp : answer.timestamp)
    {
        for (const Record &record : answer.changes[entity].updated)
            m_stored.emplace(record.id, &record);
        m_deleted.insert(answer.changes[entity].deleted.begin(), answer.changes[entity].deleted.end());
        for (const Rejection &rejection : answer.rejected) {
            if (rejection.entity == m_table.entity().name)
                m_rejected.emplace(rejection.recordId, &rejection);
        }
        for (const ConflictNotice &notice : answer.conflicts) {
            if (notice.entity == m_table.entity().name)
                m_conflicts.emplace(notice.recordId, &notice);
        }
    }

    Result<void> take(const std::vector<PushedRow> &sent)
    {
        for (const PushedRow &row : sent) {
            TRY(const auto local, m_table.findAny(row.record.id));
            if (!local || !local->damaged.empty()) // a damaged one waits for the server's row as it is
                continue;
            CHECK(noteConflicts(row, *local));
            if (!m_rejected.contains(row.record.id)) {
                CHECK(acknowledge(row, *local));
            } else if (editedSince(row, *local)) {
                m_rejected.erase(row.record.id); // the edit may have mended it
            }
        }
        return setAsideRejected();
    }

    /// Rows whose part in the answer is done with.
    const std::unordered_set<std::string> &acknowledged() const { return m_acknowledged; }

private:
    Result<void> acknowledge(const PushedRow &sent, merge::LocalRow row)
    {
        const std::string &id = sent.record.id;
        merge::RowAnswer answer{m_stamp, nullptr, false};
        if (const auto stored = m_stored.find(id); stored != m_stored.end())
            answer.stored = stored->second;
        else
            answer.deleted = sent.isDelete() || m_deleted.contains(id);
        merge::acknowledge(m_table.entity(), row, sent, answer);
        if (sent.isDelete() && answer.deleted && row.record.status == Status::Deleted)
            rest(row);
        m_acknowledged.insert(id);
        return m_table.write(row);
    }

    /// A delete goes out without values. What was edited before it waits in the clean row, for a restore to bring
    /// along.
    void rest(merge::LocalRow &row) const
    {
        for (auto &[column, base] : row.changed)
            base = base == 0 ? m_stamp : base; // the server made the tombstone of a row it did not know: all null
        row.dirty = false;
    }

    static bool editedSince(const PushedRow &sent, const merge::LocalRow &local)
    {
        bool edited = false;
        sent.record.present.forEach([&](std::size_t column) {
            edited = edited || columnValue(sent.record, column) != columnValue(local.record, column);
        });
        return edited;
    }

    /// Also rows that are not in what was sent, because this program itself refuses to read them back.
    Result<void> setAsideRejected()
    {
        for (const auto &[id, rejection] : m_rejected) {
            TRY(const bool known, m_table.contains(id));
            if (known)
                CHECK(m_parts.journal.setAside(
                    {m_table.entity().name, id, rejection->code, rejection->message, m_parts.clock.nowMs()}));
        }
        return {};
    }

    Result<void> noteConflicts(const PushedRow &sent, const merge::LocalRow &local)
    {
        const auto [first, last] = m_conflicts.equal_range(sent.record.id);
        for (auto at = first; at != last; ++at) {
            CHECK(m_parts.journal.addConflict(describeNotice(m_table.entity(), *at->second, sent, local,
                                                             m_parts.ids.next(), m_parts.clock.nowMs())));
        }
        return {};
    }

    ReplicaParts &m_parts;
    RowTable &m_table;
    std::int64_t m_stamp;
    std::unordered_map<std::string, const Record *> m_stored;
    std::unordered_map<std::string, const Rejection *> m_rejected;
    std::unordered_multimap<std::string, const ConflictNotice *> m_conflicts;
    std::unordered_set<std::string> m_deleted;
    std::unordered_set<std::string> m_acknowledged;
};

} // namespace

Result<std::size_t> takeAnswer(ReplicaParts &parts, const PushRequest &sent, const PushAnswer &answer)
{
    PullWriter news(parts, answer.epoch.empty() ? merge::Resolver::Client : merge::Resolver::Server);
    for (std::size_t entity = 0; entity < parts.tables.size(); ++entity) {
        EntityAnswer entityAnswer(parts, entity, answer);
        CHECK(entityAnswer.take(sent.rows[entity]));
        CHECK(news.apply(entity, answer.changes[entity], answer.timestamp, entityAnswer.acknowledged()));
        if (!sent.rows[entity].empty())
            CHECK(parts.metadata.notePush(entity, answer.stamp != 0 ? answer.stamp : answer.timestamp));
    }
    // An answer to an older request covers nothing before it: after a step back of the cursor it must not skip ahead.
    TRY(const std::int64_t cursor, parts.metadata.number("cursor"));
    if (!answer.hasMore && sent.lastPulledAt <= cursor)
        CHECK(parts.metadata.advanceCursor(answer.timestamp));
    return news.written();
}

} // namespace tidemark
