// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"

#include <functional>

namespace tidemark::cli {

/// The whole of a program's `main`: parses `argv` and the environment, answers --help, --version and --man-page,
/// prints what is wrong to standard error and returns 2, or calls `body` and returns its exit code. Make a
/// QApplication inside `body`, so that the help needs no display.
int run(const Program &program, int argc, char *const *argv, const std::function<int(const Parsed &)> &body);

} // namespace tidemark::cli
