// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <set>
#include <sys/resource.h>

using namespace tidemark;
using namespace tidemark::backend;

/// What a statement gives comes whole: rows as large as they may be must not fill the memory.
class TestPostgresMemory final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void aPageOfLargeRowsIsReadInParts()
    {
        const std::string place = test::newStore();
        const auto store = open(place);
        QVERIFY(store && store->pull(kAda, query()));
        const std::string rows = std::to_string(kRows);
        test::PlainSql sql(place);
        QCOMPARE(sql.run(kInsertCaptures + "c.ms + i / 3, 1 FROM sync_clock c, generate_series(1, " + rows
                         + ") AS i; UPDATE sync_clock SET ms = ms + " + rows),
                 QString());
        PullQuery page = query(0, 5000);
        const std::int64_t before = peakBytes();
        const auto first = store->pull(kAda, page);
        QVERIFY(first && first->hasMore);
        QVERIFY2(peakBytes() - before < 150'000'000, "the rows of a page of 4 MiB and few more");
        // And all of them come, each once.
        page.until = first->clock;
        page.maxBytes = 1'000'000'000;
        page.limit = 60; // no multiple of what is read at once
        std::set<std::string> seen;
        for (bool more = true; more;) {
            const auto got = store->pull(kAda, page);
            QVERIFY(got);
            for (const Record &record : got->rows[0])
                QVERIFY(seen.insert(record.id).second);
            QVERIFY(got->count == 60 || !got->hasMore);
            page.after = got->last;
            more = got->hasMore;
        }
        QCOMPARE(seen.size(), std::size_t{kRows});
    }

    void listsOfLargeRowsAreReadInParts()
    {
        const std::string place = test::newStore();
        const auto store = open(place);
        QVERIFY(store && store->pull(kAda, query()));
        const std::string rows = std::to_string(kRows);
        test::PlainSql sql(place);
        QCOMPARE(sql.run(kInsertCaptures + "i / 3, 1 FROM generate_series(1, " + rows
                         + ") AS i; INSERT INTO record_versions (user_id, entity, record_id, ms, device, origin, "
                           "changed, status, row) SELECT '"
                         + kAda + "', 'captures', '" + kAda + "', i, '', 'push', 'raw_content', 'active', "
                         + "'{\"raw_content\":\"' || repeat('x', 1000000) || '\"}' FROM generate_series(1, " + rows
                         + ") AS i"),
                 QString());
        const std::int64_t before = peakBytes();
        RecordFilter records;
        records.userId = kAda;
        records.limit = 1000;
        std::set<std::string> seen;
        do {
            const auto page = store->listRecords(records);
            QVERIFY(page && page->items.size() <= 5);
            for (const Record &record : page->items)
                QVERIFY(seen.insert(record.id).second);
            records.cursor = page->nextCursor;
        } while (!records.cursor.empty() && seen.size() < 30);
        QVERIFY(seen.size() >= 30);
        VersionFilter ofOne;
        ofOne.userId = ofOne.recordId = kAda;
        ofOne.entity = "captures";
        ofOne.limit = 1000;
        const auto versions = store->listVersions(ofOne);
        QVERIFY(versions && versions->items.size() == 5);
        QVERIFY2(peakBytes() - before < 150'000'000, "what one statement may give, and a page");
    }

private:
    static constexpr int kRows = 300;
    /// Rows of 1 MB, up to where their stamps come from.
    const std::string kInsertCaptures = "SET tidemark.api = 'on'; INSERT INTO captures (user_id, id, raw_content, "
                                        "created_at, last_modified_at, _created_ms) SELECT '"
        + kAda + "', '0199c0de-0000-7000-8000-' || lpad(i::text, 12, '0'), repeat('x', 1000000), 1, ";

    static std::int64_t peakBytes()
    {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return std::int64_t{usage.ru_maxrss} * 1024;
    }
};

QTEST_GUILESS_MAIN(TestPostgresMemory)
#include "tst_postgres_memory.moc"
