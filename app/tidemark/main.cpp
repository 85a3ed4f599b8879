// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClientOptions.h"
#include "app/cli/Run.h"
#include "app/tidemark/Console.h"
#include "app/tidemark/DemoRun.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Theme.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>

namespace tidemark::window {

namespace {

std::vector<cli::Option> options()
{
    std::vector<cli::Option> all = cli::clientOptions();
    all.insert(
        all.end(),
        {{.name = "page", .valueName = "NAME", .help = "Open with this page: logs, conflicts, latency or replica."},
         {.name = "colour",
          .help = "What kind of environment it is; production gets a red edge.",
          .defaultValue = "staging",
          .choices = {"production", "staging"}},
         {.name = "demo", .help = "Show a small living world on an embedded backend; nothing has to be configured."},
         {.name = "seed",
          .valueName = "N",
          .help = "Which demo: the same number, the same events.",
          .defaultValue = "1"},
         {.name = "speed", .valueName = "X", .help = "How fast it happens.", .defaultValue = "1"},
         {.name = "for",
          .valueName = "TIME",
          .help = "Run the demo without a person for so long, e.g. 20s, then end. Needs no display."},
         {.name = "report", .valueName = "FILE", .help = "With --for: write a summary as JSON."},
         {.name = "screenshots", .valueName = "DIR", .help = "With --for: save a picture of every page."}});
    return all;
}

const cli::Program &commandTable()
{
    static const cli::Program program{
        .name = "tidemark",
        .version = TIDEMARK_VERSION,
        .summary = "watch and steer a bidirectional sync",
        .description = "The window: sync logs, conflicts, latency and a replica of one's own, for whoever supports, "
                       "administers or tests a sync system. It is also one more device of the backend it watches.",
        .globalOptions = options(),
        .exitCodes = {{0, "the window was closed"},
                      {2, "wrong usage"},
                      {15, "a local fault: disk, key, replica of another user or server"}},
        .files = {{"~/.config/tidemark/profiles/NAME.conf", "the options of a profile"},
                  {"~/.local/share/tidemark/NAME/", "a profile's replica and how its window was left"}},
        .seeAlso = {"tidemarkctl(1)", "tidemarkd(1)"},
    };
    return program;
}

int complain(const Error &error)
{
    std::fprintf(stderr, "tidemark: %s\n", error.detail.empty() ? error.code.c_str() : error.detail.c_str());
    return error.category == ErrorCategory::Input ? 2 : 15;
}

/// What the demo has behind it when it is looked at, ms: nearly all of the shortest period the pages show.
constexpr std::int64_t kPastMs = 58 * 60'000;

Environment demoEnvironment(const demo::DemoBackend &backend, const QString &directory)
{
    const demo::DemoUser &camille = demo::DemoWorld::camille();
    Environment environment;
    environment.role = ui::UserRole::Admin;
    environment.url = QUrl(QString::fromStdString(backend.url()));
    environment.deviceTokens = std::make_shared<StaticToken>(backend.token(camille.id, "user", camille.email));
    environment.consoleTokens = std::make_shared<StaticToken>(
        backend.token("c0ffee00-0000-4000-8000-0000000000aa", "admin", "admin@example.org"));
    environment.userId = camille.id;
    environment.owner = QString::fromStdString(camille.email);
    environment.replicaPath = directory + QStringLiteral("/Tidemark.sqlite");
    environment.keys.keyFile = directory + QStringLiteral("/demo.key");
    environment.deviceName = "Tidemark";
    environment.settingsPath = directory + QStringLiteral("/window.ini");
    environment.accessReason = QStringLiteral("demo");
    environment.demo = true;
    return environment;
}

/// The window's parts in the order they need one another.
class Application {
public:
    explicit Application(const cli::Parsed &options) : m_options(options) {}

    Result<void> open()
    {
        Environment environment;
        if (m_options.has("demo")) {
            TRY(m_backend, demo::DemoBackend::start(m_directory.path().toStdString(), kPastMs));
            environment = demoEnvironment(*m_backend, m_directory.path());
        } else {
            TRY(environment, environmentOf(m_options));
        }
        m_sync = std::make_unique<SyncThread>();
        CHECK(m_sync->startDevice(environment));
        TRY(m_console, Console::open(environment, *m_sync));
        if (m_backend)
            CHECK(startWorld());
        if (m_options.has("page"))
            m_console->window().openPage(QString::fromStdString(m_options.get("page")));
        m_console->window().show();
        return {};
    }

private:
    Result<void> startWorld()
    {
        TRY(const std::int64_t seed, m_options.number("seed", 0));
        TRY(const double speed, m_options.decimal("speed"));
        demo::DemoWorld::Options world;
        world.seed = static_cast<std::uint64_t>(seed);
        world.speed = speed;
        world.directory = m_directory.path();
        world.admin = m_options.has("for"); // with a person at the window the overrides are theirs
        CHECK(m_sync->startWorld(*m_backend, world));
        if (!m_options.has("for"))
            return {};
        DemoRun::Options run;
        TRY(const auto duration, m_options.duration("for"));
        run.forMs = duration.count();
        run.reportFile = QString::fromStdString(m_options.get("report"));
        run.screenshots = QString::fromStdString(m_options.get("screenshots"));
        run.seed = world.seed;
        m_console->window().resize(1440, 900);
        m_run = std::make_unique<DemoRun>(*m_console, *m_sync, run);
        QObject::connect(m_run.get(), &DemoRun::finished, qApp, [](bool ok) { QCoreApplication::exit(ok ? 0 : 15); });
        return {};
    }

    const cli::Parsed &m_options;
    QTemporaryDir m_directory;
    std::unique_ptr<demo::DemoBackend> m_backend;
    std::unique_ptr<SyncThread> m_sync;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<DemoRun> m_run;
};

/// A run without a person needs no display either; Qt itself would abort without one.
Result<void> choosePlatform(const cli::Parsed &options)
{
    const bool chosen = qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    if (chosen || qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return {};
    if (!options.has("for"))
        return Error{"no_display", ErrorCategory::Local, "there is no display to open a window on"};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return {};
}

int execute(const cli::Parsed &options)
{
    ui::Theme::instance().apply(ui::Theme::Mode::System);
    ui::Language::instance().set({});
    Application application(options);
    if (const auto opened = application.open(); !opened)
        return complain(opened.error());
    return QCoreApplication::exec();
}

} // namespace

} // namespace tidemark::window

int main(int argc, char **argv)
{
    return tidemark::cli::run(tidemark::window::commandTable(), argc, argv, [&](const tidemark::cli::Parsed &parsed) {
        const auto platform = tidemark::window::choosePlatform(parsed);
        if (!platform)
            return tidemark::window::complain(platform.error());
        QApplication application(argc, argv);
        QApplication::setApplicationName(QStringLiteral("tidemark"));
        QApplication::setApplicationDisplayName(QStringLiteral("Tidemark"));
        QApplication::setApplicationVersion(QStringLiteral(TIDEMARK_VERSION));
        QApplication::setWindowIcon(tidemark::ui::Theme::applicationIcon());
        return tidemark::window::execute(parsed);
    });
}
