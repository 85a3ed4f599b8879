// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/UserTable.h"

#include "backend/store/Filter.h"
#include "backend/store/SqlTransaction.h"
#include "protocol/SyncResult.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

namespace tidemark::backend {

namespace {

constexpr std::int64_t kLongestStreak = 50;
constexpr std::int64_t kMostRejections = 50;
constexpr const char *kUserOrder = " ORDER BY u.first_seen DESC, u.user_id DESC LIMIT ?";
constexpr const char *kUserColumns = "SELECT u.user_id, u.email, u.name, u.first_seen, u.last_seen FROM users u";

UserItem readItem(const Statement &row)
{
    UserItem user;
    user.id = row.text(0);
    user.email = row.text(1);
    user.name = row.text(2);
    user.firstSeen = row.integer(3);
    user.lastSeen = row.integer(4);
    return user;
}

/// Goes through requests from the newest to the oldest.
class StreakReader {
public:
    void add(std::string_view type, std::string_view result, std::int64_t startedAt, std::string_view error)
    {
        if (m_streak.lastResult.empty()) {
            m_streak.lastResult = result;
            m_streak.lastError = error;
        }
        const bool ok = result == syncResultName(SyncResult::Success);
        if (type == "sync")
            addTo(m_both, ok || m_pull.ended || m_push.ended, startedAt);
        else
            addTo(type == "push" ? m_push : m_pull, ok, startedAt);
    }

    FailureStreak streak()
    {
        const Count &more = m_pull.failures >= m_push.failures ? m_pull : m_push;
        m_streak.failures = m_both.failures + more.failures;
        m_streak.since =
            m_both.failures == 0 || (more.failures > 0 && more.since < m_both.since) ? more.since : m_both.since;
        return m_streak;
    }

private:
    struct Count {
        std::int64_t failures = 0;
        std::int64_t since = 0;
        bool ended = false;
    };

    static void addTo(Count &count, bool ends, std::int64_t startedAt)
    {
        count.ended |= ends;
        if (count.ended)
            return;
        ++count.failures;
        count.since = startedAt;
    }

    Count m_pull;
    Count m_push;
    Count m_both; ///< syncs that never arrived, as a client tells: any success since ends them
    FailureStreak m_streak;
};

Result<FailureStreak> readStreak(Database &database, const std::string &userId, const std::string &deviceId)
{
    TRY(Statement row,
        database.prepare("SELECT type, result, started_at, error_code FROM sync_logs WHERE user_id = ? AND device_id "
                         "= ? AND (source = 'server' OR status = 0) ORDER BY started_at DESC, id DESC LIMIT ?"));
    row.bind(userId, deviceId, kLongestStreak);
    StreakReader reader;
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            return reader.streak();
        reader.add(row.view(0), row.view(1), row.integer(2), row.view(3));
    }
}

DeviceItem readDevice(const Statement &row)
{
    DeviceItem device;
    device.id = row.text(1);
    device.name = row.text(2);
    device.model = row.text(3);
    device.firstSeen = row.integer(4);
    device.lastSeen = row.integer(5);
    device.lastPullAt = row.optionalInteger(6);
    device.lastPushAt = row.optionalInteger(7);
    device.clientOffsetMs = row.optionalInteger(8);
    device.pending = row.optionalInteger(9);
    device.cursor = row.optionalInteger(10);
    return device;
}

/// Gives the users, each of whom stands there once, their devices.
/// @param which  a condition on user_id that finds them all, with values as `bind` binds them
template <typename Bind>
Result<void> readDevices(Database &database, std::span<UserItem> users, const std::string &which, Bind bind)
{
    std::unordered_map<std::string_view, UserItem *> byId;
    for (UserItem &user : users)
        byId.emplace(user.id, &user);
    {
        TRY(Statement row,
            database.prepare("SELECT user_id, device_id, name, model, first_seen, last_seen, last_pull_at, "
                             "last_push_at, client_offset_ms, pending, cursor_ms FROM devices WHERE "
                             + which + " ORDER BY last_seen DESC, device_id"));
        bind(row);
        for (;;) {
            TRY(const bool more, row.step());
            if (!more)
                break;
            if (const auto user = byId.find(row.view(0)); user != byId.end())
                user->second->devices.push_back(readDevice(row));
        }
    }
    for (UserItem &user : users) {
        for (DeviceItem &device : user.devices) {
            TRY(device.streak, readStreak(database, user.id, device.id));
        }
    }
    return {};
}

Result<std::int64_t> countOf(Database &database, const char *sql, const std::string &userId)
{
    TRY(Statement row, database.prepare(sql));
    TRY(const bool found, row.bind(userId).step());
    return found ? row.integer(0) : 0;
}

Result<std::vector<RejectionItem>> readRejections(Database &database, const std::string &userId)
{
    TRY(Statement row,
        database.prepare("SELECT id, device_id, entity, record_id, code, message, created_at FROM push_rejections "
                         "WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT ?"));
    row.bind(userId, kMostRejections);
    std::vector<RejectionItem> items;
    for (;;) {
        TRY(const bool more, row.step());
        if (!more)
            return items;
        items.push_back(
            {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.integer(6)});
    }
}

Result<void> addRows(Database &database, const EntityTables &tables, UserDetail &detail)
{
    for (const auto &table : tables) {
        TRY(EntityCount count, table->count(database, detail.user.id));
        detail.counts.push_back(std::move(count));
    }
    for (DeviceItem &device : detail.user.devices) {
        if (!device.cursor)
            continue;
        device.rowsBehind = 0;
        for (const auto &table : tables) {
            TRY(const std::int64_t newer, table->countNewer(database, detail.user.id, *device.cursor));
            *device.rowsBehind += newer;
        }
    }
    return {};
}

/// The columns named, or all but those every row has, of a row as record_versions keeps it.
std::string valuesOf(std::string_view row, const std::vector<std::string> &names, const std::string &status)
{
    JsonDocument document;
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    simdjson::dom::object object;
    const auto parsed = document.parse(row);
    if (parsed && parsed->get_object().get(object) == simdjson::SUCCESS) {
        for (const auto field : object) {
            const bool wanted = names.empty()
                ? field.key != "id" && field.key != "created_at" && field.key != "last_modified_at"
                : std::find(names.begin(), names.end(), field.key) != names.end();
            if (wanted)
                json.key(field.key).raw(simdjson::minify(field.value));
        }
    }
    if (std::find(names.begin(), names.end(), "_status") != names.end())
        json.field("_status", status);
    json.endObject();
    return text;
}

VersionItem readVersionRow(const Statement &row)
{
    VersionItem item;
    item.stamp = row.integer(0);
    item.deviceId = row.text(1);
    item.deviceName = row.text(2);
    item.origin = row.text(3);
    item.changed = row.names(4);
    item.status = row.text(5);
    item.values = valuesOf(row.view(6), item.changed, item.status);
    return item;
}

} // namespace

Result<Page<UserItem>> readUsers(Database &database, const UserFilter &filter)
{
    Filter where;
    if (!filter.text.empty()) {
        const std::string part = containsPattern(filter.text);
        where.add("(lower(u.email) LIKE ? ESCAPE '\\' OR lower(u.name) LIKE ? ESCAPE '\\' OR u.user_id "
                  "= ? OR u.user_id IN (SELECT user_id FROM devices WHERE lower(name) LIKE ? ESCAPE '\\' OR "
                  "device_id = ?))",
                  part, part, filter.text, part, filter.text);
    }
    CHECK(where.addCursor("(u.first_seen, u.user_id) < (?, ?)", filter.cursor));
    TRY(Statement statement, database.prepare(kUserColumns + where.sql() + kUserOrder));
    where.bindPage(statement, filter.limit);
    TRY(Page<UserItem> page, readPage<UserItem>(statement, filter.limit, readItem, [](const UserItem &user) {
            return cursorAfter(user.firstSeen, user.id);
        }));
    const std::string same = "user_id IN (SELECT u.user_id FROM users u" + where.sql() + kUserOrder + ')';
    CHECK(
        readDevices(database, page.items, same, [&](Statement &devices) { where.bindPage(devices, filter.limit); }));
    return page;
}

Result<std::optional<UserDetail>> readUser(Database &database, const EntityTables &tables, const std::string &id)
{
    UserDetail detail;
    {
        TRY(Statement row, database.prepare(std::string(kUserColumns) + " WHERE u.user_id = ?"));
        TRY(const bool found, row.bind(id).step());
        if (!found)
            return std::optional<UserDetail>();
        detail.user = readItem(row);
    }
    CHECK(readDevices(database, std::span(&detail.user, 1), "user_id = ?",
                      [&](Statement &devices) { devices.bind(id); }));
    TRY(const std::optional<ClockRow> clock, readClock(database, id));
    detail.clock = clock ? clock->ms : 0;
    CHECK(addRows(database, tables, detail));
    TRY(detail.openConflicts,
        countOf(database, "SELECT count(*) FROM sync_conflicts WHERE user_id = ? AND state = 'auto'", id));
    TRY(detail.rejectionCount, countOf(database, "SELECT count(*) FROM push_rejections WHERE user_id = ?", id));
    TRY(detail.rejections, readRejections(database, id));
    return std::optional(std::move(detail));
}

namespace {

Result<Page<VersionItem>> readSomeVersions(Database &database, const VersionFilter &filter, std::size_t &bytes)
{
    Filter where;
    where.add("v.user_id = ?", filter.userId);
    where.add("v.record_id = ?", filter.recordId);
    where.add("v.entity = ?", filter.entity);
    CHECK(where.addCursor("(v.ms, v.record_id) < (?, ?)", filter.cursor));
    TRY(Statement statement,
        database.prepare("SELECT v.ms, v.device, coalesce(d.name, ''), v.origin, v.changed, v.status, v.row FROM "
                         "record_versions v LEFT JOIN devices d ON d.user_id = v.user_id AND d.device_id = v.device"
                         + where.sql() + " ORDER BY v.ms DESC LIMIT ?"));
    where.bindPage(statement, filter.limit);
    return readPage<VersionItem>(
        statement, filter.limit,
        [&](const Statement &row) {
            VersionItem item = readVersionRow(row);
            bytes += item.values.size();
            return item;
        },
        [&](const VersionItem &item) { return cursorAfter(item.stamp, filter.recordId); }, &bytes);
}

} // namespace

Result<Page<VersionItem>> readVersions(Database &database, const VersionFilter &filter, std::size_t rowsAtOnce)
{
    std::size_t bytes = 0;
    return readInParts<VersionItem>(filter, rowsAtOnce, bytes, [&](const VersionFilter &part) {
        return readSomeVersions(database, part, bytes);
    });
}

} // namespace tidemark::backend
