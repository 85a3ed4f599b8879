// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/PullCodec.h"
#include "protocol/PushCodec.h"
#include "protocol/RowCodec.h"

#include <QTest>

using namespace tidemark;

/// Bodies in and out: what is accepted, what is set aside, what is refused as a whole.
class tst_codec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void values_data();
    void values();
    void everyByteAtEveryPlace();
    void refusedBodies_data();
    void refusedBodies();
    void rejectedRecords_data();
    void rejectedRecords();
    void oneIdTwiceFolds();
    void sparseRowsAndBases();
    void mobileProfile();
    void pushRoundTrip();
    void pullRoundTrip();
    void badAnswers_data();
    void badAnswers();
};

namespace {

const std::string kUser = "11111111-1111-4111-8111-111111111111";
const std::string kId = "00000000-0000-7000-8000-000000000001";
const std::size_t kTodos = *pensieveSchema().entityIndex("todos");
const EntitySchema &todos()
{
    return pensieveSchema().entities[kTodos];
}

Result<PushRequest> read(const std::string &body)
{
    JsonDocument document;
    return readPushRequest(pensieveSchema(), document, body, kUser);
}

std::string pushOf(const std::string &row, const char *list = "updated")
{
    return R"({"last_pulled_at":5,"changes":{"todos":{")" + std::string(list) + R"(":[)" + row + "]}}}";
}

} // namespace

void tst_codec::values_data()
{
    QTest::addColumn<QByteArray>("entity");
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *entity, const char *column, const QByteArray &json, bool good) {
        QTest::addRow("%s.%s %s", entity, column, json.left(40).constData())
            << QByteArray(entity) << QByteArray(column) << json << good;
    };
    row("todos", "title", "\"Préparer\"", true);
    row("todos", "title", "null", true);
    row("captures", "duration", "18446744073709551616.9", true); // no integer, but what shortest digits make of it
    row("captures", "duration", "-1e20", true);
    row("todos", "title", "5", false);
    row("todos", "title", "\"a\\u0000b\"", false);
    row("todos", "title", "\"\\ud83d\\ude00\"", true);
    row("todos", "title", "\"\\ud83d\"", false);
    row("todos", "title", "\"\\ude00x\"", false);
    row("todos", "title", "\"" + QByteArray(1001, 'x') + "\"", false);
    row("todos", "state", "\"done\"", true);
    row("todos", "state", "\"finished\"", false);
    row("todos", "deadline", "1736760600000", true);
    row("todos", "deadline", "\"2026-01-01\"", false);
    row("todos", "deadline", "1.5", false);
    row("todos", "thought_id", "\"00000000-0000-7000-8000-000000000001\"", true);
    row("todos", "thought_id", "\"00000000-0000-7000-8000-00000000000A\"", false);
    row("captures", "tags", "[\"a\",\"b\"]", true);
    row("captures", "tags", "\"a\"", false);
    row("captures", "tags", "[\"\\u0000\"]", false);
    row("captures", "duration", "3", true);
    row("captures", "duration", "3.25", true);
    row("captures", "duration", "\"3\"", false);
}

void tst_codec::values()
{
    QFETCH(QByteArray, entity);
    QFETCH(QByteArray, column);
    QFETCH(QByteArray, json);
    QFETCH(bool, good);
    const EntitySchema &schema = pensieveSchema().entities[*pensieveSchema().entityIndex(entity.toStdString())];
    const Column &description = schema.columns[*schema.columnIndex(column.toStdString())];
    const auto value = parseValue(description, json.toStdString());
    QCOMPARE(static_cast<bool>(value), good);
    if (!good) {
        QCOMPARE(value.error().code, std::string("invalid_value"));
        return;
    }
    std::string written;
    JsonWriter writer(written);
    writeValue(writer, description, *value);
    const auto again = parseValue(description, written);
    QVERIFY(again && *again == *value);
}

void tst_codec::everyByteAtEveryPlace()
{
    // Texts are looked at eight bytes at a time.
    JsonDocument document;
    for (std::size_t length = 1; length <= 20; ++length) {
        for (std::size_t place = 0; place < length; ++place) {
            for (int byte = 0; byte < 0x80; ++byte) {
                std::string text = "é" + std::string(length, '~');
                text[place + 2] = static_cast<char>(byte);
                std::string json;
                appendJsonString(json, text);
                std::string_view again;
                const auto root = document.parse(json);
                QVERIFY2(root && root->get_string().get(again) == simdjson::SUCCESS, json.c_str());
                QCOMPARE(std::string(again), text);
                const bool escaped = byte < 0x20 || byte == '"' || byte == '\\';
                QCOMPARE(json.size() > text.size() + 2, escaped);
            }
        }
    }
}

void tst_codec::refusedBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("nothing") << QByteArray() << QByteArray("malformed_json");
    QTest::newRow("cut") << QByteArray("{\"changes\":{\"todos\":") << QByteArray("malformed_json");
    QTest::newRow("no UTF-8") << QByteArray("{\"changes\":{\"\xff\":{}}}") << QByteArray("malformed_json");
    QTest::newRow("two values") << QByteArray("{}{}") << QByteArray("malformed_json");
    QTest::newRow("a list") << QByteArray("[]") << QByteArray("bad_request");
    QTest::newRow("no changes") << QByteArray("{\"last_pulled_at\":0}") << QByteArray("bad_request");
    QTest::newRow("cursor as text") << QByteArray("{\"last_pulled_at\":\"now\",\"changes\":{}}")
                                    << QByteArray("bad_request");
    QTest::newRow("negative cursor") << QByteArray("{\"last_pulled_at\":-1,\"changes\":{}}")
                                     << QByteArray("bad_request");
    QTest::newRow("rows as object") << QByteArray("{\"changes\":{\"todos\":{\"updated\":{}}}}")
                                    << QByteArray("bad_request");
    QTest::newRow("a row as number") << QByteArray("{\"changes\":{\"todos\":{\"updated\":[7]}}}")
                                     << QByteArray("bad_request");
    QTest::newRow("a key twice") << QByteArray("{\"changes\":{},\"changes\":{}}") << QByteArray("duplicate_key");
    QTest::newRow("a key of a row twice")
        << QByteArray::fromStdString(pushOf("{\"id\":\"" + kId + "\",\"title\":\"a\",\"title\":\"b\"}"))
        << QByteArray("duplicate_key");
    QTest::newRow("too deep") << QByteArray("{\"changes\":{\"todos\":{\"updated\":") + QByteArray(14, '[')
            + QByteArray(14, ']')
            + "}}}" << QByteArray("too_deep");
    QByteArray many = "{\"changes\":{\"todos\":{\"deleted\":[";
    for (int i = 0; i <= 20'000; ++i)
        many += (i ? ",\"" : "\"") + QByteArray("00000000-0000-7000-8000-")
            + QByteArray::number(i).rightJustified(12, '0') + "\"";
    QTest::newRow("too many") << many + "]}}}" << QByteArray("too_many_records");
}

void tst_codec::refusedBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    const auto request = read(body.toStdString());
    QVERIFY(!request);
    QCOMPARE(QByteArray::fromStdString(request.error().code), code);
    QCOMPARE(request.error().category, ErrorCategory::Input);
}

void tst_codec::rejectedRecords_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("code");
    const QByteArray id = "\"id\":\"" + QByteArray::fromStdString(kId) + "\"";
    QTest::newRow("unknown column") << QByteArray("{" + id + ",\"colour\":\"red\"}") << QByteArray("unknown_column");
    QTest::newRow("wrong type") << QByteArray("{" + id + ",\"title\":1}") << QByteArray("invalid_value");
    QTest::newRow("another's") << QByteArray("{" + id + ",\"user_id\":\"22222222-2222-4222-8222-222222222222\"}")
                               << QByteArray("forbidden_user");
    QTest::newRow("no UUID") << QByteArray("{\"id\":\"abc\",\"title\":\"x\"}") << QByteArray("invalid_value");
    QTest::newRow("bad base") << QByteArray("{" + id + ",\"_base\":\"x\"}") << QByteArray("invalid_value");
}

void tst_codec::rejectedRecords()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, code);
    // The good row beside the bad one goes through.
    const auto request =
        read(pushOf(row.toStdString() + R"(,{"id":"00000000-0000-7000-8000-000000000002","title":"good"})"));
    QVERIFY(request);
    QCOMPARE(request->rejected.size(), 1U);
    QCOMPARE(QByteArray::fromStdString(request->rejected.front().code), code);
    QCOMPARE(request->rows[kTodos].size(), 1U);
    QVERIFY(!request->rejected.front().payload.empty());
}

void tst_codec::oneIdTwiceFolds()
{
    const auto request = read(R"({"changes":{"todos":{"created":[{"id":")" + kId
                              + R"(","title":"first","priority":"low"}],"updated":[{"id":")" + kId
                              + R"(","title":"second"}],"deleted":[]}}})");
    QVERIFY(request);
    QCOMPARE(request->rows[kTodos].size(), 1U);
    const Record &row = request->rows[kTodos].front().record;
    QVERIFY(row.values[*todos().columnIndex("title")] == Value(std::string("second")));
    QVERIFY(row.values[*todos().columnIndex("priority")] == Value(std::string("low")));
    const auto gone = read(R"({"changes":{"todos":{"updated":[{"id":")" + kId + R"(","title":"x"}],"deleted":[")"
                           + kId + R"("]}}})");
    QVERIFY(gone && gone->rows[kTodos].size() == 1 && gone->rows[kTodos].front().isDelete());
}

void tst_codec::sparseRowsAndBases()
{
    const auto request = read(
        pushOf(R"({"id":")" + kId
               + R"(","title":"x","state":"done","_changed":"title,nonsense","_base":{"title":7},"_edited_at":9})"));
    QVERIFY(request);
    const PushedRow &row = request->rows[kTodos].front();
    QCOMPARE(columnNames(todos(), *row.changed), std::string("title"));
    QCOMPARE(*row.base.of(*todos().columnIndex("title")), 7);
    QVERIFY(!row.base.of(*todos().columnIndex("state")));
    QCOMPARE(*row.editedAt, 9);
    const auto marked = read(pushOf(R"({"id":")" + kId + R"(","title":"x","encrypted":true})"));
    QVERIFY(marked && marked->rejected.empty() && marked->rows[kTodos].size() == 1); // how it is kept, no column
    for (const char *nothing : {"\"\"", "\"0\"", "\"1\"", "1", "null"}) {
        const auto plain = read(pushOf(R"({"id":")" + kId + R"(","title":"x","_changed":)" + nothing + "}"));
        QVERIFY(plain && !plain->rows[kTodos].front().changed);
    }
}

void tst_codec::mobileProfile()
{
    const auto request = read(
        R"({"lastPulledAt":5,"changes":{"todos":{"updated":[{"id":")" + kId
        + R"(","title":"x","sync_version":3,"wav_path":null,"_status":"active"}],"deleted":[{"id":"00000000-0000-7000-8000-000000000002","title":"y"}]}}})");
    QVERIFY(request);
    QVERIFY(request->mobile);
    QCOMPARE(request->lastPulledAt, 5);
    QVERIFY(request->rejected.empty());
    QCOMPARE(request->rows[kTodos].size(), 2U);
    QVERIFY(!request->rows[kTodos][0].isUndelete()); // carrying "active" brings nothing back
    QVERIFY(request->rows[kTodos][1].isDelete());
}

void tst_codec::pushRoundTrip()
{
    const auto request = read(pushOf(
        R"({"id":")" + kId
        + R"(","title":"x \"quoted\"\n","deadline":5,"_changed":"title,deadline","_base":{"title":7,"deadline":8}})"));
    QVERIFY(request);
    const auto again = read(writePushRequest(pensieveSchema(), *request));
    QVERIFY(again);
    QCOMPARE(again->lastPulledAt, request->lastPulledAt);
    QVERIFY(again->rows[kTodos].front().record == request->rows[kTodos].front().record);
    QVERIFY(again->rows[kTodos].front().base == request->rows[kTodos].front().base);
}

void tst_codec::pullRoundTrip()
{
    PullAnswer answer;
    answer.changes.resize(pensieveSchema().entities.size());
    Record record = makeRecord(todos(), kId);
    setColumnValue(record, *todos().columnIndex("title"), std::string("a\u00e9"));
    record.createdAt = 3;
    record.lastModifiedAt = 4;
    answer.changes[kTodos].updated.push_back(record);
    answer.changes[kTodos].deleted.push_back("00000000-0000-7000-8000-000000000002");
    answer.timestamp = 9;
    answer.serverId = kUser;
    answer.epoch = kId;
    const std::string body = writePullAnswer(pensieveSchema(), answer);
    QVERIFY2(body.find("\"_") == std::string::npos, body.c_str()); // WatermelonDB refuses keys that start with _
    JsonDocument document;
    const auto read = readPullAnswer(pensieveSchema(), document, body);
    QVERIFY(read);
    QCOMPARE(read->timestamp, 9);
    QVERIFY(read->changes[kTodos].updated.front().values == record.values);
    QCOMPARE(read->changes[kTodos].updated.front().lastModifiedAt, 4);
    QCOMPARE(read->changes[kTodos].deleted.size(), 1U);
}

void tst_codec::badAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("html") << QByteArray("<html>");
    QTest::newRow("no changes") << QByteArray("{\"timestamp\":5}");
    QTest::newRow("no timestamp") << QByteArray("{\"changes\":{}}");
    QTest::newRow("timestamp as text") << QByteArray("{\"changes\":{},\"timestamp\":\"5\"}");
    QTest::newRow("more without a page") << QByteArray("{\"changes\":{},\"timestamp\":5,\"has_more\":true}");
    QTest::newRow("a bad row") << QByteArray(
        "{\"changes\":{\"todos\":{\"updated\":[{\"id\":\"x\"}]}},\"timestamp\":5}");
}

void tst_codec::badAnswers()
{
    QFETCH(QByteArray, body);
    JsonDocument document;
    const auto answer = readPullAnswer(pensieveSchema(), document, body.toStdString());
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, std::string("bad_answer"));
}

QTEST_APPLESS_MAIN(tst_codec)
#include "tst_codec.moc"
