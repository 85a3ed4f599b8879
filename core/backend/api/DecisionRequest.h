// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "protocol/Json.h"

#include <cstdint>
#include <string>

namespace tidemark::backend {

enum class NoteRule : std::uint8_t { Optional, Required };

/// The body of an override or a revert.
struct DecisionRequest {
    simdjson::dom::element values; ///< only of an override; not yet checked; lives as long as the document
    std::string note;
    std::int64_t expectedStamp = 0; ///< the record's last_modified_at as the admin saw it
};

/// Refusals are 400s that point to the member at fault: `bad_request`, `note_missing`.
/// @param rule  an override needs a note and values, a revert neither
Attempt<DecisionRequest> readDecisionRequest(JsonDocument &document, std::string_view body, NoteRule rule);

} // namespace tidemark::backend
