// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Simulation.h"

#include <QCoreApplication>
#include <QTest>

using namespace tidemark;

/// The whole system under faults, many seeds. A failing seed is printed with the shortest prefix that still fails.
class tst_simulation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void seeds();
    void moreDevices();
    void sameSeedSameTrace();
    void mutants_data();
    void mutants();
};

namespace {

int seedCount()
{
    const int wanted = qEnvironmentVariableIntValue("TIDEMARK_SEEDS");
    return wanted > 0 ? wanted : 1000;
}

QByteArray story(const sim::Options &failing, const sim::Outcome &outcome)
{
    const sim::Options shortest = sim::shrink(failing);
    QByteArray text = "seed " + QByteArray::number(static_cast<qulonglong>(failing.seed)) + ", shortest failing run "
        + QByteArray::number(shortest.steps) + " steps:\n";
    for (const sim::Violation &violation : outcome.violations)
        text += "  invariant " + QByteArray::number(violation.invariant) + ": "
            + QByteArray::fromStdString(violation.story) + "\n";
    return text;
}

} // namespace

void tst_simulation::seeds()
{
    std::int64_t conflicts = 0;
    std::int64_t faults = 0;
    for (int seed = 1; seed <= seedCount(); ++seed) {
        sim::Options options;
        options.seed = static_cast<std::uint64_t>(seed);
        const sim::Outcome outcome = sim::run(options);
        conflicts += outcome.conflicts;
        faults += outcome.faults;
        if (!outcome.violations.empty())
            QFAIL(story(options, outcome).constData());
    }
    // Runs in which nothing goes wrong would prove nothing.
    QVERIFY2(conflicts > seedCount(), "hardly a conflict in all these runs");
    QVERIFY2(faults > seedCount(), "hardly a fault in all these runs");
}

void tst_simulation::moreDevices()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        sim::Options options;
        options.seed = seed;
        options.devices = 7;
        options.steps = 200;
        const sim::Outcome outcome = sim::run(options);
        if (!outcome.violations.empty())
            QFAIL(story(options, outcome).constData());
    }
}

void tst_simulation::sameSeedSameTrace()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        sim::Options options;
        options.seed = seed;
        const sim::Outcome first = sim::run(options);
        const sim::Outcome second = sim::run(options);
        QVERIFY(first.requests > 0);
        QCOMPARE(QByteArray::fromStdString(second.trace), QByteArray::fromStdString(first.trace));
        options.seed += 1000;
        QVERIFY(sim::run(options).trace != first.trace);
    }
}

void tst_simulation::mutants_data()
{
    QTest::addColumn<int>("mutant");
    QTest::newRow("now() as cursor") << static_cast<int>(sim::Mutant::NowAsCursor);
    QTest::newRow("receipts ignored") << static_cast<int>(sim::Mutant::ReceiptsIgnored);
    QTest::newRow("changed cleared after an edit during a push") << static_cast<int>(sim::Mutant::ChangedClearedLate);
}

void tst_simulation::mutants()
{
    QFETCH(int, mutant);
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        sim::Options options;
        options.seed = seed;
        options.mutant = static_cast<sim::Mutant>(mutant);
        const sim::Outcome outcome = sim::run(options);
        if (!outcome.violations.empty()) {
            qInfo("caught with seed %llu by invariant %d: %s", static_cast<unsigned long long>(seed),
                  outcome.violations.front().invariant, outcome.violations.front().story.c_str());
            return;
        }
    }
    QFAIL("not caught within 2,000 seeds");
}

QTEST_GUILESS_MAIN(tst_simulation)
#include "tst_simulation.moc"
