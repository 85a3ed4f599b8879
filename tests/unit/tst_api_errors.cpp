// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ServedApi.h"

using namespace apitest;
using test::ApiCall;
using test::ApiOperation;
using test::RawAnswer;

/// Every refusal that the description of the API names is provoked over a socket; nothing is documented untried.
class TestApiErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void allAreTried();

private:
    const ServedApi m_sound; ///< where nothing goes wrong by itself
};

namespace {

/// What is made of a request that would be answered well.
using Spoil = void (*)(const ServedApi &api, const ApiOperation &operation, ApiCall &call);

struct Provocation {
    const char *operation; ///< "*": each that documents it
    int status;
    const char *code;
    Spoil spoil;
    std::optional<Faults> faults = {};
};

void authorize(ApiCall &call, const QString &value)
{
    call.headers[QStringLiteral("Authorization")] = value;
}

void setId(ApiCall &call, const std::string &id)
{
    call.places[QStringLiteral("id")] = text(id);
}

/// Changes members of the example's body.
void edit(ApiCall &call, const char *json)
{
    QJsonObject body = QJsonDocument::fromJson(call.body).object();
    const QJsonObject members = QJsonDocument::fromJson(QByteArray(json).replace('\'', '"')).object();
    for (auto member = members.begin(); member != members.end(); ++member)
        body[member.key()] = *member;
    call.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// Lays tombstones aside that are newer than the cursor the call comes with.
void purge(const ServedApi &api, ApiCall &call)
{
    api.execute("UPDATE sync_clock SET purged_ms = 1000 WHERE user_id = '" + userId(4) + "'");
    authorize(call, api.token(QStringLiteral("user"), 4));
}

void nothing(const ServedApi &, const ApiOperation &, ApiCall &) {}

const QList<Provocation> &provocations()
{
    using A = const ServedApi &;
    using O = const ApiOperation &;
    using C = ApiCall &;
    static const QList<Provocation> all{
        // What any request may meet.
        {"*", 400, "malformed_request",
         [](A, O, C call) { call.headers[QStringLiteral("Host")] = QStringLiteral("second"); }},
        {"*", 400, "bad_header",
         [](A, O, C call) { call.headers[QStringLiteral("X-Device-Id")] = QStringLiteral("x"); }},
        {"*", 401, "token_missing", [](A, O, C call) { authorize(call, QStringLiteral("Basic YTpi")); }},
        {"*", 401, "token_malformed", [](A, O, C call) { authorize(call, QStringLiteral("Bearer nonsense")); }},
        {"*", 401, "token_bad_signature",
         [](A api, O operation, C call) {
             QString token = api.token(operation.role);
             token.chop(20);
             authorize(call, token + QString(20, u'A'));
         }},
        {"*", 401, "token_expired",
         [](A api, O, C call) {
             authorize(
                 call,
                 text("Bearer ")
                     + signedToken(api.backend, R"({"sub":"aaaaaaaa-0000-4000-8000-000000000001","exp":1000})"));
         }},
        {"*", 401, "token_not_yet_valid",
         [](A api, O, C call) {
             authorize(
                 call,
                 text("Bearer ")
                     + signedToken(
                         api.backend,
                         R"({"sub":"aaaaaaaa-0000-4000-8000-000000000001","exp":9000000000,"nbf":8000000000})"));
         }},
        {"*", 401, "token_bad_claims",
         [](A api, O, C call) {
             authorize(call, text("Bearer ") + signedToken(api.backend, R"({"sub":"me","exp":9000000000})"));
         }},
        {"*", 403, "forbidden",
         [](A api, O operation, C call) {
             const bool writes = operation.role == QLatin1String("admin");
             authorize(call, api.token(writes ? QStringLiteral("support") : QStringLiteral("user")));
         }},
        {"*", 408, "timeout", nothing, Faults{.headerTimeout = std::chrono::milliseconds(100)}},
        {"*", 431, "header_too_large",
         [](A, O, C call) { call.headers[QStringLiteral("X-Filler")] = QString(40'000, u'x'); }},
        {"*", 414, "target_too_long", [](A, O, C call) { call.query[QStringLiteral("q")] = QString(9'000, u'x'); }},
        {"*", 429, "rate_limited",
         [](A api, O, C call) { // the first may pass
             call.headers[QStringLiteral("X-Forwarded-For")] = QStringLiteral("192.0.2.1");
             api.sendBytes(call.bytes());
         },
         Faults{.addressRate = 0.001}},
        {"*", 503, "busy", nothing, Faults{.maxWorking = 0}},
        {"*", 503, "keys_renewing", nothing, Faults{.keysRenewing = true}},
        {"*", 503, "clock_busy", nothing, Faults{.busy = "clock_busy"}},
        {"*", 503, "retry", nothing, Faults{.busy = "retry"}},
        {"*", 503, "database_gone", nothing, Faults{.busy = "database_gone"}},
        {"ready", 503, "draining", nothing, Faults{.draining = true}},
        {"ready", 503, "not_ready", nothing, Faults{.busy = "database_gone"}},

        // What any body may be.
        {"*", 400, "invalid_gzip",
         [](A, O, C call) { call.headers[QStringLiteral("Content-Encoding")] = QStringLiteral("gzip"); }},
        {"*", 400, "malformed_json", [](A, O, C call) { call.body.chop(1); }},
        {"*", 400, "duplicate_key", [](A, O, C call) { call.body = R"({"a":1,"a":2})"; }},
        {"*", 400, "bad_request",
         [](A, O, C call) {
             call.body = R"({"changes":[],"role":"root","note":5,"expected_last_modified_at":"now"})";
         }},
        {"*", 413, "too_large",
         [](A, O, C call) { call.headers[QStringLiteral("Content-Length")] = QStringLiteral("8388609"); }},
        {"*", 413, "too_deep", [](A, O, C call) { call.body = QByteArray(20, '[') + QByteArray(20, ']'); }},
        {"*", 415, "unsupported_media_type",
         [](A, O, C call) { call.headers[QStringLiteral("Content-Type")] = QStringLiteral("text/plain"); }},
        {"*", 415, "unsupported_encoding",
         [](A, O, C call) { call.headers[QStringLiteral("Content-Encoding")] = QStringLiteral("br"); }},

        // Parameters.
        {"pull", 400, "bad_parameter",
         [](A, O, C call) { call.query[QStringLiteral("entities")] = QStringLiteral("x"); }},
        {"*", 400, "bad_parameter",
         [](A, O, C call) {
             call.query[QStringLiteral("limit")] = QStringLiteral("0");
             call.query[QStringLiteral("period")] = QStringLiteral("1y");
             call.query[QStringLiteral("prefix")] = QStringLiteral("x");
         }},
        {"*", 400, "bad_page", [](A, O, C call) { call.query[QStringLiteral("page")] = QStringLiteral("x"); }},
        {"*", 400, "bad_cursor", [](A, O, C call) { call.query[QStringLiteral("cursor")] = QStringLiteral("x"); }},
        {"*", 404, "unknown_conflict", [](A, O, C call) { setId(call, id(0)); }},
        {"user", 404, "unknown_user", [](A, O, C call) { setId(call, id(0)); }},
        {"*", 404, "unknown_entity",
         [](A, O, C call) { call.places[QStringLiteral("entity")] = QStringLiteral("x"); }},
        {"records", 404, "not_found", [](A, O, C call) { setId(call, "x"); }},
        {"history", 404, "not_found", [](A, O, C call) { setId(call, "x"); }},
        {"devLogin", 404, "not_found", nothing, Faults{.devLogin = false}},
        {"*", 403, "access_reason_missing",
         [](A, O, C call) { call.headers.remove(QStringLiteral("X-Access-Reason")); }},

        // Sync.
        {"pull", 410, "cursor_ahead",
         [](A, O, C call) { call.query[QStringLiteral("last_pulled_at")] = QStringLiteral("9000000000000000"); }},
        {"pull", 410, "epoch_changed", [](A, O, C call) { call.query[QStringLiteral("epoch")] = text(id(0)); }},
        {"pull", 410, "cursor_expired",
         [](A api, O, C call) {
             purge(api, call);
             call.query[QStringLiteral("last_pulled_at")] = QStringLiteral("5");
         }},
        {"push", 410, "cursor_ahead", [](A, O, C call) { edit(call, "{'last_pulled_at':9000000000000000}"); }},
        {"push", 410, "epoch_changed", [](A, O, C call) { edit(call, "{'epoch':'another'}"); }},
        {"push", 410, "cursor_expired",
         [](A api, O, C call) {
             purge(api, call);
             edit(call, "{'last_pulled_at':5}");
         }},
        {"push", 413, "too_many_records",
         [](A, O, C call) {
             call.body = R"({"changes":{"todos":{"deleted":[")" + QByteArray(R"(",")").repeated(20'000) + R"("]}}})";
         }},
        {"report", 413, "too_many_records",
         [](A, O, C call) { call.body = R"({"logs":[0)" + QByteArray(",0").repeated(500) + "]}"; }},
        {"push", 422, "idempotency_key_reused",
         [](A api, O operation, C call) {
             api.send(operation, call);
             edit(call, "{'changes':{}}");
         }},

        // Decisions.
        {"bulkOverride", 400, "note_missing", [](A, O, C call) { call.body = R"({"side":"client","note":" "})"; }},
        {"bulkOverride", 413, "too_many_records",
         [](A, O, C call) {
             call.body =
                 R"({"side":"client","note":"n","run_id":"00000000-0000-4000-8000-000000000001","selection":[0)"
                 + QByteArray(",0").repeated(1000) + "]}";
         }},
        {"review", 409, "already_overridden", [](A, O, C call) { setId(call, ServedApi::overridden); }},
        {"override", 400, "note_missing", [](A, O, C call) { edit(call, "{'note':' '}"); }},
        {"override", 400, "unknown_column", [](A, O, C call) { edit(call, "{'values':{'nope':1}}"); }},
        {"override", 400, "invalid_value", [](A, O, C call) { edit(call, "{'values':{'title':1}}"); }},
        {"override", 400, "record_deleted",
         [](A api, O, C call) {
             setId(call, ServedApi::ofDeleted);
             edit(call, json("{'expected_last_modified_at':%1}", api.deletedStamp).c_str());
         }},
        {"*", 409, "record_moved", [](A, O, C call) { edit(call, "{'expected_last_modified_at':1}"); }},
        {"revert", 409, "not_overridden",
         [](A api, O, C call) {
             setId(call, ServedApi::ofDeleted);
             edit(call, json("{'expected_last_modified_at':%1}", api.deletedStamp).c_str());
         }},
    };
    return all;
}

bool concerns(const Provocation &row, const ApiOperation &operation)
{
    const bool documented =
        description().refusals().contains(test::refusalName(operation.id, row.status, QString::fromLatin1(row.code)));
    return QLatin1String(row.operation) == operation.id
        || (QLatin1String(row.operation) == QLatin1String("*") && documented);
}

RawAnswer provoked(const ServedApi &api, const Provocation &row, const ApiOperation &operation)
{
    const bool writes = operation.method != "GET";
    ApiCall call = description().call(operation, writes, operation.bodies.keys().value(0));
    if (operation.local) // speak for somebody elsewhere
        call.headers[QStringLiteral("X-Forwarded-For")] = QStringLiteral("192.0.2.1");
    if (row.status == 408) // never finished
        return api.sendBytes(call.bytes().chopped(call.body.size() + 2));
    row.spoil(api, operation, call);
    return api.send(operation, call);
}

} // namespace

void TestApiErrors::refusals_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < provocations().size(); ++index) {
        const Provocation &row = provocations()[index];
        QTest::addRow("%s %d %s", row.operation, row.status, row.code) << index;
    }
}

void TestApiErrors::refusals()
{
    QFETCH(int, index);
    const Provocation &row = provocations()[index];
    std::optional<ServedApi> faulty;
    if (row.faults)
        faulty.emplace(*row.faults);
    const ServedApi &api = faulty ? *faulty : m_sound;
    int tried = 0;
    for (const ApiOperation &operation : description().operations()) {
        if (!concerns(row, operation))
            continue;
        ++tried;
        const RawAnswer answer = provoked(api, row, operation);
        QVERIFY2(
            answer.status == row.status,
            qPrintable(operation.id + QStringLiteral(" %1 ").arg(answer.status) + QString::fromUtf8(answer.body)));
        QCOMPARE(test::problemCode(answer), QString::fromLatin1(row.code));
        const QStringList wrong = description().objections(operation, answer);
        QVERIFY2(wrong.isEmpty(), qPrintable(operation.id + u'\n' + wrong.join(u'\n')));
    }
    QVERIFY2(tried > 0, "no operation documents this");
}

void TestApiErrors::allAreTried()
{
    QSet<QString> untried = description().refusals();
    for (const Provocation &row : provocations()) {
        for (const ApiOperation &operation : description().operations()) {
            if (concerns(row, operation))
                untried.remove(test::refusalName(operation.id, row.status, QString::fromLatin1(row.code)));
        }
    }
    QCOMPARE(QStringList(untried.begin(), untried.end()).join(u'\n'), QString());
}

QTEST_GUILESS_MAIN(TestApiErrors)
#include "tst_api_errors.moc"
