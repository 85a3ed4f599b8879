// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Api.h"
#include "backend/store/SqlStore.h"
#include "tests/support/TestStore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace apitest {

using namespace tidemark;
using namespace tidemark::backend;

/// Stands still until moved.
class HandClock final : public Clock {
public:
    std::int64_t nowMs() const override { return now; }
    std::int64_t steadyUs() const override { return steady += 250; }

    std::int64_t now = 1'736'760'600'000;
    mutable std::atomic<std::int64_t> steady = 0;
};

/// "…-000000000007": a record id that is easy to tell apart.
inline std::string id(int number)
{
    return QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0')).toStdString();
}

inline std::string userId(int number)
{
    return QStringLiteral("aaaaaaaa-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0')).toStdString();
}

inline std::string deviceId(int number)
{
    return QStringLiteral("dddddddd-0000-7000-8000-%1").arg(number, 12, 10, QLatin1Char('0')).toStdString();
}

/// JSON with single quotes, and %1, %2 … filled in.
template <typename... Args> std::string json(const char *text, const Args &...args)
{
    QString filled = QString::fromUtf8(text).replace(QLatin1Char('\''), QLatin1Char('"'));
    [[maybe_unused]] const auto fill = [&](const auto &arg) {
        if constexpr (std::is_arithmetic_v<std::decay_t<decltype(arg)>>)
            filled = filled.arg(static_cast<qint64>(arg));
        else
            filled = filled.arg(QString::fromStdString(arg));
    };
    (fill(args), ...);
    return filled.toStdString();
}

inline QJsonObject body(const Response &response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

inline QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// Who sends a request.
struct Caller {
    std::string user = userId(1);
    std::string device = {};
    std::string role = "user";
    std::vector<std::pair<std::string, std::string>> headers = {};

    Caller with(const std::string &name, const std::string &value) const
    {
        Caller other = *this;
        other.headers.emplace_back(name, value);
        return other;
    }
};

inline Caller user(int number = 1, int device = 0)
{
    return {userId(number), device == 0 ? std::string() : deviceId(device)};
}
inline Caller support()
{
    return {userId(900), {}, "support"};
}
inline Caller admin()
{
    return {userId(901), {}, "admin"};
}

/// A whole backend with an empty store, with a clock set by hand and the same draws in every run.
struct Backend {
    explicit Backend(const std::string &path = test::newStore())
    {
        jwt.secret = "a secret that is long enough for HS256";
        auto opened = SqlStore::open({path, pensieveSchema(), clock, ids, random});
        if (!opened)
            qFatal("no store: %s", opened.error().detail.c_str());
        store = std::move(opened).value();
        verifier = std::move(JwtVerifier::create(jwt)).value();
        api = std::make_unique<Api>(ApiContext{pensieveSchema(), *store, *store, clock, ids, *verifier, nullptr});
    }

    /// As the server gets it: large answers are streams.
    Response handle(const Caller &caller, const char *method, const std::string &target,
                    const std::string &requestBody = {})
    {
        Request request;
        request.method = method;
        request.target = target;
        request.body = requestBody;
        request.headers.set("Authorization",
                            "Bearer " + mintToken(jwt, caller.user, caller.role, "a@example.org", 3600, clock.now));
        if (!caller.device.empty())
            request.headers.set("X-Device-Id", caller.device);
        if (!requestBody.empty())
            request.headers.set("Content-Type", "application/json");
        for (const auto &[name, value] : caller.headers)
            request.headers.set(name, value);
        return api->handle(request);
    }
    /// As a client sees it.
    Response send(const Caller &caller, const char *method, const std::string &target,
                  const std::string &requestBody = {})
    {
        auto whole = drained(handle(caller, method, target, requestBody));
        if (!whole)
            qFatal("cut: %s", whole.error().detail.c_str());
        return std::move(whole).value();
    }
    Response get(const Caller &caller, const std::string &target) { return send(caller, "GET", target); }
    Response post(const Caller &caller, const std::string &target, const std::string &requestBody)
    {
        return send(caller, "POST", target, requestBody);
    }

    QJsonObject pull(const Caller &caller, std::int64_t cursor = 0)
    {
        const Response response = get(caller, "/api/sync/pull?last_pulled_at=" + std::to_string(cursor));
        if (response.status != 200)
            qFatal("pull: %s", response.body.c_str());
        return body(response);
    }
    /// Pushes a `changes` object, after a moment.
    QJsonObject push(const Caller &caller, std::int64_t cursor, const std::string &changes)
    {
        clock.now += 10;
        const Response response =
            post(caller, "/api/sync/push",
                 "{\"last_pulled_at\":" + std::to_string(cursor) + ",\"changes\":" + changes + "}");
        if (response.status != 200)
            qFatal("push: %s", response.body.c_str());
        return body(response);
    }
    /// Pushes one row of an entity.
    QJsonObject pushRow(const Caller &caller, std::int64_t cursor, const std::string &entity, const std::string &row)
    {
        return push(caller, cursor, "{\"" + entity + "\":{\"updated\":[" + row + "]}}");
    }
    QJsonObject pushTodo(const Caller &caller, std::int64_t cursor, const std::string &row)
    {
        return pushRow(caller, cursor, "todos", row);
    }

    HandClock clock;
    SeededRandom random{1};
    UuidSource ids{clock, random};
    JwtConfig jwt;
    std::unique_ptr<SqlStore> store;
    std::unique_ptr<JwtVerifier> verifier;
    std::unique_ptr<Api> api;
};

inline std::int64_t stampOf(const QJsonObject &answer, const char *name = "timestamp")
{
    return answer[QLatin1String(name)].toInteger();
}

inline QJsonArray updated(const QJsonObject &answer, const char *entity = "todos")
{
    return answer[QStringLiteral("changes")][QLatin1String(entity)][QStringLiteral("updated")].toArray();
}

inline QJsonArray deleted(const QJsonObject &answer, const char *entity = "todos")
{
    return answer[QStringLiteral("changes")][QLatin1String(entity)][QStringLiteral("deleted")].toArray();
}

/// The row of an id among an answer's updated ones; empty when it is not there.
inline QJsonObject row(const QJsonObject &answer, const std::string &recordId, const char *entity = "todos")
{
    for (const QJsonValue value : updated(answer, entity)) {
        if (value[QStringLiteral("id")].toString() == text(recordId))
            return value.toObject();
    }
    return {};
}

inline QString cell(const QJsonObject &object, const char *column)
{
    const QJsonValue value = object[QLatin1String(column)];
    return value.isString() ? value.toString()
                            : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

inline QJsonArray conflicts(const QJsonObject &answer)
{
    return answer[QStringLiteral("conflicts")].toArray();
}

inline bool nothingChanged(const QJsonObject &answer)
{
    return answer[QStringLiteral("changes")].toObject().isEmpty();
}

/// The `code` of a problem document, checked to be one with the response's own status.
inline QString problemCode(const Response &response)
{
    const QJsonObject problem = body(response);
    const bool sound = response.headers.get("Content-Type") == "application/problem+json"
        && problem[QStringLiteral("status")].toInt() == response.status
        && !problem[QStringLiteral("title")].toString().isEmpty()
        && problem[QStringLiteral("request_id")].toString()
            == text(std::string(response.headers.get("X-Request-Id")));
    return sound ? problem[QStringLiteral("code")].toString() : QStringLiteral("no problem document");
}

} // namespace apitest
