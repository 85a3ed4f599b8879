// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"
#include "simulation/Simulation.h"

#include <charconv>

namespace tidemark::ctl {

namespace {

constexpr std::int64_t kMostDevices = 1000;
constexpr std::int64_t kMostSteps = 10'000'000;

Result<std::uint64_t> readSeed(const cli::Parsed &options)
{
    const std::string text = options.get("seed");
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc() || end != text.data() + text.size())
        return usage("--seed is a whole number from 0 on");
    return seed;
}

Result<int> readCount(const cli::Parsed &options, const char *name, std::int64_t most)
{
    TRY(const std::int64_t count, options.number(name, 1));
    if (count > most)
        return usage("--" + std::string(name) + " is at most " + std::to_string(most));
    return static_cast<int>(count);
}

Result<sim::Options> readOptions(const cli::Parsed &options)
{
    sim::Options asked;
    TRY(asked.seed, readSeed(options));
    TRY(asked.devices, readCount(options, "devices", kMostDevices));
    TRY(asked.steps, readCount(options, "steps", kMostSteps));
    if (!sim::Faults::parse(options.get("faults"), asked.faults))
        return usage(
            "--faults is all, none, or of drop, duplicate, delay, lose_answer and server_clock, with commas");
    return asked;
}

void writeScenario(JsonWriter &json, const sim::Options &options)
{
    json.beginObject()
        .field("seed", static_cast<std::int64_t>(options.seed))
        .field("devices", options.devices)
        .field("steps", options.steps)
        .endObject();
}

/// No durations and no paths: the same options print the same bytes.
std::string outcomeJson(const sim::Options &options, const sim::Outcome &outcome, const sim::Options *shrunk)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .field("ok", outcome.violations.empty())
        .field("seed", static_cast<std::int64_t>(options.seed))
        .field("devices", options.devices)
        .field("steps", outcome.steps)
        .field("trace", outcome.trace)
        .field("edits", outcome.edits)
        .field("syncs", outcome.syncs)
        .field("requests", outcome.requests)
        .field("faults", outcome.faults)
        .field("conflicts", outcome.conflicts)
        .field("rows", outcome.rows)
        .key("violations")
        .beginArray();
    for (const sim::Violation &violation : outcome.violations)
        json.beginObject().field("invariant", violation.invariant).field("story", violation.story).endObject();
    json.endArray();
    if (shrunk) {
        json.key("shrunk");
        writeScenario(json, *shrunk);
    }
    json.endObject();
    return text;
}

void printOutcome(const sim::Options &options, const sim::Outcome &outcome)
{
    Table table;
    table.row({"seed", std::to_string(options.seed)});
    table.row({"devices", std::to_string(options.devices)});
    table.row({"steps", std::to_string(outcome.steps)});
    table.row({"edits", std::to_string(outcome.edits)});
    table.row({"syncs", std::to_string(outcome.syncs)});
    table.row({"requests", std::to_string(outcome.requests)});
    table.row({"faults", std::to_string(outcome.faults)});
    table.row({"conflicts", std::to_string(outcome.conflicts)});
    table.row({"rows", std::to_string(outcome.rows)});
    table.print();
    printLine("trace " + outcome.trace);
    printLine(outcome.violations.empty() ? "every invariant held" : "BROKEN:");
    for (const sim::Violation &violation : outcome.violations)
        printLine("invariant " + std::to_string(violation.invariant) + ": " + violation.story);
}

} // namespace

int simulate(Context &context)
{
    const auto options = readOptions(context.options());
    if (!options)
        return complain(options.error());
    const sim::Outcome outcome = sim::run(*options);
    const bool held = outcome.violations.empty();
    const std::optional<sim::Options> shrunk = held ? std::nullopt : std::optional(sim::shrink(*options));
    if (context.json())
        printLine(outcomeJson(*options, outcome, shrunk ? &*shrunk : nullptr));
    else
        printOutcome(*options, outcome);
    if (!shrunk)
        return 0;
    remark("replay the shortest failing run: tidemarkctl simulate --seed " + std::to_string(shrunk->seed)
           + " --devices " + std::to_string(shrunk->devices) + " --steps " + std::to_string(shrunk->steps)
           + " --faults " + context.options().get("faults"));
    return exitCode(SyncResult::LocalFault);
}

} // namespace tidemark::ctl
