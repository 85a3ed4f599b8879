// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Json.h"
#include "protocol/JsonWriter.h"
#include "protocol/Messages.h"

namespace tidemark {

/// Reads a pull answer or one page of it. `created` and `updated` are one; unknown entities and columns are ignored.
/// Errors have category Server and code "bad_answer".
Result<PullAnswer> readPullAnswer(const Schema &schema, JsonDocument &document, std::string_view body);

/// The same without the changes: what a client needs to ask for the next page.
Result<PullAnswer> readPullHeader(JsonDocument &document, std::string_view body);

/// The `changes` object, in schema order; entities without changes are absent, the others have all three arrays.
void writeChanges(JsonWriter &json, const Schema &schema, const ChangeSet &changes);

/// Reads a `changes` object, for pull and push answers alike. Errors: "bad_answer".
Result<ChangeSet> readChanges(const Schema &schema, const simdjson::dom::element &json);

std::string writePullAnswer(const Schema &schema, const PullAnswer &answer);

} // namespace tidemark
