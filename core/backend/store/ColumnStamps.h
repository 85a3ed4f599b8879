// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/PlanPush.h"
#include "protocol/Json.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::backend {

/// The stamps of columns that changed after a row's creation, how tables keep them.
using ColumnStamps = std::vector<std::pair<std::size_t, merge::ColumnStamp>>;

/// `{"column":[ms,"device",override 0|1]}`, in the order given.
std::string columnStampsToJson(const EntitySchema &entity, const ColumnStamps &stamps);

/// Columns the schema does not have are left out. Errors: Local "bad_stamps".
Result<ColumnStamps> columnStampsFromJson(const EntitySchema &entity, std::string_view json, JsonDocument &document);

} // namespace tidemark::backend
