// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
#include "ui/widgets/Palette.h"

#include <QChartView>

class QCategoryAxis;

namespace tidemark::ui {

/// A chart over the buckets of a period. Charts one above another share plot margins, time axis and crosshair.
class BucketChart : public QChartView {
    Q_OBJECT

public:
    explicit BucketChart(QWidget *parent = nullptr);

    void setStats(const SyncStats &stats);
    /// Shows the crosshair at a bucket; -1 takes it away.
    void setCrosshair(int bucket);
    int crosshair() const { return m_crosshair; }
    void setTimeLabelsVisible(bool visible);
    /// Builds the drawing again, in the current colours and language.
    void rebuild();

Q_SIGNALS:
    /// The pointer or the arrow keys are at a bucket; -1: they left.
    void pointed(int bucket);
    /// A bucket was clicked or Enter pressed on it.
    void opened(int bucket);

protected:
    /// Adds series and the value axis; the time axis is there.
    virtual void addSeries() = 0;

    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

    const SyncStats &stats() const { return m_stats; }
    int bucketCount() const { return static_cast<int>(m_stats.series.size()); }
    QCategoryAxis *timeAxis() const { return m_time; }
    void styleAxis(QCategoryAxis *axis) const;
    double xOf(double bucket) const;

private:
    void layOut();
    int bucketAt(const QPoint &place) const;

    SyncStats m_stats;
    QCategoryAxis *m_time = nullptr;
    int m_crosshair = -1;
    bool m_timeLabels = true;
};

} // namespace tidemark::ui
