// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Program.h"
#include "base/Result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::cli {

/// Sorts the words of a command line into command, arguments and options; other sources are `parse`'s.
class CommandLine {
public:
    explicit CommandLine(const Program &program);

    /// Errors as `parse` lists them. An option may stand before the command whose it is.
    Result<void> read(const std::vector<std::string> &args);
    /// That a command was chosen, has as many arguments as it wants, and that every option is its own or global.
    Result<void> checkComplete() const;

    /// Null while there is none; a group ("admin") is a name without a command.
    const Command *command() const { return m_command; }
    std::string commandName() const { return m_command ? m_command->name : m_group; }
    const std::vector<std::string> &arguments() const { return m_arguments; }
    const std::map<std::string, std::vector<std::string>> &options() const { return m_options; }

private:
    using Words = std::vector<std::string>;

    Result<void> readLong(const Words &words, std::size_t &at);
    Result<void> readShort(const Words &words, std::size_t &at);
    Result<void> readOption(const std::string &name, const std::string &spelling,
                            const std::optional<std::string> &attached, const Words &words, std::size_t &at);
    Result<void> readPlain(const std::string &word);
    Result<void> checkArguments() const;
    const Option *find(std::string_view name) const;

    const Program &m_program;
    const Command *m_command = nullptr;
    std::string m_group;
    Words m_arguments;
    std::map<std::string, Words> m_options;
};

} // namespace tidemark::cli
