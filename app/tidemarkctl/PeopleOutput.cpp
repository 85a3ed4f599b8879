// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/PeopleOutput.h"

#include "app/tidemarkctl/Output.h"

namespace tidemark::ctl {

namespace {

template <typename T> std::string jsonOf(void (*write)(JsonWriter &, const T &), const T &value)
{
    std::string text;
    JsonWriter json(text);
    write(json, value);
    return text;
}

std::string orDash(const std::optional<std::int64_t> &number)
{
    return number ? std::to_string(*number) : "-";
}

std::string failuresOf(const FailureStreak &streak)
{
    if (streak.failures == 0)
        return "-";
    return std::to_string(streak.failures) + " since " + timeText(streak.since) + " (" + streak.lastResult + ")";
}

void printDevices(const std::vector<DeviceItem> &devices)
{
    Table table;
    table.row({"device", "state", "last seen", "last pull", "last push", "pending", "behind", "failures"});
    for (const DeviceItem &device : devices) {
        table.row({device.name.empty() ? device.id : device.name, std::string(verdictName(device.verdict)),
                   timeText(device.lastSeen), timeText(device.lastPullAt.value_or(0)),
                   timeText(device.lastPushAt.value_or(0)), orDash(device.pending), orDash(device.rowsBehind),
                   failuresOf(device.streak)});
    }
    table.print();
}

} // namespace

std::string userJson(const UserItem &user)
{
    return jsonOf(writeUserItem, user);
}

std::string userDetailJson(const UserDetail &detail)
{
    return jsonOf(writeUserDetail, detail);
}

std::string auditJson(const AuditEntry &entry)
{
    return jsonOf(writeAuditEntry, entry);
}

std::string versionJson(const VersionItem &version)
{
    return jsonOf(writeVersionItem, version);
}

void printUsers(const std::vector<UserItem> &users)
{
    Table table;
    table.row({"user", "email", "state", "last seen", "devices"});
    for (const UserItem &user : users) {
        table.row({user.id, user.email, std::string(verdictName(user.verdict)), timeText(user.lastSeen),
                   std::to_string(user.devices.size())});
    }
    table.print();
}

void printUser(const UserDetail &detail)
{
    const UserItem &user = detail.user;
    Table facts;
    facts.row({"user", user.id});
    facts.row({"email", user.email});
    facts.row({"name", user.name});
    facts.row({"state", std::string(verdictName(user.verdict))});
    facts.row({"first seen", timeText(user.firstSeen)});
    facts.row({"last seen", timeText(user.lastSeen)});
    facts.row({"open conflicts", std::to_string(detail.openConflicts)});
    facts.row({"rejected records", std::to_string(detail.rejectionCount)});
    facts.print();
    printLine("");
    printDevices(user.devices);
    printLine("");
    Table counts;
    counts.row({"entity", "alive", "deleted"});
    for (const EntityCount &count : detail.counts)
        counts.row({count.entity, std::to_string(count.alive), std::to_string(count.deleted)});
    counts.print();
    if (detail.rejections.empty())
        return;
    printLine("");
    Table rejections;
    rejections.row({"rejected at", "record", "code", "why"});
    for (const RejectionItem &item : detail.rejections)
        rejections.row({timeText(item.createdAt), item.entity + " " + item.recordId, item.code, item.message});
    rejections.print();
}

void printAudit(const std::vector<AuditEntry> &entries)
{
    Table table;
    table.row({"at", "actor", "role", "action", "user", "record", "reason"});
    for (const AuditEntry &entry : entries) {
        table.row({timeText(entry.at), entry.actor, entry.role, entry.action, entry.userId,
                   entry.recordId.empty() ? entry.entity : entry.entity + " " + entry.recordId, entry.reason});
    }
    table.print();
}

void printVersions(const std::vector<VersionItem> &versions)
{
    Table table;
    table.row({"at", "origin", "device", "status", "values"});
    for (const VersionItem &version : versions) {
        table.row({timeText(version.stamp), version.origin,
                   version.deviceName.empty() ? version.deviceId : version.deviceName, version.status,
                   version.values});
    }
    table.print();
}

} // namespace tidemark::ctl
