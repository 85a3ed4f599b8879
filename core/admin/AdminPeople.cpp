// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminCall.h"
#include "admin/AdminClient.h"

namespace tidemark {

QCoro::Task<Result<Page<UserItem>>> AdminClient::users(UserFilter filter, int limit, std::string cursor)
{
    AdminTarget target("users");
    target.add("q", filter.text).add("state", filter.state).add("limit", limit).add("cursor", cursor);
    const auto body = co_await bodyOf(&m_transport, adminGet(target));
    co_return readBody(body, readPage<UserItem, readUserItem>);
}

QCoro::Task<Result<UserDetail>> AdminClient::user(std::string id)
{
    const auto body = co_await bodyOf(&m_transport, adminGet(AdminTarget("users/" + percentEncode(id))));
    co_return readBody(body, readUserDetail);
}

QCoro::Task<Result<Page<RecordItem>>> AdminClient::records(RecordFilter filter, std::string reason, int limit,
                                                           std::string cursor)
{
    AdminTarget target("users/" + percentEncode(filter.userId) + "/records/" + percentEncode(filter.entity));
    target.add("q", filter.text).add("limit", limit).add("cursor", cursor);
    Request request = adminGet(target);
    setReason(request, std::move(reason));
    const auto body = co_await bodyOf(&m_transport, std::move(request));
    co_return readBody(body, readPage<RecordItem, readRecordItem>);
}

QCoro::Task<Result<Page<VersionItem>>> AdminClient::history(RecordPlace place, std::string reason, int limit,
                                                            std::string cursor)
{
    AdminTarget target("records/" + percentEncode(place.entity) + "/" + percentEncode(place.id) + "/history");
    target.add("user_id", place.userId).add("limit", limit).add("cursor", cursor);
    Request request = adminGet(target);
    setReason(request, std::move(reason));
    const auto body = co_await bodyOf(&m_transport, std::move(request));
    co_return readBody(body, readPage<VersionItem, readVersionItem>);
}

QCoro::Task<Result<Page<AuditEntry>>> AdminClient::audit(AuditFilter filter, int limit, std::string cursor)
{
    AdminTarget target("audit");
    target.add("user_id", filter.userId).add("actor", filter.actor).add("limit", limit).add("cursor", cursor);
    const auto body = co_await bodyOf(&m_transport, adminGet(target));
    co_return readBody(body, readPage<AuditEntry, readAuditEntry>);
}

} // namespace tidemark
