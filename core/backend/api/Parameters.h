// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "protocol/Http.h"
#include "schema/Schema.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::backend {

struct NumberRange {
    std::int64_t least = 0;
    std::int64_t most = INT64_MAX;
};

/// Query parameters, checked. An empty one counts as absent. Refusals are 400 `bad_parameter`.
Attempt<std::int64_t> numberParameter(const Request &request, const char *name, NumberRange range,
                                      std::int64_t otherwise);
Attempt<std::string> textParameter(const Request &request, const char *name, std::size_t maxBytes);
Attempt<std::string> uuidParameter(const Request &request, const char *name);
/// `entity`, one of the schema's.
Attempt<std::string> entityParameter(const Schema &schema, const Request &request);

Refusal badParameter(const std::string &name, const std::string &what);

/// Digits and nothing else, as an int64.
bool parseNumber(std::string_view text, std::int64_t &number);
/// UTF-8 without control characters but tab and line feed.
bool isCleanText(std::string_view text);

Response jsonResponse(std::string body);

} // namespace tidemark::backend
