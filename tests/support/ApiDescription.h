// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/RawHttpClient.h"

#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QSet>
#include <QString>
#include <QStringList>

namespace tidemark::test {

/// A request as the description of the API leads to it.
struct ApiCall {
    QByteArray method;
    QString path; ///< with its {names}
    QMap<QString, QString> places;
    QMap<QString, QString> query;
    QMap<QString, QString> headers;
    QByteArray body;

    /// Puts a parameter where it belongs: "path", "query" or "header".
    void set(const QString &in, const QString &name, const QString &value);
    /// What goes over the wire.
    QByteArray bytes() const;
};

/// A path and a method, with every `$ref` but those to schemas followed.
struct ApiOperation {
    QString id;
    QByteArray method;
    QString path;
    QString role;       ///< empty: open; user, support, admin: who may at least
    bool local = false; ///< open to programs on the same machine
    QList<QJsonObject> parameters;
    QJsonObject bodies; ///< examples of the request body by name; empty without a body
    QJsonObject bodySchema;
    QJsonObject responses; ///< by status
};

/// A document of OpenAPI 3.1, and all a client learns from it.
class ApiDescription {
public:
    explicit ApiDescription(QJsonObject document);

    const QJsonObject &document() const { return m_document; }
    const QList<ApiOperation> &operations() const { return m_operations; }
    /// Fatal when there is none.
    const ApiOperation &operation(const QString &id) const;
    /// Itself, or what its `$ref` names.
    QJsonObject resolved(const QJsonObject &object) const;

    /// A request with the examples of the required parameters, of all with `everything`, and of a body.
    static ApiCall call(const ApiOperation &operation, bool everything, const QString &body = {});

    /// What is not as documented about an answer: status, headers, media type, body.
    QStringList objections(const ApiOperation &operation, const RawAnswer &answer) const;
    QStringList objections(const QJsonObject &response, const RawAnswer &answer) const;

    /// Every documented refusal as "operation status code".
    QSet<QString> refusals() const;

private:
    ApiOperation read(const QString &path, const QString &method, const QJsonObject &json) const;

    QJsonObject m_document;
    QList<ApiOperation> m_operations;
};

QString refusalName(const QString &operation, int status, const QString &code);

} // namespace tidemark::test
