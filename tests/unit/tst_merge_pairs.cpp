// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "merge/PlanPull.h"
#include "merge/PlanPush.h"

#include <QTest>

using namespace tidemark;
using namespace tidemark::merge;

namespace {

constexpr std::int64_t kBase = 100;   // the stamp both sides last agreed on
constexpr std::int64_t kRemote = 200; // the other side's later write

const EntitySchema &todos()
{
    return pensieveSchema().entities[*pensieveSchema().entityIndex("todos")];
}

const EntitySchema &thoughts()
{
    return pensieveSchema().entities[*pensieveSchema().entityIndex("thoughts")];
}

/// An entity with one column the client wins and, where the policy has one, one that the server wins.
struct Subject {
    const EntitySchema &entity;
    std::size_t clientColumn;
    std::size_t otherColumn;
    Value base, mine, theirs;
    Value otherBase, otherMine, otherTheirs;
};

Subject subject(const QByteArray &policy)
{
    if (policy == "per_column_merge")
        return {todos(),
                *todos().columnIndex("title"),
                *todos().columnIndex("priority"),
                std::string("base"),
                std::string("mine"),
                std::string("theirs"),
                std::string("low"),
                std::string("medium"),
                std::string("high")};
    return {thoughts(),
            *thoughts().columnIndex("summary"),
            *thoughts().columnIndex("processing_time_ms"),
            std::string("base"),
            std::string("mine"),
            std::string("theirs"),
            std::int64_t{1},
            std::int64_t{2},
            std::int64_t{3}};
}

const std::string kId = "00000000-0000-7000-8000-000000000001";

Record record(const Subject &s, const Value &value, const Value &other, std::int64_t stamp)
{
    Record r = makeRecord(s.entity, kId);
    r.values[s.clientColumn] = value;
    r.values[s.otherColumn] = other;
    r.lastModifiedAt = stamp;
    r.createdAt = 50;
    return r;
}

LocalRow synced(const Subject &s)
{
    LocalRow row;
    row.record = record(s, s.base, s.otherBase, kBase);
    row.base = makeRecord(s.entity, kId);
    return row;
}

/// The local row of a pair; nothing for "absent".
std::optional<LocalRow> localRow(const Subject &s, const QByteArray &state)
{
    if (state == "absent")
        return std::nullopt;
    if (state == "created") {
        Record r = record(s, s.mine, s.otherMine, 0);
        r.present.insert(s.clientColumn);
        r.present.insert(s.otherColumn);
        return createLocal(r, 150);
    }
    LocalRow row = synced(s);
    if (state == "updated") {
        Record edit = makeRecord(s.entity, kId);
        setColumnValue(edit, s.clientColumn, s.mine);
        setColumnValue(edit, s.otherColumn, s.otherMine);
        editLocal(row, edit, 150, false);
    } else if (state == "deleted") {
        Record edit = makeRecord(s.entity, kId);
        setColumnValue(edit, kStatusColumn, std::string("deleted"));
        editLocal(row, edit, 150, false);
    }
    return row;
}

} // namespace

/// Every pair: remote created, updated, deleted × local synced, created, updated, deleted, absent, for each policy,
/// with a backend that merges (the pull keeps what is dirty, the push decides) and one that does not (the pull
/// decides).
class tst_merge_pairs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pull_data();
    void pull();
    void push_data();
    void push();
    void undoWhileThePushIsUnderWay();
};

void tst_merge_pairs::pull_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("remote");
    QTest::addColumn<QByteArray>("local");
    QTest::addColumn<QByteArray>("resolver");
    QTest::addColumn<QByteArray>("value"); // of the column the client wins, afterwards; "none": no row
    QTest::addColumn<QByteArray>("other"); // of the other column
    QTest::addColumn<bool>("deleted");
    QTest::addColumn<bool>("dirty");
    QTest::addColumn<QByteArray>("conflict"); // the type recorded here

    for (const QByteArray policy : {"per_column_merge", "client_wins"}) {
        // On the column the server may win, only the policy differs.
        const QByteArray settled = policy == "per_column_merge" ? "theirs" : "mine";
        for (const QByteArray remote : {"created", "updated"}) {
            const auto row = [&](const char *local, const char *resolver, QByteArray value, QByteArray other,
                                 bool deleted, bool dirty, const char *conflict) {
                QTest::addRow("%s: remote %s, local %s, %s resolves", policy.data(), remote.data(), local, resolver)
                    << policy << remote << QByteArray(local) << QByteArray(resolver) << value << other << deleted
                    << dirty << QByteArray(conflict);
            };
            for (const char *resolver : {"server", "client"}) {
                row("absent", resolver, "theirs", "theirs", false, false, "");
                row("synced", resolver, "theirs", "theirs", false, false, "");
            }
            row("created", "server", "mine", "mine", false, true, "");
            row("updated", "server", "mine", "mine", false, true, "");
            row("deleted", "server", "theirs", "theirs", true, true, "");
            row("created", "client", "mine", settled, false, true, "create_create");
            row("updated", "client", "mine", settled, false, true, "edit_edit");
            row("deleted", "client", "theirs", "theirs", true, true, "delete_edit");
        }
        const auto row = [&](const char *local, const char *resolver, QByteArray value, bool deleted, bool dirty,
                             const char *conflict) {
            QTest::addRow("%s: remote deleted, local %s, %s resolves", policy.data(), local, resolver)
                << policy << QByteArray("deleted") << QByteArray(local) << QByteArray(resolver) << value << value
                << deleted << dirty << QByteArray(conflict);
        };
        for (const char *resolver : {"server", "client"}) {
            row("absent", resolver, "none", false, false, "");
            row("synced", resolver, "base", true, false, "");
        }
        row("created", "server", "mine", true, true, "");
        row("updated", "server", "mine", true, true, "");
        row("deleted", "server", "base", true, true, "");
        row("created", "client", "mine", true, false, "edit_delete");
        row("updated", "client", "mine", true, false, "edit_delete");
        row("deleted", "client", "base", true, false, "");
    }
}

void tst_merge_pairs::pull()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, remote);
    QFETCH(QByteArray, local);
    QFETCH(QByteArray, resolver);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, other);
    QFETCH(bool, deleted);
    QFETCH(bool, dirty);
    QFETCH(QByteArray, conflict);

    const Subject s = subject(policy);
    const auto before = localRow(s, local);
    const Record theirs = record(s, s.theirs, s.otherTheirs, kRemote);
    EntityChanges changes;
    if (remote == "deleted")
        changes.deleted.push_back(kId);
    else
        changes.updated.push_back(theirs);
    const auto plan = planPull(s.entity, changes, kRemote, resolver == "server" ? Resolver::Server : Resolver::Client,
                               [&](const std::string &) { return before ? &*before : nullptr; });

    std::optional<LocalRow> after = before;
    if (!plan.inserts.empty())
        after = plan.inserts.front();
    if (!plan.updates.empty())
        after = plan.updates.front();
    QCOMPARE(!after, value == "none");
    if (!after)
        return;
    const auto expected = [&](const QByteArray &which, bool second) {
        return which == "mine"  ? (second ? s.otherMine : s.mine)
            : which == "theirs" ? (second ? s.otherTheirs : s.theirs)
                                : (second ? s.otherBase : s.base);
    };
    QVERIFY(after->record.values[s.clientColumn] == expected(value, false));
    QVERIFY(after->record.values[s.otherColumn] == expected(other, true));
    QCOMPARE(after->record.status == Status::Deleted, deleted);
    QCOMPARE(after->dirty, dirty);
    QCOMPARE(plan.conflicts.empty() ? QByteArray() : QByteArray::fromStdString(plan.conflicts.front().settled.type),
             conflict);
    // The same page again changes nothing and finds no conflict.
    const auto replay =
        planPull(s.entity, changes, kRemote, resolver == "server" ? Resolver::Server : Resolver::Client,
                 [&](const std::string &) { return &*after; });
    QVERIFY(replay.inserts.empty() && replay.updates.empty() && replay.conflicts.empty());
}

void tst_merge_pairs::push_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("stored"); // what the server holds: the remote side
    QTest::addColumn<QByteArray>("local");  // what the client pushes
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("deleted");
    QTest::addColumn<QByteArray>("conflict");
    QTest::addColumn<QByteArray>("resolution");

    for (const QByteArray policy : {"per_column_merge", "client_wins"}) {
        const QByteArray settled = policy == "per_column_merge" ? "theirs" : "mine";
        const auto row = [&](const char *stored, const char *local, QByteArray value, QByteArray other, bool deleted,
                             const char *conflict, QByteArray resolution) {
            QTest::addRow("%s: server %s, client %s", policy.data(), stored, local)
                << policy << QByteArray(stored) << QByteArray(local) << value << other << deleted
                << QByteArray(conflict) << resolution;
        };
        row("absent", "created", "mine", "mine", false, "", "");
        row("absent", "deleted", "none", "none", true, "", "");
        row("synced", "updated", "mine", "mine", false, "", "");
        row("synced", "deleted", "base", "base", true, "", "");
        row("created", "created", "mine", settled, false, "create_create", policy);
        row("updated", "updated", "mine", settled, false, "edit_edit", policy);
        row("updated", "deleted", "theirs", "theirs", true, "delete_edit", "delete_wins");
        row("deleted", "updated", "base", "base", true, "edit_delete", "delete_wins");
        row("deleted", "created", "base", "base", true, "edit_delete", "delete_wins");
        row("deleted", "deleted", "base", "base", true, "", "");
    }
}

void tst_merge_pairs::push()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, local);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, other);
    QFETCH(bool, deleted);
    QFETCH(QByteArray, conflict);
    QFETCH(QByteArray, resolution);

    const Subject s = subject(policy);
    std::optional<StoredRow> current;
    if (stored != "absent") {
        current = StoredRow{record(s, s.base, s.otherBase, kBase), {kBase, "other", false}, {}};
        ColumnSet changed;
        if (stored == "created") {
            current->record = record(s, s.theirs, s.otherTheirs, kRemote);
            current->created = {kRemote, "other", false};
        } else if (stored == "updated") {
            current->record = record(s, s.theirs, s.otherTheirs, kBase);
            changed.insert(s.clientColumn);
            changed.insert(s.otherColumn);
        } else if (stored == "deleted") {
            current->record.status = Status::Deleted;
            changed.insert(kStatusColumn);
        }
        current->stamp(changed, {kRemote, "other", false});
    }
    const PushedRow pushed = outgoing(s.entity, *localRow(s, local));
    const PushContext context{kBase, "mine", 300};
    const RowPlan plan = planPushedRow(s.entity, pushed, current ? &*current : nullptr, Record{}, context);

    const auto expected = [&](const QByteArray &which, bool second) -> Value {
        if (which == "none")
            return {};
        return which == "mine"  ? (second ? s.otherMine : s.mine)
            : which == "theirs" ? (second ? s.otherTheirs : s.theirs)
                                : (second ? s.otherBase : s.base);
    };
    QVERIFY(plan.row.record.values[s.clientColumn] == expected(value, false));
    QVERIFY(plan.row.record.values[s.otherColumn] == expected(other, true));
    QCOMPARE(plan.row.record.status == Status::Deleted, deleted);
    QCOMPARE(plan.conflict ? QByteArray::fromStdString(plan.conflict->settled.type) : QByteArray(), conflict);
    QCOMPARE(plan.conflict ? QByteArray::fromStdString(plan.conflict->settled.policy) : QByteArray(), resolution);
    QCOMPARE(plan.row.record.lastModifiedAt, plan.writes() ? 300 : kRemote);
}

/// The push was executed, its answer is late, and the person takes the edit back: that is an edit of its own.
void tst_merge_pairs::undoWhileThePushIsUnderWay()
{
    const Subject s = subject("per_column_merge");
    const auto edit = [&](LocalRow &row, const Value &value, bool pushUnderWay) {
        Record change = makeRecord(s.entity, kId);
        setColumnValue(change, s.clientColumn, value);
        editLocal(row, change, 160, pushUnderWay);
    };
    LocalRow row = synced(s);
    edit(row, s.mine, false);
    const PushedRow sent = outgoing(s.entity, row);
    edit(row, s.base, true);
    QVERIFY(row.dirty);
    acknowledge(s.entity, row, sent, {300, nullptr, false});
    QVERIFY(row.dirty);
    QVERIFY(row.record.values[s.clientColumn] == s.base);
    const PushedRow undo = outgoing(s.entity, row);
    QCOMPARE(*undo.base.of(s.clientColumn), 300); // on top of what the server has now: no conflict
    // With nothing under way, taking it back is as if nothing had been.
    LocalRow calm = synced(s);
    edit(calm, s.mine, false);
    edit(calm, s.base, false);
    QVERIFY(!calm.dirty);
}

QTEST_APPLESS_MAIN(tst_merge_pairs)
#include "tst_merge_pairs.moc"
