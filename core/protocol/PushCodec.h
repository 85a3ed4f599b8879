// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Json.h"
#include "protocol/Messages.h"

namespace tidemark {

inline constexpr std::size_t kMaxPushRecords = 20'000;
inline constexpr std::size_t kMaxRecordBytes = 1024 * 1024;

/// Reads a push body. Rows that fail validation are set aside in `rejected` and do not hold back the others; the same
/// id twice folds in the order created, updated, deleted. Errors (category Input): "malformed_json", "duplicate_key",
/// "bad_request" (wrong shapes), "too_deep", "too_many_records".
/// @param callerId  the token's user; a row that names another `user_id` is rejected
Result<PushRequest> readPushRequest(const Schema &schema, JsonDocument &document, std::string_view body,
                                    std::string_view callerId);

/// Writes a push body as our client sends it: sparse rows with `_changed`, `_base` and `_edited_at`.
/// Rows whose base says 0 throughout go to `created`.
std::string writePushRequest(const Schema &schema, const PushRequest &request);

/// Reads a push answer. Errors have category Server and code "bad_answer".
Result<PushAnswer> readPushAnswer(const Schema &schema, JsonDocument &document, std::string_view body);

/// @param mobile  adds what the original mobile client reads: `serverVersion`, and client_wins, server_wins or merged
std::string writePushAnswer(const Schema &schema, const PushAnswer &answer, bool mobile);

} // namespace tidemark
