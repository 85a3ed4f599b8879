// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Parse.h"

#include "app/cli/ClientOptions.h"
#include "app/cli/CommandLine.h"
#include "app/cli/Settings.h"

#include <algorithm>

namespace tidemark::cli {

namespace {

Error refused(std::string code, std::string detail)
{
    return {std::move(code), ErrorCategory::Input, std::move(detail)};
}

constexpr const char *kConfig = "config";

/// Nothing when `text` is not a truth value.
std::optional<bool> truth(std::string_view text)
{
    static const std::map<std::string_view, bool> words = {{"true", true}, {"yes", true},    {"on", true},
                                                           {"1", true},    {"false", false}, {"no", false},
                                                           {"off", false}, {"0", false}};
    const auto found = words.find(text);
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

Result<void> checkChoice(const Option &option, const std::string &value, const std::string &origin)
{
    if (option.choices.empty()
        || std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end())
        return {};
    return refused("invalid_value", origin + " is one of " + placeholder(option) + ", not \"" + value + "\"");
}

/// Takes over what one source says about one option; `origin` names the source's spelling of it.
Result<void> take(Parsed &parsed, const Option &option, const std::vector<std::string> &values,
                  const std::string &origin)
{
    if (!isFlag(option)) {
        for (const std::string &value : values)
            CHECK(checkChoice(option, value, origin));
        parsed.give(option.name, option.repeatable ? values : std::vector<std::string>{values.back()});
        return {};
    }
    const auto on = truth(values.back());
    if (!on)
        return refused("invalid_value", origin + " is true or false");
    if (*on)
        parsed.give(option.name, {"true"});
    else
        parsed.withdraw(option.name);
    return {};
}

/// What names a config file, and what only prints something, makes no sense inside one.
bool isForCommandLine(std::string_view name)
{
    const std::vector<Option> &options = standardOptions();
    return name == kProfile
        || std::any_of(options.begin(), options.end(), [&](const Option &option) { return option.name == name; });
}

Result<void> takeSettings(Parsed &parsed, const Program &program, const Command *command, const std::string &path)
{
    TRY(const Settings settings, readSettingsFile(path));
    for (const auto &[name, setting] : settings) {
        const std::string place = path + ":" + std::to_string(setting.line) + ": ";
        if (isForCommandLine(name) || !findAnyOption(program, name))
            return refused("unknown_option", place + "there is no option " + name);
        const Option *own = findOwnOption(command, name);
        // What another command of the program understands is not for this one.
        if (const Option *option = own ? own : findGlobalOption(program, name))
            CHECK(take(parsed, *option, setting.values, place + name));
    }
    return {};
}

std::vector<std::string> listed(std::string_view text)
{
    std::vector<std::string> values;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        values.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return values;
}

Result<void> takeEnvironment(Parsed &parsed, const Program &program, const std::vector<Option> &options,
                             const Lookup &environment)
{
    for (const Option &option : options) {
        const std::string variable = variableOf(program, option);
        const auto value = variable.empty() ? std::nullopt : environment(variable);
        if (!value || value->empty())
            continue;
        const std::vector<std::string> values = option.repeatable ? listed(*value) : std::vector{*value};
        CHECK(take(parsed, option, values, "$" + variable));
    }
    return {};
}

/// The file that --config, its variable or --profile names; empty without them.
Result<std::string> settingsFile(const Program &program, const CommandLine &line, const Lookup &environment)
{
    const auto config = line.options().find(kConfig);
    const auto profile = line.options().find(kProfile);
    if (profile == line.options().end()) {
        if (config != line.options().end())
            return config->second.back();
        const std::string variable = variableOf(program, *findGlobalOption(program, kConfig));
        return variable.empty() ? std::string() : environment(variable).value_or(std::string());
    }
    if (config != line.options().end())
        return refused("invalid_value", "--profile and --config exclude one another");
    return profileFile(profile->second.back(), environment);
}

void setDefaults(Parsed &parsed, const std::vector<Option> &options)
{
    for (const Option &option : options) {
        if (!option.defaultValue.empty())
            parsed.setDefault(option.name, option.defaultValue);
    }
}

} // namespace

Result<Parsed> parse(const Program &program, const std::vector<std::string> &args, const Lookup &environment)
{
    CommandLine line(program);
    CHECK(line.read(args));
    Parsed parsed;
    parsed.command = line.commandName();
    parsed.arguments = line.arguments();
    const bool answered = line.options().contains("help") || line.options().contains("version");
    const Command *command = line.command();
    static const std::vector<Option> none;
    const std::vector<Option> &own = command ? command->options : none;
    if (!answered) {
        CHECK(line.checkComplete());
        setDefaults(parsed, program.globalOptions);
        setDefaults(parsed, own);
        TRY(const std::string file, settingsFile(program, line, environment));
        if (!file.empty())
            CHECK(takeSettings(parsed, program, command, file));
        CHECK(takeEnvironment(parsed, program, program.globalOptions, environment));
        CHECK(takeEnvironment(parsed, program, own, environment));
    }
    for (const auto &[name, values] : line.options()) {
        const Option *ownOption = findOwnOption(command, name);
        const Option *option = ownOption ? ownOption : findAnyOption(program, name);
        CHECK(take(parsed, *option, values, "--" + name));
    }
    return parsed;
}

} // namespace tidemark::cli
