// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/WaterfallView.h"

#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tidemark::ui {

namespace {

constexpr int titleHeight = 24;
constexpr int axisHeight = 18;
constexpr int rowHeight = 19;
constexpr int barHeight = 12;

Role barRole(PhaseSide side)
{
    switch (side) {
    case PhaseSide::Client: return Role::Client;
    case PhaseSide::Network: return Role::Earlier;
    case PhaseSide::Server: return Role::Server;
    }
    return Role::Earlier;
}

/// The step 1, 2 or 5 · 10^n that makes at most four marks up to \a spanMs.
double axisStep(double spanMs)
{
    const double rough = std::max(spanMs, 1.0) / 3;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return std::max(1.0, factor * power);
    }
    return 10 * power;
}

} // namespace

/// Where things stand, in widget coordinates.
struct WaterfallView::Plot {
    int left = 0;
    int right = 0;
    int top = 0;
    double spanMs = 1;

    double x(double ms) const { return left + ms / spanMs * (right - left); }
};

WaterfallView::WaterfallView(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(Theme::font(TextStyle::Secondary));
    announce();
}

void WaterfallView::setPhases(const QList<PhaseBar> &phases, double failedAtMs)
{
    m_phases = phases;
    m_failedAtMs = failedAtMs;
    announce();
    updateGeometry();
    update();
}

QSize WaterfallView::sizeHint() const
{
    return {280, titleHeight + axisHeight + rowHeight * static_cast<int>(m_phases.size()) + metrics::space4};
}

WaterfallView::Plot WaterfallView::plot() const
{
    Plot plot;
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics wide(bold);
    int names = 0;
    int lengths = 0;
    for (const PhaseBar &phase : m_phases) {
        names = std::max(names, fontMetrics().horizontalAdvance(phase.name));
        lengths = std::max(lengths, wide.horizontalAdvance(format::duration(phase.durationMs)));
        if (phase.durationMs >= 0)
            plot.spanMs = std::max(plot.spanMs, phase.startMs + phase.durationMs);
    }
    plot.spanMs = std::max(plot.spanMs, m_failedAtMs) * 1.02;
    plot.left = names + metrics::space12;
    plot.right = std::max(plot.left + 20, width() - lengths - metrics::space12);
    plot.top = titleHeight + axisHeight;
    return plot;
}

void WaterfallView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintLegend(painter);
    const Plot plot = this->plot();
    paintAxis(painter, plot);
    for (int row = 0; row < static_cast<int>(m_phases.size()); ++row)
        paintRow(painter, plot, row);
    if (m_failedAtMs >= 0) {
        painter.setPen(QPen(Theme::color(Role::Lost), 1, Qt::DashLine));
        const double x = std::round(plot.x(m_failedAtMs)) + 0.5;
        painter.drawLine(QPointF(x, plot.top), QPointF(x, height() - metrics::space4));
    }
}

void WaterfallView::paintLegend(QPainter &painter) const
{
    QFont bold = Theme::font(TextStyle::Strong);
    painter.setFont(bold);
    painter.setPen(Theme::color(Role::Text));
    painter.drawText(QRect(0, 0, width(), titleHeight), Qt::AlignLeft | Qt::AlignVCenter, tr("Phases"));
    painter.setFont(font());
    int x = width();
    const QList<QPair<PhaseSide, QString>> entries = {
        {PhaseSide::Server, tr("server")}, {PhaseSide::Network, tr("network")}, {PhaseSide::Client, tr("client")}};
    for (const auto &[side, name] : entries) {
        x -= fontMetrics().horizontalAdvance(name);
        painter.setPen(Theme::color(Role::Muted));
        painter.drawText(QRect(x, 0, width(), titleHeight), Qt::AlignLeft | Qt::AlignVCenter, name);
        x -= 9 + 6;
        painter.fillRect(x, titleHeight / 2 - 4, 9, 9, Theme::color(barRole(side)));
        x -= metrics::space16;
    }
}

void WaterfallView::paintAxis(QPainter &painter, const Plot &plot) const
{
    painter.setFont(Theme::font(TextStyle::Small));
    const double step = axisStep(plot.spanMs);
    for (double ms = 0; ms < plot.spanMs; ms += step) {
        const int x = static_cast<int>(std::lround(plot.x(ms)));
        painter.setPen(Theme::color(Role::Grid));
        painter.drawLine(x, plot.top, x, height() - metrics::space4);
        painter.setPen(Theme::color(Role::Muted));
        const QString label = ms > 0 ? format::axisDuration(ms) : QStringLiteral("0");
        painter.drawText(QRect(x - 40, titleHeight, 80, axisHeight), Qt::AlignCenter, label);
    }
}

void WaterfallView::paintRow(QPainter &painter, const Plot &plot, int row) const
{
    const PhaseBar &phase = m_phases.at(row);
    const QRect line(0, plot.top + row * rowHeight, width(), rowHeight);
    const bool reached = phase.durationMs >= 0;
    painter.setFont(font());
    painter.setPen(Theme::color(reached ? Role::Text : Role::Muted));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, phase.name);
    if (!reached) {
        painter.drawText(line.adjusted(plot.left + metrics::space4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("not reached"));
        return;
    }
    const double x = plot.x(phase.startMs);
    const double length = std::max(2.0, plot.x(phase.startMs + phase.durationMs) - x);
    painter.fillRect(QRectF(x, line.center().y() - barHeight / 2.0 + 1, length, barHeight),
                     Theme::color(barRole(phase.side)));
    const bool longest = std::all_of(m_phases.cbegin(), m_phases.cend(),
                                     [&](const PhaseBar &other) { return other.durationMs <= phase.durationMs; });
    QFont font = this->font();
    font.setBold(longest);
    painter.setFont(font);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, format::duration(phase.durationMs));
}

void WaterfallView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        announce();
}

void WaterfallView::announce()
{
    setAccessibleName(tr("Phases"));
    QStringList lines;
    for (const PhaseBar &phase : m_phases) {
        const QString length = phase.durationMs < 0 ? tr("not reached") : format::duration(phase.durationMs);
        lines += tr("%1: %2", "phase, duration").arg(phase.name, length);
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    update();
}

} // namespace tidemark::ui
