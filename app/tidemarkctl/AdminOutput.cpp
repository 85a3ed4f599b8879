// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/AdminOutput.h"

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

std::string percent(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return "-";
    const std::int64_t tenths = part * 1000 / whole;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

void addFigures(Table &table, const std::string &name, const LatencyFigures &figures)
{
    table.row({name, std::to_string(figures.count), percent(figures.success, figures.count),
               durationText(figures.avg), durationText(figures.p50), durationText(figures.p95),
               durationText(figures.p99)});
}

void printCounts(const char *title, const std::vector<std::pair<std::string, std::int64_t>> &counts)
{
    if (counts.empty())
        return;
    printLine("");
    Table table;
    table.row({title, "count"});
    for (const auto &[name, count] : counts)
        table.row({name, std::to_string(count)});
    table.print();
}

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string personOf(const std::string &email, const std::string &userId)
{
    return email.empty() ? userId : email;
}

} // namespace

std::string statsJson(const SyncStats &stats)
{
    return jsonOf(writeStats, stats);
}

std::string logJson(const SyncLogEntry &entry)
{
    return jsonOf(writeSyncLog, entry);
}

std::string conflictJson(const ConflictItem &item)
{
    return jsonOf(writeConflictItem, item);
}

std::string detailJson(const ConflictDetail &detail)
{
    return jsonOf(writeConflictDetail, detail);
}

void printStats(const SyncStats &stats)
{
    printLine(timeText(stats.from) + " to " + timeText(stats.until));
    printLine(std::to_string(stats.pulled) + " records pulled, " + std::to_string(stats.pushed) + " pushed, "
              + std::to_string(stats.conflicts) + " conflicts");
    printLine("");
    Table table;
    table.row({"", "count", "success", "average", "p50", "p95", "p99"});
    addFigures(table, "all", stats.total);
    for (const auto &[name, figures] : stats.types)
        addFigures(table, name, figures);
    table.print();
    printCounts("result", stats.results);
    printCounts("conflicts in", stats.conflictsByEntity);
    printCounts("settled by", stats.conflictsByPolicy);
    for (const FailingUser &user : stats.failingUsers) {
        printLine("failing: " + personOf(user.email, user.userId) + ": " + std::to_string(user.consecutiveFailures)
                  + " times since " + timeText(user.since) + ", last " + user.lastResult);
    }
}

void printLogs(const std::vector<SyncLogEntry> &entries)
{
    Table table;
    table.row({"at", "type", "result", "took", "pulled", "pushed", "device", "user", "error"});
    for (const SyncLogEntry &entry : entries) {
        table.row({timeText(entry.startedAt), entry.type, std::string(syncResultName(entry.result)),
                   durationText(entry.durationMs), std::to_string(entry.pulled), std::to_string(entry.pushed),
                   entry.deviceName, personOf(entry.email, entry.userId), entry.errorCode});
    }
    table.print();
}

void printConflicts(const std::vector<ConflictItem> &items)
{
    Table table;
    table.row({"id", "at", "entity", "columns", "kind", "policy", "state", "user"});
    for (const ConflictItem &item : items) {
        table.row({item.id, timeText(item.createdAt), item.entity, joined(item.columns), item.type, item.policy,
                   item.state, personOf(item.email, item.userId)});
    }
    table.print();
}

void printDetail(const ConflictDetail &detail)
{
    const ConflictItem &item = detail.item;
    Table table;
    table.row({"conflict", item.id});
    table.row({"record", item.entity + " " + item.recordId});
    table.row({"user", personOf(item.email, item.userId)});
    table.row({"device", item.deviceName.empty() ? item.deviceId : item.deviceName});
    table.row({"kind", item.type + ", " + item.policy + ", " + item.state});
    table.row({"at", timeText(item.createdAt)});
    table.row({"columns", joined(item.columns)});
    table.row({"base", detail.base});
    table.row({"client", detail.client});
    table.row({"server", detail.server});
    table.row({"resolved", detail.resolved});
    table.row({"current", detail.current});
    if (detail.overrideAt != 0) {
        table.row(
            {"override", detail.overrideValues + " by " + detail.overrideBy + " on " + timeText(detail.overrideAt)});
        table.row({"note", detail.overrideNote});
    }
    table.print();
}

} // namespace tidemark::ctl
