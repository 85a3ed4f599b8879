// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FilterLine.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/RowDelegate.h"
#include "ui/widgets/Segmented.h"
#include "ui/widgets/Theme.h"

#include <QAbstractButton>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace tidemark::ui;

namespace {

/// Contrast of two colours as WCAG defines it.
double contrast(const QColor &a, const QColor &b)
{
    const auto channel = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const auto luminance = [&](const QColor &c) {
        return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
    };
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class WidgetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Theme::instance().apply(Theme::Mode::Light);
        Language::instance().set(QStringLiteral("en"));
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("french");
        QTest::newRow("unknown") << qint64(-1) << QStringLiteral("–") << QStringLiteral("–");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0 ms") << QStringLiteral("0 ms");
        QTest::newRow("ms") << qint64(2841) << QStringLiteral("2,841 ms") << QStringLiteral("2\u202f841 ms");
        QTest::newRow("s") << qint64(30'000) << QStringLiteral("30.0 s") << QStringLiteral("30,0 s");
        QTest::newRow("min") << qint64(178'000) << QStringLiteral("2 min 58 s") << QStringLiteral("2 min 58 s");
        QTest::newRow("h") << qint64(12'000'000) << QStringLiteral("3 h 20 min") << QStringLiteral("3 h 20 min");
        QTest::newRow("d") << qint64(1'051'200'000) << QStringLiteral("12 d 4 h") << QStringLiteral("12 j 4 h");
    }

    void durations()
    {
        QFETCH(qint64, ms);
        QTEST(format::duration(static_cast<double>(ms)), "english");
        Language::instance().set(QStringLiteral("fr"));
        const QString french = format::duration(static_cast<double>(ms));
        Language::instance().set(QStringLiteral("en"));
        QTEST(french, "french");
    }

    void shortDurations()
    {
        QCOMPARE(format::duration(0.3), QStringLiteral("0.30 ms"));
        QCOMPARE(format::duration(0.024), QStringLiteral("0.02 ms"));
        QCOMPARE(format::duration(0.001), QStringLiteral("< 0.01 ms"));
        QCOMPARE(format::duration(6.44), QStringLiteral("6.4 ms"));
        QCOMPARE(format::axisDuration(0.2), QStringLiteral("0.2 ms"));
    }

    void bytes()
    {
        QCOMPARE(format::bytes(187), QStringLiteral("187 B"));
        QCOMPARE(format::bytes(38'200), QStringLiteral("38.2 kB"));
        QCOMPARE(format::bytes(41'000'000), QStringLiteral("41.0 MB"));
    }

    void idsKeepTheirEnds()
    {
        QCOMPARE(format::shortId(QStringLiteral("b7d0aaaa-0000-0000-0000-00000000bb4c1e")),
                 QStringLiteral("b7d0…4c1e"));
        QCOMPARE(format::shortId(QStringLiteral("short")), QStringLiteral("short"));
    }

    void timesShortenWithDistance()
    {
        const QDateTime now(QDate(2026, 3, 10), QTime(12, 18, 40));
        const qint64 ms = now.toMSecsSinceEpoch();
        QCOMPARE(format::shortTime(now.addSecs(-60).toMSecsSinceEpoch(), ms), QStringLiteral("12:17:40"));
        QCOMPARE(format::shortTime(now.addDays(-1).toMSecsSinceEpoch(), ms), QStringLiteral("9 Mar"));
        QCOMPARE(format::shortTime(now.addMonths(-4).toMSecsSinceEpoch(), ms), QStringLiteral("10 Nov 2025"));
    }

    void textIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void textIsReadable()
    {
        QFETCH(bool, dark);
        for (const Role role : {Role::Text, Role::Muted, Role::Accent, Role::Client, Role::Server, Role::Merged,
                                Role::Lost, Role::Warning}) {
            for (const Role ground : {Role::Base, Role::Header, tintOf(role)}) {
                const double ratio = contrast(paletteColor(role, dark), paletteColor(ground, dark));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QStringLiteral("role %1 on %2: %3").arg(int(role)).arg(int(ground)).arg(ratio)));
            }
        }
    }

    void everyDrawingTakesItsColour()
    {
        for (const QString &file : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")})) {
            const QString name = file.chopped(4);
            if (name == QLatin1String("tidemark"))
                continue;
            const QImage image = iconPixmap(name, Qt::red, {16, 16}, 2).toImage();
            QCOMPARE(image.size(), QSize(32, 32));
            bool painted = false;
            for (int i = 0; i < 32 * 32; ++i) {
                const QColor pixel = image.pixelColor(i % 32, i / 32);
                painted = painted || (pixel.alpha() > 200 && pixel.red() > 200 && pixel.green() < 40);
            }
            QVERIFY2(painted, qPrintable(name));
        }
    }

    void theStyleSheetHasNoHoles()
    {
        for (const bool dark : {false, true}) {
            const QString sheet = styleSheet(dark);
            QVERIFY(!sheet.contains(QLatin1Char('$')));
            QVERIFY(!sheet.contains(QLatin1Char('@')));
            QVERIFY(!sheet.contains(QLatin1Char('%')));
        }
    }

    void typedTermsBecomeChips()
    {
        FilterLine line;
        QSignalSpy changed(&line, &FilterLine::changed);
        QTest::keyClicks(line.edit(), QStringLiteral("status:error -device:iPad \"two words\""));
        QTest::keyClick(line.edit(), Qt::Key_Return);
        const QStringList expected = {QStringLiteral("status:error"), QStringLiteral("-device:iPad"),
                                      QStringLiteral("\"two words\"")};
        QCOMPARE(line.terms(), expected);
        QCOMPARE(changed.count(), 1);
        QVERIFY(line.edit()->text().isEmpty());
    }

    void backspaceOpensTheLastChip()
    {
        FilterLine line;
        line.setTerms({QStringLiteral("a:1"), QStringLiteral("b:2")});
        QTest::keyClick(line.edit(), Qt::Key_Backspace);
        QCOMPARE(line.edit()->text(), QStringLiteral("b:2"));
        QTest::keyClick(line.edit(), Qt::Key_Escape);
        QCOMPARE(line.terms().size(), 2);
        QTest::keyClick(line.edit(), Qt::Key_Backspace);
        line.edit()->setText(QStringLiteral("b:3"));
        QTest::keyClick(line.edit(), Qt::Key_Return);
        QCOMPARE(line.terms().last(), QStringLiteral("b:3"));
    }

    void chipsAreNegatedAndRemoved()
    {
        FilterLine line;
        line.setTerms({QStringLiteral("a:1"), QStringLiteral("b:2")});
        line.resize(600, 32);
        line.show();
        QList<QWidget *> chips = line.findChildren<QWidget *>(QStringLiteral("filter.chip"));
        QTest::keyClick(chips.first(), Qt::Key_Minus);
        QCOMPARE(line.terms().first(), QStringLiteral("-a:1"));
        QTest::keyClick(chips.first(), Qt::Key_Minus);
        QCOMPARE(line.terms().first(), QStringLiteral("a:1"));
        QTest::mouseClick(chips.first()->findChild<QToolButton *>(), Qt::LeftButton);
        QCOMPARE(line.terms(), QStringList{QStringLiteral("b:2")});
        line.clear();
        QVERIFY(line.terms().isEmpty());
    }

    void oneSegmentIsPressed()
    {
        Segmented segments;
        for (const QString &name : {QStringLiteral("All"), QStringLiteral("Pull"), QStringLiteral("Push")})
            segments.addOption(name);
        QSignalSpy changed(&segments, &Segmented::changed);
        QCOMPARE(segments.current(), 0);
        const QSize before = segments.sizeHint();
        QTest::mouseClick(segments.option(2), Qt::LeftButton);
        QCOMPARE(segments.current(), 2);
        QCOMPARE(segments.sizeHint(), before);
        segments.setCurrent(1);
        QCOMPARE(changed.count(), 1);
    }

    void barsAreLogarithmic()
    {
        QCOMPARE(durationShare(1), 0.0);
        QCOMPARE(durationShare(60'000), 1.0);
        QVERIFY(qFuzzyCompare(durationShare(1000) - durationShare(100), durationShare(10'000) - durationShare(1000)));
    }
};

QTEST_MAIN(WidgetsTest)

#include "tst_widgets.moc"
