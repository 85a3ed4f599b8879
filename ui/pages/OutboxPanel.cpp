// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/OutboxPanel.h"

#include "protocol/PushCodec.h"
#include "ui/models/JsonText.h"
#include "ui/models/Wording.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Segmented.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

constexpr std::size_t batchRows = 100;
constexpr std::size_t batchBytes = 1024 * 1024;

bool isNew(const PushedRow &row)
{
    const auto zero = [](const auto &base) { return base.second == 0; };
    return !row.isDelete() && row.base.whole.value_or(0) == 0
        && std::all_of(row.base.columns.begin(), row.base.columns.end(), zero);
}

} // namespace

OutboxPanel::OutboxPanel(const Schema &schema, QWidget *parent)
    : Panel(QStringLiteral(" "), parent),
      m_schema(schema),
      m_shape(new Segmented),
      m_counts(makeLabel(QString(), TextStyle::Secondary)),
      m_request(makeLabel(QString(), TextStyle::Mono)),
      m_text(new QPlainTextEdit),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("tick-circle"))),
      m_push(makeButton(QStringLiteral("replica.outbox.push"), QString(), ButtonKind::Primary)),
      m_copy(makeButton(QStringLiteral("replica.outbox.copy"), QString())),
      m_frozenNote(makeLabel(QString(), TextStyle::Secondary, Role::Muted))
{
    m_shape->setObjectName(QStringLiteral("replica.outbox.shape"));
    m_shape->setSmallSize();
    m_shape->addOption(QString());
    m_shape->addOption(QString());
    m_shape->setCurrent(1);
    addToTitle(m_shape);
    setTitleLine(false);
    m_counts->setObjectName(QStringLiteral("replica.outbox.counts"));
    m_counts->setContentsMargins(metrics::space12, 0, metrics::space12, metrics::space8);
    m_counts->setWordWrap(true);
    m_counts->setTextFormat(Qt::RichText);
    body()->addWidget(m_counts);

    auto *wire = new QWidget;
    auto *column = new QVBoxLayout(wire);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeLine());
    m_request->setTextFormat(Qt::RichText);
    m_request->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    column->addWidget(m_request);
    column->addWidget(makeLine());
    m_text->setObjectName(QStringLiteral("replica.outbox.text"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    Theme::setText(m_text, TextStyle::Mono);
    column->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    buttons->setSpacing(metrics::space8);
    m_push->setIcon(Theme::icon(QStringLiteral("sync"), Role::OnAccent));
    m_copy->setIcon(Theme::icon(QStringLiteral("copy"), Role::Text));
    buttons->addWidget(m_push);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(m_frozenNote);
    column->addWidget(makeLine());
    column->addLayout(buttons);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(wire);
    body()->addWidget(m_stack, 1);

    connect(m_shape, &Segmented::changed, this, &OutboxPanel::showTexts);
    connect(m_push, &QPushButton::clicked, this, &OutboxPanel::pushRequested);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    retranslate();
}

void OutboxPanel::count(const PushRequest &request)
{
    m_new = 0;
    m_edited = 0;
    m_deleted = 0;
    QStringList lines;
    for (std::size_t entity = 0; entity < request.rows.size(); ++entity) {
        const EntitySchema &schema = m_schema.entities[entity];
        for (const PushedRow &row : request.rows[entity]) {
            const QString id = format::shortId(wording::text(row.record.id));
            const QString table = wording::text(schema.name);
            if (row.isDelete()) {
                ++m_deleted;
                lines += tr("− %1 %2", "deleted row: table, id").arg(table, id);
            } else if (isNew(row)) {
                ++m_new;
                lines += tr("+ %1 %2", "new row: table, id").arg(table, id);
            } else {
                ++m_edited;
                lines += tr("± %1 %2: %3", "edited row: table, id, columns")
                             .arg(table, id, wording::text(columnNames(schema, row.record.present)));
            }
        }
    }
    m_rows = lines.join(QLatin1Char('\n'));
}

void OutboxPanel::reload(Replica *replica)
{
    m_key.clear();
    m_wire.clear();
    m_more = false;
    m_bytes = 0;
    PushRequest request;
    request.rows.resize(m_schema.entities.size());
    std::string body;
    if (replica) {
        const auto frozen = replica->frozen();
        const auto meta = replica->meta();
        if (frozen && *frozen) {
            // A request under way is shown as it was sent; a retry sends the same bytes.
            m_key = wording::text((*frozen)->key);
            body = (*frozen)->body;
            JsonDocument document;
            auto read = readPushRequest(m_schema, document, body, meta ? meta->userId : std::string());
            if (read)
                request = std::move(read).value();
        } else if (auto batch = replica->outbox({}, batchRows, batchBytes)) {
            request.rows = std::move(batch->rows);
            request.rows.resize(m_schema.entities.size());
            m_more = batch->count >= batchRows;
            if (meta) {
                request.lastPulledAt = meta->cursor;
                request.epoch = meta->epoch;
            }
            if (batch->count > 0)
                body = writePushRequest(m_schema, request);
        }
    }
    count(request);
    m_bytes = static_cast<qint64>(body.size());
    if (!body.empty())
        m_wire = prettyJson(body, &m_schema);
    showTexts();
}

void OutboxPanel::showTexts()
{
    const int rows = m_new + m_edited + m_deleted;
    m_stack->setCurrentIndex(rows > 0 ? 1 : 0);
    m_shape->setVisible(rows > 0);
    m_counts->setVisible(rows > 0);
    setNote(rows == 0    ? QString()
                : m_more ? tr("the first %n row(s)", nullptr, rows)
                         : tr("%n row(s), 1 batch", nullptr, rows));
    m_counts->setText(
        tr("New <b>%1</b> &nbsp; Edited <b>%2</b> &nbsp; Deleted <b>%3</b> &nbsp; %4",
           "counts of rows, size of the request")
            .arg(format::count(m_new), format::count(m_edited), format::count(m_deleted), format::bytes(m_bytes)));
    const QString muted = Theme::color(Role::Muted).name();
    m_request->setText(
        QStringLiteral("<b>POST</b> /api/sync/push<br><span style=\"color:%1\">Idempotency-Key</span> %2<br>"
                       "<span style=\"color:%1\">Authorization Bearer</span> %3")
            .arg(muted, m_key.isEmpty() ? tr("made when sent") : format::shortId(m_key), tr("masked")));
    m_request->setVisible(m_shape->current() == 1);
    const QString text = m_shape->current() == 1 ? m_wire : m_rows;
    if (text != m_text->toPlainText()) {
        const int scrolled = m_text->verticalScrollBar()->value();
        m_text->setPlainText(text);
        m_text->verticalScrollBar()->setValue(scrolled);
    }
    m_frozenNote->setText(m_key.isEmpty() ? QString() : tr("Sent, not yet acknowledged"));
}

void OutboxPanel::retranslate()
{
    setTitle(tr("Outbox"));
    m_shape->setAccessibleName(tr("How to show the outbox"));
    m_shape->setOptionText(0, tr("Rows"));
    m_shape->setOptionText(1, tr("Wire"));
    m_text->setAccessibleName(tr("The next request"));
    m_push->setText(tr("Push now"));
    m_push->setAccessibleName(tr("Push now"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the request"));
    m_empty->setText(tr("Nothing waits"),
                     tr("Every change is on the server. Edit a row and it appears here as it will be sent."));
    showTexts();
}

} // namespace tidemark::ui
