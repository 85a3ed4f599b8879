// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Run.h"
#include "app/tidemarkd/Commands.h"

#include <cstdio>

namespace {

constexpr int kUsage = 2;
constexpr int kLocalFault = 15;

tidemark::Result<void> dispatch(const tidemark::cli::Parsed &parsed)
{
    if (parsed.command == "token")
        return tidemark::daemon::printToken(parsed);
    if (parsed.command == "migrate")
        return tidemark::daemon::migrate(parsed);
    if (parsed.command == "check")
        return tidemark::daemon::check(parsed);
    if (parsed.command == "purge")
        return tidemark::daemon::purge(parsed);
    if (parsed.command == "restored")
        return tidemark::daemon::restored(parsed);
    return tidemark::daemon::serve(parsed);
}

} // namespace

int main(int argc, char **argv)
{
    return tidemark::cli::run(
        tidemark::daemon::commandTable(), argc, argv, [](const tidemark::cli::Parsed &parsed) -> int {
            const auto done = dispatch(parsed);
            if (done)
                return 0;
            std::fprintf(stderr, "tidemarkd: %s\n", done.error().detail.c_str());
            return done.error().category == tidemark::ErrorCategory::Input ? kUsage : kLocalFault;
        });
}
