// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/JsonWriter.h"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// How a device, or a user with all of them, is doing. Texts for people are made in `ui`.
enum class Verdict : std::uint8_t {
    Ok,
    Idle,        ///< silent for long
    Stuck,       ///< it tries, and does not get through
    SignIn,      ///< its token is no longer accepted: somebody has to sign in again
    NeverSynced, ///< known, but no sync has succeeded yet
};

/// "ok", "idle", "stuck", "sign_in", "never_synced".
std::string_view verdictName(Verdict verdict);
std::optional<Verdict> verdictFromName(std::string_view name);

/// Requests that failed one after another, of pulls or of pushes; client's reports of requests that never arrived
/// count for both.
struct FailureStreak {
    std::int64_t failures = 0; ///< 50 stands for "at least 50"
    std::int64_t since = 0;    ///< ms, the first of them
    std::string lastResult;    ///< of the newest request, SUCCESS too; empty without any
    std::string lastError;     ///< its error code
};

struct DeviceItem {
    std::string id; ///< empty: requests that named no device
    std::string name;
    std::string model;
    std::int64_t firstSeen = 0; ///< ms
    std::int64_t lastSeen = 0;
    std::optional<std::int64_t> lastPullAt; ///< successful ones
    std::optional<std::int64_t> lastPushAt;
    std::optional<std::int64_t> clientOffsetMs; ///< its clock minus the server's
    std::optional<std::int64_t> pending;        ///< changes it has yet to push, as it last said
    std::optional<std::int64_t> cursor;         ///< the stamp that its last answer brought it up to
    std::optional<std::int64_t> rowsBehind;     ///< rows newer than that; only in the answer for one user
    FailureStreak streak;
    Verdict verdict = Verdict::Ok;
};

/// A record that a push could not bring in. Its value is not shown.
struct RejectionItem {
    std::string id;
    std::string deviceId;
    std::string entity;
    std::string recordId;
    std::string code;
    std::string message;
    std::int64_t createdAt = 0; ///< ms
};

struct EntityCount {
    std::string entity;
    std::int64_t alive = 0;
    std::int64_t deleted = 0;
};

/// An item of GET users.
struct UserItem {
    std::string id;
    std::string email;
    std::string name;
    std::int64_t firstSeen = 0; ///< ms
    std::int64_t lastSeen = 0;
    Verdict verdict = Verdict::NeverSynced;
    std::vector<DeviceItem> devices; ///< most recently seen first
};

/// GET users/{id}.
struct UserDetail {
    UserItem user;
    std::int64_t clock = 0; ///< the newest stamp, 0 before the first contact
    std::vector<EntityCount> counts;
    std::int64_t openConflicts = 0; ///< settled by policy, and nobody has looked
    std::int64_t rejectionCount = 0;
    std::vector<RejectionItem> rejections; ///< the newest 50
};

void writeUserItem(JsonWriter &json, const UserItem &user);
void writeUserDetail(JsonWriter &json, const UserDetail &detail);

/// Errors of the readers: category Server, "bad_answer".
Result<UserItem> readUserItem(const simdjson::dom::element &json);
Result<UserDetail> readUserDetail(const simdjson::dom::element &json);

} // namespace tidemark
