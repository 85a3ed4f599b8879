// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace tidemark {

inline constexpr int kUsage = 2;
inline constexpr int kNetworkError = 10;
inline constexpr int kAuthError = 11;
inline constexpr int kLocalFault = 15;

inline const QString kId = QStringLiteral("018f2f6e-1111-7000-8000-000000000001");

struct Run {
    int exit = -1;
    QByteArray out;
    QByteArray err;

    QList<QByteArray> lines() const
    {
        QList<QByteArray> all = out.split('\n');
        if (all.last().isEmpty())
            all.removeLast();
        return all;
    }
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QByteArray told() const { return "exit " + QByteArray::number(exit) + "\n" + out + err; }
};

inline QList<QJsonObject> objects(const Run &run)
{
    QList<QJsonObject> all;
    for (const QByteArray &line : run.lines())
        all.append(QJsonDocument::fromJson(line).object());
    return all;
}

inline QJsonValue field(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)];
}

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The program tidemarkctl as scripts run it, in a folder of its own.
class CtlProgram {
public:
    /// @param environment  pairs NAME=VALUE
    Run ctl(const QStringList &args, const QStringList &environment = {}) const
    {
        QProcess process;
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.remove(QStringLiteral("TIDEMARK_TOKEN"));
        variables.insert(QStringLiteral("XDG_CONFIG_HOME"), path("config"));
        for (const QString &pair : environment)
            variables.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
        process.setProcessEnvironment(variables);
        process.start(QStringLiteral(TIDEMARK_BUILD_DIR "/tidemarkctl"), args);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
            return {-1, process.readAllStandardOutput(),
                    process.errorString().toUtf8() + process.readAllStandardError()};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    /// On the replica of this folder, with its key file and --json.
    Run on(const QStringList &args) const
    {
        return withKey({QStringLiteral("--key-file"), replica() + QStringLiteral(".key")}, args);
    }
    /// The same with a key that is elsewhere.
    Run withKey(const QStringList &key, const QStringList &args, const QStringList &environment = {}) const
    {
        return ctl(QStringList{QStringLiteral("--replica"), replica(), QStringLiteral("--json")} + key + args,
                   environment);
    }
    QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    QString replica() const { return path("notes.db"); }
    void write(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    /// Rows of an entity, deleted ones included.
    qsizetype countOf(const char *entity) const
    {
        return on({QStringLiteral("list"), QLatin1String(entity), QStringLiteral("--deleted")}).lines().size();
    }

private:
    QTemporaryDir m_dir;
};

} // namespace tidemark

#define EXIT(run, code)                                                                                              \
    do {                                                                                                             \
        const Run &ended = (run); /* once: it may be the run itself */                                               \
        QVERIFY2(ended.exit == (code), ended.told().constData());                                                    \
    } while (false)
