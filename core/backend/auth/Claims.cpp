// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/Claims.h"

#include "base/Uuid.h"

#include <optional>
#include <vector>

namespace tidemark::backend {

namespace {

using namespace std::string_view_literals;

/// The last second of the year 9999: beyond it a NumericDate is nonsense.
constexpr double kLatestSecond = 253402300799.0;

Error refuse(const char *code, std::string detail)
{
    return {code, ErrorCategory::Auth, std::move(detail)};
}

/// Seconds of a NumericDate; nothing when absent or nonsense.
std::optional<std::int64_t> numericDate(const json_t *payload, const char *name)
{
    const json_t *value = json_object_get(payload, name);
    if (!json_is_number(value))
        return std::nullopt;
    const double seconds = json_number_value(value);
    if (!(seconds >= 0 && seconds <= kLatestSecond))
        return std::nullopt;
    return static_cast<std::int64_t>(seconds);
}

bool isFor(const json_t *payload, std::string_view audience)
{
    const json_t *aud = json_object_get(payload, "aud");
    if (json_is_string(aud))
        return stringMember(payload, "aud") == audience;
    for (std::size_t i = 0; i < json_array_size(aud); ++i) {
        const json_t *one = json_array_get(aud, i);
        if (json_is_string(one) && json_string_value(one) == audience)
            return true;
    }
    return false;
}

/// The names of a path, outermost first.
std::vector<std::string> namesIn(std::string_view path)
{
    if (path.find(':') != path.npos)
        return {std::string(path)};
    std::vector<std::string> names(1);
    for (const char c : path) {
        if (c == '.')
            names.emplace_back();
        else
            names.back() += c;
    }
    return names;
}

std::string textAt(const json_t *payload, std::string_view path)
{
    const std::vector<std::string> names = namesIn(path);
    for (std::size_t i = 0; i + 1 < names.size(); ++i)
        payload = json_object_get(payload, names[i].c_str());
    return std::string(stringMember(payload, names.back().c_str()));
}

} // namespace

Result<Claims> readClaims(const json_t *payload, const ClaimRules &rules)
{
    const std::string_view sub = stringMember(payload, "sub");
    if (!isUuid(sub))
        return refuse("token_bad_claims", "sub is not a lowercase UUID");
    const std::optional<std::int64_t> exp = numericDate(payload, "exp");
    if (!exp)
        return refuse("token_bad_claims", "exp is missing or no date");
    if (!rules.issuer.empty() && stringMember(payload, "iss") != rules.issuer)
        return refuse("token_bad_claims", "iss is another issuer");
    if (!rules.audience.empty() && !isFor(payload, rules.audience))
        return refuse("token_bad_claims", "aud is another audience");
    std::string role = textAt(payload, rules.rolePath);
    if (role != "support"sv && role != "admin"sv)
        role = "user";
    return Claims{std::string(sub), std::move(role), textAt(payload, rules.emailPath),
                  textAt(payload, rules.namePath), *exp};
}

bool isExpired(const Claims &claims, const ClaimRules &rules, std::int64_t nowMs)
{
    return nowMs >= (claims.exp + rules.leewaySeconds) * 1000;
}

Result<void> checkNotBefore(const json_t *payload, const ClaimRules &rules, std::int64_t nowMs)
{
    if (!json_object_get(payload, "nbf"))
        return {};
    const std::optional<std::int64_t> nbf = numericDate(payload, "nbf");
    if (!nbf)
        return refuse("token_bad_claims", "nbf is no date");
    if (nowMs < (*nbf - rules.leewaySeconds) * 1000)
        return refuse("token_not_yet_valid", "nbf is in the future");
    return {};
}

bool setClaim(json_t *payload, std::string_view path, const std::string &value)
{
    const std::vector<std::string> names = namesIn(path);
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        if (!json_is_object(json_object_get(payload, names[i].c_str())))
            json_object_set_new(payload, names[i].c_str(), json_object());
        payload = json_object_get(payload, names[i].c_str());
    }
    return json_object_set_new(payload, names.back().c_str(), json_string(value.c_str())) == 0;
}

} // namespace tidemark::backend
