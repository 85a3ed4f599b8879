// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Help.h"

#include <set>

namespace tidemark::cli {

namespace {

/// Text as troff prints it unchanged: no escapes, no hyphens that become dashes, no line that reads as a request.
std::string escaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool lineStart = i == 0 || text[i - 1] == '\n';
        if (lineStart && (text[i] == '.' || text[i] == '\''))
            out += "\\&";
        if (text[i] == '\\')
            out += "\\e";
        else if (text[i] == '-')
            out += "\\-";
        else
            out += text[i];
    }
    return out;
}

std::string section(const std::string &title, const std::string &body)
{
    return body.empty() ? body : ".SH " + title + '\n' + body;
}

std::string entry(const std::string &what, const std::string &meaning)
{
    return ".TP\n.B " + escaped(what) + '\n' + escaped(meaning) + '\n';
}

std::string optionEntries(const std::vector<Option> &options)
{
    std::string out;
    for (const Option &option : options) {
        if (!option.secret)
            out += entry(spelling(option), meaning(option));
    }
    return out;
}

std::string commandEntries(const Program &program)
{
    std::string out;
    for (const Command &command : program.commands) {
        out += entry(synopsis(command), command.help);
        if (const std::string options = optionEntries(command.options); !options.empty())
            out += ".RS\n" + options + ".RE\n";
    }
    return out;
}

/// `told` holds the variables of the entries so far: commands share options.
std::string environmentEntries(const Program &program, const std::vector<Option> &options,
                               std::set<std::string> &told)
{
    std::string out;
    for (const Option &option : options) {
        const std::string variable = variableOf(program, option);
        if (!variable.empty() && told.insert(variable).second)
            out += entry(variable, option.secret ? option.help : "The same as --" + option.name + '.');
    }
    return out;
}

std::string environment(const Program &program)
{
    std::set<std::string> told;
    std::string out = environmentEntries(program, program.globalOptions, told);
    for (const Command &command : program.commands)
        out += environmentEntries(program, command.options, told);
    if (const Option *config = findGlobalOption(program, "config"))
        out += environmentEntries(program, {*config}, told);
    return out;
}

std::string description(const Program &program)
{
    const std::string byDefault =
        program.defaultCommand.empty() ? "" : "Without a command, " + program.defaultCommand + " is meant. ";
    return escaped(program.description) + "\n.PP\n" + escaped(byDefault)
        + escaped("Every option can also stand in the file that --config names. The command line wins over the "
                  "environment, the environment over the file.")
        + '\n';
}

std::string usage(const Program &program)
{
    const std::string optional = program.defaultCommand.empty() ? " COMMAND [ARGUMENT…]" : " [COMMAND]";
    return ".B " + escaped(program.name) + "\n[OPTION…]" + (program.commands.empty() ? "" : optional) + '\n';
}

std::string seeAlso(const Program &program)
{
    std::string out;
    for (const std::string &page : program.seeAlso)
        out += (out.empty() ? "" : ", ") + page;
    return out.empty() ? out : escaped(out) + '\n';
}

} // namespace

std::string manPage(const Program &program)
{
    std::string files;
    for (const auto &[path, meaning] : program.files)
        files += entry(path, meaning);
    std::string exits;
    for (const auto &[code, meaning] : program.exitCodes)
        exits += entry(std::to_string(code), meaning);
    const std::string &name = program.name;
    return ".\\\" Written by " + escaped(name) + " itself from its table of options.\n.TH " + escaped(name)
        + " 1 \"\" \"" + escaped("Tidemark " + program.version) + "\"\n"
        + section("NAME", escaped(name + " - " + program.summary) + '\n') + section("SYNOPSIS", usage(program))
        + section("DESCRIPTION", description(program)) + section("COMMANDS", commandEntries(program))
        + section("OPTIONS", optionEntries(program.globalOptions) + optionEntries(standardOptions()))
        + section("ENVIRONMENT", environment(program)) + section("FILES", files) + section("EXIT STATUS", exits)
        + section("SEE ALSO", seeAlso(program));
}

} // namespace tidemark::cli
