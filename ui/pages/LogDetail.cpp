// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/LogDetail.h"

#include "protocol/JsonWriter.h"
#include "ui/models/JsonText.h"
#include "ui/models/Wording.h"
#include "ui/pages/PageParts.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Panel.h"
#include "ui/widgets/WaterfallView.h"

#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace tidemark::ui {

namespace {

/// A row of the server knows of nothing but itself.
PhaseSide sideOf(const std::string &phase, const SyncLogEntry &entry)
{
    const Tone tone = wording::phaseTone(phase);
    if (entry.source == "server" && tone == Tone::Client)
        return PhaseSide::Server;
    return tone == Tone::Client ? PhaseSide::Client : tone == Tone::Server ? PhaseSide::Server : PhaseSide::Network;
}

/// A link that asks for a filter term when it is followed.
QString link(const QString &term, const QString &text)
{
    return QStringLiteral("<a href=\"%1\" style=\"text-decoration:none;color:%3\">%2</a>")
        .arg(term.toHtmlEscaped(), text.toHtmlEscaped(), Theme::color(Role::Accent).name());
}

QString muted(const QString &text)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>")
        .arg(Theme::color(Role::Muted).name(), text.toHtmlEscaped());
}

/// The answer as the server gave it, put together from what the log kept of it.
std::string problemJson(const SyncLogEntry &entry)
{
    std::string json;
    JsonWriter writer(json);
    writer.beginObject();
    if (entry.status != 0)
        writer.field("status", entry.status);
    writer.field("code", entry.errorCode);
    if (!entry.errorDetail.empty())
        writer.field("detail", entry.errorDetail);
    writer.endObject();
    return json;
}

} // namespace

LogDetail::LogDetail(QWidget *parent)
    : QFrame(parent),
      m_icon(new QLabel),
      m_title(new ElidedLabel),
      m_close(makeIconButton(QStringLiteral("logs.detail.close"), QStringLiteral("close"), QString())),
      m_next(makeLabel(QString())),
      m_copy(makeIconButton(QStringLiteral("logs.detail.copyRequest"), QStringLiteral("copy"), QString())),
      m_phases(new WaterfallView),
      m_errorPart(new QWidget),
      m_errorTitle(makeLabel(QString(), TextStyle::Strong)),
      m_errorBody(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("logs.detail"));
    auto *titleRow = new QHBoxLayout;
    titleRow->setContentsMargins(metrics::space12, 0, metrics::space4, 0);
    titleRow->setSpacing(metrics::space8);
    m_icon->setFixedSize(metrics::icon, metrics::icon);
    titleRow->addWidget(m_icon);
    Theme::setText(m_title, TextStyle::Strong);
    m_title->setObjectName(QStringLiteral("logs.detail.title"));
    titleRow->addWidget(m_title, 1);
    m_close->setProperty("kind", QStringLiteral("flat"));
    setSmall(m_close);
    titleRow->addWidget(m_close);

    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space12);
    column->setSpacing(metrics::space8);
    m_next->setWordWrap(true);
    m_next->setObjectName(QStringLiteral("logs.detail.next"));
    column->addWidget(m_next);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space16);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    m_user = addLine(grid, 0);
    m_device = addLine(grid, 1);
    m_started = addLine(grid, 2);
    m_sent = addLine(grid, 3);
    m_received = addLine(grid, 4);
    m_request = addLine(grid, 5);
    m_request->setTextInteractionFlags(Qt::TextSelectableByMouse);
    Theme::setText(m_request, TextStyle::Mono);
    m_copy->setProperty("kind", QStringLiteral("flat"));
    setSmall(m_copy);
    grid->addWidget(m_copy, 5, 2);
    grid->setAlignment(m_names.last(), Qt::AlignVCenter);
    column->addLayout(grid);
    column->addWidget(makeLine());
    m_phases->setObjectName(QStringLiteral("logs.detail.phases"));
    column->addWidget(m_phases);
    auto *error = new QVBoxLayout(m_errorPart);
    error->setContentsMargins(0, 0, 0, 0);
    error->addWidget(makeLine());
    error->addWidget(m_errorTitle);
    m_errorBody->setReadOnly(true);
    m_errorBody->setObjectName(QStringLiteral("logs.detail.error"));
    Theme::setText(m_errorBody, TextStyle::Mono);
    m_errorBody->setFixedHeight(120);
    error->addWidget(m_errorBody);
    column->addWidget(m_errorPart);
    column->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(body);
    body->setAutoFillBackground(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, metrics::space4, 0, 0);
    all->setSpacing(metrics::space4);
    all->addLayout(titleRow);
    all->addWidget(makeLine());
    all->addWidget(scroll, 1);
    connect(m_close, &QToolButton::clicked, this, &LogDetail::closed);
    connect(m_copy, &QToolButton::clicked, this, &LogDetail::copyRequestId);
    for (QLabel *linked : {m_user, m_device})
        connect(linked, &QLabel::linkActivated, this, &LogDetail::filterRequested);
    retranslate();
}

QLabel *LogDetail::addLine(QGridLayout *grid, int row)
{
    m_names.append(makeLabel(QString(), TextStyle::Secondary, Role::Muted));
    grid->addWidget(m_names.last(), row, 0, Qt::AlignTop);
    QLabel *value = makeLabel(QString(), TextStyle::Secondary);
    value->setWordWrap(true);
    value->setTextFormat(row < 3 ? Qt::RichText : Qt::PlainText);
    grid->addWidget(value, row, 1);
    return value;
}

void LogDetail::setEntry(const SyncLogEntry &entry, const QString &userName)
{
    m_entry = entry;
    m_userName = userName;
    showEntry();
}

void LogDetail::showEntry()
{
    if (!m_entry)
        return;
    const SyncLogEntry &entry = *m_entry;
    const auto words = wording::outcome(entry);
    m_icon->setPixmap(iconPixmap(words.icon, Theme::color(roleOf(words.tone)), m_icon->size(), devicePixelRatioF()));
    m_title->setText(wording::sentence(entry));
    m_next->setText(wording::nextAction(entry));
    m_next->setVisible(!m_next->text().isEmpty());
    const QString userId = wording::text(entry.userId);
    const QString deviceId = wording::text(entry.deviceId);
    m_user->setText(link(QStringLiteral("user:%1").arg(userId), m_userName));
    m_user->setToolTip(userId);
    const QString device = entry.deviceName.empty() ? tr("unknown device") : wording::text(entry.deviceName);
    m_device->setText(deviceId.isEmpty()
                          ? device.toHtmlEscaped()
                          : QStringLiteral("%1 %2").arg(link(QStringLiteral("device:%1").arg(deviceId), device),
                                                        muted(format::shortId(deviceId))));
    m_device->setToolTip(deviceId);
    const bool inUtc = QDateTime::fromMSecsSinceEpoch(entry.startedAt).offsetFromUtc() == 0;
    const QString utc = inUtc ? QStringLiteral("UTC") : format::utc(entry.startedAt).mid(11);
    m_started->setText(QStringLiteral("%1 %2").arg(format::dateTime(entry.startedAt).toHtmlEscaped(), muted(utc)));
    m_sent->setText(
        tr("%1 · %2", "records, bytes")
            .arg(tr("%n record(s)", nullptr, static_cast<int>(entry.pushed)), format::bytes(entry.bytesIn)));
    m_received->setText(
        tr("%1 · %2", "records, bytes")
            .arg(tr("%n record(s)", nullptr, static_cast<int>(entry.pulled)), format::bytes(entry.bytesOut)));
    m_request->setText(entry.requestId.empty() ? QStringLiteral("–")
                                               : format::shortId(wording::text(entry.requestId)));
    m_request->setToolTip(wording::text(entry.requestId));
    m_copy->setEnabled(!entry.requestId.empty());
    m_errorPart->setVisible(!entry.errorCode.empty());
    m_errorBody->setPlainText(prettyJson(problemJson(entry)));
    showPhases();
}

void LogDetail::showPhases()
{
    QList<PhaseBar> bars;
    double at = 0;
    for (const auto &[name, ms] : m_entry->phases) {
        bars.append({wording::phase(name), at, ms, sideOf(name, *m_entry)});
        at += ms;
    }
    const bool failed = m_entry->result != SyncResult::Success;
    m_phases->setVisible(!bars.isEmpty());
    m_phases->setPhases(bars, failed ? m_entry->durationMs : -1);
}

void LogDetail::copyRequestId()
{
    if (m_entry)
        QGuiApplication::clipboard()->setText(wording::text(m_entry->requestId));
}

void LogDetail::retranslate()
{
    setAccessibleName(tr("Details of the sync"));
    setIconButtonLabel(m_close, tr("Close (Esc)"));
    setIconButtonLabel(m_copy, tr("Copy the request id"));
    const QStringList names{tr("User"), tr("Device"), tr("Started"), tr("Sent"), tr("Received"), tr("Request id")};
    for (qsizetype i = 0; i < names.size(); ++i)
        m_names.at(i)->setText(names.at(i));
    m_errorTitle->setText(tr("Error"));
    m_errorBody->setAccessibleName(tr("Error"));
    showEntry();
}

void LogDetail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showEntry();
}

} // namespace tidemark::ui
