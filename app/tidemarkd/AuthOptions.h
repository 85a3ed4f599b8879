// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "app/cli/Program.h"
#include "backend/auth/Jwt.h"
#include "base/Random.h"
#include "base/Result.h"

#include <chrono>
#include <string>
#include <vector>

namespace tidemark::daemon {

/// The options about the keys of tokens and what tokens claim.
std::vector<cli::Option> tokenOptions();
/// Those, and the ones for whoever verifies tokens.
std::vector<cli::Option> verifierOptions();

/// Whether tokens are checked with --jwks instead of a secret; both at once are refused.
Result<bool> usesKeySet(const cli::Parsed &parsed);

/// What tokens must claim, and where.
Result<backend::ClaimRules> claimRules(const cli::Parsed &parsed);

struct TokenKey {
    backend::JwtConfig config;
    std::string path;
    bool exposed = false; ///< others on this machine may read the secret
};

/// The secret, from --jwt-secret-file or the data directory. Refused with --jwks: there is none then.
Result<TokenKey> tokenKey(const cli::Parsed &parsed, Random &random);

/// How often keys are fetched from an address.
Result<std::chrono::milliseconds> keyInterval(const cli::Parsed &parsed);

} // namespace tidemark::daemon
