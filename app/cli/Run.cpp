// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Run.h"

#include "app/cli/Help.h"

#include <cstdio>
#include <cstdlib>

namespace tidemark::cli {

namespace {

constexpr int usageExit = 2;

int print(const std::string &text)
{
    const bool written = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

std::optional<std::string> environment(const std::string &name)
{
    const char *value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

} // namespace

int run(const Program &program, int argc, char *const *argv, const std::function<int(const Parsed &)> &body)
{
    const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
    if (args == std::vector<std::string>{"--man-page"}) // for the build, so no row of the table
        return print(manPage(program));
    const Result<Parsed> parsed = parse(program, args, environment);
    if (!parsed) {
        std::fprintf(stderr, "%s: %s\nSee %s --help.\n", program.name.c_str(), parsed.error().detail.c_str(),
                     program.name.c_str());
        return usageExit;
    }
    if (parsed->has("help"))
        return print(helpText(program, parsed->command));
    if (parsed->has("version"))
        return print(program.name + ' ' + program.version + '\n');
    return body(*parsed);
}

} // namespace tidemark::cli
