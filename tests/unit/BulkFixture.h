// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ApiFixture.h"

namespace apitest {

inline constexpr const char *kBulk = "/api/admin/sync/conflicts/bulk-override";
inline const std::string kRun = id(500);

/// Two devices edit the title of one todo on the same base; the second, the client of the conflict, wins.
/// @return the conflict's id
inline std::string makeConflict(Backend &backend, int number, int record)
{
    const std::int64_t base =
        stampOf(backend.pushTodo(user(number, 1), 0, json("{'id':'%1','title':'base','created_at':1}", id(record))));
    const auto edit = [&](const char *title) {
        return json("{'id':'%1','title':'%2','_changed':'title','_base':%3}", id(record), std::string(title), base);
    };
    backend.pushTodo(user(number, 1), base, edit("server"));
    const QJsonObject answer = backend.pushTodo(user(number, 2), base, edit("client"));
    return conflicts(answer)[0][QStringLiteral("id")].toString().toStdString();
}

inline QString titleOf(Backend &backend, int number, int record)
{
    return cell(row(backend.pull(user(number)), id(record)), "title");
}

inline std::int64_t recordStamp(Backend &backend, int number, int record)
{
    return stampOf(row(backend.pull(user(number)), id(record)), "last_modified_at");
}

inline QJsonObject dryRun(Backend &backend, const char *side, const std::string &filter = "{}",
                          const std::string &more = {})
{
    const Response response = backend.post(
        admin(), kBulk, json("{'dry_run':true,'side':'%1','filter':%2%3}", std::string(side), filter, more));
    if (response.status != 200)
        qFatal("dry run: %s", response.body.c_str());
    return body(response);
}

inline std::string selectionOf(const QJsonObject &preview)
{
    return QJsonDocument(preview[QStringLiteral("selection")].toArray()).toJson(QJsonDocument::Compact).toStdString();
}

inline std::string order(const std::string &selection, const char *side = "server", const std::string &run = kRun)
{
    return "{\"run_id\":\"" + run + "\",\"side\":\"" + side + "\",\"note\":\"all of them\",\"selection\":" + selection
        + "}";
}

/// The outcomes in the selection's order.
inline QStringList outcomes(const Response &response)
{
    QStringList names;
    for (const QJsonValue result : body(response)[QStringLiteral("results")].toArray())
        names += result[QStringLiteral("outcome")].toString();
    return names;
}

inline std::size_t audited(Backend &backend, const std::string &action)
{
    std::size_t count = 0;
    const auto page = backend.store->listAudit({}).value();
    for (const AuditEntry &entry : page.items)
        count += entry.action == action ? 1 : 0;
    return count;
}

} // namespace apitest
