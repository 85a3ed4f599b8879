// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Record.h"

#include <string>
#include <vector>

namespace tidemark::ctl {

/// A row as a person gave it.
struct InputRow {
    Record record;
    std::string origin; ///< "argument 2", "rows.jsonl:17"
};

/// Reads rows given as JSON objects, then those of a file with one object a line. Bookkeeping that `get` prints along
/// (`_status` active, `_changed`, last_modified_at) is ignored, so that what was printed can be put back. Errors
/// (category Input) name origin and column: "malformed_json", "invalid_value", "unknown_column", "too_large", …
/// @param file  empty for none; "-" is standard input
Result<std::vector<InputRow>> readInputRows(const EntitySchema &entity, const std::vector<std::string> &texts,
                                            const std::string &file);

} // namespace tidemark::ctl
