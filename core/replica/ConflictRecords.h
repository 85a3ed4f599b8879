// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/LocalRow.h"
#include "merge/PlanPush.h"
#include "protocol/Messages.h"
#include "replica/Replica.h"

#include <string>

namespace tidemark {

/// A conflict that this device settled itself, in a pull.
LocalConflict describeConflict(const EntitySchema &entity, const std::string &recordId,
                               const merge::PlannedConflict &planned, std::string id, std::int64_t nowMs);

/// A conflict the server settled, as its push answer tells.
/// @param sent   the row as it was pushed
/// @param local  the row as it stood before the acknowledgement
LocalConflict describeNotice(const EntitySchema &entity, const ConflictNotice &notice, const PushedRow &sent,
                             const merge::LocalRow &local, std::string id, std::int64_t nowMs);

/// An edited row that was tampered with gave way to the server's.
LocalConflict describeDamage(const EntitySchema &entity, const merge::LocalRow &row, const Record &pulled,
                             std::string id, std::int64_t nowMs);

/// An edit of a row that the server no longer has.
LocalConflict describeLostEdit(const EntitySchema &entity, const merge::LocalRow &row, std::string id,
                               std::int64_t nowMs);

} // namespace tidemark
