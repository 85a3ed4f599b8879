// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"
#include "backend/store/Store.h"
#include "base/Uuid.h"

#include <cstdint>

namespace tidemark::backend {

/// After a restore from backup: stamps that were given out since the backup will be given out again for other things,
/// so that devices must not go on from where they were. Begins a new epoch, whose first stamp is later than the
/// database and the wall clock know, and moves every clock there. One transaction, safe beside running servers.
/// @param now         wall clock, ms
/// @param restoredTo  ms: when the backup was made; earlier when the database's newest stamp is
Result<ServerMeta> beginEpoch(Database &database, IdSource &ids, std::int64_t now, std::int64_t restoredTo);

/// As server_meta keeps them: "epochSince restoredTo", separated by commas.
std::vector<Restore> restoresFromText(std::string_view text);
std::string restoresToText(const std::vector<Restore> &restores);

} // namespace tidemark::backend
