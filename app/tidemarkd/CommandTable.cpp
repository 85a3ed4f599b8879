// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/AuthOptions.h"
#include "app/tidemarkd/Commands.h"
#include "app/tidemarkd/LimitOptions.h"

namespace tidemark::daemon {

namespace {

using cli::Command;
using cli::Option;

const Option storeOption = {
    .name = "store",
    .valueName = "URL",
    .help =
        "Where the data is: sqlite:FILE or postgresql://USER@HOST/DATABASE. A password belongs into the file that "
        "PGPASSFILE names. Without it, a SQLite database in the user's data directory."};
const Option tombstonesOption = {
    .name = "tombstones",
    .valueName = "TIME",
    .help = "How long deleted records, and the receipts of pushes, are kept. A device that was away for longer must "
            "start anew.",
    .defaultValue = "90d"};
const Option versionsOption = {.name = "versions",
                               .valueName = "TIME",
                               .help =
                                   "How long former versions of records are kept, at least as long as tombstones.",
                               .defaultValue = "90d"};
const Option logsOption = {
    .name = "logs", .valueName = "TIME", .help = "How long the logs of requests are kept.", .defaultValue = "30d"};

Command with(const std::vector<Option> &more, Command command)
{
    command.options.insert(command.options.end(), more.begin(), more.end());
    return command;
}

Command serveCommand()
{
    return {.name = "serve",
            .help = "Serve the sync and admin API until SIGTERM or SIGINT.",
            .options = {
                {.name = "listen",
                 .valueName = "ADDRESS:PORT",
                 .help = "Where to listen; port 0 lets the system choose.",
                 .defaultValue = "127.0.0.1:8787"},
                storeOption,
                {.name = "pool",
                 .valueName = "N",
                 .help = "Requests in the database at once, each with a connection of its own; one more writes the "
                         "logs. Without it, as many as the machine has cores, but at least 2, with PostgreSQL 8."},
                {.name = "migrate", .help = "Bring the database of an older version up to date first."},
                {.name = "tls-cert", .valueName = "FILE", .help = "Certificate chain (PEM); turns TLS on."},
                {.name = "tls-key", .valueName = "FILE", .help = "The certificate's private key (PEM)."},
                {.name = "dev-login", .help = "Let anyone get a token from POST /auth/token. For development only."},
                {.name = "port-file", .valueName = "FILE", .help = "Write the port listened on to FILE."},
                {.name = "log-format",
                 .help = "How log lines on standard error look.",
                 .defaultValue = "text",
                 .choices = {"text", "json"}},
                tombstonesOption,
                versionsOption,
                logsOption,
                {.name = "drain-delay",
                 .valueName = "TIME",
                 .help = "After SIGTERM, how long to serve on with /readyz at 503, so that balancers look elsewhere "
                         "first. A second signal ends it.",
                 .defaultValue = "0s"},
                {.name = "drain-time",
                 .valueName = "TIME",
                 .help = "How long requests in progress may then take to end.",
                 .defaultValue = "10s"},
            }};
}

Command tokenCommand()
{
    return {.name = "token",
            .help = "Print a token for a user.",
            .options = {
                {.name = "user", .valueName = "UUID", .help = "Whose token it is."},
                {.name = "role",
                 .help = "What the bearer may do in the admin API.",
                 .defaultValue = "user",
                 .choices = {"user", "support", "admin"}},
                {.name = "ttl", .valueName = "TIME", .help = "How long it is good for.", .defaultValue = "8h"},
                {.name = "email", .valueName = "ADDRESS", .help = "The user's e-mail address."},
            }};
}

} // namespace

const cli::Program &commandTable()
{
    static const cli::Program program = {
        .name = "tidemarkd",
        .version = TIDEMARK_VERSION,
        .summary = "the Tidemark backend",
        .description = "Keeps the records of many users, answers pulls, merges pushes column by column, writes down "
                       "every conflict, and serves the API for administrators.",
        .commands = {with(verifierOptions(), with(limitOptions(), serveCommand())),
                     with(tokenOptions(), tokenCommand()),
                     {.name = "migrate",
                      .help = "Bring the database of an older version up to date, or make an empty one ready.",
                      .options = {storeOption}},
                     with(verifierOptions(),
                          {.name = "check",
                           .help = "Look at the secret or the key set, the database, its schema and the clock, and "
                                   "say what is wrong.",
                           .options = {storeOption}}),
                     {.name = "purge",
                      .help = "Remove what is older than it is to be kept, as the server does every hour, and print "
                              "how much it was.",
                      .options = {storeOption, tombstonesOption, versionsOption, logsOption}},
                     {.name = "restored",
                      .help = "Begin a new epoch after the database was restored from a backup, before the server is "
                              "started: devices then offer again what the backup does not have.",
                      .options = {{.name = "to",
                                   .valueName = "MS",
                                   .help = "When the backup was made, in milliseconds since 1970."},
                                  storeOption}}},
        .defaultCommand = "serve",
        .environmentPrefix = "TIDEMARK_",
        .exitCodes = {{0, "success; the server was asked to stop"},
                      {2, "wrong usage"},
                      {15, "a local fault: address in use, database, secret or key set unusable"}},
        .files = {{"~/.local/share/tidemark/backend.sqlite", "the database, without --store"},
                  {"~/.local/share/tidemark/backend-secret",
                   "the token secret, without --jwt-secret-file and --jwks"}},
        .seeAlso = {"tidemarkctl(1)", "tidemark(1)"},
    };
    return program;
}

} // namespace tidemark::daemon
