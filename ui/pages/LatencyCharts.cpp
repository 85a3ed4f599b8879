// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/LatencyCharts.h"

#include "ui/widgets/Format.h"
#include "ui/widgets/Theme.h"

#include <QAreaSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QLineSeries>
#include <QStackedBarSeries>

#include <algorithm>
#include <array>
#include <cmath>

namespace tidemark::ui {

namespace {

constexpr double barShare = 0.8;
constexpr double loneHalf = 0.35; ///< half the width of a bucket that stands alone

std::int64_t countOf(const StatsBucket &bucket, const char *result)
{
    for (const auto &[name, count] : bucket.results) {
        if (name == result)
            return count;
    }
    return 0;
}

QLineSeries *lineOf(const QList<LatencyPoint> &run, double LatencyPoint::*value)
{
    auto *line = new QLineSeries;
    const auto add = [line](double x, double ms) { line->append(x, std::log10(std::max(ms, 0.01))); };
    if (run.size() == 1) {
        add(run.first().bucket - loneHalf, run.first().*value);
        add(run.first().bucket + loneHalf, run.first().*value);
    } else {
        for (const LatencyPoint &point : run)
            add(point.bucket, point.*value);
    }
    return line;
}

} // namespace

PercentileChart::PercentileChart(QWidget *parent) : BucketChart(parent)
{
    setObjectName(QStringLiteral("latency.percentiles"));
    setRenderHint(QPainter::Antialiasing);
    setMinimumHeight(140);
}

void PercentileChart::attach(QAbstractSeries *series)
{
    chart()->addSeries(series);
    series->attachAxis(timeAxis());
    series->attachAxis(m_values);
}

void PercentileChart::addSeries()
{
    m_scale = latencyAxis(stats().series);
    m_values = new QCategoryAxis;
    m_values->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_values->setRange(std::log10(m_scale.low), std::log10(m_scale.high));
    // Where 1, 2 and 5 would touch, 2 has no name.
    const double decadeHeight = (height() - 32) / std::log10(m_scale.high / m_scale.low);
    const bool wide = decadeHeight * std::log10(2.0) < 17;
    for (const double tick : m_scale.ticks) {
        const double head = tick / std::pow(10, std::floor(std::log10(tick) + 1e-9));
        if (!wide || std::lround(head) != 2)
            m_values->append(format::axisDuration(tick), std::log10(tick));
    }
    styleAxis(m_values);
    chart()->addAxis(m_values, Qt::AlignLeft);
    for (const QList<LatencyPoint> &run : latencyRuns(stats().series)) {
        addBand(run, &LatencyPoint::p95, &LatencyPoint::p99, Role::BandOuter);
        addBand(run, &LatencyPoint::p50, &LatencyPoint::p95, Role::BandInner);
        addLine(run, &LatencyPoint::p99, Role::P99, 1.2);
        addLine(run, &LatencyPoint::p95, Role::P95, 1.6);
        addLine(run, &LatencyPoint::p50, Role::P50, 2);
    }
}

void PercentileChart::addBand(const QList<LatencyPoint> &run, double LatencyPoint::*lower,
                              double LatencyPoint::*upper, Role role)
{
    auto *area = new QAreaSeries(lineOf(run, upper), lineOf(run, lower));
    area->upperSeries()->setParent(area);
    area->lowerSeries()->setParent(area);
    area->setPen(Qt::NoPen);
    area->setBrush(Theme::color(role));
    attach(area);
}

void PercentileChart::addLine(const QList<LatencyPoint> &run, double LatencyPoint::*value, Role role, double width)
{
    QLineSeries *line = lineOf(run, value);
    line->setPen(QPen(Theme::color(role), width));
    attach(line);
}

double PercentileChart::yOf(double ms) const
{
    const QRectF plot = chart()->plotArea();
    const double share = std::log10(std::max(ms, m_scale.low) / m_scale.low) / std::log10(m_scale.high / m_scale.low);
    return plot.bottom() - share * plot.height();
}

void PercentileChart::drawForeground(QPainter *painter, const QRectF &rect)
{
    BucketChart::drawForeground(painter, rect);
    const auto newest = std::find_if(stats().series.rbegin(), stats().series.rend(),
                                     [](const auto &bucket) { return bucket.latency.count > 0; });
    if (newest == stats().series.rend())
        return;
    const LatencyFigures &figures = newest->latency;
    struct End {
        const char *name;
        double ms;
        double y;
    };
    std::array ends{End{"p99", figures.p99, yOf(figures.p99)}, End{"p95", figures.p95, yOf(figures.p95)},
                    End{"p50", figures.p50, yOf(figures.p50)}};
    // Names keep a line's height between them, in the order of the lines.
    const double step = 15;
    const QRectF plot = chart()->plotArea();
    for (std::size_t i = 1; i < ends.size(); ++i)
        ends[i].y = std::max(ends[i].y, ends[i - 1].y + step);
    const double over = ends.back().y - plot.bottom();
    for (End &end : ends)
        end.y -= std::max(0.0, over);
    painter->setFont(Theme::font(TextStyle::Small));
    painter->setPen(Theme::color(Role::Text));
    for (const End &end : ends) {
        const QString label =
            tr("%1 %2", "percentile, milliseconds").arg(QLatin1String(end.name), format::figure(end.ms));
        painter->drawText(QRectF(plot.right() + 6, end.y - 8, width() - plot.right() - 6, 16),
                          Qt::AlignLeft | Qt::AlignVCenter, label);
    }
}

OutcomeChart::OutcomeChart(Shows shows, QWidget *parent) : BucketChart(parent), m_shows(shows)
{
    setObjectName(shows == Shows::Successes ? QStringLiteral("latency.successes")
                                            : QStringLiteral("latency.failures"));
}

const QList<OutcomeChart::Kind> &OutcomeChart::failureKinds()
{
    static const QList<Kind> kinds{{"NETWORK_ERROR", Role::FailedNetwork},
                                   {"TIMEOUT", Role::FailedTimeout},
                                   {"SERVER_ERROR", Role::FailedServer},
                                   {"AUTH_ERROR", Role::FailedAuth},
                                   {"CONFLICT", Role::Warning}};
    return kinds;
}

QList<OutcomeChart::Kind> OutcomeChart::kinds() const
{
    return m_shows == Shows::Successes ? QList<Kind>{{"SUCCESS", Role::Success}} : failureKinds();
}

void OutcomeChart::addSeries()
{
    auto *bars = new QStackedBarSeries;
    bars->setBarWidth(barShare);
    std::vector<std::int64_t> sums(stats().series.size(), 0);
    for (const Kind &kind : kinds()) {
        auto *set = new QBarSet(QLatin1String(kind.result), bars);
        set->setPen(Qt::NoPen);
        set->setBrush(Theme::color(kind.role));
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const std::int64_t count = countOf(stats().series[i], kind.result);
            set->append(static_cast<double>(count));
            sums[i] += count;
        }
        bars->append(set);
    }
    const int end = countAxisEnd(sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end()));
    auto *counts = new QCategoryAxis;
    counts->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    counts->setRange(0, end);
    for (const int tick : {0, end / 2, end}) {
        if (tick * 2 != end - 1) // an odd scale has no middle
            counts->append(format::count(tick), tick);
    }
    styleAxis(counts);
    chart()->addAxis(counts, Qt::AlignLeft);
    chart()->addSeries(bars);
    bars->attachAxis(timeAxis());
    bars->attachAxis(counts);
}

} // namespace tidemark::ui
