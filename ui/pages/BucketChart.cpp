// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BucketChart.h"

#include "ui/models/LatencySeries.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace tidemark::ui {

namespace {

constexpr int leftMargin = 62;
constexpr int rightMargin = 84;
constexpr int topMargin = 8;
constexpr int labelsHeight = 24;

} // namespace

BucketChart::BucketChart(QWidget *parent) : QChartView(parent)
{
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins(QMargins());
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(72);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
}

void BucketChart::setStats(const SyncStats &stats)
{
    m_stats = stats;
    m_crosshair = m_crosshair < bucketCount() ? m_crosshair : -1;
    rebuild();
}

void BucketChart::setTimeLabelsVisible(bool visible)
{
    m_timeLabels = visible;
    layOut();
}

void BucketChart::setCrosshair(int bucket)
{
    if (bucket == m_crosshair)
        return;
    m_crosshair = bucket;
    viewport()->update();
}

void BucketChart::rebuild()
{
    setBackgroundBrush(Theme::color(Role::Base));
    chart()->removeAllSeries();
    const auto axes = chart()->axes();
    for (QAbstractAxis *axis : axes) {
        axis->hide(); // Qt Charts deletes its labels and lines only in the next turn of the event loop
        chart()->removeAxis(axis);
        delete axis;
    }
    m_time = nullptr;
    if (m_stats.series.empty())
        return;
    m_time = new QCategoryAxis;
    m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_time->setRange(-0.5, bucketCount() - 0.5);
    for (const TimeTick &tick : timeTicks(m_stats, std::clamp(width() / 90, 2, 10))) {
        if (tick.bucket > -0.5 && tick.bucket < bucketCount() - 0.5)
            m_time->append(m_timeLabels ? (tick.midnight ? format::day(tick.ms) : format::hourAndMinute(tick.ms))
                                        : QString::number(tick.ms),
                           tick.bucket);
    }
    styleAxis(m_time);
    m_time->setLabelsVisible(m_timeLabels);
    chart()->addAxis(m_time, Qt::AlignBottom);
    addSeries();
    layOut();
}

void BucketChart::styleAxis(QCategoryAxis *axis) const
{
    axis->setLabelsFont(Theme::font(TextStyle::Small));
    axis->setLabelsColor(Theme::color(Role::Muted));
    axis->setGridLinePen(QPen(Theme::color(Role::Grid), 1));
    axis->setLinePen(QPen(Theme::color(axis == m_time ? Role::Axis : Role::Grid), 1));
    axis->setShadesVisible(false);
    axis->setTruncateLabels(false);
}

void BucketChart::layOut()
{
    const int bottom = m_timeLabels ? labelsHeight : 4;
    chart()->setPlotArea(QRectF(leftMargin, topMargin, std::max(20, width() - leftMargin - rightMargin),
                                std::max(20, height() - topMargin - bottom)));
}

double BucketChart::xOf(double bucket) const
{
    const QRectF plot = chart()->plotArea();
    return plot.left() + (bucket + 0.5) / std::max(1, bucketCount()) * plot.width();
}

int BucketChart::bucketAt(const QPoint &place) const
{
    const QRectF plot = chart()->plotArea();
    if (bucketCount() == 0 || place.x() < plot.left() || place.x() > plot.right())
        return -1;
    const int bucket = static_cast<int>((place.x() - plot.left()) / plot.width() * bucketCount());
    return std::clamp(bucket, 0, bucketCount() - 1);
}

void BucketChart::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT pointed(bucketAt(event->pos()));
    QChartView::mouseMoveEvent(event);
}

void BucketChart::mousePressEvent(QMouseEvent *event)
{
    if (const int bucket = bucketAt(event->pos()); bucket >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT opened(bucket);
    QChartView::mousePressEvent(event);
}

void BucketChart::leaveEvent(QEvent *event)
{
    Q_EMIT pointed(-1);
    QChartView::leaveEvent(event);
}

void BucketChart::keyPressEvent(QKeyEvent *event)
{
    const int last = bucketCount() - 1;
    const int at = m_crosshair < 0 ? last : m_crosshair;
    if (event->key() == Qt::Key_Left && last >= 0)
        Q_EMIT pointed(std::max(0, at - 1));
    else if (event->key() == Qt::Key_Right && last >= 0)
        Q_EMIT pointed(std::min(last, at + 1));
    else if (event->key() == Qt::Key_Return && m_crosshair >= 0)
        Q_EMIT opened(m_crosshair);
    else
        QChartView::keyPressEvent(event);
}

void BucketChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    // How many labels fit depends on the size, and axes that are there already do not follow the plot area.
    rebuild();
}

void BucketChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        rebuild();
}

void BucketChart::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_crosshair < 0 || m_crosshair >= bucketCount())
        return;
    const QRectF plot = chart()->plotArea();
    const double x = std::round(xOf(m_crosshair)) + 0.5;
    painter->setPen(QPen(Theme::color(Role::Muted), 1));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

} // namespace tidemark::ui
