// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/JsonWriter.h"
#include "protocol/SyncResult.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

/// One request and try, as the server logs it; or one sync as the client logs it. The same shape on both sides.
struct SyncLogEntry {
    std::string id;     ///< UUIDv7
    std::string syncId; ///< groups the requests of one sync; may be empty
    int attempt = 1;
    std::string userId;
    std::string email; ///< of the user; filled in by lists, empty when not known
    std::string deviceId;
    std::string deviceName;
    std::string type;           ///< "pull", "push" or, for a client's row, "sync"
    std::string source;         ///< "server" or "client"
    std::int64_t startedAt = 0; ///< ms
    double durationMs = 0;
    SyncResult result = SyncResult::Success;
    int status = 0;        ///< HTTP status, 0 without an answer
    std::string errorCode; ///< of the problem document, or the name of the network failure
    std::string errorDetail;
    std::string requestId;
    std::int64_t pulled = 0; ///< records sent to the client
    std::int64_t pushed = 0; ///< records received from it
    std::int64_t conflicts = 0;
    std::int64_t bytesIn = 0;  ///< of the request body
    std::int64_t bytesOut = 0; ///< of the answer's body
    std::vector<std::pair<std::string, double>>
        phases; ///< ms, in order: queue, connect, tls, wait, receive, parse, apply, …
};

/// As an item of GET /api/admin/sync/logs.
void writeSyncLog(JsonWriter &json, const SyncLogEntry &entry);
/// Errors: "bad_answer".
Result<SyncLogEntry> readSyncLog(const simdjson::dom::element &json);

/// The phases as a JSON object, how both stores keep them.
std::string phasesToJson(const std::vector<std::pair<std::string, double>> &phases);
std::vector<std::pair<std::string, double>> phasesFromJson(std::string_view json);

} // namespace tidemark
