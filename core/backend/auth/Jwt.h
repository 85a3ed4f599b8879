// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
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

struct JwtConfig {
    std::string secret;   ///< key bytes, at least kMinSecretBytes
    std::string issuer;   ///< compared with `iss` when not empty
    std::string audience; ///< must be among `aud` when not empty
    std::string rolePath = "app_metadata.role";
    std::string emailClaim = "email";
    std::string nameClaim = "name";
    std::int64_t leewaySeconds = 0; ///< tolerated difference between the clocks, for `exp` and `nbf`
};

/// An HMAC key shorter than its hash weakens it (RFC 7518, 3.2).
inline constexpr std::size_t kMinSecretBytes = 32;
inline constexpr std::size_t kMaxTokenBytes = 8192;

/// Decides whether a bearer token is good. Callable from any thread.
class TokenVerifier {
public:
    virtual ~TokenVerifier() = default;
    /// `token` is the compact form without "Bearer ". Errors are of category Auth, with the codes `token_missing`,
    /// `token_malformed`, `token_bad_signature`, `token_expired`, `token_not_yet_valid` and `token_bad_claims`.
    /// The detail of `token_expired` is the `sub` alone: its signature was good, so it may be logged under it.
    virtual Result<Claims> verify(std::string_view token, std::int64_t nowMs) const = 0;
};

/// HS256 and nothing else: a token cannot choose its algorithm or bring its key along. Remembers the tokens it has
/// verified until they expire, since a client shows the same one with every request.
class Hs256Verifier final : public TokenVerifier {
public:
    /// Errors: `secret_too_short`.
    static Result<std::unique_ptr<Hs256Verifier>> create(JwtConfig config);
    ~Hs256Verifier() override;
    Result<Claims> verify(std::string_view token, std::int64_t nowMs) const override;

private:
    struct State;
    explicit Hs256Verifier(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// A signed HS256 token for `sub`, good for `ttlSeconds` from `nowMs`. `email` may be empty. Returns an empty string
/// when the secret is too short or a text is not UTF-8.
std::string mintToken(const JwtConfig &config, const std::string &sub, const std::string &role,
                      const std::string &email, std::int64_t ttlSeconds, std::int64_t nowMs);

} // namespace tidemark::backend
