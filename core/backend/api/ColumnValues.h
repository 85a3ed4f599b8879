// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "protocol/Record.h"

#include <simdjson.h>

#include <string>

namespace tidemark::backend {

/// Reads an object of columns, `_status` included; `present` says which. Refusals are 400s that point to the column
/// below `pointer`: `invalid_value`, `unknown_column`.
Attempt<Record> readColumnValues(const EntitySchema &entity, const simdjson::dom::element &json,
                                 const std::string &pointer);

/// The columns in `present` as an object.
std::string columnValuesJson(const EntitySchema &entity, const Record &record);

/// A whole row with `_status`, as support sees it.
std::string wholeRowJson(const EntitySchema &entity, const Record &record);

} // namespace tidemark::backend
