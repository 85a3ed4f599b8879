// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/LatencyPage.h"

#include "ui/models/LatencySeries.h"
#include "ui/models/Wording.h"
#include "ui/pages/BreakdownTable.h"
#include "ui/pages/LatencyCharts.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Segmented.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace tidemark::ui {

namespace {

constexpr int logsPerPage = 1000;
constexpr int mostPages = 20;

QString squareWord(Role role, const QString &word)
{
    return QStringLiteral("<span style=\"color:%1\">■</span> %2").arg(Theme::color(role).name(), word);
}

QIcon square(Role role)
{
    QPixmap pixmap(20, 20);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Theme::color(role));
    return QIcon(pixmap);
}

QString statusTerm(const char *result)
{
    const SyncResult known = syncResultFromName(result);
    switch (known) {
    case SyncResult::NetworkError: return QStringLiteral("status:network");
    case SyncResult::Timeout: return QStringLiteral("status:timeout");
    case SyncResult::AuthError: return QStringLiteral("status:auth");
    case SyncResult::Conflict: return QStringLiteral("status:conflict");
    default: return QStringLiteral("status:server");
    }
}

Tone plainTone(const std::string &)
{
    return Tone::Plain;
}

QString deviceName(const std::string &name)
{
    return name.empty() ? LatencyPage::tr("unknown device") : wording::text(name);
}

} // namespace

LatencyPage::LatencyPage(AdminClient &admin, Clock &clock, QWidget *parent)
    : Page(parent),
      m_admin(admin),
      m_clock(clock),
      m_header(new PageHeader),
      m_types(new Segmented),
      m_trouble(new TroubleLine),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("latency"))),
      m_content(new QWidget),
      m_percentilePanel(new Panel(QStringLiteral(" "))),
      m_readout(makeLabel(QString(), TextStyle::Secondary)),
      m_percentiles(new PercentileChart),
      m_outcomePanel(new Panel(QStringLiteral(" "))),
      m_successes(new OutcomeChart(OutcomeChart::Shows::Successes)),
      m_failures(new OutcomeChart(OutcomeChart::Shows::Failures)),
      m_successTitle(makeLabel(QString(), TextStyle::Small, Role::Muted)),
      m_failureTitle(makeLabel(QString(), TextStyle::Small, Role::Muted)),
      m_phaseModel(new BreakdownModel(windowFormats(), wording::phase,
                                      [this](const std::string &phase) { return toneOf(phase); })),
      m_typeModel(new BreakdownModel(windowFormats(), wording::syncType, plainTone)),
      m_deviceModel(new BreakdownModel(windowFormats(), deviceName, plainTone)),
      m_phases(new BreakdownTable(QStringLiteral("latency.phases"), m_phaseModel)),
      m_byType(new BreakdownTable(QStringLiteral("latency.types"), m_typeModel)),
      m_devices(new BreakdownTable(QStringLiteral("latency.devices"), m_deviceModel))
{
    setObjectName(QStringLiteral("latency"));
    build();
    connectParts();
    retranslate();
}

void LatencyPage::build()
{
    m_types->setObjectName(QStringLiteral("latency.type"));
    for (int i = 0; i < 3; ++i)
        m_types->addOption(QString());
    m_header->addControl(m_types);

    m_readout->setObjectName(QStringLiteral("latency.readout"));
    m_readout->setTextFormat(Qt::RichText);
    m_percentilePanel->addToTitle(m_readout);
    m_percentilePanel->setTitleLine(false);
    m_percentilePanel->body()->addWidget(m_percentiles);

    m_outcomePanel->setTitleLine(false);
    auto *legend = new QHBoxLayout;
    legend->setContentsMargins(metrics::space8, 0, metrics::space8, 0);
    legend->setSpacing(0);
    for (const OutcomeChart::Kind &kind : OutcomeChart::failureKinds()) {
        QPushButton *entry = makeButton(QStringLiteral("latency.legend.%1").arg(QLatin1String(kind.result)),
                                        QString(), ButtonKind::Flat);
        setSmall(entry);
        entry->setIconSize({10, 10});
        m_legend.append(entry);
        legend->addWidget(entry);
        connect(entry, &QPushButton::clicked, this,
                [this, kind] { Q_EMIT logsRequested({statusTerm(kind.result)}); });
    }
    m_successes->setTimeLabelsVisible(false);
    for (QLabel *caption : {m_successTitle, m_failureTitle})
        caption->setContentsMargins(metrics::space12, 0, 0, 0);
    m_outcomePanel->body()->addWidget(m_successTitle);
    m_outcomePanel->body()->addWidget(m_successes, 2);
    m_outcomePanel->body()->addWidget(m_failureTitle);
    legend->addStretch(1);
    m_outcomePanel->body()->addLayout(legend);
    m_outcomePanel->body()->addWidget(m_failures, 3);

    auto *left = new QVBoxLayout;
    left->setSpacing(metrics::space12);
    left->addWidget(m_percentilePanel, 3);
    left->addWidget(m_outcomePanel, 3);
    auto *right = new QVBoxLayout;
    right->setSpacing(metrics::space12);
    for (BreakdownTable *table : {m_phases, m_byType, m_devices}) {
        right->addWidget(table);
    }
    right->addStretch(1);
    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space12);
    row->addLayout(left, 1);
    row->addLayout(right);

    m_empty->setObjectName(QStringLiteral("latency.empty"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    QBoxLayout *column = makePageLayout(this);
    column->addWidget(m_header);
    column->addWidget(m_trouble);
    column->addWidget(m_stack, 1);
}

void LatencyPage::connectParts()
{
    connect(m_types, &Segmented::changed, this, [this] {
        ++m_generation;
        m_loading = false;
        fetch();
    });
    connect(m_trouble, &TroubleLine::retryRequested, this, [this] { fetch(); });
    connect(m_empty, &EmptyState::nextStepRequested, this, [this] { fetch(); });
    for (BucketChart *chart : {static_cast<BucketChart *>(m_percentiles), static_cast<BucketChart *>(m_successes),
                               static_cast<BucketChart *>(m_failures)})
        connect(chart, &BucketChart::pointed, this, &LatencyPage::point);
}

QString LatencyPage::title() const
{
    return tr("Latency");
}

QList<QWidget *> LatencyPage::panes() const
{
    return {m_percentiles,
            m_successes,
            m_failures,
            m_phases->findChild<QWidget *>(QStringLiteral("latency.phases")),
            m_byType->findChild<QWidget *>(QStringLiteral("latency.types")),
            m_devices->findChild<QWidget *>(QStringLiteral("latency.devices"))};
}

QList<QPair<QString, QString>> LatencyPage::shortcuts() const
{
    return {{QStringLiteral("← →"), tr("Move the crosshair")}};
}

std::string LatencyPage::type() const
{
    return m_types->current() == 1 ? "pull" : m_types->current() == 2 ? "push" : "";
}

void LatencyPage::refresh()
{
    fetch();
}

void LatencyPage::setPeriod(qint64 ms)
{
    if (ms == m_periodMs)
        return;
    m_periodMs = ms;
    ++m_generation;
    m_loading = false;
    if (m_loaded)
        fetch();
}

QCoro::Task<> LatencyPage::fetch()
{
    if (m_loading)
        co_return;
    const QPointer<LatencyPage> self(this);
    const int generation = m_generation;
    m_loading = true;
    std::string period = periodName(m_periodMs);
    auto stats = co_await m_admin.stats(std::move(period));
    if (!self || generation != m_generation)
        co_return;
    SyncStats shown;
    m_cutShort = false;
    if (stats) {
        shown = std::move(stats).value();
        if (!type().empty()) {
            auto logs = co_await fetchLogs(type(), shown.from);
            if (!self || generation != m_generation)
                co_return;
            if (logs)
                shown = statsOfLogs(*logs, shown);
            else
                stats = logs.error();
        }
    }
    m_loading = false;
    if (!stats) {
        m_trouble->showError(stats.error());
        co_return;
    }
    m_trouble->clear();
    m_loaded = true;
    show(shown);
}

QCoro::Task<Result<std::vector<SyncLogEntry>>> LatencyPage::fetchLogs(std::string type, std::int64_t since)
{
    const QPointer<LatencyPage> self(this);
    std::vector<SyncLogEntry> logs;
    std::string cursor;
    for (int i = 0; i < mostPages; ++i) {
        LogFilter filter;
        filter.type = type;
        filter.since = since;
        auto page = co_await m_admin.logs(std::move(filter), logsPerPage, cursor);
        if (!page)
            co_return page.error();
        std::move(page->items.begin(), page->items.end(), std::back_inserter(logs));
        cursor = page->nextCursor;
        if (!self || cursor.empty())
            co_return logs;
    }
    m_cutShort = true;
    co_return logs;
}

void LatencyPage::show(const SyncStats &stats)
{
    m_stats = stats;
    for (BucketChart *chart : {static_cast<BucketChart *>(m_percentiles), static_cast<BucketChart *>(m_successes),
                               static_cast<BucketChart *>(m_failures)})
        chart->setStats(stats);
    m_phaseModel->setRows(stats.phases);
    m_typeModel->setRows(stats.types);
    m_deviceModel->setRows(stats.devices);
    m_stack->setCurrentWidget(stats.total.count > 0 ? m_content : static_cast<QWidget *>(m_empty));
    retranslate();
}

Tone LatencyPage::toneOf(const std::string &phase) const
{
    // Both sides queue and parse. A client that reports also waits, so without a wait it was the server.
    const auto &phases = m_stats.phases;
    const bool reported =
        std::any_of(phases.begin(), phases.end(), [](const auto &named) { return named.first == "wait"; });
    const bool ofBoth = phase == "queue" || phase == "parse";
    return ofBoth && !reported ? Tone::Server : wording::phaseTone(phase);
}

void LatencyPage::point(int bucket)
{
    for (BucketChart *chart : {static_cast<BucketChart *>(m_percentiles), static_cast<BucketChart *>(m_successes),
                               static_cast<BucketChart *>(m_failures)})
        chart->setCrosshair(bucket);
    showReadout();
}

void LatencyPage::showReadout()
{
    const int at = m_percentiles->crosshair();
    if (at < 0 || at >= static_cast<int>(m_stats.series.size())) {
        m_readout->setText(m_loaded ? squareWord(Role::P50, QStringLiteral("p50")) + QStringLiteral(" &nbsp; ")
                                   + squareWord(Role::P95, QStringLiteral("p95")) + QStringLiteral(" &nbsp; ")
                                   + squareWord(Role::P99, QStringLiteral("p99"))
                                    : QString());
        return;
    }
    const StatsBucket &bucket = m_stats.series[static_cast<std::size_t>(at)];
    const QString when = format::day(bucket.start) + QLatin1Char(' ') + format::hourAndMinute(bucket.start);
    const LatencyFigures &figures = bucket.latency;
    if (figures.count == 0) {
        m_readout->setText(tr("<b>%1</b> &nbsp; no syncs").arg(when));
        return;
    }
    const auto value = [](double ms) { return QStringLiteral("<b>%1</b>").arg(format::duration(ms)); };
    m_readout->setText(tr("<b>%1</b> &nbsp; %2 %3 &nbsp; %4 %5 &nbsp; %6 %7 &nbsp; %8",
                          "time, three percentiles with values, number of syncs")
                           .arg(when, squareWord(Role::P50, QStringLiteral("p50")), value(figures.p50),
                                squareWord(Role::P95, QStringLiteral("p95")), value(figures.p95),
                                squareWord(Role::P99, QStringLiteral("p99")), value(figures.p99),
                                tr("%n sync(s)", nullptr, static_cast<int>(figures.count))));
}

void LatencyPage::showNote()
{
    if (!m_loaded)
        return;
    const QString from = format::day(m_stats.from) + QLatin1Char(' ') + format::hourAndMinute(m_stats.from);
    const QString until = format::day(m_stats.until) + QLatin1Char(' ') + format::hourAndMinute(m_stats.until);
    const QString per = format::axisDuration(static_cast<double>(m_stats.bucketMs));
    m_header->setNote(m_cutShort ? tr("%1 – %2, per %3, the newest 20,000 syncs of this type").arg(from, until, per)
                                 : tr("%1 – %2, per %3", "from, until, length of a bucket").arg(from, until, per));
}

void LatencyPage::showLegend()
{
    for (qsizetype i = 0; i < m_legend.size(); ++i) {
        const OutcomeChart::Kind &kind = OutcomeChart::failureKinds().at(i);
        const QString word = wording::result(syncResultFromName(kind.result)).word;
        m_legend.at(i)->setText(word);
        m_legend.at(i)->setIcon(square(kind.role));
        m_legend.at(i)->setToolTip(tr("Show these syncs in the logs"));
        m_legend.at(i)->setAccessibleName(tr("Show in the logs: %1").arg(word));
    }
}

void LatencyPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    for (BreakdownTable *table : {m_phases, m_byType, m_devices})
        table->setNarrow(width() < 1100);
}

void LatencyPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void LatencyPage::retranslate()
{
    setAccessibleName(title());
    m_header->setTitle(title());
    m_types->setAccessibleName(tr("Type of sync"));
    m_types->setOptionText(0, tr("All syncs"));
    m_types->setOptionText(1, tr("Pull"));
    m_types->setOptionText(2, tr("Push"));
    m_percentilePanel->setTitle(tr("Percentiles"));
    m_percentiles->setAccessibleName(tr("Percentiles of the latency over time"));
    m_outcomePanel->setTitle(tr("Outcomes"));
    m_successTitle->setText(tr("Succeeded"));
    m_failureTitle->setText(tr("Failed, on a scale of its own"));
    m_successes->setAccessibleName(tr("Syncs that succeeded over time"));
    m_failures->setAccessibleName(tr("Syncs that failed over time, by kind"));
    m_phases->setWords(tr("By phase"));
    m_byType->setWords(tr("By type"));
    m_devices->setWords(tr("By device"));
    if (m_loaded)
        m_empty->setText(tr("No syncs in this period"),
                         tr("Without syncs there is no latency. Choose a longer period, or wait for the next sync."));
    else
        m_empty->setText(tr("Loading the figures"), QString());
    m_empty->setNextStep(m_loaded ? tr("Look again") : QString());
    showLegend();
    showNote();
    showReadout();
}

} // namespace tidemark::ui
