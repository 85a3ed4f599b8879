// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/Jose.h"
#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::backend {

/// What a verified token says about its bearer.
struct Claims {
    std::string sub;           ///< the user: a lowercase UUID
    std::string role = "user"; ///< user, support or admin; anything else in the token counts as user
    std::string email;         ///< may be empty
    std::string name;          ///< may be empty
    std::int64_t exp = 0;      ///< seconds since the Unix epoch

    bool operator==(const Claims &) const = default;
};

/// Which claims must hold, and where the others stand. A place is a path of names with dots between them
/// ("app_metadata.role"); one with a colon is a single name, since collision-resistant names are URIs (RFC 7519, 2).
struct ClaimRules {
    std::string issuer;   ///< compared with `iss` when not empty
    std::string audience; ///< must be among `aud` when not empty
    std::string rolePath = "app_metadata.role";
    std::string emailPath = "email";
    std::string namePath = "name";
    std::int64_t leewaySeconds = 0; ///< tolerated difference between the clocks, for `exp` and `nbf`
};

/// The claims of a payload whose signature is good, whatever the time is. Errors: `token_bad_claims`.
Result<Claims> readClaims(const json_t *payload, const ClaimRules &rules);

bool isExpired(const Claims &claims, const ClaimRules &rules, std::int64_t nowMs);

/// Errors: `token_bad_claims` when `nbf` is no date, `token_not_yet_valid`.
Result<void> checkNotBefore(const json_t *payload, const ClaimRules &rules, std::int64_t nowMs);

/// Puts a text at a path, making the objects on the way. False when it is not UTF-8.
bool setClaim(json_t *payload, std::string_view path, const std::string &value);

} // namespace tidemark::backend
