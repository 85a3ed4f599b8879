// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include "tests/support/TestStore.h"

#include <QFile>
#include <QJsonDocument>

#include <csignal>

#include <sys/types.h>

namespace tidemark::test {

QString program(const char *name)
{
    return QStringLiteral(TIDEMARK_BUILD_DIR "/") + QString::fromLatin1(name);
}

Ran runProgram(const QString &path, const QStringList &arguments, int timeoutMs)
{
    QProcess process;
    process.start(path, arguments);
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "did not end in time"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QJsonObject Ran::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QList<QJsonObject> Ran::lines() const
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

BackendProcess::BackendProcess() : m_secretFile(m_directory.filePath(QStringLiteral("secret")))
{
    QFile secret(m_secretFile);
    if (secret.open(QIODevice::WriteOnly))
        secret.write("a secret for tests only, 32 bytes or more");
    secret.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_store = onPostgres() ? QString::fromStdString(newStore())
                           : QStringLiteral("sqlite:") + m_directory.filePath(QStringLiteral("server.sqlite"));
    m_authentication = {QStringLiteral("--jwt-secret-file"), secret.fileName()};
}

BackendProcess::BackendProcess(const BackendProcess &other)
    : m_store(other.m_store),
      m_secretFile(other.m_secretFile),
      m_authentication(other.m_authentication)
{
}

BackendProcess::~BackendProcess()
{
    kill();
}

void BackendProcess::configure(const QStringList &options, const QStringList &environment)
{
    m_options = options;
    m_environment = environment;
}

bool BackendProcess::start(const QStringList &more)
{
    const QString portFile = m_directory.filePath(QStringLiteral("port"));
    QFile::remove(portFile);
    m_process = std::make_unique<QProcess>();
    m_process->setEnvironment(QProcess::systemEnvironment() + m_environment);
    m_process->setStandardErrorFile(m_directory.filePath(QStringLiteral("log")), QIODevice::Append);
    m_process->start(program("tidemarkd"),
                     QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port),
                                 QStringLiteral("--store"), m_store, QStringLiteral("--port-file"), portFile}
                         + m_authentication + m_options + more);
    while (m_process->state() != QProcess::NotRunning && !QFile::exists(portFile))
        m_process->waitForFinished(20);
    QFile file(portFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    m_port = file.readAll().toUShort();
    return m_port != 0;
}

int BackendProcess::stop()
{
    terminate();
    return waitForEnd();
}

int BackendProcess::waitForEnd()
{
    m_process->waitForFinished(30'000);
    return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

void BackendProcess::kill()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished(10'000);
    }
}

void BackendProcess::hangUp()
{
    ::kill(static_cast<pid_t>(m_process->processId()), SIGHUP);
}

QByteArray BackendProcess::log() const
{
    QFile file(m_directory.filePath(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString BackendProcess::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_port);
}

QString BackendProcess::tokenFile(const QString &user, const QString &role, const QString &ttl) const
{
    const Ran minted =
        runProgram(program("tidemarkd"),
                   {QStringLiteral("token"), QStringLiteral("--user"), user, QStringLiteral("--role"), role,
                    QStringLiteral("--ttl"), ttl, QStringLiteral("--jwt-secret-file"), m_secretFile});
    QFile file(m_directory.filePath(user + QLatin1Char('-') + role + QLatin1Char('-') + ttl));
    if (file.open(QIODevice::WriteOnly))
        file.write(minted.out);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return file.fileName();
}

DeviceProgram::DeviceProgram(const BackendProcess &backend, const QString &name, const QString &user)
    : m_url(backend.url()),
      m_replica(backend.directory() + QLatin1Char('/') + name + QStringLiteral(".sqlite")),
      m_token(backend.tokenFile(user)),
      m_consoleToken(backend.tokenFile(kAdmin, QStringLiteral("admin"))),
      m_name(name)
{
}

QStringList DeviceProgram::arguments(const QStringList &command) const
{
    return QStringList{QStringLiteral("--url"),
                       m_url,
                       QStringLiteral("--replica"),
                       m_replica,
                       QStringLiteral("--key-file"),
                       m_replica + QStringLiteral(".key"),
                       QStringLiteral("--token-file"),
                       m_token,
                       QStringLiteral("--console-token-file"),
                       m_consoleToken,
                       QStringLiteral("--device"),
                       m_name,
                       QStringLiteral("--json")}
    + command;
}

Ran DeviceProgram::run(const QStringList &command) const
{
    return runProgram(program("tidemarkctl"), arguments(command));
}

std::unique_ptr<QProcess> DeviceProgram::start(const QStringList &command) const
{
    auto process = std::make_unique<QProcess>();
    process->start(program("tidemarkctl"), arguments(command));
    process->waitForStarted();
    return process;
}

QJsonObject DeviceProgram::row(const QString &entity, const QString &id) const
{
    return run({QStringLiteral("get"), entity, id}).json();
}

QString DeviceProgram::put(const QString &entity, const QByteArray &json) const
{
    return run({QStringLiteral("put"), entity, QString::fromUtf8(json)})
        .json()
        .value(QStringLiteral("id"))
        .toString();
}

} // namespace tidemark::test
