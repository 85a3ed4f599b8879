// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/SqlStore.h"
#include "base/Random.h"
#include "tests/support/TestStore.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>

namespace tidemark::backend {

class ManualClock final : public Clock {
public:
    std::int64_t nowMs() const override { return ms; }
    std::int64_t steadyUs() const override { return ms * 1000; }

    std::atomic<std::int64_t> ms = 1'760'000'000'000;
};

inline const std::string kAda = "0199c0de-0000-7000-8000-00000000000a";
inline const std::string kBob = "0199c0de-0000-7000-8000-00000000000b";

/// Time, ids and a place for files, and short ways to write rows. A failed call fails the test.
class StoreFixture {
public:
    std::unique_ptr<SqlStore> open(const std::string &path = test::newStore(),
                                   const Schema &schema = pensieveSchema(), std::int64_t maxPages = 0)
    {
        auto store = SqlStore::open({path, schema, clock, ids, random, 2, maxPages});
        return store ? std::move(*store) : (qWarning("%s", store.error().detail.c_str()), nullptr);
    }

    std::string errorOf(const std::string &path, const Schema &schema = pensieveSchema())
    {
        const auto store = SqlStore::open({path, schema, clock, ids, random});
        return store ? "none" : store.error().code;
    }

    std::string file(const char *name) const { return folder.filePath(QString::fromLatin1(name)).toStdString(); }

    /// A new, empty place for a store that is opened more than once.
    std::string place(const char *name) const { return test::onPostgres() ? test::newStore() : file(name); }

    /// The stamp a caller of begin() computes.
    std::int64_t nextStamp(const UserTransaction &transaction) const
    {
        return std::max(transaction.clock() + 1, clock.nowMs());
    }

    /// Writes whole rows in one transaction, as a push does.
    /// @return their stamp, 0 on an error
    std::int64_t write(SyncStore &store, const std::string &user, std::size_t entity,
                       const std::vector<Record> &records)
    {
        auto transaction = store.begin(user);
        if (!transaction)
            return 0;
        const std::int64_t stamp = nextStamp(**transaction);
        std::vector<RowWrite> rows;
        for (const Record &record : records)
            rows.push_back(newRow(record, stamp));
        const bool written = (*transaction)->advanceClock(stamp) && (*transaction)->writeRows(entity, rows)
            && (*transaction)->commit();
        return written ? stamp : 0;
    }

    RowWrite newRow(const Record &record, std::int64_t stamp) const
    {
        RowWrite write;
        write.row.record = record;
        write.row.record.lastModifiedAt = stamp;
        write.row.record.createdAt = stamp;
        write.row.created = {stamp, "laptop", false};
        write.isNew = true;
        write.origin = "push";
        write.device = "laptop";
        return write;
    }

    Record todo(const std::string &title, std::string id = {})
    {
        Record record = makeRecord(pensieveSchema().entities[todos], id.empty() ? ids.next() : std::move(id));
        setColumnValue(record, titleColumn, title);
        return record;
    }

    static PullQuery query(std::int64_t cursor = 0, std::size_t limit = 1000)
    {
        PullQuery query;
        query.cursor = cursor;
        query.limit = limit;
        for (std::size_t i = 0; i < pensieveSchema().entities.size(); ++i)
            query.entities.push_back(i);
        return query;
    }

    /// Titles of the todos in a page, tombstones as "-".
    QStringList titles(const PullPage &page) const
    {
        QStringList list;
        for (const Record &record : page.rows[todos]) {
            const auto *title = std::get_if<std::string>(&record.values[titleColumn]);
            list += record.status == Status::Deleted ? QStringLiteral("-")
                                                     : QString::fromStdString(title ? *title : std::string());
        }
        return list;
    }

    QStringList pulled(SyncStore &store, const std::string &user, std::int64_t cursor = 0)
    {
        const auto page = store.pull(user, query(cursor));
        return page ? titles(*page) : QStringList(QString::fromStdString(page.error().code));
    }

    const std::size_t todos = *pensieveSchema().entityIndex("todos");
    const std::size_t titleColumn = *pensieveSchema().entities[todos].columnIndex("title");
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{42};
    UuidSource ids{clock, random};
};

} // namespace tidemark::backend
