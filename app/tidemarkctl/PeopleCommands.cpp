// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminClient.h"
#include "app/tidemarkctl/AdminLists.h"
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/PeopleOutput.h"

namespace tidemark::ctl {

QCoro::Task<int> adminUsers(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const UserFilter filter{context->options().get("q"), context->options().get("state")};
    const Fetch<UserItem> fetch = [&](int count, std::string cursor) {
        return client->users(filter, count, std::move(cursor));
    };
    const int code = co_await printList<UserItem>(context, fetch, userJson, printUsers);
    co_return code;
}

QCoro::Task<int> adminUser(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const auto detail = co_await client->user(context->argument(0));
    if (!detail)
        co_return complain(detail.error());
    if (context->json())
        printLine(userDetailJson(*detail));
    else
        printUser(*detail);
    co_return 0;
}

QCoro::Task<int> adminAudit(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const AuditFilter filter{context->options().get("user-id"), context->options().get("actor")};
    const Fetch<AuditEntry> fetch = [&](int count, std::string cursor) {
        return client->audit(filter, count, std::move(cursor));
    };
    const int code = co_await printList<AuditEntry>(context, fetch, auditJson, printAudit);
    co_return code;
}

QCoro::Task<int> adminHistory(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const cli::Parsed &options = context->options();
    const RecordPlace place{options.get("user-id"), context->argument(0), context->argument(1)};
    std::string reason = options.get("reason");
    if (reason.empty())
        reason = "looked at with tidemarkctl";
    const Fetch<VersionItem> fetch = [&](int count, std::string cursor) {
        return client->history(place, reason, count, std::move(cursor));
    };
    const int code = co_await printList<VersionItem>(context, fetch, versionJson, printVersions);
    co_return code;
}

} // namespace tidemark::ctl
