// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/PlanPush.h"
#include "protocol/Json.h"

#include <string>
#include <string_view>

namespace tidemark::backend {

/// The stamps of columns that changed after the row's creation, as tables keep them:
/// `{"column":[ms,"device",override 0|1]}`, in the order of the row, those of unknown columns last.
std::string columnStampsToJson(const EntitySchema &entity, const merge::StoredRow &row);

/// Sets the row's stamps. Errors: Local "bad_stamps".
Result<void> readColumnStamps(const EntitySchema &entity, std::string_view json, JsonDocument &document,
                              merge::StoredRow &row);

} // namespace tidemark::backend
