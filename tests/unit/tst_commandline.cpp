// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a command line may say, and what it is told when it says something else.

#include "CommandLineFixture.h"

#include <QtTest>

using namespace tidemark;

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
    void defaultCommand();
    void programWithoutCommands();
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

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
