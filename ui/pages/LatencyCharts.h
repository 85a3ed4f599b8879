// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/LatencySeries.h"
#include "ui/pages/BucketChart.h"

namespace tidemark::ui {

/// p50, p95 and p99 over time with the areas between them, on a logarithmic axis; empty buckets are gaps, and each
/// line is named at its right end.
class PercentileChart : public BucketChart {
    Q_OBJECT

public:
    explicit PercentileChart(QWidget *parent = nullptr);

protected:
    void addSeries() override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void addBand(const QList<LatencyPoint> &run, double LatencyPoint::*lower, double LatencyPoint::*upper, Role role);
    void addLine(const QList<LatencyPoint> &run, double LatencyPoint::*value, Role role, double width);
    double yOf(double ms) const;
    void attach(QAbstractSeries *series);

    LogAxis m_scale;
    QCategoryAxis *m_values = nullptr;
};

/// Counts per bucket as stacked bars: all successes, or the failures by kind; the two never share an axis.
class OutcomeChart : public BucketChart {
    Q_OBJECT

public:
    enum class Shows { Successes, Failures };

    /// One kind of outcome: its name on the wire and its colour.
    struct Kind {
        const char *result;
        Role role;
    };
    static const QList<Kind> &failureKinds();

    explicit OutcomeChart(Shows shows, QWidget *parent = nullptr);

protected:
    void addSeries() override;

private:
    QList<Kind> kinds() const;

    Shows m_shows;
};

} // namespace tidemark::ui
