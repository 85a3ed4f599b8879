// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemark/Environment.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QSysInfo>

namespace tidemark::window {

namespace {

Error usage(std::string detail)
{
    return Error{"usage", ErrorCategory::Input, std::move(detail)};
}

Result<std::string> readToken(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{"token_file", ErrorCategory::Local, path + " cannot be read"};
    return cleanToken(file.read(16 * 1024).toStdString());
}

QString homeOf(const QString &profile)
{
    const QString path = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/tidemark/") + profile;
    QDir().mkpath(path);
    return path;
}

} // namespace

ui::UserRole roleOf(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return ui::UserRole::Support;
    const std::string_view payload = token.substr(first + 1, second - first - 1);
    const QByteArray json = QByteArray::fromBase64(QByteArray(payload.data(), static_cast<qsizetype>(payload.size())),
                                                   QByteArray::Base64UrlEncoding);
    const QString role = QJsonDocument::fromJson(json)
                             .object()
                             .value(QStringLiteral("app_metadata"))
                             .toObject()
                             .value(QStringLiteral("role"))
                             .toString();
    if (role == QStringLiteral("admin"))
        return ui::UserRole::Admin;
    return role == QStringLiteral("support") ? ui::UserRole::Support : ui::UserRole::Tester;
}

Result<Environment> environmentOf(const cli::Parsed &options)
{
    if (!options.has("url") || !options.has("token-file"))
        return usage(
            "no backend is configured: --profile NAME reads url and token-file from its file, --demo needs none");
    Environment environment;
    const QString name =
        options.has("profile") ? QString::fromStdString(options.get("profile")) : QStringLiteral("default");
    environment.profile = {name, name, QUrl(QString::fromStdString(options.get("url"))).host(),
                           ui::Role::ProfileStaging, false};
    if (options.get("colour") == "production") {
        environment.profile.color = ui::Role::ProfileProduction;
        environment.profile.edge = true;
    }
    environment.url = QUrl(QString::fromStdString(options.get("url")), QUrl::StrictMode);
    environment.pins = options.getAll("pin");
    TRY(const std::string deviceToken, readToken(options.get("token-file")));
    environment.userId = tokenSubject(deviceToken);
    if (environment.userId.empty())
        return Error{"token_file", ErrorCategory::Input, "the token names no user"};
    environment.owner = QString::fromStdString(environment.userId);
    const std::string consoleFile =
        options.has("console-token-file") ? options.get("console-token-file") : options.get("token-file");
    TRY(const std::string consoleToken, readToken(consoleFile));
    environment.role = roleOf(consoleToken);
    environment.deviceTokens = std::make_shared<TokenFile>(QString::fromStdString(options.get("token-file")));
    environment.consoleTokens = std::make_shared<TokenFile>(QString::fromStdString(consoleFile));
    const QString home = homeOf(name);
    environment.replicaPath = options.has("replica") ? QString::fromStdString(options.get("replica"))
                                                     : home + QStringLiteral("/replica.sqlite");
    environment.keys = {QString::fromStdString(options.get("key-file")),
                        QString::fromStdString(options.get("passphrase-file"))};
    environment.deviceName =
        options.has("device") ? options.get("device") : "Tidemark, " + QSysInfo::machineHostName().toStdString();
    environment.settingsPath = home + QStringLiteral("/window.ini");
    return environment;
}

} // namespace tidemark::window
