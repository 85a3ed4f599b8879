// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "protocol/Json.h"

#include <cstdint>
#include <string>

namespace tidemark::backend {

enum class DecisionKind : std::uint8_t { Override, Revert, Review };

/// The body of an override, a revert or a review.
struct DecisionRequest {
    simdjson::dom::element values; ///< only of an override; not yet checked; lives as long as the document
    std::string note;
    std::int64_t expectedStamp = 0; ///< the record's last_modified_at as the admin saw it; a review has none
};

/// Refusals are 400s that point to the member at fault: `bad_request`, `note_missing`.
/// @param kind  an override needs a note and values; a review writes no record, so it names no stamp
Attempt<DecisionRequest> readDecisionRequest(JsonDocument &document, std::string_view body, DecisionKind kind);

/// The `note` of a decision's body, at most 2,000 bytes.
/// @param needed  refused with `note_missing` when there is none
Attempt<std::string> readNote(const simdjson::dom::element &body, bool needed);

} // namespace tidemark::backend
