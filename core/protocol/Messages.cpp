// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Messages.h"

#include <numeric>

namespace tidemark {

std::size_t countRecords(const ChangeSet &changes)
{
    return std::accumulate(changes.begin(), changes.end(), std::size_t{0},
                           [](std::size_t sum, const EntityChanges &entity) {
                               return sum + entity.updated.size() + entity.deleted.size();
                           });
}

std::optional<std::int64_t> Bases::of(std::size_t column) const
{
    for (const auto &[index, stamp] : columns) {
        if (index == column)
            return stamp;
    }
    return whole;
}

std::size_t PushRequest::count() const
{
    return std::accumulate(rows.begin(), rows.end(), rejected.size(),
                           [](std::size_t sum, const auto &entity) { return sum + entity.size(); });
}

} // namespace tidemark
