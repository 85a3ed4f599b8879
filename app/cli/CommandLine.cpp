// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"

#include <limits>

namespace tidemark::cli {

namespace {

Error refused(std::string code, std::string detail)
{
    return {std::move(code), ErrorCategory::Input, std::move(detail)};
}

bool looksLikeOption(const std::string &word)
{
    if (word.size() < 2 || word[0] != '-')
        return false;
    return word[1] < '0' || word[1] > '9'; // -5 is a number
}

} // namespace

CommandLine::CommandLine(const Program &program) : m_program(program) {}

Result<void> CommandLine::read(const std::vector<std::string> &args)
{
    bool optionsEnded = false;
    for (std::size_t at = 0; at < args.size(); ++at) {
        const std::string &word = args[at];
        if (!optionsEnded && word == "--") {
            optionsEnded = true;
        } else if (!optionsEnded && word.starts_with("--")) {
            CHECK(readLong(args, at));
        } else if (!optionsEnded && looksLikeOption(word)) {
            CHECK(readShort(args, at));
        } else {
            CHECK(readPlain(word));
        }
    }
    if (!m_command && m_group.empty() && !m_program.defaultCommand.empty())
        m_command = findCommand(m_program, m_program.defaultCommand);
    return {};
}

const Option *CommandLine::find(std::string_view name) const
{
    if (const Option *own = findOwnOption(m_command, name))
        return own;
    return m_command ? findGlobalOption(m_program, name) : findAnyOption(m_program, name);
}

Result<void> CommandLine::readLong(const Words &words, std::size_t &at)
{
    const std::string &word = words[at];
    const auto equals = word.find('=');
    const std::string spelling = word.substr(0, equals);
    const auto attached = equals == std::string::npos ? std::nullopt : std::optional(word.substr(equals + 1));
    return readOption(spelling.substr(2), spelling, attached, words, at);
}

Result<void> CommandLine::readShort(const Words &words, std::size_t &at)
{
    const std::string &word = words[at];
    const std::string name = word.size() == 2 ? std::string(longName(m_program, m_command, word[1])) : std::string();
    if (name.empty())
        return refused("unknown_option", "there is no option " + word);
    return readOption(name, word, std::nullopt, words, at);
}

Result<void> CommandLine::readOption(const std::string &name, const std::string &spelling,
                                     const std::optional<std::string> &attached, const Words &words, std::size_t &at)
{
    const Option *option = find(name);
    if (!option)
        return refused("unknown_option",
                       "there is no option " + spelling + (m_command ? " for " + m_command->name : ""));
    if (option->secret) {
        return refused("secret_option",
                       spelling + " is a secret and stands in a config file"
                           + (option->environment.empty() ? "" : " or in $" + option->environment)
                           + ", never on the command line");
    }
    if (isFlag(*option)) {
        if (attached)
            return refused("unexpected_value", spelling + " takes no value");
        m_options[name] = {"true"};
        return {};
    }
    // What begins with two dashes is far more often a forgotten value than a meant one.
    if (!attached && (at + 1 >= words.size() || words[at + 1].starts_with("--"))) {
        return refused("missing_value",
                       spelling + " needs a value, " + placeholder(*option)
                           + "; one that begins with -- is written --" + name + "=VALUE");
    }
    m_options[name].push_back(attached ? *attached : words[++at]);
    return {};
}

Result<void> CommandLine::readPlain(const std::string &word)
{
    if (m_command) {
        m_arguments.push_back(word);
        return {};
    }
    const std::string name = m_group.empty() ? word : m_group + ' ' + word;
    m_command = findCommand(m_program, name);
    if (m_command) {
        m_group.clear();
        return {};
    }
    if (m_program.commands.empty())
        return refused("extra_argument", m_program.name + " takes no arguments, and \"" + word + "\" is one");
    if (!m_group.empty() || commandsOf(m_program, word).empty())
        return refused("unknown_command", "there is no command \"" + name + "\"");
    m_group = word;
    return {};
}

Result<void> CommandLine::checkComplete() const
{
    if (!m_command && !m_group.empty()) {
        std::string known;
        for (const Command *command : commandsOf(m_program, m_group))
            known += (known.empty() ? "" : ", ") + command->name.substr(m_group.size() + 1);
        return refused("missing_command", m_group + " is followed by one of " + known);
    }
    if (!m_command && !m_program.commands.empty())
        return refused("missing_command", "a command is missing");
    for (const auto &[name, values] : m_options) {
        if (!findGlobalOption(m_program, name) && !findOwnOption(m_command, name))
            return refused("unknown_option", "there is no option --" + name + " for " + commandName());
    }
    return checkArguments();
}

Result<void> CommandLine::checkArguments() const
{
    if (!m_command)
        return {};
    std::size_t least = 0;
    std::size_t most = 0;
    for (const Argument &argument : m_command->arguments) {
        const bool needed = argument.count == Argument::Count::One || argument.count == Argument::Count::OneOrMore;
        if (needed && m_arguments.size() <= least)
            return refused("missing_argument", m_command->name + " needs " + argument.name);
        least += needed ? 1 : 0;
        const bool many =
            argument.count == Argument::Count::AnyNumber || argument.count == Argument::Count::OneOrMore;
        constexpr auto endless = std::numeric_limits<std::size_t>::max();
        most = many || most == endless ? endless : most + 1;
    }
    if (m_arguments.size() > most)
        return refused("extra_argument", m_command->name + " does not take \"" + m_arguments[most] + "\"");
    return {};
}

} // namespace tidemark::cli
