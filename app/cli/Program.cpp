// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Program.h"

#include <algorithm>

namespace tidemark::cli {

namespace {

const Option *find(const std::vector<Option> &options, std::string_view name)
{
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option &o) { return o.name == name; });
    return found == options.end() ? nullptr : &*found;
}

std::string_view longNameIn(const std::vector<Option> &options, char shortName)
{
    for (const Option &option : options) {
        if (option.shortName == shortName)
            return option.name;
    }
    return {};
}

} // namespace

bool isFlag(const Option &option)
{
    return option.valueName.empty() && option.choices.empty();
}

std::string variableOf(const Program &program, const Option &option)
{
    if (!option.environment.empty() || program.environmentPrefix.empty())
        return option.environment;
    std::string name = program.environmentPrefix;
    for (const char c : option.name)
        name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

std::string placeholder(const Option &option)
{
    if (!option.valueName.empty())
        return option.valueName;
    std::string joined;
    for (const std::string &choice : option.choices)
        joined += (joined.empty() ? "" : "|") + choice;
    return joined;
}

const std::vector<Option> &standardOptions()
{
    static const std::vector<Option> options = {
        {.name = "config",
         .valueName = "FILE",
         .help =
             "Read options from FILE: a line each, \"name = value\", # begins a comment line. The environment and "
             "the command line win over it."},
        {.name = "help", .shortName = 'h', .help = "Print what can be asked for, of a command too, and exit."},
        {.name = "version", .help = "Print the version and exit."},
    };
    return options;
}

const Command *findCommand(const Program &program, std::string_view name)
{
    const auto found = std::find_if(program.commands.begin(), program.commands.end(),
                                    [&](const Command &command) { return command.name == name; });
    return found == program.commands.end() ? nullptr : &*found;
}

const Option *findGlobalOption(const Program &program, std::string_view name)
{
    const Option *option = find(program.globalOptions, name);
    return option ? option : find(standardOptions(), name);
}

const Option *findOwnOption(const Command *command, std::string_view name)
{
    return command ? find(command->options, name) : nullptr;
}

const Option *findAnyOption(const Program &program, std::string_view name)
{
    const Option *option = findGlobalOption(program, name);
    for (auto command = program.commands.begin(); !option && command != program.commands.end(); ++command)
        option = findOwnOption(&*command, name);
    return option;
}

std::string_view longName(const Program &program, const Command *command, char shortName)
{
    std::string_view name = command ? longNameIn(command->options, shortName) : std::string_view();
    if (name.empty())
        name = longNameIn(program.globalOptions, shortName);
    return name.empty() ? longNameIn(standardOptions(), shortName) : name;
}

std::vector<const Command *> commandsOf(const Program &program, std::string_view group)
{
    std::vector<const Command *> found;
    const std::string start = std::string(group) + ' ';
    for (const Command &command : program.commands) {
        if (command.name.starts_with(start))
            found.push_back(&command);
    }
    return found;
}

} // namespace tidemark::cli
