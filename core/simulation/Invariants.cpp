// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Invariants.h"

#include "protocol/PushCodec.h"
#include "protocol/RowCodec.h"

#include <algorithm>
#include <map>

namespace tidemark::sim {

namespace {

using backend::PullPage;
using backend::PullQuery;

/// All rows of a user, tombstones included, by entity and id.
std::vector<std::map<std::string, Record>> readServer(SimServer &server, const std::string &userId)
{
    const Schema &schema = pensieveSchema();
    std::vector<std::map<std::string, Record>> rows(schema.entities.size());
    PullQuery query;
    query.cursor = 1; // newer than every stamp's beginning: tombstones as well
    for (std::size_t i = 0; i < schema.entities.size(); ++i)
        query.entities.push_back(i);
    for (bool more = true; more;) {
        auto page = server.store().pull(userId, query);
        if (!page)
            return rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (Record &record : page->rows[i])
                rows[i].emplace(record.id, record);
        }
        query.until = page->clock;
        query.after = page->last;
        more = page->hasMore;
    }
    return rows;
}

std::string describe(const EntitySchema &entity, const std::string &id, std::size_t column, const Value &ours,
                     const Value &theirs)
{
    const auto text = [&](const Value &value) {
        std::string out;
        JsonWriter json(out);
        if (column == kStatusColumn)
            json.string(std::get<std::string>(value));
        else
            writeValue(json, entity.columns[column], value);
        return out;
    };
    return entity.name + " " + id + " " + std::string(columnName(entity, column)) + ": device has " + text(ours)
        + ", server has " + text(theirs);
}

void compareRow(const EntitySchema &entity, const SimDevice &device, const merge::LocalRow &local,
                const Record &remote, std::vector<Violation> &into)
{
    const std::string where = device.name() + ": ";
    if (local.dirty)
        into.push_back({2, where + entity.name + " " + remote.id + " is still dirty after everything was pushed"});
    if (local.record.status != remote.status) {
        into.push_back({2,
                        where
                            + describe(entity, remote.id, kStatusColumn, columnValue(local.record, kStatusColumn),
                                       columnValue(remote, kStatusColumn))});
        return;
    }
    if (remote.status == Status::Deleted)
        return; // of a tombstone only the id travels
    for (std::size_t column = 0; column < entity.columns.size(); ++column) {
        if (local.record.values[column] != remote.values[column])
            into.push_back(
                {1, where + describe(entity, remote.id, column, local.record.values[column], remote.values[column])});
    }
}

void compareDevice(const std::vector<std::map<std::string, Record>> &server, SimDevice &device,
                   std::vector<Violation> &into)
{
    const Schema &schema = pensieveSchema();
    for (std::size_t i = 0; i < schema.entities.size(); ++i) {
        const EntitySchema &entity = schema.entities[i];
        ListQuery everything;
        everything.withDeleted = true;
        everything.limit = 1'000'000;
        const auto rows = device.replica().list(i, everything);
        if (!rows) {
            into.push_back({2, device.name() + ": cannot be read: " + rows.error().code});
            continue;
        }
        std::map<std::string, const merge::LocalRow *> local;
        for (const merge::LocalRow &row : *rows)
            local.emplace(row.record.id, &row);
        for (const auto &[id, remote] : server[i]) {
            const auto known = local.find(id);
            if (known != local.end())
                compareRow(entity, device, *known->second, remote, into);
            else if (remote.status == Status::Active)
                into.push_back({1, device.name() + ": " + entity.name + " " + id + " never arrived"});
        }
        for (const auto &[id, row] : local) {
            if (!server[i].contains(id))
                into.push_back({2, device.name() + ": " + entity.name + " " + id + " is not on the server"});
        }
    }
}

/// The conflicts of a run by record, with the columns each names.
std::multimap<std::string, ConflictItem> readConflicts(SimServer &server)
{
    std::multimap<std::string, ConflictItem> conflicts;
    backend::ConflictFilter filter;
    filter.limit = 1000;
    for (;;) {
        const auto page = server.store().listConflicts(filter);
        if (!page)
            return conflicts;
        for (const auto &item : page->items)
            conflicts.emplace(item.recordId, item);
        if (page->nextCursor.empty())
            return conflicts;
        filter.cursor = page->nextCursor;
    }
}

/// Did this push, committed at `stamp`, meet a column that moved after its base to another value?
class SilentLossCheck {
public:
    SilentLossCheck(SimServer &server, std::vector<Violation> &into)
        : m_server(server),
          m_conflicts(readConflicts(server)),
          m_into(into)
    {
    }

    void check(const CommittedPush &push)
    {
        JsonDocument document;
        const auto request = readPushRequest(pensieveSchema(), document, push.request.body, push.userId);
        if (!request)
            return;
        for (std::size_t entity = 0; entity < request->rows.size(); ++entity) {
            for (const PushedRow &row : request->rows[entity])
                checkRow(push, entity, row);
        }
    }

private:
    /// The row as the versions tell it, at or before a stamp.
    std::optional<Record> versionAt(const std::string &userId, std::size_t entity, const std::string &id,
                                    std::int64_t ms)
    {
        const auto transaction = m_server.store().begin(userId);
        if (!transaction)
            return std::nullopt;
        const backend::VersionQuery query{id, ms};
        auto versions = (*transaction)->versionsAt(entity, std::span(&query, 1));
        return versions ? std::move(versions->front()) : std::nullopt;
    }

    void checkRow(const CommittedPush &push, std::size_t entity, const PushedRow &row)
    {
        const EntitySchema &schema = pensieveSchema().entities[entity];
        const auto before = versionAt(push.userId, entity, row.record.id, push.stamp - 1);
        if (!before)
            return;
        const ColumnSet changed = row.changed.value_or(row.record.present);
        changed.forEach([&](std::size_t column) {
            const std::int64_t base = row.base.of(column).value_or(0);
            const auto atBase = versionAt(push.userId, entity, row.record.id, base);
            // Unknown at the base: the row came into being afterwards, on another device.
            const bool moved = !atBase || columnValue(*atBase, column) != columnValue(*before, column);
            const bool differs = columnValue(row.record, column) != columnValue(*before, column);
            if (moved && differs && before->lastModifiedAt > base && !told(push, row.record.id))
                m_into.push_back({3,
                                  schema.name + " " + row.record.id + " " + std::string(columnName(schema, column))
                                      + ": changed since " + std::to_string(base) + ", replaced by " + push.deviceId
                                      + " at " + std::to_string(push.stamp) + ", and no conflict says so"});
        });
    }

    bool told(const CommittedPush &push, const std::string &record) const
    {
        const auto [first, last] = m_conflicts.equal_range(record);
        return std::any_of(first, last, [&](const auto &entry) {
            return entry.second.deviceId == push.deviceId && entry.second.stamp == push.stamp;
        });
    }

    SimServer &m_server;
    std::multimap<std::string, ConflictItem> m_conflicts;
    std::vector<Violation> &m_into;
};

} // namespace

std::string serverRows(SimServer &server, const std::string &userId)
{
    std::string text;
    JsonWriter json(text);
    const auto rows = readServer(server, userId);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto &[id, record] : rows[i]) {
            json.string(statusName(record.status));
            writeRow(json, pensieveSchema().entities[i], record);
        }
    }
    return text;
}

std::vector<Violation> checkDevicesEqualServer(SimServer &server, const Devices &devices)
{
    std::vector<Violation> violations;
    for (const auto &device : devices)
        compareDevice(readServer(server, device->userId()), *device, violations);
    return violations;
}

std::vector<Violation> checkNothingLostSilently(SimServer &server)
{
    std::vector<Violation> violations;
    SilentLossCheck check(server, violations);
    for (const CommittedPush &push : server.pushes())
        check.check(push);
    return violations;
}

std::vector<Violation> checkReplaysChangeNothing(SimServer &server, Scheduler &scheduler, const Devices &devices)
{
    std::vector<Violation> violations;
    std::map<std::string, std::string> before;
    for (const auto &device : devices)
        before.emplace(device->userId(), serverRows(server, device->userId()));
    const std::vector<CommittedPush> pushes = server.pushes();
    for (const CommittedPush &push : pushes)
        (void)server.handle(push.request);
    for (const auto &[user, rows] : before) {
        if (serverRows(server, user) != rows)
            violations.push_back({4, "pushes sent again changed rows of " + user});
    }
    for (const auto &device : devices) {
        CycleOptions whole;
        whole.full = true;
        whole.push = false;
        whole.userId = device->userId();
        device->engine().syncToEnd(whole, 1);
        scheduler.runToRest(100'000);
        if (device->lastReport().pulled != 0)
            violations.push_back({4,
                                  device->name() + ": everything pulled again changed "
                                      + std::to_string(device->lastReport().pulled) + " rows"});
    }
    return violations;
}

std::vector<Violation> checkSecondSyncIdle(Scheduler &scheduler, const Devices &devices)
{
    std::vector<Violation> violations;
    for (const auto &device : devices) {
        device->engine().request(SyncReason::Manual);
        scheduler.runToRest(100'000);
        const SyncReport &report = device->lastReport();
        if (report.result != SyncResult::Success || report.pulled != 0 || report.pushed != 0)
            violations.push_back({5,
                                  device->name() + ": a sync without edits ended "
                                      + std::string(syncResultName(report.result)) + ", pulled "
                                      + std::to_string(report.pulled) + ", pushed " + std::to_string(report.pushed)});
    }
    return violations;
}

} // namespace tidemark::sim
