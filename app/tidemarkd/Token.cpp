// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/AuthOptions.h"
#include "app/tidemarkd/Commands.h"
#include "base/Clock.h"
#include "base/Uuid.h"

#include <cstdio>

namespace tidemark::daemon {

Result<void> printToken(const cli::Parsed &parsed)
{
    const std::string user = parsed.get("user");
    if (!isUuid(user))
        return Error{"usage", ErrorCategory::Input, "--user wants a lowercase UUID"};
    TRY(const auto ttl, parsed.duration("ttl"));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(ttl).count();
    if (seconds < 1)
        return Error{"usage", ErrorCategory::Input, "--ttl wants at least a second"};
    SystemRandom random;
    TRY(const TokenKey key, tokenKey(parsed, random));
    if (key.exposed)
        std::fprintf(stderr, "tidemarkd: %s can be read by others; chmod 600 it\n", key.path.c_str());
    const std::string token =
        backend::mintToken(key.config, user, parsed.get("role"), parsed.get("email"), seconds, SystemClock().nowMs());
    if (token.empty())
        return Error{"token", ErrorCategory::Input, "--email must be UTF-8 text"};
    std::printf("%s\n", token.c_str());
    return {};
}

} // namespace tidemark::daemon
