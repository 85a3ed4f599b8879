// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A program's command line as one table: what the parser accepts, what `--help` prints and what the man page says
/// are the same rows. Standard C++, any thread, values only.
namespace tidemark::cli {

/// One `--name`. Designated initialisers read best: `{.name = "url", .valueName = "URL", .help = "…"}`.
struct Option {
    std::string name{};
    char shortName = '\0';
    /// What stands for the value in the help. An option with neither this nor `choices` is a flag.
    std::string valueName{};
    std::string help{};
    /// A secret is refused on the command line, where every user of the machine could read it: it comes from
    /// `environment` or the config file only.
    bool secret = false;
    /// The variable that sets the option; empty for none.
    std::string environment{};
    bool repeatable = false;
    std::string defaultValue{};
    /// The only values accepted.
    std::vector<std::string> choices{};
};

struct Argument {
    enum class Count { One, Optional, AnyNumber, OneOrMore };

    std::string name{};
    Count count = Count::One;
};

struct Command {
    /// One word, or two ("admin stats").
    std::string name{};
    std::vector<Argument> arguments{};
    std::string help{};
    std::vector<Option> options{};
};

struct Program {
    std::string name{};
    std::string version{};
    /// One line without a full stop, as it follows "NAME - ".
    std::string summary{};
    /// What it is for, in whole sentences.
    std::string description{};
    std::vector<Option> globalOptions{};
    /// Empty for a program without commands, which then takes no arguments either.
    std::vector<Command> commands{};
    /// The command when none is named; empty when one must be.
    std::string defaultCommand{};
    /// Gives every option a variable: "BOAT_" makes BOAT_LOG_FORMAT of --log-format. Empty: only those with one.
    std::string environmentPrefix{};
    std::vector<std::pair<int, std::string>> exitCodes{};
    /// Path and what it holds, for the man page.
    std::vector<std::pair<std::string, std::string>> files{};
    /// Other man pages: "tidemarkd(1)".
    std::vector<std::string> seeAlso{};
};

bool isFlag(const Option &option);

/// The variable that sets the option; empty for none.
std::string variableOf(const Program &program, const Option &option);

/// The value's name in help and errors: `valueName`, else the choices ("text|json").
std::string placeholder(const Option &option);

/// `--help`, `--version` and `--config FILE`, which every program has.
const std::vector<Option> &standardOptions();

/// The command of that name, or null.
const Command *findCommand(const Program &program, std::string_view name);

/// An option of every command (global and standard ones); null when unknown.
const Option *findGlobalOption(const Program &program, std::string_view name);

/// An option of `command`, which may be null; null when unknown.
const Option *findOwnOption(const Command *command, std::string_view name);

/// An option of any command, for what stands before the command and for config files that serve several.
const Option *findAnyOption(const Program &program, std::string_view name);

/// The name of the option with that letter; empty when there is none.
std::string_view longName(const Program &program, const Command *command, char shortName);

/// The commands named "GROUP something".
std::vector<const Command *> commandsOf(const Program &program, std::string_view group);

} // namespace tidemark::cli
