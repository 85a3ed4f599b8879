// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/Claims.h"
#include "backend/auth/KeySource.h"
#include "base/Result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tidemark::backend {

inline constexpr std::size_t kMaxTokenBytes = 8192;

/// The shared secret that makes and checks tokens with HS256, and what they must claim.
struct JwtConfig {
    std::string secret; ///< key bytes, kMinSecretBytes to kMaxSecretBytes
    ClaimRules rules;
};

/// Decides whether a bearer token is good. Callable from any thread.
class TokenVerifier {
public:
    virtual ~TokenVerifier() = default;
    /// `token` is the compact form without "Bearer ". Errors are of category Auth, with the codes `token_missing`,
    /// `token_malformed`, `token_bad_signature`, `token_expired`, `token_not_yet_valid` and `token_bad_claims`; and
    /// of category Busy, with `keys_renewing`, while it is not known whether the token's key is a new one. The detail
    /// of `token_expired` is the `sub` alone: its signature was good, so it may be logged under it.
    virtual Result<Claims> verify(std::string_view token, std::int64_t nowMs) const = 0;
};

/// Signed tokens (RFC 7519 in the compact form of RFC 7515), checked as RFC 8725 advises. The key decides about the
/// algorithm: a token that names another is refused, and so is one that wants something critical, or says that it is
/// something else than an access token. Keys and addresses of keys in a token are never looked at. With a `kid`, the
/// key of that name has to match; without, any key of the algorithm.
///
/// Verified tokens are remembered until they expire or the keys change, since a client shows the same one with every
/// request.
class JwtVerifier final : public TokenVerifier {
public:
    /// HS256 with the shared secret. Errors: `secret_too_short`, `secret_too_long`.
    static Result<std::unique_ptr<JwtVerifier>> create(const JwtConfig &config);
    JwtVerifier(ClaimRules rules, std::shared_ptr<KeySource> keys);
    ~JwtVerifier() override;
    Result<Claims> verify(std::string_view token, std::int64_t nowMs) const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// A signed HS256 token for `sub`, good for `ttlSeconds` from `nowMs`. `email` may be empty. Returns an empty string
/// when the secret is too short or too long, or a text is not UTF-8.
std::string mintToken(const JwtConfig &config, const std::string &sub, const std::string &role,
                      const std::string &email, std::int64_t ttlSeconds, std::int64_t nowMs);

} // namespace tidemark::backend
