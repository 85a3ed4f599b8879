// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tidemarkd/AuthOptions.h"
#include "app/tidemarkd/RequestLog.h"
#include "backend/auth/FollowedKeys.h"
#include "base/Clock.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace tidemark::daemon {

/// Reads a JWK set from a file or an address, and blocks meanwhile. Errors name the place.
Result<std::string> readKeys(const std::string &place, std::stop_token stop);

/// True when others on this machine may write to the file, and so make tokens.
bool canBeForged(const std::string &place);

/// How the server tells whose a request is: with the secret, or with a key set that a thread of its own follows.
class Authentication {
public:
    /// Reads the keys; what is doubtful about them goes to `log`. `clock` and `log` must outlive the result.
    static Result<std::unique_ptr<Authentication>> open(const cli::Parsed &parsed, Random &random, const Clock &clock,
                                                        RequestLog &log);
    const backend::TokenVerifier &verifier() const { return *m_verifier; }
    /// The secret for --dev-login; null without that.
    const backend::JwtConfig *devLogin() const { return m_devLogin ? &*m_devLogin : nullptr; }
    /// Reads the key set again, soon. A secret stays as it is.
    void reload();

private:
    Authentication() = default;
    Result<void> useSecret(const cli::Parsed &parsed, Random &random, RequestLog &log);
    Result<void> useKeySet(const cli::Parsed &parsed, const Clock &clock, RequestLog &log);

    std::unique_ptr<backend::TokenVerifier> m_verifier;
    std::optional<backend::JwtConfig> m_devLogin;
    std::shared_ptr<backend::FollowedKeys> m_keys; ///< null with a secret
    std::jthread m_reader;                         ///< the last member: it uses the others
};

} // namespace tidemark::daemon
