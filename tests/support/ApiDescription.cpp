// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ApiDescription.h"

#include "tests/support/JsonSchema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace tidemark::test {

namespace {

QString textOf(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

QString roleOf(const QJsonArray &security)
{
    if (security.isEmpty())
        return {};
    const QJsonArray roles = security.last()[QLatin1String("token")].toArray();
    return roles.isEmpty() ? QStringLiteral("user") : roles[0].toString();
}

QList<QJsonValue> codesOf(const QJsonObject &response)
{
    const QJsonValue schema =
        response[QLatin1String("content")][QLatin1String("application/problem+json")][QLatin1String("schema")];
    const QJsonArray codes =
        schema[QLatin1String("properties")][QLatin1String("code")][QLatin1String("enum")].toArray();
    return {codes.begin(), codes.end()};
}

} // namespace

void ApiCall::set(const QString &in, const QString &name, const QString &value)
{
    (in == QLatin1String("path") ? places : in == QLatin1String("query") ? query : headers)[name] = value;
}

QByteArray ApiCall::bytes() const
{
    QByteArray target = path.toUtf8();
    for (auto place = places.begin(); place != places.end(); ++place)
        target.replace("{" + place.key().toUtf8() + "}", QUrl::toPercentEncoding(*place));
    char separator = '?';
    for (auto part = query.begin(); part != query.end(); ++part) {
        target += separator + QUrl::toPercentEncoding(part.key()) + "=" + QUrl::toPercentEncoding(*part);
        separator = '&';
    }
    QByteArray bytes = method + " " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n";
    for (auto header = headers.begin(); header != headers.end(); ++header)
        bytes += header.key().toUtf8() + ": " + header->toUtf8() + "\r\n";
    if (!body.isEmpty() && !headers.contains(QStringLiteral("Content-Length")))
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

ApiDescription::ApiDescription(QJsonObject document) : m_document(std::move(document))
{
    const QJsonObject paths = m_document[QLatin1String("paths")].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path->toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method)
            m_operations.append(read(path.key(), method.key(), method->toObject()));
    }
}

ApiOperation ApiDescription::read(const QString &path, const QString &method, const QJsonObject &json) const
{
    ApiOperation operation{json[QLatin1String("operationId")].toString(),
                           method.toUpper().toUtf8(),
                           path,
                           roleOf(json[QLatin1String("security")].toArray()),
                           json[QLatin1String("security")].toArray().contains(QJsonObject()),
                           {},
                           {},
                           {},
                           {}};
    for (const QJsonValue parameter : json[QLatin1String("parameters")].toArray())
        operation.parameters.append(resolved(parameter.toObject()));
    const QJsonObject body =
        json[QLatin1String("requestBody")][QLatin1String("content")][QLatin1String("application/json")].toObject();
    operation.bodies = body[QLatin1String("examples")].toObject();
    operation.bodySchema = body[QLatin1String("schema")].toObject();
    const QJsonObject responses = json[QLatin1String("responses")].toObject();
    for (auto response = responses.begin(); response != responses.end(); ++response)
        operation.responses[response.key()] = resolved(response->toObject());
    return operation;
}

const ApiOperation &ApiDescription::operation(const QString &id) const
{
    for (const ApiOperation &operation : m_operations) {
        if (operation.id == id)
            return operation;
    }
    qFatal("no operation %s", qPrintable(id));
}

QJsonObject ApiDescription::resolved(const QJsonObject &object) const
{
    const QString reference = object[QLatin1String("$ref")].toString();
    return reference.isEmpty() ? object : valueAt(m_document, reference.mid(1)).toObject();
}

ApiCall ApiDescription::call(const ApiOperation &operation, bool everything, const QString &body)
{
    ApiCall call{operation.method, operation.path, {}, {}, {}, {}};
    for (const QJsonObject &parameter : operation.parameters) {
        const QJsonValue example = parameter[QLatin1String("example")];
        if (!example.isUndefined() && (everything || parameter[QLatin1String("required")].toBool()))
            call.set(parameter[QLatin1String("in")].toString(), parameter[QLatin1String("name")].toString(),
                     textOf(example));
    }
    if (!body.isEmpty()) {
        call.headers[QStringLiteral("Content-Type")] = QStringLiteral("application/json");
        call.body =
            QJsonDocument(operation.bodies[body][QLatin1String("value")].toObject()).toJson(QJsonDocument::Compact);
    }
    return call;
}

QStringList ApiDescription::objections(const ApiOperation &operation, const RawAnswer &answer) const
{
    const QJsonValue response = operation.responses[QString::number(answer.status)];
    if (!response.isObject())
        return {QStringLiteral("%1: the status %2 is not documented").arg(operation.id).arg(answer.status)};
    return objections(response.toObject(), answer);
}

QStringList ApiDescription::objections(const QJsonObject &response, const RawAnswer &answer) const
{
    QStringList found;
    const QJsonObject headers = response[QLatin1String("headers")].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const bool required = resolved(header->toObject())[QLatin1String("required")].toBool();
        if (required && !answer.headers.contains(header.key().toLower().toUtf8()))
            found.append(QStringLiteral("no header ") + header.key());
    }
    const QString type = QString::fromUtf8(answer.headers.value("content-type")).section(u';', 0, 0);
    const QJsonValue content = response[QLatin1String("content")][type];
    if (content.isUndefined())
        return found << QStringLiteral("the media type %1 is not documented").arg(type);
    QJsonValue body = QString::fromUtf8(answer.body);
    if (type.endsWith(QLatin1String("json"))) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(answer.body, &error);
        if (document.isNull())
            return found << error.errorString();
        body = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    return found + violations(m_document, content[QLatin1String("schema")].toObject(), body);
}

QSet<QString> ApiDescription::refusals() const
{
    QSet<QString> all;
    for (const ApiOperation &operation : m_operations) {
        for (auto response = operation.responses.begin(); response != operation.responses.end(); ++response) {
            const int status = response.key().toInt();
            const QList<QJsonValue> codes = codesOf(response->toObject());
            if (status >= 400 && codes.isEmpty())
                all.insert(refusalName(operation.id, status, QStringLiteral("(no code)")));
            for (const QJsonValue &code : codes)
                all.insert(refusalName(operation.id, status, code.toString()));
        }
    }
    return all;
}

QString refusalName(const QString &operation, int status, const QString &code)
{
    return QStringLiteral("%1 %2 %3").arg(operation).arg(status).arg(code);
}

} // namespace tidemark::test
