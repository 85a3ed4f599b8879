// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::cli {

/// What a config file says about one option.
struct Setting {
    std::vector<std::string> values; ///< in order
    int line = 0;                    ///< of the first, from 1
};

/// By the option's name.
using Settings = std::map<std::string, Setting>;

/// Reads lines `name = value`. Empty lines and lines that begin with `#` are skipped; spaces around name and value do
/// not count, a `#` inside a value does. `origin` is the file's name, for the error config_malformed.
Result<Settings> readSettings(std::string_view text, const std::string &origin);

/// The same for a file; config_unreadable when it cannot be opened.
Result<Settings> readSettingsFile(const std::string &path);

} // namespace tidemark::cli
