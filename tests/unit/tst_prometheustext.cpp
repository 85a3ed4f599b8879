// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/PrometheusText.h"

#include <QtTest>

using namespace tidemark;

class TestPrometheusText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void families()
    {
        PrometheusText out;
        out.family("a_total", "counter", "How many.");
        out.sample("a_total", {{"x", "1"}, {"y", "quote \" slash \\ line \n"}}, 3);
        out.single("b", "gauge", "How much.", 0.25);
        QCOMPARE(out.text(),
                 std::string("# HELP a_total How many.\n# TYPE a_total counter\n"
                             "a_total{x=\"1\",y=\"quote \\\" slash \\\\ line \\n\"} 3\n"
                             "# HELP b How much.\n# TYPE b gauge\nb 0.25\n"));
    }

    void durations()
    {
        DurationHistogram histogram;
        for (const std::int64_t us : {0, 1'000, 1'001, 30'000, 9'999'999, 60'000'000})
            histogram.add(us);
        PrometheusText out;
        histogram.write(out, "d", {"of", "x"});
        const auto has = [&](const char *line) { return out.text().find(line) != std::string::npos; };
        QVERIFY(has("d_bucket{of=\"x\",le=\"0.001\"} 2\n")); // a bound belongs to its bucket
        QVERIFY(has("d_bucket{of=\"x\",le=\"0.0025\"} 3\n"));
        QVERIFY(has("d_bucket{of=\"x\",le=\"0.025\"} 3\n"));
        QVERIFY(has("d_bucket{of=\"x\",le=\"0.05\"} 4\n"));
        QVERIFY(has("d_bucket{of=\"x\",le=\"10\"} 5\n"));
        QVERIFY(has("d_bucket{of=\"x\",le=\"+Inf\"} 6\n"));
        QVERIFY(has("d_count{of=\"x\"} 6\n"));
        QVERIFY(has("d_sum{of=\"x\"} 70.032"));
    }
};

QTEST_APPLESS_MAIN(TestPrometheusText)
#include "tst_prometheustext.moc"
