// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

using namespace tidemark;
using namespace tidemark::backend;

namespace {

constexpr std::int64_t kHour = 3'600'000;

} // namespace

class TestStoreConflicts final : public QObject, private StoreFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = open();
        QVERIFY(m_store);
    }

    void aConflictKeepsAllItsSides()
    {
        const std::string record = writeConflict("c1", kAda, true);
        const DeviceSeen seen{kAda, "ada@example.org", {}, "laptop", "Ada's laptop", {}, 0, 3, clock.ms, false, true};
        const DeviceSeen later{kAda, {}, {}, "laptop", {}, {}, 0, -1, clock.ms + 5, true, false};
        QVERIFY(m_store->writeLogs({}, std::vector{seen, later}));
        const auto detail = m_store->getConflict("c1");
        QVERIFY(detail && *detail);
        const ConflictItem &item = (*detail)->item;
        QCOMPARE(item.userId, kAda);
        QCOMPARE(item.email, std::string("ada@example.org"));
        QCOMPARE(item.deviceName, std::string("Ada's laptop"));
        QCOMPARE(item.entity, std::string("todos"));
        QCOMPARE(item.recordId, record);
        QCOMPARE(item.type, std::string("edit_edit"));
        QCOMPARE(item.policy, std::string("per_column_merge"));
        QCOMPARE(item.columns, (std::vector<std::string>{"title", "_status"}));
        QCOMPARE((*detail)->editedAt, std::optional<std::int64_t>(17));
        QCOMPARE(item.createdAt, clock.nowMs());
        QVERIFY((*detail)->is(ConflictState::Auto));
        QCOMPARE((*detail)->baseJson, std::string(R"({"title":"base"})"));
        QCOMPARE((*detail)->clientJson, std::string(R"({"title":"client"})"));
        QCOMPARE((*detail)->resolvedJson, std::string(R"({"title":"client","_status":"active"})"));
        QVERIFY((*detail)->current);
        QCOMPARE((*detail)->current->record.values[titleColumn], Value(std::string("stored")));
        QVERIFY(!(*detail)->decision);
        QCOMPARE(*m_store->conflictOwner("c1"), std::optional(kAda));
        QCOMPARE(*m_store->conflictOwner("c2"), std::optional<std::string>());
        QVERIFY(!*m_store->getConflict("c2"));

        writeConflict("c3", kBob, false);
        QCOMPARE((*m_store->getConflict("c3"))->baseJson, std::string("null"));
    }

    void decisionsAreKept()
    {
        writeConflict("c1", kAda, true);
        auto transaction = m_store->begin(kAda);
        QVERIFY((*transaction)->markReviewed("c1", {"support", "fine", 100, 0}));
        QVERIFY((*(*transaction)->findConflict("c1"))->is(ConflictState::Reviewed));
        QVERIFY((*transaction)
                    ->markOverridden("c1", {"admin", "wrong side", 200, 5000}, R"({"title":"right"})",
                                     R"({"title":"client"})"));
        auto detail = (*transaction)->findConflict("c1");
        QVERIFY((*detail)->is(ConflictState::Overridden));
        QCOMPARE((*detail)->decision->by, std::string("admin"));
        QCOMPARE((*detail)->decision->stamp, 5000);
        QVERIFY((*transaction)->markReverted("c1", {"chief", "no", 300, 6000}));
        detail = (*transaction)->findConflict("c1");
        QVERIFY((*detail)->is(ConflictState::Reverted));
        QCOMPARE((*detail)->decision->note, std::string("no"));
        QCOMPARE((*detail)->overrideValuesJson, std::string(R"({"title":"right"})"));
        QCOMPARE((*detail)->previousValuesJson, std::string(R"({"title":"client"})"));
        const auto unknown = (*transaction)->markReviewed("c9", {});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, std::string("unknown_conflict"));
    }

    void conflictsAreListed_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("entity");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("expected");
        const QString bob = QString::fromStdString(kBob);
        QTest::newRow("all") << QString() << QString() << -1 << "c5 c4 c3 c2 c1";
        QTest::newRow("a user's") << bob << QString() << -1 << "c4 c2";
        QTest::newRow("an entity's") << QString() << "ideas" << -1 << "";
        QTest::newRow("reviewed") << QString() << "todos" << static_cast<int>(ConflictState::Reviewed) << "c4";
        QTest::newRow("a user's untouched") << bob << QString() << static_cast<int>(ConflictState::Auto) << "c2";
    }

    void conflictsAreListed()
    {
        QFETCH(QString, user);
        QFETCH(QString, entity);
        QFETCH(int, state);
        QFETCH(QString, expected);
        for (int i = 1; i <= 5; ++i)
            writeConflict("c" + std::to_string(i), i % 2 == 0 ? kBob : kAda, true);
        {
            auto transaction = m_store->begin(kBob);
            QVERIFY((*transaction)->markReviewed("c4", {"support", "", 1, 0}) && (*transaction)->commit());
        }
        ConflictFilter filter{user.toStdString(), entity.toStdString(), {}, 2, {}};
        if (state >= 0)
            filter.state = static_cast<ConflictState>(state);
        QStringList seen;
        do {
            const auto page = m_store->listConflicts(filter);
            QVERIFY(page && page->items.size() <= 2);
            for (const ConflictItem &item : page->items)
                seen += QString::fromStdString(item.id);
            filter.cursor = page->nextCursor;
        } while (!filter.cursor.empty());
        QCOMPARE(seen.join(u' '), expected);
        if (state < 0 && user.isEmpty() && entity.isEmpty()) {
            const auto stats = m_store->stats(kHour, clock.ms, {});
            QCOMPARE(stats->conflicts, 5);
            using Counts = std::vector<std::pair<std::string, std::int64_t>>;
            QCOMPARE(stats->conflictsByEntity, (Counts{{"todos", stats->conflicts}}));
            QCOMPARE(stats->conflictsByPolicy, (Counts{{"per_column_merge", stats->conflicts}}));
        }
    }

    void whoLookedIsKept()
    {
        QVERIFY(m_store->writeAudit(
            {"", 10, "support", "support", "conflict.view", kAda, "todos", "r", "c1", "ticket 7"}));
        {
            auto transaction = m_store->begin(kBob);
            QVERIFY(
                (*transaction)
                    ->writeAudit({"", 20, "admin", "admin", "conflict.override", kBob, "todos", "r", "c2", "note"}));
            QVERIFY((*transaction)->commit());
        }
        {
            auto dropped = m_store->begin(kBob);
            QVERIFY((*dropped)->writeAudit({"", 30, "admin", "admin", "conflict.revert", kBob, "", "", "", ""}));
        }
        const auto all = m_store->listAudit({});
        QVERIFY(all);
        QCOMPARE(all->items.size(), std::size_t{2});
        QCOMPARE(all->items[0].action, std::string("conflict.override"));
        QCOMPARE(all->items[1].reason, std::string("ticket 7"));
        QVERIFY(isUuid(all->items[1].id));
        QCOMPARE(m_store->listAudit({kAda, {}, 10, {}})->items.size(), std::size_t{1});
        QCOMPARE(m_store->listAudit({{}, "admin", 10, {}})->items.size(), std::size_t{1});
    }

private:
    /// A stored todo and a conflict about its title.
    /// @return the todo's id
    std::string writeConflict(const std::string &id, const std::string &user, bool knownBase)
    {
        const Record stored = todo("stored");
        const std::int64_t stamp = write(*m_store, user, todos, {stored});
        ConflictWrite conflict{id, "laptop", todos, stored.id, {}, stamp, 17};
        merge::Settled &settled = conflict.conflict.settled;
        settled.type = "edit_edit";
        settled.policy = "per_column_merge";
        settled.columns.insert(titleColumn);
        settled.columns.insert(kStatusColumn);
        conflict.conflict.base = knownBase ? todo("base") : makeRecord(pensieveSchema().entities[todos], stored.id);
        conflict.conflict.client = todo("client");
        conflict.conflict.server = todo("server");
        conflict.conflict.resolved = todo("client");
        setColumnValue(conflict.conflict.resolved, kStatusColumn, std::string("active"));
        auto transaction = m_store->begin(user);
        const bool written =
            transaction && (*transaction)->writeConflicts(std::span(&conflict, 1)) && (*transaction)->commit();
        if (!written)
            qWarning("the conflict could not be written");
        return stored.id;
    }

    std::unique_ptr<SqlStore> m_store;
};

QTEST_GUILESS_MAIN(TestStoreConflicts)
#include "tst_storeconflicts.moc"
