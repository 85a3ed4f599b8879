// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What programs say about themselves: help, man page, exit codes.

#include "CommandLineFixture.h"
#include "app/cli/Help.h"
#include "app/cli/Run.h"

#include <QtTest>

#include <regex>

using namespace tidemark;

class TestHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpAsksForNothingElse();
    void helpNamesEveryRow();
    void manPageNamesEveryRow();
    void runAnswersWithExitCodes();
};

void TestHelp::helpAsksForNothingElse()
{
    QVERIFY(parsed(controlProgram(), QStringLiteral("--help"))->has("help"));
    QVERIFY(parsed(controlProgram(), QStringLiteral("-h"))->has("help"));
    QVERIFY(parsed(controlProgram(), QStringLiteral("--version"))->has("version"));
    QCOMPARE(parsed(controlProgram(), QStringLiteral("get --help --config /nowhere"))->command, std::string("get"));
    QCOMPARE(parsed(controlProgram(), QStringLiteral("admin --help"))->command, std::string("admin"));
}

void TestHelp::helpNamesEveryRow()
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

void TestHelp::manPageNamesEveryRow()
{
    cli::Program program = controlProgram();
    program.files.emplace_back("C:\\boat", ".hidden and 'quoted'");
    const std::string page = cli::manPage(program);
    for (const char *text : {".TH boatctl 1 \"\" \"Tidemark 1.2.3\"", "boatctl \\- steer boats from scripts",
                             ".B sync", ".B put ENTITY [JSON…]", ".B \\-\\-attempts N", ".B \\-\\-url URL",
                             ".B \\-j, \\-\\-json", ".B BOAT_TOKEN", "Steers boats.\n", ".SH EXIT STATUS",
                             ".SH SEE ALSO\nboatd(1), boat(5)", "\n.B 2\nusage", "C:\\eboat", "\n\\&.hidden"})
        QVERIFY2(page.find(text) != std::string::npos, text);
    QCOMPARE(cli::manPage(program), page);
    QVERIFY(!std::regex_search(page, std::regex("\n\\.(?!B|SH|TH|TP|RS|RE|PP)")));
}

void TestHelp::runAnswersWithExitCodes()
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

QTEST_GUILESS_MAIN(TestHelp)
#include "tst_help.moc"
