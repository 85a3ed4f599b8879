// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <simdjson.h>

#include <string_view>

namespace tidemark {

/// A parsed JSON text; elements live as long as it. Not thread safe; reuse it to spare allocations.
class JsonDocument {
public:
    static constexpr std::size_t kMaxDepth = 16;

    /// Parses and checks the whole text. Errors: "malformed_json" (also invalid UTF-8), "too_deep" (more than 16
    /// levels), "duplicate_key". A lone surrogate escape does not spoil the text: it reads as NUL, which every value
    /// check refuses, so that only its own record is lost.
    Result<simdjson::dom::element> parse(std::string_view text);

private:
    simdjson::dom::parser m_parser;
    std::string m_patched;
};

/// As many whole characters of UTF-8 as fit into `most` bytes.
std::string_view firstBytes(std::string_view text, std::size_t most);

} // namespace tidemark
