// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace tidemark::test {

/// What of a value does not follow a schema, one sentence each; none when all does. Knows the keywords of JSON Schema
/// 2020-12 that the API's description uses, and objects to every other one. Formats: uuid.
/// @param document  where `$ref` points into: "#/…" and nothing else
QStringList violations(const QJsonObject &document, const QJsonObject &schema, const QJsonValue &value);

/// The keywords in a schema and those inside it that violations() does not know.
QStringList unknownKeywords(const QJsonObject &schema);

/// The value at an RFC 6901 pointer ("/items/0/id"); undefined when there is none.
QJsonValue valueAt(const QJsonValue &root, const QString &pointer);

} // namespace tidemark::test
