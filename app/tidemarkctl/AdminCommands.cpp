// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminClient.h"
#include "app/tidemarkctl/AdminLists.h"
#include "app/tidemarkctl/AdminOutput.h"
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"

namespace tidemark::ctl {

namespace {

Result<std::int64_t> optionalNumber(const cli::Parsed &options, const char *name)
{
    return options.has(name) ? options.number(name, 0) : Result<std::int64_t>(0);
}

Result<LogFilter> readLogFilter(const cli::Parsed &options)
{
    LogFilter filter;
    filter.userId = options.get("user-id");
    filter.type = options.get("type");
    filter.status = options.get("status");
    filter.deviceId = options.get("device-id");
    filter.text = options.get("q");
    TRY(filter.since, optionalNumber(options, "since"));
    TRY(filter.until, optionalNumber(options, "until"));
    TRY(filter.minMs, optionalNumber(options, "min-ms"));
    return filter;
}

} // namespace

QCoro::Task<int> adminStats(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const cli::Parsed &options = context->options();
    const auto stats = co_await client->stats(options.get("period"), options.get("user-id"));
    if (!stats)
        co_return complain(stats.error());
    if (context->json())
        printLine(statsJson(*stats));
    else
        printStats(*stats);
    co_return 0;
}

QCoro::Task<int> adminLogs(Context *context)
{
    const auto filter = readLogFilter(context->options());
    if (!filter)
        co_return complain(filter.error());
    const auto limit = context->options().number("limit", 1);
    if (!limit)
        co_return complain(limit.error());
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const Fetch<SyncLogEntry> fetch = [&](int count, std::string cursor) {
        return client->logs(*filter, count, std::move(cursor));
    };
    const auto entries = co_await collect<SyncLogEntry>(fetch, static_cast<std::size_t>(*limit));
    if (!entries)
        co_return complain(entries.error());
    printItems(*context, *entries, logJson, printLogs);
    co_return 0;
}

QCoro::Task<int> adminConflicts(Context *context)
{
    const cli::Parsed &options = context->options();
    const ConflictFilter filter{options.get("user-id"), options.get("entity"), options.get("state")};
    const auto limit = options.number("limit", 1);
    if (!limit)
        co_return complain(limit.error());
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const Fetch<ConflictItem> fetch = [&](int count, std::string cursor) {
        return client->conflicts(filter, count, std::move(cursor));
    };
    const auto items = co_await collect<ConflictItem>(fetch, static_cast<std::size_t>(*limit));
    if (!items)
        co_return complain(items.error());
    printItems(*context, *items, conflictJson, printConflicts);
    co_return 0;
}

QCoro::Task<int> adminConflict(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    std::string reason = context->options().get("reason");
    if (reason.empty()) // no ?: inside a co_await, whose temporaries GCC 12 destroys twice
        reason = "looked at with tidemarkctl";
    const auto detail = co_await client->conflict(context->argument(0), reason);
    if (!detail)
        co_return complain(detail.error());
    if (context->json())
        printLine(detailJson(*detail));
    else
        printDetail(*detail);
    co_return 0;
}

} // namespace tidemark::ctl
