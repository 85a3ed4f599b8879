// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Help.h"
#include "app/cli/Parse.h"
#include "app/cli/Run.h"

#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <regex>

using namespace tidemark;
using cli::Argument;

namespace {

cli::Program controlProgram()
{
    cli::Program program;
    program.name = "boatctl";
    program.version = "1.2.3";
    program.summary = "Steer boats from scripts";
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
         .arguments = {{"ENTITY"}, {"JSON", Argument::Count::AnyNumber}},
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

cli::Program daemonProgram()
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

std::vector<std::string> words(const QString &line)
{
    std::vector<std::string> out;
    for (const QString &word : line.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        out.push_back(word.toStdString());
    return out;
}

Result<cli::Parsed> parsed(const cli::Program &program, const QString &line,
                           const std::map<std::string, std::string> &variables = {})
{
    return cli::parse(program, words(line), [&](const std::string &name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    });
}

QString joined(const std::vector<std::string> &list)
{
    QStringList out;
    for (const std::string &one : list)
        out << QString::fromStdString(one);
    return out.join(QLatin1Char(' '));
}

std::string configFile(const QTemporaryDir &dir, const QByteArray &text)
{
    QFile file(dir.filePath(QStringLiteral("config")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName().toStdString();
}

QString withConfig(const std::string &path, const QString &rest)
{
    return QStringLiteral("--config ") + QString::fromStdString(path) + QLatin1Char(' ') + rest;
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void optionValues();
    void valuesAsNumbersAndTimes();
    void numbersThatAreNone_data();
    void numbersThatAreNone();
    void sourcesInOrder();
    void configServesSeveralCommands();
    void configErrors_data();
    void configErrors();
    void configThatIsNotThere();
    void secretStaysOffTheCommandLine();
    void defaultCommand();
    void programWithoutCommands();
    void helpAsksForNothingElse();
    void helpNamesEveryRow();
    void manPageNamesEveryRow();
    void runAnswersWithExitCodes();
};

void TestCommandLine::accepts_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("arguments");

    QTest::newRow("command alone") << "sync"
                                   << "sync"
                                   << "";
    QTest::newRow("global option before") << "--url u get todos 7"
                                          << "get"
                                          << "todos 7";
    QTest::newRow("global option after") << "get todos 7 --url u"
                                         << "get"
                                         << "todos 7";
    QTest::newRow("option between arguments") << "get todos --json 7"
                                              << "get"
                                              << "todos 7";
    QTest::newRow("own option before the command") << "--attempts 3 sync"
                                                   << "sync"
                                                   << "";
    QTest::newRow("two words") << "admin stats"
                               << "admin stats"
                               << "";
    QTest::newRow("option inside two words") << "admin --json stats"
                                             << "admin stats"
                                             << "";
    QTest::newRow("any number, none") << "put todos"
                                      << "put"
                                      << "todos";
    QTest::newRow("any number, three") << "put todos {} {} {}"
                                       << "put"
                                       << "todos {} {} {}";
    QTest::newRow("dashes end options") << "get -- --url -x"
                                        << "get"
                                        << "--url -x";
    QTest::newRow("a dash alone") << "put todos -"
                                  << "put"
                                  << "todos -";
    QTest::newRow("a negative number") << "get todos -7"
                                       << "get"
                                       << "todos -7";
    QTest::newRow("short flag") << "-j sync"
                                << "sync"
                                << "";
}

void TestCommandLine::accepts()
{
    QFETCH(QString, line);
    QFETCH(QString, command);
    QFETCH(QString, arguments);
    const auto result = parsed(controlProgram(), line);
    QVERIFY2(result, result ? "" : result.error().detail.c_str());
    QCOMPARE(QString::fromStdString(result->command), command);
    QCOMPARE(joined(result->arguments), arguments);
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("named");

    QTest::newRow("nothing") << ""
                             << "missing_command"
                             << "command";
    QTest::newRow("unknown command") << "sink"
                                     << "unknown_command"
                                     << "sink";
    QTest::newRow("half a command") << "admin"
                                    << "missing_command"
                                    << "stats, override";
    QTest::newRow("wrong second word") << "admin sink"
                                       << "unknown_command"
                                       << "admin sink";
    QTest::newRow("unknown option") << "sync --fast"
                                    << "unknown_option"
                                    << "--fast";
    QTest::newRow("unknown before the command") << "--fast sync"
                                                << "unknown_option"
                                                << "--fast";
    QTest::newRow("unknown with a value") << "sync --fast=1"
                                          << "unknown_option"
                                          << "--fast";
    QTest::newRow("unknown short option") << "sync -x"
                                          << "unknown_option"
                                          << "-x";
    QTest::newRow("another command's option") << "get todos 7 --attempts 3"
                                              << "unknown_option"
                                              << "--attempts";
    QTest::newRow("another's, before") << "--attempts 3 get todos 7"
                                       << "unknown_option"
                                       << "--attempts";
    QTest::newRow("no value at the end") << "sync --attempts"
                                         << "missing_value"
                                         << "--attempts";
    QTest::newRow("an option for a value") << "sync --attempts --json"
                                           << "missing_value"
                                           << "--attempts";
    QTest::newRow("value for a flag") << "sync --json=yes"
                                      << "unexpected_value"
                                      << "--json";
    QTest::newRow("not a choice") << "sync --dialect latin"
                                  << "invalid_value"
                                  << "seed|pensieve";
    QTest::newRow("too few arguments") << "get todos"
                                       << "missing_argument"
                                       << "ID";
    QTest::newRow("too many arguments") << "get todos 7 8"
                                        << "extra_argument"
                                        << "8";
    QTest::newRow("arguments for none") << "sync now"
                                        << "extra_argument"
                                        << "now";
}

void TestCommandLine::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, code);
    QFETCH(QString, named);
    const auto result = parsed(controlProgram(), line);
    QVERIFY(!result);
    QCOMPARE(QString::fromStdString(result.error().code), code);
    QCOMPARE(result.error().category, ErrorCategory::Input);
    QVERIFY2(QString::fromStdString(result.error().detail).contains(named), result.error().detail.c_str());
}

void TestCommandLine::optionValues()
{
    const auto result =
        parsed(controlProgram(),
               QStringLiteral("admin override 7 --set state=done --set=title=x --note=a=b --url one --url two"));
    QVERIFY(result);
    QCOMPARE(joined(result->getAll("set")), QStringLiteral("state=done title=x"));
    QCOMPARE(result->get("note"), std::string("a=b"));
    QCOMPARE(joined(result->getAll("url")), QStringLiteral("two"));
    QCOMPARE(result->get("dialect"), std::string("seed"));
    QVERIFY(!result->has("dialect"));
    QVERIFY(!result->has("json"));
    QVERIFY(result->has("url"));
    QCOMPARE(result->get("nothing of the kind"), std::string());
}

void TestCommandLine::valuesAsNumbersAndTimes()
{
    const auto result = parsed(controlProgram(), QStringLiteral("sync --wait 1.5s"));
    QVERIFY(result);
    QCOMPARE(*result->number("attempts", 1), 10);
    QCOMPARE(*result->decimal("attempts"), 10.0);
    QCOMPARE(result->duration("wait")->count(), 1500);
    const std::map<QString, qint64> times = {{QStringLiteral("250ms"), 250},
                                             {QStringLiteral("20s"), 20'000},
                                             {QStringLiteral("5m"), 300'000},
                                             {QStringLiteral("8h"), 28'800'000},
                                             {QStringLiteral("7d"), 604'800'000}};
    for (const auto &[text, milliseconds] : times)
        QCOMPARE(parsed(controlProgram(), QStringLiteral("sync --wait ") + text)->duration("wait")->count(),
                 milliseconds);
}

void TestCommandLine::numbersThatAreNone_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"x", "3x", "0x10", "99999999999999999999", "nan", "inf", "1e400", "s"})
        QTest::newRow(text) << text;
}

void TestCommandLine::numbersThatAreNone()
{
    QFETCH(QString, text);
    const auto result = parsed(controlProgram(), QStringLiteral("sync --wait=%1 --attempts=%1").arg(text));
    QVERIFY(result);
    QCOMPARE(QString::fromStdString(result->number("attempts").error().code), QStringLiteral("invalid_value"));
    QVERIFY(QString::fromStdString(result->duration("wait").error().detail).contains(QStringLiteral("--wait")));
    if (text != QStringLiteral("99999999999999999999"))
        QVERIFY(!result->decimal("attempts"));
    QVERIFY(!parsed(controlProgram(), QStringLiteral("sync --attempts 0"))->number("attempts", 1));
}

void TestCommandLine::sourcesInOrder()
{
    const QTemporaryDir dir;
    const auto program = controlProgram();
    const auto config = configFile(dir, "# harbour\n\nurl = file # 1\r\n json=true\nattempts=4\n");
    const auto fromFile = parsed(program, withConfig(config, QStringLiteral("sync")));
    QVERIFY2(fromFile, fromFile ? "" : fromFile.error().detail.c_str());
    QCOMPARE(fromFile->get("url"), std::string("file # 1"));
    QCOMPARE(fromFile->get("attempts"), std::string("4"));
    QVERIFY(fromFile->has("json"));

    const std::map<std::string, std::string> variables = {{"BOAT_URL", "variable"}, {"BOAT_JSON", "no"}};
    const auto fromVariable = parsed(program, withConfig(config, QStringLiteral("sync")), variables);
    QCOMPARE(fromVariable->get("url"), std::string("variable"));
    QVERIFY(!fromVariable->has("json"));

    const auto fromLine = parsed(program, withConfig(config, QStringLiteral("sync --url line --json")), variables);
    QCOMPARE(fromLine->get("url"), std::string("line"));
    QVERIFY(fromLine->has("json"));

    QCOMPARE(parsed(program, withConfig(config, QStringLiteral("sync")), {{"BOAT_URL", ""}})->get("url"),
             std::string("file # 1"));
}

void TestCommandLine::configServesSeveralCommands()
{
    const QTemporaryDir dir;
    const auto config = configFile(dir, "attempts = 4\nset = a=1\nset = b=2\n");
    const auto get = parsed(controlProgram(), withConfig(config, QStringLiteral("get todos 7")));
    QVERIFY(get);
    QVERIFY(!get->has("attempts"));
    const auto override = parsed(controlProgram(), withConfig(config, QStringLiteral("admin override 7")));
    QCOMPARE(joined(override->getAll("set")), QStringLiteral("a=1 b=2"));
}

void TestCommandLine::configErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("named");

    QTest::newRow("no equals sign") << QByteArray("url = u\njson\n") << "config_malformed"
                                    << ":2";
    QTest::newRow("no name") << QByteArray("= u") << "config_malformed"
                             << ":1";
    QTest::newRow("unknown name") << QByteArray("ulr = u") << "unknown_option"
                                  << "ulr";
    QTest::newRow("a config in a config") << QByteArray("config = other") << "unknown_option"
                                          << "config";
    QTest::newRow("not a choice") << QByteArray("dialect = latin") << "invalid_value"
                                  << "dialect";
    QTest::newRow("neither true nor false") << QByteArray("json = perhaps") << "invalid_value"
                                            << "json";
}

void TestCommandLine::configErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, named);
    const QTemporaryDir dir;
    const auto result = parsed(controlProgram(), withConfig(configFile(dir, text), QStringLiteral("sync")));
    QVERIFY(!result);
    QCOMPARE(QString::fromStdString(result.error().code), code);
    QVERIFY2(QString::fromStdString(result.error().detail).contains(named), result.error().detail.c_str());
}

void TestCommandLine::configThatIsNotThere()
{
    const QTemporaryDir dir;
    const auto missing = dir.filePath(QStringLiteral("none")).toStdString();
    for (const std::string &path : {missing, dir.path().toStdString()}) {
        const auto result = parsed(controlProgram(), withConfig(path, QStringLiteral("sync")));
        QVERIFY(!result);
        QCOMPARE(result.error().code, std::string("config_unreadable"));
    }
}

void TestCommandLine::secretStaysOffTheCommandLine()
{
    const QTemporaryDir dir;
    for (const char *line : {"sync --token hunter2", "sync --token=hunter2", "--token hunter2 sync"}) {
        const auto result = parsed(controlProgram(), QString::fromLatin1(line));
        QVERIFY(!result);
        QCOMPARE(result.error().code, std::string("secret_option"));
        const QString detail = QString::fromStdString(result.error().detail);
        QVERIFY(!detail.contains(QStringLiteral("hunter2")));
        QVERIFY(detail.contains(QStringLiteral("$BOAT_TOKEN")));
    }
    QCOMPARE(parsed(controlProgram(), QStringLiteral("sync"), {{"BOAT_TOKEN", "hunter2"}})->get("token"),
             std::string("hunter2"));
    const auto config = configFile(dir, "token = hunter2");
    QCOMPARE(parsed(controlProgram(), withConfig(config, QStringLiteral("sync")))->get("token"),
             std::string("hunter2"));
}

void TestCommandLine::defaultCommand()
{
    const auto serve = parsed(daemonProgram(), QStringLiteral("--listen here"));
    QVERIFY(serve);
    QCOMPARE(serve->command, std::string("serve"));
    QCOMPARE(serve->get("listen"), std::string("here"));
    QCOMPARE(parsed(daemonProgram(), QStringLiteral("check"))->command, std::string("check"));
    QCOMPARE(parsed(daemonProgram(), QStringLiteral("check --listen x")).error().code, std::string("unknown_option"));
    QCOMPARE(parsed(daemonProgram(), QStringLiteral("chekc")).error().code, std::string("unknown_command"));
}

void TestCommandLine::programWithoutCommands()
{
    cli::Program program;
    program.name = "boat";
    program.globalOptions = {{.name = "demo", .help = "Play."}};
    const auto result = parsed(program, QStringLiteral("--demo"));
    QVERIFY(result);
    QCOMPARE(result->command, std::string());
    QVERIFY(result->has("demo"));
    QCOMPARE(parsed(program, QStringLiteral("harbour")).error().code, std::string("extra_argument"));
}

void TestCommandLine::helpAsksForNothingElse()
{
    QVERIFY(parsed(controlProgram(), QStringLiteral("--help"))->has("help"));
    QVERIFY(parsed(controlProgram(), QStringLiteral("-h"))->has("help"));
    QVERIFY(parsed(controlProgram(), QStringLiteral("--version"))->has("version"));
    QCOMPARE(parsed(controlProgram(), QStringLiteral("get --help --config /nowhere"))->command, std::string("get"));
    QCOMPARE(parsed(controlProgram(), QStringLiteral("admin --help"))->command, std::string("admin"));
}

void TestCommandLine::helpNamesEveryRow()
{
    const QString all = QString::fromStdString(cli::helpText(controlProgram()));
    for (const char *text :
         {"Usage: boatctl [OPTION…] COMMAND", "put ENTITY [JSON…]", "admin override ID", "--url URL",
          "--dialect seed|pensieve", "Default: seed.", "-j, --json", "--config FILE", "BOAT_TOKEN"})
        QVERIFY2(all.contains(QString::fromUtf8(text)), text);
    QVERIFY(!all.contains(QStringLiteral("--token")));
    QVERIFY(!all.contains(QStringLiteral("--attempts")));
    for (const QString &line : all.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));

    const QString sync = QString::fromStdString(cli::helpText(controlProgram(), "sync"));
    QVERIFY(sync.startsWith(QStringLiteral("Usage: boatctl sync [OPTION…]")));
    QVERIFY(sync.contains(QStringLiteral("--attempts N")) && sync.contains(QStringLiteral("--url URL")));

    const QString admin = QString::fromStdString(cli::helpText(controlProgram(), "admin"));
    QVERIFY(admin.contains(QStringLiteral("admin stats")) && !admin.contains(QStringLiteral("put ENTITY")));

    const QString served = QString::fromStdString(cli::helpText(daemonProgram()));
    QVERIFY(served.contains(QStringLiteral("[COMMAND]")) && served.contains(QStringLiteral("--listen ADDRESS")));
}

void TestCommandLine::manPageNamesEveryRow()
{
    cli::Program program = controlProgram();
    program.files.emplace_back("C:\\boat", ".hidden and 'quoted'");
    const std::string page = cli::manPage(program);
    for (const char *text :
         {".TH boatctl 1 \"\" \"Tidemark 1.2.3\"", "boatctl \\- Steer boats from scripts", ".B sync",
          ".B put ENTITY [JSON…]", ".B \\-\\-attempts N", ".B \\-\\-url URL", ".B \\-j, \\-\\-json", ".B BOAT_TOKEN",
          ".SH EXIT STATUS", "\n.B 2\nusage", "C:\\eboat", "\n\\&.hidden"})
        QVERIFY2(page.find(text) != std::string::npos, text);
    QCOMPARE(cli::manPage(program), page);
    QVERIFY(!std::regex_search(page, std::regex("\n\\.(?!B|SH|TH|TP|RS|RE|PP)")));
}

void TestCommandLine::runAnswersWithExitCodes()
{
    const auto exitOf = [](std::vector<std::string> args) {
        args.insert(args.begin(), "boatctl");
        std::vector<char *> raw;
        for (std::string &arg : args)
            raw.push_back(arg.data());
        return cli::run(controlProgram(), static_cast<int>(raw.size()), raw.data(),
                        [](const cli::Parsed &line) { return line.command == "sync" ? 7 : 8; });
    };
    QCOMPARE(exitOf({"sync"}), 7);
    QCOMPARE(exitOf({"get", "todos", "7"}), 8);
    QCOMPARE(exitOf({"sink"}), 2);
    QCOMPARE(exitOf({"--help"}), 0);
    QCOMPARE(exitOf({"--version"}), 0);
    QCOMPARE(exitOf({"--man-page"}), 0);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
