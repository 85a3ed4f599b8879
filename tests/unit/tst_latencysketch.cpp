// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Random.h"
#include "monitor/LatencySketch.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using tidemark::LatencySketch;
using tidemark::SeededRandom;

namespace {

/// Durations of a kind, the same in every run.
std::vector<double> samples(const QString &kind, int count)
{
    SeededRandom random(7);
    std::vector<double> all;
    for (int i = 0; i < count; ++i) {
        const double u = (static_cast<double>(random.below(1'000'000)) + 1) / 1'000'001;
        if (kind == QLatin1String("uniform"))
            all.push_back(u * 500);
        else if (kind == QLatin1String("long tail"))
            all.push_back(std::exp(3 - 0.8 * std::log(u)));
        else if (kind == QLatin1String("two humps"))
            all.push_back(random.chance(9, 10) ? 2 + u : 900 + 100 * u);
        else
            all.push_back(0.01 * u);
    }
    return all;
}

double exact(std::vector<double> all, double q)
{
    std::sort(all.begin(), all.end());
    return all[static_cast<std::size_t>(q * static_cast<double>(all.size() - 1))];
}

LatencySketch sketchOf(const std::vector<double> &all)
{
    LatencySketch sketch;
    for (const double ms : all)
        sketch.add(ms);
    return sketch;
}

} // namespace

class TestLatencySketch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void percentilesAreWithinTwoPercent_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("count");
        for (const char *kind : {"uniform", "long tail", "two humps", "microseconds"}) {
            for (const int count : {1, 2, 10, 1000, 50'000})
                QTest::addRow("%s %d", kind, count) << QString::fromLatin1(kind) << count;
        }
    }

    void percentilesAreWithinTwoPercent()
    {
        QFETCH(QString, kind);
        QFETCH(int, count);
        const std::vector<double> all = samples(kind, count);
        const LatencySketch sketch = sketchOf(all);
        QCOMPARE(sketch.count(), static_cast<std::uint64_t>(count));
        for (const double q : {0.0, 0.01, 0.5, 0.95, 0.99, 0.999, 1.0}) {
            const double right = exact(all, q);
            const double got = sketch.quantile(q);
            // Values below a microsecond share one bucket.
            QVERIFY2(std::abs(got - right) <= std::max(right * 0.0201, 0.00105),
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(q).arg(got).arg(right)));
        }
    }

    void anEmptySketchIsZero()
    {
        const LatencySketch sketch;
        QCOMPARE(sketch.quantile(0.5), 0.0);
        QCOMPARE(sketch.mean(), 0.0);
        QCOMPARE(sketch.count(), std::uint64_t{0});
    }

    void extremesAreExact()
    {
        const LatencySketch sketch = sketchOf({3.25, 17, 0.5, 250.125});
        QCOMPARE(sketch.min(), 0.5);
        QCOMPARE(sketch.max(), 250.125);
        QCOMPARE(sketch.quantile(0), 0.5);
        QCOMPARE(sketch.quantile(1), 250.125);
        QCOMPARE(sketch.mean(), 67.71875);
    }

    void oddValuesAreBounded()
    {
        LatencySketch sketch;
        sketch.add(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(sketch.count(), std::uint64_t{0});
        sketch.add(-5);
        sketch.add(0);
        sketch.add(std::numeric_limits<double>::infinity());
        QCOMPARE(sketch.count(), std::uint64_t{3});
        QCOMPARE(sketch.min(), 0.0);
        QCOMPARE(sketch.max(), 86'400'000.0);
        QVERIFY(std::isfinite(sketch.mean()));
    }

    void partsMergeIntoTheWhole()
    {
        const std::vector<double> all = samples(QStringLiteral("long tail"), 9000);
        LatencySketch merged;
        for (std::size_t from = 0; from < all.size(); from += 3000) {
            LatencySketch part;
            for (std::size_t i = from; i < from + 3000; ++i)
                part.add(all[i]);
            merged.merge(part);
        }
        merged.merge(LatencySketch());
        const LatencySketch whole = sketchOf(all);
        QCOMPARE(merged.count(), whole.count());
        for (const double q : {0.1, 0.5, 0.95, 0.99})
            QCOMPARE(merged.quantile(q), whole.quantile(q));
        QCOMPARE(merged.min(), whole.min());
        QCOMPARE(merged.max(), whole.max());
    }

    void aSketchSurvivesItsBytes()
    {
        for (const int count : {0, 1, 20'000}) {
            const LatencySketch sketch = sketchOf(samples(QStringLiteral("two humps"), count));
            const std::string bytes = sketch.serialise();
            QVERIFY(bytes.size() < 1000);
            const auto read = LatencySketch::parse(bytes);
            QVERIFY(read);
            QVERIFY(*read == sketch);
        }
    }

    void brokenBytesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const std::string good = sketchOf({1, 2, 3}).serialise();
        const QByteArray whole = QByteArray::fromStdString(good);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another format") << QByteArray("\x09") + whole.mid(1);
        QTest::newRow("cut in the sums") << whole.left(20);
        QTest::newRow("cut in the counts") << whole.chopped(1);
        QTest::newRow("a bucket beyond all") << whole + QByteArray("\xff\xff\x7f\x01");
        QTest::newRow("an endless number") << whole + QByteArray(12, '\xff');
        QTest::newRow("an empty bucket") << whole + QByteArray("\x01\x00", 2);
    }

    void brokenBytesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto read = LatencySketch::parse(bytes.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, std::string("bad_sketch"));
    }
};

QTEST_GUILESS_MAIN(TestLatencySketch)
#include "tst_latencysketch.moc"
