// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClientOptions.h"
#include "app/tidemarkctl/Commands.h"

namespace tidemark::ctl {

namespace {

using cli::Argument;
using cli::Command;
using cli::Option;
using Count = cli::Argument::Count;

const Argument kEntity = {.name = "ENTITY"};
const Argument kId = {.name = "ID"};
const Option kUserId = {.name = "user-id", .valueName = "UUID", .help = "Only this user's."};
const Option kReason = {
    .name = "reason", .valueName = "TEXT", .help = "Why the values are looked at; audited when no note says why."};

Option limitOption(const char *most)
{
    return {.name = "limit", .valueName = "N", .help = "At most N of them.", .defaultValue = most};
}

std::vector<Option> globalOptions()
{
    std::vector<Option> options = cli::clientOptions();
    options.insert(
        options.end(),
        {{.name = "token",
          .valueName = "TOKEN",
          .help = "The bearer token itself, when there is no file.",
          .secret = true,
          .environment = "TIDEMARK_TOKEN"},
         {.name = "dialect",
          .help = "What the backend speaks. This build speaks seed.",
          .defaultValue = "seed",
          .choices = {"seed", "pensieve"}},
         {.name = "json", .help = "Print compact JSON, one object a line, and nothing else on standard output."}});
    return options;
}

std::vector<Command> syncCommands()
{
    return {
        {.name = "sync",
         .help = "Pull and push once, with retries.",
         .options =
             {{.name = "pull-only", .help = "Send nothing."},
              {.name = "push-only", .help = "Fetch nothing."},
              {.name = "full", .help = "Pull everything again, from the beginning."},
              {.name = "no-retry", .help = "Give up after the first failure."},
              {.name = "attempts", .valueName = "N", .help = "Give up after N failures.", .defaultValue = "10"}}},
        {.name = "status", .help = "Tell how far each entity is, what waits, and whether the replica is stuck."},
        {.name = "outbox", .help = "Print the body of the next push."},
    };
}

std::vector<Command> rowCommands()
{
    return {
        {.name = "put",
         .arguments = {kEntity, {.name = "JSON", .count = Count::AnyNumber}},
         .help = "Insert rows, or edit those whose id is known. Prints their ids. All rows are checked before any is "
                 "written.",
         .options = {{.name = "file", .valueName = "ROWS.jsonl", .help = "Read rows from a file, one a line."}}},
        {.name = "get", .arguments = {kEntity, kId}, .help = "Print one row, sensitive values decrypted."},
        {.name = "list",
         .arguments = {kEntity},
         .help = "Print rows, one a line, sensitive values decrypted.",
         .options = {{.name = "changed", .help = "Only rows with edits that wait to be pushed."},
                     {.name = "deleted", .help = "Deleted rows as well."},
                     limitOption("1000")}},
        {.name = "delete", .arguments = {kEntity, kId}, .help = "Delete a row softly."},
        {.name = "restore", .arguments = {kEntity, kId}, .help = "Bring a deleted row back."},
    };
}

std::vector<Command> keyCommands()
{
    return {
        {.name = "key rotate",
         .help = "Seal every sensitive value anew with a new data key. May be interrupted; the next one goes on."},
        {.name = "key move",
         .help =
             "Keep the key in another place from now on: in the system's keychain, unless an option names a file. "
             "The former place is left as it is.",
         .options = {{.name = "to-key-file", .valueName = "FILE", .help = "In this key file, made if it is missing."},
                     {.name = "to-passphrase-file",
                      .valueName = "FILE",
                      .help = "Made of the passphrase in the first line of this file or pipe."}}},
    };
}

std::vector<Command> adminLists()
{
    return {
        {.name = "admin stats",
         .help = "Print figures over all syncs of a period.",
         .options = {{.name = "period",
                      .help = "How far back they reach.",
                      .defaultValue = "24h",
                      .choices = {"1h", "24h", "7d", "30d"}},
                     kUserId}},
        {.name = "admin logs",
         .help = "Print requests as the backend logged them, newest first.",
         .options = {kUserId,
                     {.name = "type", .help = "Only of this kind.", .choices = {"pull", "push", "sync"}},
                     {.name = "status", .valueName = "RESULT", .help = "Only with this result, or \"error\"."},
                     {.name = "device-id", .valueName = "UUID", .help = "Only this device's."},
                     {.name = "since", .valueName = "MS", .help = "Not before this time, in ms since 1970."},
                     {.name = "until", .valueName = "MS", .help = "Before this time, in ms since 1970."},
                     {.name = "min-ms", .valueName = "MS", .help = "Only what took at least so long."},
                     {.name = "q",
                      .valueName = "TEXT",
                      .help = "Only with this text in error, request, email or device."},
                     limitOption("100")}},
        {.name = "admin conflicts",
         .help = "Print conflicts, newest first, without values.",
         .options = {kUserId,
                     {.name = "entity", .valueName = "ENTITY", .help = "Only this entity's."},
                     {.name = "state",
                      .help = "Only in this state.",
                      .choices = {"auto", "reviewed", "overridden", "reverted"}},
                     limitOption("100")}},
    };
}

std::vector<Command> adminPeople()
{
    return {
        {.name = "admin users",
         .help = "Print users and how they are doing, newest first.",
         .options = {{.name = "q",
                      .valueName = "TEXT",
                      .help = "Only with this text in e-mail, name or device name, or with this id."},
                     {.name = "state",
                      .help = "Only those who are doing so.",
                      .choices = {"ok", "idle", "stuck", "sign_in", "never_synced"}},
                     limitOption("100")}},
        {.name = "admin user",
         .arguments = {kId},
         .help = "Print one user: devices, how far behind they are, what was rejected, how many rows there are."},
        {.name = "admin history",
         .arguments = {kEntity, kId},
         .help = "Print every version of a record, newest first.",
         .options = {{.name = "user-id", .valueName = "UUID", .help = "Whose record it is."},
                     kReason,
                     limitOption("100")}},
        {.name = "admin audit",
         .help = "Print who looked at or changed what, and why, newest first.",
         .options = {kUserId,
                     {.name = "actor", .valueName = "UUID", .help = "Only what this person did."},
                     limitOption("100")}},
    };
}

std::vector<Command> adminActs()
{
    return {
        {.name = "admin conflict",
         .arguments = {kId},
         .help = "Print all sides of a conflict.",
         .options = {kReason}},
        {.name = "admin override",
         .arguments = {kId},
         .help = "Write other values over the outcome of a conflict, unless the record has moved meanwhile.",
         .options = {{.name = "set",
                      .valueName = "COLUMN=VALUE",
                      .help = "A column and its value: JSON of the column's type, or else plain text.",
                      .repeatable = true},
                     {.name = "note",
                      .valueName = "TEXT",
                      .help = "Why it is written; kept with the conflict, and audited."},
                     kReason}},
        {.name = "admin revert",
         .arguments = {kId},
         .help = "Put back what an override replaced, unless the record has moved meanwhile.",
         .options = {{.name = "note",
                      .valueName = "TEXT",
                      .help = "Why it is put back; kept with the conflict, and audited."},
                     kReason}},
    };
}

Command simulateCommand()
{
    return {
        .name = "simulate",
        .help = "Run devices, network, clock and backend in simulation, and check that nothing is lost.",
        .options = {{.name = "seed", .valueName = "N", .help = "Everything follows from it.", .defaultValue = "1"},
                    {.name = "devices", .valueName = "K", .help = "How many devices.", .defaultValue = "3"},
                    {.name = "steps", .valueName = "M", .help = "How many random acts.", .defaultValue = "60"},
                    {.name = "faults",
                     .valueName = "all|none|LIST",
                     .help = "What the network may do: drop, duplicate, delay, lose_answer, server_clock.",
                     .defaultValue = "all"}}};
}

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (const auto &part : {syncCommands(), rowCommands(), keyCommands(), adminLists(), adminPeople(), adminActs()})
        all.insert(all.end(), part.begin(), part.end());
    all.push_back(simulateCommand());
    return all;
}

} // namespace

const cli::Program &commandTable()
{
    static const cli::Program program = {
        .name = "tidemarkctl",
        .version = TIDEMARK_VERSION,
        .summary = "a Tidemark client without a window",
        .description = "Keeps a replica, edits it, syncs it with a backend, and asks the backend's API for "
                       "administrators: for scripts, testers and measurements.",
        .globalOptions = globalOptions(),
        .commands = allCommands(),
        .exitCodes = {{0, "success, also when conflicts were settled by policy"},
                      {2, "wrong usage, or input the schema refuses"},
                      {10, "NETWORK_ERROR"},
                      {11, "AUTH_ERROR"},
                      {12, "CONFLICT: rejected records, or a record that moved"},
                      {13, "SERVER_ERROR"},
                      {14, "TIMEOUT"},
                      {15, "a local fault: disk, key, replica of another user or server"}},
        .files = {{"REPLICA.lock", "held while a sync runs"},
                  {"~/.config/tidemark/profiles/NAME.conf", "the options of a profile"}},
        .seeAlso = {"tidemark(1)", "tidemarkd(1)"},
    };
    return program;
}

} // namespace tidemark::ctl
