// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace tidemark::test {

inline const QString kAnna = QStringLiteral("11111111-1111-4111-8111-111111111111");
inline const QString kBert = QStringLiteral("22222222-2222-4222-8222-222222222222");
inline const QString kAdmin = QStringLiteral("33333333-3333-4333-8333-333333333333");

/// A real `tidemarkd` on loopback with its own database, in SQLite or PostgreSQL as the run of the test says, started
/// and stopped by the test.
class BackendProcess {
public:
    BackendProcess();
    /// Another process on the same database, with the same secret; `other` outlives it.
    explicit BackendProcess(const BackendProcess &other);
    ~BackendProcess();

    /// What it checks tokens with from the next start on, instead of a secret.
    void authenticateWith(const QStringList &options) { m_authentication = options; }
    /// More options, and variables of its environment ("NAME=value"), from the next start on.
    void configure(const QStringList &options, const QStringList &environment = {});
    /// Starts it on the port of the last time, if any, and waits until it listens.
    /// @param more  arguments after the usual ones
    bool start(const QStringList &more = {});
    /// SIGTERM, and the exit code.
    int stop();
    /// SIGTERM alone.
    void terminate() { m_process->terminate(); }
    /// Waits for its end: the exit code.
    int waitForEnd();
    /// SIGKILL: nothing is flushed.
    void kill();
    /// SIGHUP.
    void hangUp();

    QString url() const;
    quint16 port() const { return m_port; }
    /// As --store takes it.
    QString store() const { return m_store; }
    QString secretFile() const { return m_secretFile; }
    QString directory() const { return m_directory.path(); }
    /// What it has written to standard error.
    QByteArray log() const;
    /// A file with a token for the user.
    QString tokenFile(const QString &user, const QString &role = QStringLiteral("user"),
                      const QString &ttl = QStringLiteral("1h")) const;

private:
    QTemporaryDir m_directory;
    QString m_store;
    QString m_secretFile;
    QStringList m_authentication;
    QStringList m_options;
    QStringList m_environment;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
};

/// What a run of a program gave.
struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The only line of output as an object.
    QJsonObject json() const;
    /// A line an object.
    QList<QJsonObject> lines() const;
};

/// One device: `tidemarkctl` with a replica of its own.
class DeviceProgram {
public:
    DeviceProgram(const BackendProcess &backend, const QString &name, const QString &user = kAnna);

    /// Runs a command with --json and waits for its end.
    Ran run(const QStringList &command) const;
    /// Starts it and does not wait.
    std::unique_ptr<QProcess> start(const QStringList &command) const;
    /// The row, empty when it is not here.
    QJsonObject row(const QString &entity, const QString &id) const;
    /// Makes a row, gives its id.
    QString put(const QString &entity, const QByteArray &json) const;
    void setTokenFile(const QString &path) { m_token = path; }
    QString replica() const { return m_replica; }

private:
    QStringList arguments(const QStringList &command) const;

    QString m_url;
    QString m_replica;
    QString m_token;
    QString m_consoleToken;
    QString m_name;
};

/// A program of the build that is tested.
QString program(const char *name);
Ran runProgram(const QString &path, const QStringList &arguments, int timeoutMs = 60'000);

} // namespace tidemark::test
