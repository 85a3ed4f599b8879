// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Damage.h"

#include <algorithm>

namespace tidemark {

Error damageOf(const EntitySchema &entity, const merge::LocalRow &row)
{
    return Error{"tampered", ErrorCategory::Local,
                 entity.name + ' ' + row.record.id
                     + " was changed outside of Tidemark: " + columnNames(entity, row.damaged)};
}

Result<std::vector<DamagedRow>> findDamage(ReplicaParts &parts)
{
    std::vector<DamagedRow> all;
    for (const auto &table : parts.tables) {
        const EntitySchema &entity = table->entity();
        const bool sealed = std::any_of(entity.columns.begin(), entity.columns.end(),
                                        [](const Column &column) { return column.sensitive; });
        // Of others only what waits to be sent is worth a look: its bookkeeping.
        CHECK(table->scan(sealed ? "" : "WHERE e._changed = 1", {}, [&](std::int64_t, const merge::LocalRow &row) {
            if (!row.damaged.empty())
                all.push_back({entity.name, row.record.id, columnNames(entity, row.damaged)});
            return true;
        }));
    }
    return all;
}

} // namespace tidemark
