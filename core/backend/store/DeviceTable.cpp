// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/DeviceTable.h"

#include "backend/store/BatchInsert.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kMostDevices = 100; ///< of one user

struct UserRow {
    std::string id;
    std::string email;
    std::string name;
    std::int64_t firstSeen = 0;
    std::int64_t lastSeen = 0;
};

struct DeviceRow {
    std::string userId;
    std::string id;
    std::string name;
    std::string model;
    std::int64_t firstSeen = 0;
    std::int64_t lastSeen = 0;
    std::optional<std::int64_t> pulledAt;
    std::optional<std::int64_t> pushedAt;
    std::optional<std::int64_t> offsetMs;
    std::optional<std::int64_t> pending;
    std::optional<std::int64_t> cursor;
};

void takeText(std::string &known, const std::string &text)
{
    if (!text.empty())
        known = text;
}

void takeTimes(auto &row, std::int64_t seenAt)
{
    row.firstSeen = row.firstSeen == 0 ? seenAt : std::min(row.firstSeen, seenAt);
    row.lastSeen = std::max(row.lastSeen, seenAt);
}

void take(UserRow &row, const DeviceSeen &seen)
{
    row.id = seen.userId;
    takeText(row.email, seen.email);
    takeText(row.name, seen.name);
    takeTimes(row, seen.seenAt);
}

void take(DeviceRow &row, const DeviceSeen &seen)
{
    row.userId = seen.userId;
    row.id = seen.deviceId;
    takeText(row.name, seen.deviceName);
    takeText(row.model, seen.deviceModel);
    takeTimes(row, seen.seenAt);
    if (seen.pulled)
        row.pulledAt = seen.seenAt;
    if (seen.pushed)
        row.pushedAt = seen.seenAt;
    if (seen.clientTime != 0)
        row.offsetMs = seen.clientTime - seen.seenAt;
    if (seen.pending >= 0)
        row.pending = seen.pending;
    if (seen.cursor > 0)
        row.cursor = seen.cursor;
}

template <typename Key, typename Row> std::vector<Row> rowsOf(std::map<Key, Row> &map)
{
    std::vector<Row> rows;
    rows.reserve(map.size());
    for (auto &[key, row] : map)
        rows.push_back(std::move(row));
    return rows;
}

Result<void> insertUserRows(Database &database, const std::vector<UserRow> &rows)
{
    static const BatchInsert insert{"users (user_id, email, name, first_seen, last_seen)", 5,
                                    "ON CONFLICT (user_id) DO UPDATE SET "
                                    "email = CASE WHEN excluded.email = '' THEN users.email ELSE excluded.email END, "
                                    "name = CASE WHEN excluded.name = '' THEN users.name ELSE excluded.name END, "
                                    "last_seen = CASE WHEN excluded.last_seen > users.last_seen THEN "
                                    "excluded.last_seen ELSE users.last_seen END"};
    return insertBatch(database, insert, rows, [](Statement &statement, int first, const UserRow &row) {
        bindFrom(statement, first, row.id, row.email, row.name, row.firstSeen, row.lastSeen);
    });
}

/// Anybody can make up ids of devices. Of one that is forgotten and comes back, the next request tells all but when
/// it was first seen; what it writes is merged by its id, which needs no row here.
Result<void> forgetOldest(Database &database, const std::string &userId)
{
    TRY(Statement remove,
        database.prepare("DELETE FROM devices WHERE user_id = ?1 AND (last_seen, device_id) <= (SELECT last_seen, "
                         "device_id FROM devices WHERE user_id = ?1 ORDER BY last_seen DESC, device_id DESC LIMIT 1 "
                         "OFFSET ?2)"));
    return remove.bind(userId, kMostDevices).run();
}

Result<void> insertDeviceRows(Database &database, const std::vector<DeviceRow> &rows)
{
    static const BatchInsert insert{
        "devices (user_id, device_id, name, model, first_seen, last_seen, last_pull_at, last_push_at, "
        "client_offset_ms, pending, cursor_ms)",
        11,
        "ON CONFLICT (user_id, device_id) DO UPDATE SET "
        "name = CASE WHEN excluded.name = '' THEN devices.name ELSE excluded.name END, "
        "model = CASE WHEN excluded.model = '' THEN devices.model ELSE excluded.model END, "
        "last_seen = CASE WHEN excluded.last_seen > devices.last_seen THEN excluded.last_seen ELSE devices.last_seen "
        "END, last_pull_at = coalesce(excluded.last_pull_at, devices.last_pull_at), "
        "last_push_at = coalesce(excluded.last_push_at, devices.last_push_at), "
        "client_offset_ms = coalesce(excluded.client_offset_ms, devices.client_offset_ms), "
        "pending = coalesce(excluded.pending, devices.pending), "
        "cursor_ms = coalesce(excluded.cursor_ms, devices.cursor_ms) RETURNING user_id, first_seen"};
    std::int64_t begin = std::numeric_limits<std::int64_t>::max();
    for (const DeviceRow &row : rows)
        begin = std::min(begin, row.firstSeen);
    std::set<std::string> usersWithNew;
    CHECK(insertBatch(
        database, insert, rows,
        [](Statement &statement, int first, const DeviceRow &row) {
            bindFrom(statement, first, row.userId, row.id, row.name, row.model, row.firstSeen, row.lastSeen,
                     row.pulledAt, row.pushedAt, row.offsetMs, row.pending, row.cursor);
        },
        [&](const Statement &row) {
            if (row.integer(1) >= begin)
                usersWithNew.insert(row.text(0));
        }));
    for (const std::string &user : usersWithNew)
        CHECK(forgetOldest(database, user));
    return {};
}

} // namespace

Result<void> insertDevices(Database &database, std::span<const DeviceSeen> devices)
{
    std::map<std::string, UserRow> users;
    std::map<std::pair<std::string, std::string>, DeviceRow> rows;
    for (const DeviceSeen &seen : devices) {
        take(users[seen.userId], seen);
        take(rows[{seen.userId, seen.deviceId}], seen);
    }
    CHECK(insertUserRows(database, rowsOf(users)));
    return insertDeviceRows(database, rowsOf(rows));
}

} // namespace tidemark::backend
