// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where options come from: command line, environment, config file, default.

#include "CommandLineFixture.h"

#include "app/cli/Help.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;

namespace {

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

class TestConfigFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesInOrder();
    void everyOptionHasAVariable();
    void configServesSeveralCommands();
    void configErrors_data();
    void configErrors();
    void configThatIsNotThere();
    void secretStaysOffTheCommandLine();
};

void TestConfigFile::sourcesInOrder()
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

void TestConfigFile::everyOptionHasAVariable()
{
    const QTemporaryDir dir;
    cli::Program program = controlProgram();
    program.environmentPrefix = "SHIP_";
    const auto config = configFile(dir, "attempts = 4\ndialect = pensieve\n");
    const std::map<std::string, std::string> variables = {
        {"SHIP_CONFIG", config}, {"SHIP_ATTEMPTS", "7"}, {"SHIP_JSON", "yes"}, {"BOAT_URL", "u"}};
    const auto result = parsed(program, QStringLiteral("sync"), variables);
    QVERIFY2(result, result ? "" : result.error().detail.c_str());
    QCOMPARE(result->get("attempts"), std::string("7"));
    QCOMPARE(result->get("dialect"), std::string("pensieve"));
    QCOMPARE(result->get("url"), std::string("u")); // one with a name of its own keeps it
    QVERIFY(!result->has("json"));
    QCOMPARE(parsed(program, QStringLiteral("sync --attempts 9"), variables)->get("attempts"), std::string("9"));
    const auto several = parsed(program, QStringLiteral("admin override 7"), {{"SHIP_SET", "a=1,b=2"}});
    QCOMPARE(joined(several->getAll("set")), QStringLiteral("a=1 b=2"));
    const auto wrong = parsed(program, QStringLiteral("sync"), {{"SHIP_DIALECT", "latin"}});
    QVERIFY(!wrong && wrong.error().detail.find("$SHIP_DIALECT") != std::string::npos);
    QVERIFY(cli::manPage(program).find("SHIP_ATTEMPTS") != std::string::npos);
    QVERIFY(cli::helpText(program, {}).find("SHIP_CONFIG") != std::string::npos);
}

void TestConfigFile::configServesSeveralCommands()
{
    const QTemporaryDir dir;
    const auto config = configFile(dir, "attempts = 4\nset = a=1\nset = b=2\n");
    const auto get = parsed(controlProgram(), withConfig(config, QStringLiteral("get todos 7")));
    QVERIFY(get);
    QVERIFY(!get->has("attempts"));
    const auto override = parsed(controlProgram(), withConfig(config, QStringLiteral("admin override 7")));
    QCOMPARE(joined(override->getAll("set")), QStringLiteral("a=1 b=2"));
}

void TestConfigFile::configErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("named");

    QTest::newRow("no equals sign") << QByteArray("url = u\njson\n") << "config_malformed"
                                    << ":2";
    QTest::newRow("no name") << QByteArray("= u") << "config_malformed"
                             << ":1";
    QTest::newRow("unknown name") << QByteArray("\nulr = u") << "unknown_option"
                                  << ":2: there is no option ulr";
    QTest::newRow("a config in a config") << QByteArray("config = other") << "unknown_option"
                                          << "config";
    QTest::newRow("not a choice") << QByteArray("# hm\n\ndialect = latin") << "invalid_value"
                                  << ":3: dialect";
    QTest::newRow("neither true nor false") << QByteArray("json = perhaps") << "invalid_value"
                                            << "json";
}

void TestConfigFile::configErrors()
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

void TestConfigFile::configThatIsNotThere()
{
    const QTemporaryDir dir;
    const auto missing = dir.filePath(QStringLiteral("none")).toStdString();
    for (const std::string &path : {missing, dir.path().toStdString()}) {
        const auto result = parsed(controlProgram(), withConfig(path, QStringLiteral("sync")));
        QVERIFY(!result);
        QCOMPARE(result.error().code, std::string("config_unreadable"));
    }
}

void TestConfigFile::secretStaysOffTheCommandLine()
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

QTEST_GUILESS_MAIN(TestConfigFile)
#include "tst_configfile.moc"
