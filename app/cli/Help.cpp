// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Help.h"

#include <algorithm>

namespace tidemark::cli {

namespace {

constexpr std::size_t width = 80;
constexpr std::size_t indent = 2;

/// Columns on a terminal, for text without wide or combining characters.
std::size_t columns(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// `text` in lines that begin at column `from`, the first of them already there.
std::string wrapped(std::string_view text, std::size_t from)
{
    std::string out;
    std::size_t at = from;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        if (at > from && at + 1 + columns(word) > width) {
            out += '\n' + std::string(from, ' ');
            at = from;
        } else if (at > from) {
            out += ' ';
            ++at;
        }
        out += word;
        at += columns(word);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + '\n';
}

/// One line of a list: what, and beside it, or below it when it is long, what it means.
std::string item(const std::string &what, const std::string &meaning, std::size_t from)
{
    const std::string start = std::string(indent, ' ') + what;
    const std::size_t used = columns(start);
    const std::string gap = used + 2 <= from ? std::string(from - used, ' ') : '\n' + std::string(from, ' ');
    return start + gap + wrapped(meaning, from);
}

std::string optionList(const std::string &title, const std::vector<Option> &options)
{
    std::string out;
    for (const Option &option : options) {
        if (!option.secret)
            out += item(spelling(option), meaning(option), 26);
    }
    return out.empty() ? out : '\n' + title + ":\n" + out;
}

std::string secretList(const std::vector<Option> &options)
{
    std::string out;
    for (const Option &option : options) {
        if (option.secret && !option.environment.empty())
            out += item(option.environment, option.help, 26);
    }
    return out.empty() ? out : "\nEnvironment:\n" + out;
}

std::string variables(const Program &program)
{
    if (program.environmentPrefix.empty())
        return {};
    return '\n'
        + wrapped("Every option can also be set in the environment, --config as " + program.environmentPrefix
                      + "CONFIG, or in the file it names. The command line wins over the environment, the "
                        "environment over the file.",
                  0);
}

std::string globalHelp(const Program &program)
{
    std::vector<Option> all = program.globalOptions;
    all.insert(all.end(), standardOptions().begin(), standardOptions().end());
    return optionList(program.commands.empty() ? "Options" : "Options for every command", all)
        + secretList(program.globalOptions) + variables(program);
}

std::string commandHelp(const Program &program, const Command &command)
{
    return "Usage: " + program.name + ' ' + synopsis(command) + (command.options.empty() ? "" : " [OPTION…]") + "\n\n"
        + wrapped(command.help, 0) + optionList("Options", command.options) + secretList(command.options)
        + globalHelp(program);
}

std::string commandList(const std::vector<const Command *> &commands)
{
    std::string out;
    for (const Command *command : commands)
        out += item(synopsis(*command), command->help, 26);
    return out.empty() ? out : "\nCommands:\n" + out;
}

} // namespace

std::string synopsis(const Command &command)
{
    std::string out = command.name;
    for (const Argument &argument : command.arguments) {
        switch (argument.count) {
        case Argument::Count::One: out += ' ' + argument.name; break;
        case Argument::Count::Optional: out += " [" + argument.name + ']'; break;
        case Argument::Count::AnyNumber: out += " [" + argument.name + "…]"; break;
        case Argument::Count::OneOrMore: out += ' ' + argument.name + "…"; break;
        }
    }
    return out;
}

std::string spelling(const Option &option)
{
    const std::string shortForm = option.shortName == '\0' ? "" : std::string("-") + option.shortName + ", ";
    const std::string value = placeholder(option);
    return shortForm + "--" + option.name + (value.empty() ? "" : ' ' + value);
}

std::string meaning(const Option &option)
{
    std::string text = option.help;
    if (option.repeatable)
        text += " May be repeated.";
    if (!option.defaultValue.empty())
        text += " Default: " + option.defaultValue + '.';
    if (!option.environment.empty() && !option.secret)
        text += " Also from $" + option.environment + '.';
    return text;
}

std::string helpText(const Program &program, std::string_view command)
{
    const Command *byDefault = findCommand(program, program.defaultCommand);
    if (const Command *found = findCommand(program, command); found && found != byDefault)
        return commandHelp(program, *found);
    std::vector<const Command *> listed = commandsOf(program, command);
    const std::string group = listed.empty() ? std::string() : ' ' + std::string(command);
    if (listed.empty()) {
        for (const Command &one : program.commands)
            listed.push_back(&one);
    }
    const std::string what = program.commands.empty() ? "" : group + (byDefault ? " [COMMAND]" : " COMMAND");
    return "Usage: " + program.name + " [OPTION…]" + what + "\n\n" + wrapped(program.description, 0)
        + commandList(listed)
        + (byDefault
               ? optionList("Options of " + byDefault->name, byDefault->options) + secretList(byDefault->options)
               : "")
        + globalHelp(program);
}

} // namespace tidemark::cli
