// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The digest's bytes. The expected hashes were computed from docs/protocol.md with Python's hashlib.

#include "protocol/Digest.h"
#include "protocol/Json.h"

#include <QtTest>

#include <algorithm>

using namespace tidemark;

class TestDigest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowHashes_data();
    void rowHashes();
    void idHashes();
    void sumsCarryAndWrap();
    void sumsHaveNoOrder();
    void groupsAddUp();
    void rowsOnlyWhenFew();
    void prefixes();
    void deletedRowsDoNotCount();
    void overTheWire();
};

namespace {

const std::string kId = "00000000-0000-4000-8000-000000000001";

const EntitySchema &entity(const char *name)
{
    return pensieveSchema().entities[*pensieveSchema().entityIndex(name)];
}

Record rowOf(const EntitySchema &schema, const std::string &id,
             const std::vector<std::pair<const char *, Value>> &values)
{
    Record record = makeRecord(schema, id);
    for (const auto &[column, value] : values)
        setColumnValue(record, *schema.columnIndex(column), value);
    return record;
}

Record numbered(int number)
{
    return rowOf(entity("ideas"), std::to_string(number), {{"order_index", std::int64_t{number}}});
}

std::string hexOf(const RowHash &hash)
{
    HashSum sum;
    sum.add(hash);
    return sum.hex();
}

} // namespace

void TestDigest::rowHashes_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<Record>("row");
    QTest::addColumn<QByteArray>("hash");
    const auto add = [](const char *name, const char *table,
                        const std::vector<std::pair<const char *, Value>> &values, const char *hash) {
        QTest::newRow(name) << QString::fromLatin1(table) << rowOf(entity(table), kId, values) << QByteArray(hash);
    };
    add("an id alone", "ideas", {}, "0bd385ade1b0a5f20b22b5d14d9e5644e087aaf15b501fbddc3955053516e1e0");
    add("texts and a negative number", "ideas",
        {{"thought_id", "00000000-0000-4000-8000-000000000007"},
         {"text", "Zo\u00eb"},
         {"order_index", std::int64_t{-2}}},
        "630e1614a20140f6d33f2e501c2a2435f78cf8ea5363a6e1297900daf4ffdb54");
    add("an empty text is not null", "thoughts",
        {{"summary", ""}, {"confidence_score", 0.25}, {"processing_time_ms", std::int64_t{12}}},
        "c54c67c788bae26501d9ba03ce3de3cd22432c9e40ac2a074c5465a3f3a694b3");
    add("zero", "thoughts", {{"confidence_score", 0.0}},
        "f2df2e2a306837ce54f024e6b4ae6f22a44c9ea9a3998e7989101b6669b83fdd");
    add("minus zero is zero", "thoughts", {{"confidence_score", -0.0}},
        "f2df2e2a306837ce54f024e6b4ae6f22a44c9ea9a3998e7989101b6669b83fdd");
    add("an array is its compact text", "captures", {{"tags", R"(["a","b"])"}},
        "2542d535c1f89484417b686dab2887cc9bcd0e11649939a6c6f5d696fa497e05");
}

void TestDigest::rowHashes()
{
    QFETCH(QString, table);
    QFETCH(Record, row);
    QFETCH(QByteArray, hash);
    const EntitySchema &schema = entity(table.toStdString().c_str());
    QCOMPARE(QByteArray::fromStdString(hexOf(hashRow(schema, row))), hash);
    // What is no column of the schema does not count.
    row.createdAt = 7;
    row.lastModifiedAt = 8;
    QCOMPARE(QByteArray::fromStdString(hexOf(hashRow(schema, row))), hash);
}

void TestDigest::idHashes()
{
    QCOMPARE(hashId(kId), std::string("c5065837d5e8017c6517979e953a1cbd84ebb0a073ed0402f2e24c5b5c48a364"));
}

void TestDigest::sumsCarryAndWrap()
{
    RowHash ones;
    ones.fill(0xFF);
    RowHash one{};
    one[0] = 1;
    HashSum sum;
    sum.add(one);
    QCOMPARE(sum.hex(), "01" + std::string(62, '0'));
    sum.add(ones); // 2^256 - 1
    QCOMPARE(sum.hex(), std::string(64, '0'));
    RowHash low{};
    std::fill(low.begin(), low.begin() + 8, std::uint8_t{0xFF});
    HashSum carried;
    carried.add(low);
    carried.add(one);
    QCOMPARE(carried.hex(), std::string(16, '0') + "01" + std::string(46, '0'));
    HashSum twice;
    twice.add(ones);
    twice.add(ones);
    QCOMPARE(twice.hex(), "fe" + std::string(62, 'f'));
}

void TestDigest::sumsHaveNoOrder()
{
    DigestBuilder up(entity("ideas"), {});
    DigestBuilder down(entity("ideas"), {});
    for (int i = 0; i < 50; ++i) {
        up.add(numbered(i));
        down.add(numbered(49 - i));
    }
    const Digest a = up.finish();
    const Digest b = down.finish();
    QCOMPARE(a.all, b.all);
    QCOMPARE(a.groups, b.groups);
    QCOMPARE(a.rows, b.rows);
}

void TestDigest::groupsAddUp()
{
    constexpr int kRows = 300;
    const auto digestOf = [](const std::string &prefix, int changed) {
        DigestBuilder builder(entity("ideas"), prefix);
        for (int i = 0; i < kRows; ++i) {
            Record record = numbered(i);
            if (i == changed)
                setColumnValue(record, 1, std::string("other"));
            builder.add(record);
        }
        return builder.finish();
    };
    const Digest all = digestOf({}, -1);
    QCOMPARE(all.all.count, std::int64_t{kRows});
    std::int64_t count = 0;
    for (const DigestGroup &group : all.groups) {
        QCOMPARE(digestOf(group.prefix, -1).all, group);
        count += group.count;
    }
    QCOMPARE(count, std::int64_t{kRows});
    // Bisecting finds the one row that differs.
    const Digest other = digestOf({}, 123);
    QVERIFY(other.all.sum != all.all.sum);
    std::vector<std::string> differing;
    for (std::size_t i = 0; i < all.groups.size(); ++i) {
        if (all.groups[i] != other.groups[i])
            differing.push_back(all.groups[i].prefix);
    }
    QCOMPARE(differing, std::vector<std::string>{hashId("123").substr(0, 2)});
    const Digest here = digestOf(differing[0], -1);
    const Digest there = digestOf(differing[0], 123);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < here.rows.size(); ++i) {
        if (here.rows[i] != there.rows[i])
            ids.push_back(here.rows[i].id);
    }
    QCOMPARE(ids, std::vector<std::string>{"123"});
}

void TestDigest::rowsOnlyWhenFew()
{
    for (const std::size_t count : {kMostDigestRows, kMostDigestRows + 1}) {
        DigestBuilder builder(entity("ideas"), {});
        for (std::size_t i = 0; i < count; ++i)
            builder.add(numbered(static_cast<int>(i)));
        QCOMPARE(builder.finish().rows.size(), count <= kMostDigestRows ? count : 0);
    }
}

void TestDigest::prefixes()
{
    QVERIFY(isDigestPrefix(""));
    QVERIFY(isDigestPrefix("0a9f"));
    QVERIFY(isDigestPrefix(std::string(62, 'f')));
    for (const char *bad : {"A", "g", " ", "0x", "%"})
        QVERIFY(!isDigestPrefix(bad));
    QVERIFY(!isDigestPrefix(std::string(63, 'f')));
    DigestBuilder deep(entity("ideas"), hashId("7").substr(0, 62));
    deep.add(numbered(7));
    deep.add(numbered(8));
    const Digest digest = deep.finish();
    QCOMPARE(digest.all.count, std::int64_t{1});
    QCOMPARE(digest.groups.at(0).prefix, hashId("7"));
}

void TestDigest::deletedRowsDoNotCount()
{
    Record gone = numbered(1);
    gone.status = Status::Deleted;
    DigestBuilder builder(entity("ideas"), {});
    builder.add(gone);
    const Digest digest = builder.finish();
    QCOMPARE(digest.all.count, std::int64_t{0});
    QCOMPARE(digest.all.sum, std::string(64, '0'));
    QVERIFY(digest.groups.empty() && digest.rows.empty());
}

void TestDigest::overTheWire()
{
    DigestBuilder builder(entity("ideas"), {});
    for (int i = 0; i < 20; ++i)
        builder.add(numbered(i));
    Digest digest = builder.finish();
    digest.timestamp = 77;
    digest.serverId = "s";
    digest.epoch = "e";
    std::string text;
    JsonWriter json(text);
    writeDigest(json, digest);
    JsonDocument document;
    const auto read = readDigest(document.parse(text).value());
    QVERIFY(read);
    QCOMPARE(read->entity, digest.entity);
    QCOMPARE(read->all, digest.all);
    QCOMPARE(read->groups, digest.groups);
    QCOMPARE(read->rows, digest.rows);
    QCOMPARE(read->timestamp, std::int64_t{77});
    QCOMPARE(read->serverId + read->epoch, std::string("se"));
}

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
