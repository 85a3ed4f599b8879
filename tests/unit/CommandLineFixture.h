// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"

#include <QString>
#include <QStringList>

#include <map>

/// Two programs that stand for every kind of row a table can have.
namespace tidemark {

inline cli::Program controlProgram()
{
    cli::Program program;
    program.name = "boatctl";
    program.version = "1.2.3";
    program.summary = "steer boats from scripts";
    program.description = "Steers boats.";
    program.seeAlso = {"boatd(1)", "boat(5)"};
    program.globalOptions = {
        {.name = "url", .valueName = "URL", .help = "Where the harbour is.", .environment = "BOAT_URL"},
        {.name = "token",
         .valueName = "TOKEN",
         .help = "The harbour's token.",
         .secret = true,
         .environment = "BOAT_TOKEN"},
        {.name = "dialect", .help = "How to speak.", .defaultValue = "seed", .choices = {"seed", "pensieve"}},
        {.name = "json", .shortName = 'j', .help = "Print JSON.", .environment = "BOAT_JSON"},
    };
    program.commands = {
        {.name = "sync",
         .help = "Sync once.",
         .options = {{.name = "attempts", .valueName = "N", .help = "Tries.", .defaultValue = "10"},
                     {.name = "wait", .valueName = "TIME", .help = "How long."}}},
        {.name = "put",
         .arguments = {{"ENTITY"}, {"JSON", cli::Argument::Count::AnyNumber}},
         .help = "Write rows.",
         .options = {{.name = "file", .valueName = "FILE", .help = "Rows from a file."}}},
        {.name = "get", .arguments = {{"ENTITY"}, {"ID"}}, .help = "Read a row."},
        {.name = "admin stats", .help = "Figures."},
        {.name = "admin override",
         .arguments = {{"ID"}},
         .help = "Overrule.",
         .options = {{.name = "set", .valueName = "COLUMN=VALUE", .help = "What to write.", .repeatable = true},
                     {.name = "note", .valueName = "TEXT", .help = "Why."}}},
    };
    program.exitCodes = {{0, "success"}, {2, "usage"}};
    program.files = {{"~/.boat", "the boat"}};
    return program;
}

inline cli::Program daemonProgram()
{
    cli::Program program;
    program.name = "boatd";
    program.version = "1";
    program.summary = "Harbour";
    program.defaultCommand = "serve";
    program.commands = {
        {.name = "serve", .help = "Open.", .options = {{.name = "listen", .valueName = "ADDRESS", .help = "Where."}}},
        {.name = "check", .help = "Look."},
    };
    return program;
}

inline std::vector<std::string> words(const QString &line)
{
    std::vector<std::string> out;
    for (const QString &word : line.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        out.push_back(word.toStdString());
    return out;
}

inline Result<cli::Parsed> parsed(const cli::Program &program, const QString &line,
                                  const std::map<std::string, std::string> &variables = {})
{
    return cli::parse(program, words(line), [&](const std::string &name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    });
}

inline QString joined(const std::vector<std::string> &list)
{
    QStringList out;
    for (const std::string &one : list)
        out << QString::fromStdString(one);
    return out.join(QLatin1Char(' '));
}

} // namespace tidemark
