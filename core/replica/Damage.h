// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/LocalRow.h"
#include "replica/ReplicaParts.h"

namespace tidemark {

/// Local "tampered": which columns of which row. The row must be damaged.
Error damageOf(const EntitySchema &entity, const merge::LocalRow &row);

/// Opens everything that is sealed in the entities' rows. Errors: those of the key.
Result<std::vector<DamagedRow>> findDamage(ReplicaParts &parts);

} // namespace tidemark
