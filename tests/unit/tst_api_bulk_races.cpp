// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may meet whom while many conflicts are overridden.

#include "BulkFixture.h"

#include <array>
#include <thread>

using namespace apitest;

class TestApiBulkRaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoAdminsAtOnce();
    void overrideRacesAPush();
};

void TestApiBulkRaces::twoAdminsAtOnce()
{
    constexpr int kRecords = 8;
    Backend backend;
    for (int record = 1; record <= kRecords; ++record)
        makeConflict(backend, record % 2 + 1, record);
    const std::string selection = selectionOf(dryRun(backend, "server"));
    std::array<Response, 2> answers;
    {
        const auto run = [&](std::size_t place) {
            answers[place] =
                backend.post(admin(), kBulk, order(selection, "server", id(600 + static_cast<int>(place))));
        };
        std::jthread other(run, 0);
        run(1);
    }
    const QStringList first = outcomes(answers[0]);
    const QStringList second = outcomes(answers[1]);
    QCOMPARE(first.size(), kRecords);
    for (int i = 0; i < kRecords; ++i) {
        const QStringList both{first[i], second[i]};
        QCOMPARE(both.count(QStringLiteral("overridden")), 1);
        QCOMPARE(both.count(QStringLiteral("moved")), 1);
    }
    QCOMPARE(audited(backend, "conflict.override"), std::size_t{kRecords});
}

void TestApiBulkRaces::overrideRacesAPush()
{
    constexpr int kRecords = 12;
    Backend backend;
    for (int record = 1; record <= kRecords; ++record)
        makeConflict(backend, 1, record);
    const std::int64_t base = backend.pull(user(1))[QStringLiteral("timestamp")].toInteger();
    const QJsonArray selected = dryRun(backend, "server")[QStringLiteral("selection")].toArray();
    QStringList results;
    {
        // A device edits the same records meanwhile, on the state of before.
        std::jthread device([&] {
            for (int record = 1; record <= kRecords; ++record) {
                const std::string edit =
                    json("{'id':'%1','title':'pushed','_changed':'title','_base':%2}", id(record), base);
                static_cast<void>(
                    backend.post(user(1, 1), "/api/sync/push",
                                 json("{'last_pulled_at':%1,'changes':{'todos':{'updated':[%2]}}}", base, edit)));
            }
        });
        for (const QJsonValue item : selected) {
            const std::string one = QJsonDocument(QJsonArray{item}).toJson(QJsonDocument::Compact).toStdString();
            results += outcomes(backend.post(admin(), kBulk, order(one)));
        }
    }
    // Either the override came first and stands against the older edit, or the edit did and nothing was overridden.
    QCOMPARE(results.size(), kRecords);
    for (int i = 0; i < kRecords; ++i) {
        const std::string conflict = selected[i][QStringLiteral("id")].toString().toStdString();
        const auto stored = backend.store->getConflict(conflict).value();
        const bool overridden = results[i] == QStringLiteral("overridden");
        QVERIFY(overridden || results[i] == QStringLiteral("moved"));
        QVERIFY(stored->is(overridden ? ConflictState::Overridden : ConflictState::Auto));
        const auto title =
            std::get<std::string>(stored->current->record.values[*pensieveSchema().entities[3].columnIndex("title")]);
        QCOMPARE(title, overridden ? std::string("server") : std::string("pushed"));
    }
}

QTEST_GUILESS_MAIN(TestApiBulkRaces)
#include "tst_api_bulk_races.moc"
