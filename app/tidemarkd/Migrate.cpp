// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Commands.h"
#include "app/tidemarkd/Options.h"
#include "base/Clock.h"
#include "base/Uuid.h"

#include <cstdio>

namespace tidemark::daemon {

Result<void> migrate(const cli::Parsed &parsed)
{
    SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    TRY(const std::string path, storePath(parsed));
    TRY(const auto store, openStore(path, Upgrade::Allowed, 1, clock, ids, random));
    const Schema &schema = pensieveSchema();
    std::printf("%s: up to date, schema %s version %lld\n", storeName(path).c_str(), schema.name.c_str(),
                static_cast<long long>(schema.version));
    return {};
}

} // namespace tidemark::daemon
