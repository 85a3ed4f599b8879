// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/DevLoginHandler.h"

#include "backend/api/Parameters.h"
#include "protocol/Json.h"
#include "protocol/JsonWriter.h"

namespace tidemark::backend {

namespace {

constexpr std::int64_t kDefaultSeconds = 8 * 3600;
constexpr std::int64_t kMaxSeconds = 30 * 24 * 3600;
constexpr std::size_t kMaxEmail = 254;

struct LoginRequest {
    std::string userId;
    std::string role = "user";
    std::string email;
    std::int64_t seconds = kDefaultSeconds;
};

Attempt<LoginRequest> readLogin(const Request &request)
{
    LoginRequest login;
    JsonDocument document;
    TRY(const simdjson::dom::element root, document.parse(request.body.empty() ? "{}" : request.body));
    const auto text = [&](const char *key, std::string &into) {
        std::string_view value;
        if (root[key].get_string().get(value) == simdjson::SUCCESS)
            into = value;
    };
    text("user_id", login.userId);
    text("role", login.role);
    text("email", login.email);
    std::int64_t seconds = 0;
    if (root["ttl_seconds"].get_int64().get(seconds) == simdjson::SUCCESS)
        login.seconds = seconds;
    if (!login.userId.empty() && !isUuid(login.userId))
        return refuseInput("bad_request", "/user_id", "user_id must be a lowercase UUID");
    if (login.role != "user" && login.role != "support" && login.role != "admin")
        return refuseInput("bad_request", "/role", "role must be user, support or admin");
    if (login.email.size() > kMaxEmail || !isCleanText(login.email))
        return refuseInput("bad_request", "/email", "email is too long");
    if (login.seconds < 1 || login.seconds > kMaxSeconds)
        return refuseInput("bad_request", "/ttl_seconds", "ttl_seconds must be from 1 to 2592000");
    return login;
}

} // namespace

Attempt<Response> handleDevLogin(Services &services, Call &call)
{
    const ApiContext &context = services.context;
    TRY(LoginRequest login, readLogin(call.request));
    if (login.userId.empty())
        login.userId = context.ids.next();
    const std::int64_t now = context.clock.nowMs();
    const std::string token = mintToken(*context.devLogin, login.userId, login.role, login.email, login.seconds, now);
    if (token.empty())
        return Error{"secret_too_short", ErrorCategory::Local, "no token could be made"};
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .field("token", token)
        .field("user_id", login.userId)
        .field("expires_at", now + login.seconds * 1000)
        .endObject();
    return jsonResponse(std::move(text));
}

} // namespace tidemark::backend
