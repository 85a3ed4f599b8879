// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "app/cli/Program.h"
#include "base/Result.h"

#include <string>
#include <vector>

namespace tidemark::cli {

inline constexpr const char *kProfile = "profile";

/// The global options of every program that is a client: the backend, the tokens, the replica, the profile.
std::vector<Option> clientOptions();

/// The config file of a profile, which is a config file with a name: below $XDG_CONFIG_HOME, else ~/.config.
/// Errors: "invalid_value" for what is a path rather than a name, or without a home.
Result<std::string> profileFile(const std::string &name, const Lookup &environment);

} // namespace tidemark::cli
