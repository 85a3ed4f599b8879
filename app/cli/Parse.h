// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Program.h"
#include "base/Result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::cli {

/// What a person asked for, from all sources: command line over environment over config file over default.
class Parsed {
public:
    /// The command in full ("admin stats"); empty for a program without commands.
    std::string command;
    std::vector<std::string> arguments;

    /// True when the option was given by any source but its default; a flag set to false was not.
    bool has(std::string_view option) const { return m_given.find(option) != m_given.end(); }
    /// The last value given, else the default, else empty. Flags answer "true" when given.
    std::string get(std::string_view option) const;
    /// Every value given, in order; the default alone when none was.
    std::vector<std::string> getAll(std::string_view option) const;

    /// The value as a whole number from `least` on; an Error naming the option otherwise.
    Result<std::int64_t> number(std::string_view option,
                                std::int64_t least = std::numeric_limits<std::int64_t>::min()) const;
    /// The value as a decimal number.
    Result<double> decimal(std::string_view option) const;
    /// The value as a time: a number with `ms`, `s`, `m`, `h` or `d` behind it.
    Result<std::chrono::milliseconds> duration(std::string_view option) const;

    void give(const std::string &option, std::vector<std::string> values);
    void withdraw(std::string_view option);
    void setDefault(const std::string &option, std::string value);

private:
    using Values = std::map<std::string, std::vector<std::string>, std::less<>>;
    Values m_given;
    Values m_defaults;
};

/// Reads a variable of the environment; nothing when it is not set.
using Lookup = std::function<std::optional<std::string>(const std::string &name)>;

/// Parses `args` (without the program's name). Errors have category Input and the codes unknown_option,
/// unknown_command, missing_command, missing_value, unexpected_value, invalid_value, missing_argument,
/// extra_argument, secret_option, config_unreadable and config_malformed; their details name the option, never a
/// secret's value. With `--help` or `--version` among the arguments nothing else is required or read: ask `has`.
Result<Parsed> parse(const Program &program, const std::vector<std::string> &args, const Lookup &environment);

} // namespace tidemark::cli
