// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/PushNews.h"

#include <unordered_map>

namespace tidemark::backend {

namespace {

constexpr std::size_t kWindowRows = 1000;

void addRow(EntityChanges &changes, const Record &record)
{
    if (record.status == Status::Deleted)
        changes.deleted.push_back(record.id);
    else
        changes.updated.push_back(record);
}

/// Compares the rows of one entity.
class EntityNews {
public:
    EntityNews(const EntitySchema &entity, const std::vector<PushedRow> &pushed,
               const std::vector<std::optional<merge::StoredRow>> &after, std::int64_t cursor)
        : m_entity(entity),
          m_pushed(pushed),
          m_after(after),
          m_cursor(cursor),
          m_seen(pushed.size(), false)
    {
        for (std::size_t row = 0; row < pushed.size(); ++row)
            m_byId.emplace(pushed[row].record.id, row);
    }

    void addWindow(const std::vector<Record> &window, EntityChanges &changes)
    {
        for (const Record &record : window) {
            const auto sent = m_byId.find(record.id);
            if (sent != m_byId.end()) {
                m_seen[sent->second] = true;
                if (isNews(sent->second))
                    addRow(changes, record);
            } else if (m_cursor != 0 || record.status == Status::Active) {
                addRow(changes, record);
            }
        }
    }

    /// Rows of the push that lie before the cursor, or in a window too large to look at.
    void addRest(EntityChanges &changes) const
    {
        for (std::size_t row = 0; row < m_pushed.size(); ++row) {
            if (!m_seen[row] && isNews(row))
                addRow(changes, m_after[row]->record);
        }
    }

private:
    bool isNews(std::size_t row) const
    {
        return m_after[row] && !merge::storedAsSent(m_entity, m_pushed[row], *m_after[row], m_cursor);
    }

    const EntitySchema &m_entity;
    const std::vector<PushedRow> &m_pushed;
    const std::vector<std::optional<merge::StoredRow>> &m_after;
    std::int64_t m_cursor;
    std::vector<bool> m_seen;
    std::unordered_map<std::string_view, std::size_t> m_byId;
};

} // namespace

Result<PushNews> newsAfterPush(const Schema &schema, const PushRequest &request, const RowsAfter &after,
                               std::int64_t clockBefore, UserTransaction &transaction)
{
    PullPage window;
    window.rows.resize(schema.entities.size());
    if (clockBefore > request.lastPulledAt) { // else the window is what this push wrote
        TRY(window, transaction.readWindow(request.lastPulledAt, kWindowRows));
    }
    PushNews news;
    news.changes.resize(schema.entities.size());
    news.hasMore = window.hasMore;
    news.timestamp = window.hasMore ? request.lastPulledAt : transaction.clock();
    for (std::size_t i = 0; i < schema.entities.size(); ++i) {
        EntityNews entity(schema.entities[i], request.rows[i], after[i], request.lastPulledAt);
        if (!window.hasMore)
            entity.addWindow(window.rows[i], news.changes[i]);
        entity.addRest(news.changes[i]);
    }
    return news;
}

} // namespace tidemark::backend
