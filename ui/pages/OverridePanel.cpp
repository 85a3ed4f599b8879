// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/OverridePanel.h"

#include "ui/models/WordDiff.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Theme.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace tidemark::ui {

namespace {

constexpr int longestShown = 48;

/// The value; of a long one only what differs from the other.
QString shortened(const QString &json, const QString &other)
{
    if (json.size() <= longestShown)
        return json;
    QString text;
    for (const DiffPart &part : changedWords(json, other))
        text += part.changed ? part.text : QStringLiteral(" … ");
    text = text.simplified();
    return text.size() <= 2 * longestShown ? text : QStringLiteral("%1…").arg(text.left(2 * longestShown));
}

} // namespace

OverridePanel::OverridePanel(QWidget *parent)
    : QFrame(parent),
      m_title(makeLabel(QString(), TextStyle::Strong)),
      m_count(new ElidedLabel),
      m_list(makeLabel(QString(), TextStyle::Mono)),
      m_status(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_noteTitle(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_note(new QPlainTextEdit),
      m_override(makeButton(QStringLiteral("conflicts.override"), QString(), ButtonKind::Primary)),
      m_revert(makeButton(QStringLiteral("conflicts.revert"), QString())),
      m_discard(makeButton(QStringLiteral("conflicts.discard"), QString(), ButtonKind::Flat))
{
    setObjectName(QStringLiteral("conflicts.writePanel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space12, metrics::space12, metrics::space12, metrics::space12);
    row->setSpacing(metrics::space16);

    auto *plan = new QVBoxLayout;
    auto *planTitle = new QHBoxLayout;
    planTitle->addWidget(m_title);
    Theme::setText(m_count, TextStyle::Secondary, Role::Muted);
    planTitle->addWidget(m_count, 1);
    plan->addLayout(planTitle);
    m_list->setObjectName(QStringLiteral("conflicts.writes"));
    m_list->setTextFormat(Qt::RichText);
    m_list->setWordWrap(true);
    plan->addWidget(m_list);
    m_status->setObjectName(QStringLiteral("conflicts.status"));
    m_status->setWordWrap(true);
    plan->addWidget(m_status);
    plan->addStretch(1);
    row->addLayout(plan, 3);

    auto *noteColumn = new QVBoxLayout;
    noteColumn->addWidget(m_noteTitle);
    m_note->setObjectName(QStringLiteral("conflicts.note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(60);
    noteColumn->addWidget(m_note);
    noteColumn->addStretch(1);
    row->addLayout(noteColumn, 2);

    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(metrics::space4);
    for (QPushButton *button : {m_override, m_revert, m_discard}) {
        button->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
        buttons->addWidget(button);
    }
    m_revert->setIcon(Theme::icon(QStringLiteral("undo"), Role::Text));
    buttons->addStretch(1);
    row->addLayout(buttons);

    connect(m_note, &QPlainTextEdit::textChanged, this, &OverridePanel::enable);
    connect(m_override, &QPushButton::clicked, this, &OverridePanel::overrideRequested);
    connect(m_revert, &QPushButton::clicked, this, &OverridePanel::revertRequested);
    connect(m_discard, &QPushButton::clicked, this, &OverridePanel::discardRequested);
    retranslate();
}

void OverridePanel::setWrites(const QList<PlannedWrite> &writes)
{
    m_writes = writes;
    showWrites();
    enable();
}

void OverridePanel::showWrites()
{
    QStringList lines;
    for (const PlannedWrite &write : m_writes) {
        lines += QStringLiteral("<span style=\"color:%1\">%2</span>: %3 → <b>%4</b>")
                     .arg(Theme::color(Role::Client).name(), write.column.toHtmlEscaped(),
                          shortened(write.before, write.after).toHtmlEscaped(),
                          shortened(write.after, write.before).toHtmlEscaped());
    }
    m_list->setText(lines.join(QStringLiteral("<br>")));
    m_list->setVisible(!lines.isEmpty());
    m_count->setText(m_writes.isEmpty() ? tr("nothing yet: take a side or type a value")
                                        : tr("%n column(s)", nullptr, static_cast<int>(m_writes.size())));
}

void OverridePanel::setState(bool writable, bool revertible, bool busy, const QString &status)
{
    m_writable = writable;
    m_revertible = revertible;
    m_busy = busy;
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
    enable();
}

QString OverridePanel::note() const
{
    return m_note->toPlainText().trimmed();
}

void OverridePanel::clearNote()
{
    m_note->clear();
}

void OverridePanel::enable()
{
    const bool ready = m_writable && !m_busy && !note().isEmpty();
    m_override->setEnabled(ready && !m_writes.isEmpty());
    m_revert->setEnabled(ready && m_revertible);
    m_discard->setEnabled(!m_busy && !m_writes.isEmpty());
    m_note->setEnabled(m_writable && !m_busy);
    m_override->setToolTip(!m_writable              ? tr("Only an admin may override.")
                               : m_writes.isEmpty() ? tr("Change a result first.")
                               : note().isEmpty()   ? tr("Write a note first.")
                                                    : tr("Ctrl+Enter"));
    m_revert->setToolTip(!m_writable            ? tr("Only an admin may revert.")
                             : !m_revertible    ? tr("This conflict was not overridden.")
                             : note().isEmpty() ? tr("Write a note first.")
                                                : tr("Puts back what the override replaced."));
}

void OverridePanel::triggerOverride()
{
    if (m_override->isEnabled())
        Q_EMIT overrideRequested();
}

void OverridePanel::retranslate()
{
    m_title->setText(tr("Will be written"));
    m_noteTitle->setText(tr("Note, kept in the audit log"));
    m_note->setAccessibleName(tr("Note"));
    m_override->setText(tr("Override"));
    m_override->setAccessibleName(tr("Override"));
    m_revert->setText(tr("Revert"));
    m_revert->setAccessibleName(tr("Revert"));
    m_discard->setText(tr("Discard edits"));
    m_discard->setAccessibleName(tr("Discard edits"));
    showWrites();
    enable();
}

} // namespace tidemark::ui
