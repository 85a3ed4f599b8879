// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"
#include "base/Clock.h"
#include "ui/models/Look.h"
#include "ui/widgets/Page.h"

#include <QCoroTask>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace tidemark::ui {

class BreakdownModel;
class BreakdownTable;
class EmptyState;
class OutcomeChart;
class PageHeader;
class Panel;
class PercentileChart;
class Segmented;
class TroubleLine;

/// How long syncs take: percentiles over time, outcomes per bucket, and where the time goes. GUI thread; client and
/// clock outlive it.
class LatencyPage : public Page {
    Q_OBJECT

public:
    LatencyPage(AdminClient &admin, Clock &clock, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("latency"); }
    void refresh() override;
    void setPeriod(qint64 ms) override;
    QList<QWidget *> panes() const override;
    QList<QPair<QString, QString>> shortcuts() const override;

Q_SIGNALS:
    /// The syncs behind a figure: terms for the filter of the logs.
    void logsRequested(const QStringList &terms);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void connectParts();
    void retranslate();
    QCoro::Task<> fetch();
    QCoro::Task<Result<std::vector<SyncLogEntry>>> fetchLogs(std::string type, std::int64_t since);
    void show(const SyncStats &stats);
    /// Who was at work in a phase of the figures on show.
    Tone toneOf(const std::string &phase) const;
    void point(int bucket);
    void showReadout();
    void showNote();
    void showLegend();
    std::string type() const;

    AdminClient &m_admin;
    Clock &m_clock;
    PageHeader *m_header;
    Segmented *m_types;
    TroubleLine *m_trouble;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_content;
    Panel *m_percentilePanel;
    QLabel *m_readout;
    PercentileChart *m_percentiles;
    Panel *m_outcomePanel;
    QList<QPushButton *> m_legend;
    OutcomeChart *m_successes;
    OutcomeChart *m_failures;
    QLabel *m_successTitle;
    QLabel *m_failureTitle;
    BreakdownModel *m_phaseModel;
    BreakdownModel *m_typeModel;
    BreakdownModel *m_deviceModel;
    BreakdownTable *m_phases;
    BreakdownTable *m_byType;
    BreakdownTable *m_devices;
    SyncStats m_stats;
    qint64 m_periodMs = 24 * 3'600'000;
    int m_generation = 0;
    bool m_loading = false;
    bool m_loaded = false;
    bool m_cutShort = false; ///< more syncs of the chosen type than were read
};

} // namespace tidemark::ui
