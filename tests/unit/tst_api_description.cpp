// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ServedApi.h"
#include "backend/api/Routes.h"
#include "tests/support/JsonSchema.h"

using namespace apitest;
using test::ApiCall;
using test::ApiOperation;

/// The description of the API and the server say the same. What is refused is in tst_api_errors.
class TestApiDescription : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isServed();
    void everyRoute();
    void schemasAreUnderstood();
    void rowsAreThoseOfTheSchema();
    void examplesFollowTheirSchemas();
    void everyOperation_data();
    void everyOperation();
    void everythingWasTried();
    void otherPathsAndMethods();

private:
    /// Sends it, checks the answer, and notes what has been tried.
    QJsonObject walk(const ApiOperation &operation, const ApiCall &call);
    void follow(const ApiOperation &operation, const QJsonObject &answer);

    ServedApi m_api;
    QSet<QString> m_tried; ///< parameters and links, as "operation name"
};

void TestApiDescription::isServed()
{
    const test::RawAnswer answer = m_api.send(description().operation(QStringLiteral("openapi")),
                                              {"GET", QStringLiteral("/api/openapi.json"), {}, {}, {}, {}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(QJsonDocument::fromJson(answer.body).object(), description().document());
    QVERIFY(!description().operations().isEmpty());
}

void TestApiDescription::everyRoute()
{
    const auto roleOf = [](Access access) {
        switch (access) {
        case Access::User: return QStringLiteral("user");
        case Access::Support: return QStringLiteral("support");
        case Access::Admin: return QStringLiteral("admin");
        case Access::LocalOrSupport: return QStringLiteral("local or support");
        case Access::Open: break;
        }
        return QString();
    };
    QStringList served;
    for (const Route &route : routes())
        served.append(text(std::string(route.method) + ' ' + std::string(route.pattern) + ' ')
                      + roleOf(route.access));
    QStringList described;
    for (const ApiOperation &operation : description().operations())
        described.append(QString::fromUtf8(operation.method) + u' ' + operation.path + u' '
                         + (operation.local ? QStringLiteral("local or ") : QString()) + operation.role);
    served.sort();
    described.sort();
    QCOMPARE(described, served);
}

void TestApiDescription::schemasAreUnderstood()
{
    const QJsonObject schemas =
        test::valueAt(description().document(), QStringLiteral("/components/schemas")).toObject();
    for (auto schema = schemas.begin(); schema != schemas.end(); ++schema)
        QVERIFY2(test::unknownKeywords(schema->toObject()).isEmpty(), qPrintable(schema.key()));
}

void TestApiDescription::rowsAreThoseOfTheSchema()
{
    const auto namesOf = [](const QString &pointer) {
        return test::valueAt(description().document(), pointer + QStringLiteral("/properties")).toObject().keys();
    };
    QStringList entities;
    for (const EntitySchema &entity : pensieveSchema().entities) {
        QString name = text(entity.name);
        entities.append(name);
        name.chop(1);
        name[0] = name[0].toUpper();
        QStringList columns;
        for (const Column &column : entity.columns)
            columns.append(text(column.name));
        columns.sort();
        QCOMPARE(namesOf(QStringLiteral("/components/schemas/%1Columns").arg(name)), columns);
    }
    entities.sort();
    QCOMPARE(namesOf(QStringLiteral("/components/schemas/Changes")), entities);
}

void TestApiDescription::examplesFollowTheirSchemas()
{
    for (const ApiOperation &operation : description().operations()) {
        for (const QJsonValue example : operation.bodies) {
            const QStringList wrong =
                test::violations(description().document(), operation.bodySchema, example[QStringLiteral("value")]);
            QVERIFY2(wrong.isEmpty(), qPrintable(operation.id + wrong.join(u'\n')));
        }
        for (const QJsonObject &parameter : operation.parameters) {
            const QJsonValue example = parameter[QStringLiteral("example")];
            if (example.isUndefined())
                continue;
            const QStringList wrong =
                test::violations(description().document(), parameter[QStringLiteral("schema")].toObject(), example);
            QVERIFY2(wrong.isEmpty(), qPrintable(operation.id + wrong.join(u'\n')));
        }
    }
}

QJsonObject TestApiDescription::walk(const ApiOperation &operation, const ApiCall &call)
{
    const test::RawAnswer answer = m_api.send(operation, call);
    const QStringList wrong = description().objections(operation, answer);
    if (answer.status != 200 || !wrong.isEmpty())
        QTest::qFail(call.bytes() + "\n" + answer.body.left(2000) + "\n" + wrong.join(u'\n').toUtf8(), __FILE__,
                     __LINE__);
    for (const QString &name : call.places.keys() + call.query.keys() + call.headers.keys())
        m_tried.insert(operation.id + u' ' + name);
    return QJsonDocument::fromJson(answer.body).object();
}

/// Where an answer leads, as far as it leads anywhere.
void TestApiDescription::follow(const ApiOperation &operation, const QJsonObject &answer)
{
    const QJsonObject links = operation.responses[QStringLiteral("200")][QStringLiteral("links")].toObject();
    for (auto link = links.begin(); link != links.end(); ++link) {
        const ApiOperation &next = description().operation((*link)[QStringLiteral("operationId")].toString());
        ApiCall call = description().call(next, false);
        const QJsonObject parameters = (*link)[QStringLiteral("parameters")].toObject();
        bool leads = true;
        for (auto parameter = parameters.begin(); parameter != parameters.end(); ++parameter) {
            const QString prefix = QStringLiteral("$response.body#");
            QJsonValue value = *parameter;
            if (value.toString().startsWith(prefix))
                value = test::valueAt(answer, value.toString().mid(prefix.size()));
            leads = leads && !value.isNull() && !value.isUndefined();
            const bool inPath = parameter.key().startsWith(QLatin1String("path."));
            call.set(inPath ? QStringLiteral("path") : QStringLiteral("query"), parameter.key().section(u'.', -1),
                     value.toVariant().toString());
        }
        if (!leads)
            continue;
        walk(next, call);
        m_tried.insert(operation.id + u' ' + link.key());
    }
}

void TestApiDescription::everyOperation_data()
{
    QTest::addColumn<QString>("id");
    for (const ApiOperation &operation : description().operations())
        QTest::newRow(qPrintable(operation.id)) << operation.id;
}

void TestApiDescription::everyOperation()
{
    QFETCH(QString, id);
    const ApiOperation &operation = description().operation(id);
    if (operation.method != "GET") {
        bool everything = true; // once: what is sent twice with one key must be the same
        for (const QString &body : operation.bodies.keys())
            walk(operation, description().call(operation, std::exchange(everything, false), body));
        QVERIFY(!everything);
        return;
    }
    follow(operation, walk(operation, description().call(operation, false)));
    follow(operation, walk(operation, description().call(operation, true)));
    for (const QJsonObject &parameter : operation.parameters) {
        ApiCall call = description().call(operation, false);
        const QJsonValue example = parameter[QStringLiteral("example")];
        call.set(parameter[QStringLiteral("in")].toString(), parameter[QStringLiteral("name")].toString(),
                 example.toVariant().toString());
        if (!example.isUndefined())
            follow(operation, walk(operation, call));
    }
}

void TestApiDescription::everythingWasTried()
{
    for (const ApiOperation &operation : description().operations()) {
        QStringList names = operation.responses[QStringLiteral("200")][QStringLiteral("links")].toObject().keys();
        for (const QJsonObject &parameter : operation.parameters)
            names.append(parameter[QStringLiteral("name")].toString());
        for (const QString &name : names)
            QVERIFY2(m_tried.contains(operation.id + u' ' + name), qPrintable(operation.id + u' ' + name));
    }
}

void TestApiDescription::otherPathsAndMethods()
{
    const auto documented = [](const char *name) {
        return test::valueAt(description().document(), QStringLiteral("/components/responses/") + QLatin1String(name))
            .toObject();
    };
    const ApiOperation nowhere{{}, "GET", QStringLiteral("/nowhere"), {}, false, {}, {}, {}, {}};
    test::RawAnswer answer = m_api.send(nowhere, description().call(nowhere, false));
    QCOMPARE(answer.status, 404);
    QCOMPARE(description().objections(documented("NotFound"), answer), QStringList());
    for (const ApiOperation &operation : description().operations()) {
        ApiCall call = description().call(operation, false);
        call.method = "DELETE";
        answer = m_api.send(operation, call);
        QCOMPARE(answer.status, 405);
        QCOMPARE(description().objections(documented("MethodNotAllowed"), answer), QStringList());
    }
}

QTEST_GUILESS_MAIN(TestApiDescription)
#include "tst_api_description.moc"
