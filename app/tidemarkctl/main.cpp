// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Run.h"
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"

#include <QCoreApplication>

#include <cstdio>
#include <map>

namespace tidemark::ctl {

namespace {

using Local = Result<void> (*)(Context &);
using Remote = QCoro::Task<int> (*)(Context *);

const std::map<std::string, Local> kLocal = {
    {"put", put},         {"get", get},       {"list", list},     {"delete", remove},
    {"restore", restore}, {"status", status}, {"outbox", outbox}, {"key rotate", keyRotate},
    {"key move", keyMove}};

const std::map<std::string, Remote> kRemote = {
    {"sync", sync},
    {"admin stats", adminStats},
    {"admin logs", adminLogs},
    {"admin users", adminUsers},
    {"admin user", adminUser},
    {"admin history", adminHistory},
    {"admin audit", adminAudit},
    {"admin conflicts", adminConflicts},
    {"admin conflict", adminConflict},
    {"admin override", adminOverride},
    {"admin revert", adminRevert},
};

QCoro::Task<> runAndQuit(Remote command, Context *context)
{
    const int code = co_await command(context);
    QCoreApplication::exit(code);
}

int runRemote(Remote command, Context &context)
{
    // From the event loop, so that a command that ends at once can quit it too.
    QMetaObject::invokeMethod(
        qApp, [command, &context] { runAndQuit(command, &context); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

int dispatch(Context &context)
{
    if (context.options().get("dialect") != "seed")
        return complain(usage("--dialect: this build speaks only the dialect seed"));
    const std::string &command = context.options().command;
    if (command == "simulate")
        return simulate(context);
    if (const auto local = kLocal.find(command); local != kLocal.end()) {
        const Result<void> done = local->second(context);
        return done ? 0 : complain(done.error());
    }
    return runRemote(kRemote.at(command), context);
}

int execute(const cli::Parsed &parsed)
{
    Context context(parsed);
    const int code = dispatch(context);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        return complain({"output", ErrorCategory::Local, "standard output cannot be written"});
    return code;
}

} // namespace

} // namespace tidemark::ctl

int main(int argc, char **argv)
{
    return tidemark::cli::run(tidemark::ctl::commandTable(), argc, argv, [&](const tidemark::cli::Parsed &parsed) {
        const QCoreApplication application(argc, argv);
        return tidemark::ctl::execute(parsed);
    });
}
