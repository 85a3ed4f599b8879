// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/JsonWriter.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark {

/// An item of GET audit: who looked at or changed what, and why. No record values.
struct AuditEntry {
    std::string id = {};     ///< UUIDv7; given by the store when empty
    std::int64_t at = 0;     ///< ms
    std::string actor = {};  ///< user id of who acted
    std::string role = {};   ///< support or admin
    std::string action = {}; ///< conflict.view, .override, .revert, .review, .moved; records.view, record.history
    std::string userId = {}; ///< whose data; the rest is empty where it does not apply
    std::string entity = {};
    std::string recordId = {};
    std::string conflictId = {};
    std::string reason = {}; ///< the access reason or the note
};

/// An item of GET users/{id}/records/{entity}.
struct RecordItem {
    std::string id;
    std::int64_t lastModifiedAt = 0;
    std::string row = "{}"; ///< the whole row with `_status`, as JSON
};

/// An item of GET records/{entity}/{id}/history: one version of a record.
struct VersionItem {
    std::int64_t stamp = 0;
    std::string deviceId; ///< who wrote it; empty for the server, an admin or an unknown device
    std::string deviceName;
    std::string origin;               ///< push, merge, override, revert, server
    std::vector<std::string> changed; ///< columns, `_status` among them; empty for the first version
    std::string status;               ///< active or deleted, from this version on
    std::string values = "{}";        ///< of the changed columns, of all in the first version; JSON
};

void writeAuditEntry(JsonWriter &json, const AuditEntry &entry);
void writeVersionItem(JsonWriter &json, const VersionItem &item);

/// Errors of the readers: category Server, "bad_answer".
Result<AuditEntry> readAuditEntry(const simdjson::dom::element &json);
Result<RecordItem> readRecordItem(const simdjson::dom::element &json);
Result<VersionItem> readVersionItem(const simdjson::dom::element &json);

} // namespace tidemark
