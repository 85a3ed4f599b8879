// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/JsonWriter.h"
#include "protocol/SyncLog.h"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

/// The admin API's values, written by the backend and read by the console through the same functions.

/// Durations in ms; 0 when count is 0.
struct LatencyFigures {
    std::int64_t count = 0;
    std::int64_t success = 0;
    double avg = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
};

/// One bucket of the series, [start, start + width).
struct StatsBucket {
    std::int64_t start = 0;
    LatencyFigures latency;
    std::vector<std::pair<std::string, std::int64_t>> results; ///< by result name, only those that occurred
    std::int64_t pulled = 0;
    std::int64_t pushed = 0;
};

struct FailingUser {
    std::string userId;
    std::string email;
    std::int64_t consecutiveFailures = 0;
    std::int64_t since = 0; ///< ms, of the first failure in the row
    std::string lastResult;
};

/// GET stats.
struct SyncStats {
    std::int64_t from = 0;
    std::int64_t until = 0;
    std::int64_t bucketMs = 0;
    LatencyFigures total;
    std::vector<std::pair<std::string, std::int64_t>> results;   ///< by result name
    std::vector<std::pair<std::string, LatencyFigures>> types;   ///< pull, push
    std::vector<std::pair<std::string, LatencyFigures>> devices; ///< by device name, the busiest 20
    std::vector<std::pair<std::string, LatencyFigures>> phases;  ///< by phase name
    std::int64_t pulled = 0;
    std::int64_t pushed = 0;
    std::int64_t conflicts = 0;
    std::vector<std::pair<std::string, std::int64_t>> conflictsByEntity;
    std::vector<std::pair<std::string, std::int64_t>> conflictsByPolicy;
    std::vector<FailingUser> failingUsers; ///< more than 3 consecutive failures
    std::vector<StatsBucket> series;       ///< in time order, empty buckets included
};

/// An item of GET conflicts: no record values.
struct ConflictItem {
    std::string id;
    std::string userId;
    std::string email;
    std::string deviceId;
    std::string deviceName;
    std::string entity;
    std::string recordId;
    std::string type;
    std::string policy;
    std::vector<std::string> columns;
    std::string state;          ///< auto, reviewed, overridden, reverted
    std::int64_t stamp = 0;     ///< of the push that met the conflict
    std::int64_t createdAt = 0; ///< ms
};

/// GET conflicts/{id}: all four sides. Values are JSON objects of the differing columns; "null" when not known.
struct ConflictDetail {
    ConflictItem item;
    std::string base = "null";
    std::string client = "null";
    std::string server = "null";
    std::string resolved = "null";
    std::optional<std::int64_t> editedAt; ///< the client's edit, by the device's clock
    std::string current = "null";  ///< the record as it stands now, a whole row with `_status`; null when purged
    std::int64_t currentStamp = 0; ///< its last_modified_at: what an override is guarded with
    std::string overrideValues = "null";
    std::string overrideNote;
    std::string overrideBy;
    std::int64_t overrideAt = 0;
};

/// A page of any list.
template <typename T> struct Page {
    std::vector<T> items;
    std::string nextCursor; ///< empty on the last page
};

void writeStats(JsonWriter &json, const SyncStats &stats);
void writeConflictItem(JsonWriter &json, const ConflictItem &item);
void writeConflictDetail(JsonWriter &json, const ConflictDetail &detail);

/// Errors of the readers: category Server, "bad_answer".
Result<SyncStats> readStats(const simdjson::dom::element &json);
Result<ConflictItem> readConflictItem(const simdjson::dom::element &json);
Result<ConflictDetail> readConflictDetail(const simdjson::dom::element &json);

} // namespace tidemark
