// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "protocol/Http.h"
#include "schema/Schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::backend {

/// What a pull asks for.
struct PullParameters {
    std::optional<std::int64_t> cursor; ///< ms; 0 or nothing: from the start
    std::vector<std::size_t> entities;  ///< in schema order; empty when the request names none
    std::optional<std::int64_t> limit;  ///< rows a page
    std::optional<std::int64_t> offset; ///< the original mobile client's paging
    std::string page;
    std::string epoch;
};

/// Parameters that are not known are ignored. Refusals: 400 `bad_parameter`.
Attempt<PullParameters> readPullParameters(const Schema &schema, const Request &request);

} // namespace tidemark::backend
