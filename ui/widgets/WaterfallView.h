// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace tidemark::ui {

/// Who was at work during a phase of a sync.
enum class PhaseSide { Client, Network, Server };

struct PhaseBar {
    QString name;          ///< translated
    double startMs = 0;    ///< since the start of the sync
    double durationMs = 0; ///< < 0: the sync ended before this phase
    PhaseSide side = PhaseSide::Network;
};

/// The phases of one sync as bars on a common time axis, with their lengths at the right.
class WaterfallView : public QWidget {
    Q_OBJECT

public:
    explicit WaterfallView(QWidget *parent = nullptr);

    /// \a failedAtMs draws the moment of failure as a dashed line; < 0 when the sync succeeded.
    void setPhases(const QList<PhaseBar> &phases, double failedAtMs = -1);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Plot;
    void announce();
    void paintLegend(QPainter &painter) const;
    void paintAxis(QPainter &painter, const Plot &plot) const;
    void paintRow(QPainter &painter, const Plot &plot, int row) const;
    Plot plot() const;

    QList<PhaseBar> m_phases;
    double m_failedAtMs = -1;
};

} // namespace tidemark::ui
