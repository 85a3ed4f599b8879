// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/JsonSchema.h"

#include "base/Uuid.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace tidemark::test {

namespace {

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("boolean");
    case QJsonValue::Double: return QStringLiteral("number");
    case QJsonValue::String: return QStringLiteral("string");
    case QJsonValue::Array: return QStringLiteral("array");
    case QJsonValue::Object: return QStringLiteral("object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("nothing");
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("integer"))
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    return typeOf(value) == type;
}

/// One value against one schema, with all the schemas that this one leads to.
class Check {
public:
    Check(const QJsonObject &document, QString place) : m_document(document), m_place(std::move(place)) {}

    void run(const QJsonObject &schema, const QJsonValue &value)
    {
        for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword) {
            const auto known = keywords().constFind(keyword.key());
            if (known == keywords().constEnd())
                object(QStringLiteral("unknown keyword ") + keyword.key());
            else if (*known)
                (this->**known)(schema, *keyword, value);
        }
        if (schema.contains(QLatin1String("unevaluatedProperties"))) // after all others
            others(schema[QLatin1String("unevaluatedProperties")], value, m_evaluated);
    }

    QStringList found;

    using Keyword = void (Check::*)(const QJsonObject &, const QJsonValue &, const QJsonValue &);
    static const QHash<QString, Keyword> &keywords()
    {
        static const QHash<QString, Keyword> all{
            {QStringLiteral("$ref"), &Check::reference},
            {QStringLiteral("additionalProperties"), &Check::additional},
            {QStringLiteral("allOf"), &Check::allOf},
            {QStringLiteral("description"), nullptr},
            {QStringLiteral("enum"), &Check::enumerated},
            {QStringLiteral("format"), &Check::format},
            {QStringLiteral("items"), &Check::items},
            {QStringLiteral("maximum"), &Check::maximum},
            {QStringLiteral("minimum"), &Check::minimum},
            {QStringLiteral("oneOf"), &Check::oneOf},
            {QStringLiteral("properties"), &Check::properties},
            {QStringLiteral("required"), &Check::required},
            {QStringLiteral("type"), &Check::type},
            {QStringLiteral("unevaluatedProperties"), nullptr},
        };
        return all;
    }

private:
    void object(const QString &what)
    {
        found.append((m_place.isEmpty() ? QStringLiteral("/") : m_place) + QStringLiteral(": ") + what);
    }

    void inside(const QString &name, const QJsonValue &schema, const QJsonValue &value)
    {
        if (schema.isBool()) {
            if (!schema.toBool())
                object(QStringLiteral("%1 is not expected").arg(name));
            return;
        }
        Check check(m_document, m_place + u'/' + name);
        check.run(schema.toObject(), value);
        found += check.found;
    }

    /// The same value against another schema: what that one knows, this one does too.
    void also(const QJsonObject &schema, const QJsonValue &value)
    {
        Check check(m_document, m_place);
        check.run(schema, value);
        found += check.found;
        m_evaluated += check.m_evaluated;
    }

    void others(const QJsonValue &schema, const QJsonValue &value, const QSet<QString> &known)
    {
        const QJsonObject fields = value.toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            if (!known.contains(field.key()))
                inside(field.key(), schema, *field);
            m_evaluated.insert(field.key());
        }
    }

    void reference(const QJsonObject &, const QJsonValue &target, const QJsonValue &value)
    {
        const QJsonValue schema = valueAt(m_document, target.toString().mid(1));
        if (schema.isObject())
            also(schema.toObject(), value);
        else
            object(QStringLiteral("nothing at ") + target.toString());
    }

    void additional(const QJsonObject &schema, const QJsonValue &rule, const QJsonValue &value)
    {
        const QStringList own = schema[QLatin1String("properties")].toObject().keys();
        others(rule, value, QSet<QString>(own.begin(), own.end()));
    }

    void allOf(const QJsonObject &, const QJsonValue &schemas, const QJsonValue &value)
    {
        for (const QJsonValue schema : schemas.toArray())
            also(schema.toObject(), value);
    }

    void oneOf(const QJsonObject &, const QJsonValue &schemas, const QJsonValue &value)
    {
        int fitting = 0;
        for (const QJsonValue schema : schemas.toArray()) {
            Check check(m_document, m_place);
            check.run(schema.toObject(), value);
            if (check.found.isEmpty()) {
                ++fitting;
                m_evaluated += check.m_evaluated;
            }
        }
        if (fitting != 1)
            object(QStringLiteral("fits %1 of the schemas it should fit one of").arg(fitting));
    }

    void type(const QJsonObject &, const QJsonValue &types, const QJsonValue &value)
    {
        const QJsonArray all = types.isArray() ? types.toArray() : QJsonArray{types};
        if (std::none_of(all.begin(), all.end(), [&](const auto &name) { return isOfType(value, name.toString()); }))
            object(QStringLiteral("is a ") + typeOf(value));
    }

    void enumerated(const QJsonObject &, const QJsonValue &values, const QJsonValue &value)
    {
        if (!values.toArray().contains(value))
            object(value.toVariant().toString() + QStringLiteral(" is none of the values"));
    }

    void properties(const QJsonObject &, const QJsonValue &schemas, const QJsonValue &value)
    {
        const QJsonObject fields = value.toObject();
        const QJsonObject known = schemas.toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            if (!known.contains(field.key()))
                continue;
            inside(field.key(), known[field.key()], *field);
            m_evaluated.insert(field.key());
        }
    }

    void required(const QJsonObject &, const QJsonValue &names, const QJsonValue &value)
    {
        for (const QJsonValue name : names.toArray()) {
            if (value.isObject() && !value.toObject().contains(name.toString()))
                object(name.toString() + QStringLiteral(" is missing"));
        }
    }

    void items(const QJsonObject &, const QJsonValue &schema, const QJsonValue &value)
    {
        int index = 0;
        for (const QJsonValue item : value.toArray())
            inside(QString::number(index++), schema, item);
    }

    void format(const QJsonObject &, const QJsonValue &name, const QJsonValue &value)
    {
        if (name != QLatin1String("uuid"))
            object(QStringLiteral("unknown format ") + name.toString());
        else if (value.isString() && !isUuid(value.toString().toStdString()))
            object(QStringLiteral("is no UUID"));
    }

    void minimum(const QJsonObject &, const QJsonValue &bound, const QJsonValue &value)
    {
        if (value.isDouble() && value.toDouble() < bound.toDouble())
            object(QStringLiteral("is too small"));
    }

    void maximum(const QJsonObject &, const QJsonValue &bound, const QJsonValue &value)
    {
        if (value.isDouble() && value.toDouble() > bound.toDouble())
            object(QStringLiteral("is too large"));
    }

    const QJsonObject &m_document;
    const QString m_place;
    QSet<QString> m_evaluated; ///< names of properties that some schema spoke about
};

QStringList unknownInAll(const QJsonValue &schemas)
{
    QStringList unknown;
    if (schemas.isArray()) {
        for (const QJsonValue schema : schemas.toArray())
            unknown += unknownKeywords(schema.toObject());
    } else {
        for (const QJsonValue schema : schemas.toObject())
            unknown += unknownKeywords(schema.toObject());
    }
    return unknown;
}

} // namespace

QStringList violations(const QJsonObject &document, const QJsonObject &schema, const QJsonValue &value)
{
    Check check(document, {});
    check.run(schema, value);
    return check.found;
}

QStringList unknownKeywords(const QJsonObject &schema)
{
    QStringList unknown;
    for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword) {
        if (!Check::keywords().contains(keyword.key()))
            unknown.append(keyword.key());
        else if (keyword.key() == QLatin1String("properties") || keyword->isArray())
            unknown += unknownInAll(*keyword);
        else if (keyword->isObject())
            unknown += unknownKeywords(keyword->toObject());
    }
    return unknown;
}

QJsonValue valueAt(const QJsonValue &root, const QString &pointer)
{
    QJsonValue value = root;
    const QStringList steps = pointer.split(u'/').mid(1);
    for (QString step : steps) {
        step.replace(QLatin1String("~1"), QLatin1String("/")).replace(QLatin1String("~0"), QLatin1String("~"));
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    }
    return value;
}

} // namespace tidemark::test
