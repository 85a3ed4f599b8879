// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/LocalRow.h"
#include "merge/PlanPush.h"

#include <functional>
#include <optional>

namespace tidemark::merge {

/// Who resolves conflicts: a backend that merges answers them itself, so a pull only keeps what is dirty; against any
/// other backend the pull resolves by policy and moves the bases.
enum class Resolver : std::uint8_t { Server, Client };

/// What a pull does to one local row.
struct PulledRowPlan {
    LocalRow row;
    std::optional<PlannedConflict> conflict; ///< only with Resolver::Client
};

/// One pulled row, alive (`record`) or a tombstone (only its id is known).
struct PulledRow {
    const Record *record = nullptr;
    std::int64_t tombstoneStamp = 0; ///< the window's timestamp, for tombstones
};

/// Decides what a pulled row does to a local one. Columns outside the edited ones take the remote value; edited ones
/// keep value and base, so that the push can still tell a conflict.
/// @param local  null when the replica has no such row
/// @return nothing when there is nothing to write: older than what we have, equal, or a tombstone of an unknown row
std::optional<PulledRowPlan> planPulledRow(const EntitySchema &entity, const PulledRow &pulled, const LocalRow *local,
                                           Resolver resolver);

/// What a pull page does to one entity.
struct EntityPullPlan {
    std::vector<LocalRow> inserts;
    std::vector<LocalRow> updates;
    std::vector<PlannedConflict> conflicts;
};

/// The whole plan of one answer's changes to an entity.
/// @param local      looks a row up by id, null when absent; must stay valid during the call
/// @param timestamp  the answer's timestamp, ms
EntityPullPlan planPull(const EntitySchema &entity, const EntityChanges &remote, std::int64_t timestamp,
                        Resolver resolver, const std::function<const LocalRow *(const std::string &)> &local);

} // namespace tidemark::merge
