// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ConflictsPage.h"

#include "protocol/Json.h"
#include "ui/models/ConflictGridModel.h"
#include "ui/models/Wording.h"
#include "ui/pages/ConflictGrid.h"
#include "ui/pages/OverridePanel.h"
#include "ui/pages/VerdictTag.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Format.h"

#include <QLabel>
#include <QListView>
#include <QToolButton>

// What the conflicts page says about the conflict at its right.

namespace tidemark::ui {

namespace {

/// What people call the record: its label column as it stands, else as one of the sides had it.
QString labelOf(const Schema &schema, const ConflictDetail &detail)
{
    const auto entity = schema.entityIndex(detail.item.entity);
    if (!entity)
        return {};
    const std::string &column = schema.entities[*entity].columns[schema.entities[*entity].label].name;
    for (const std::string *side : {&detail.current, &detail.resolved, &detail.server, &detail.client}) {
        JsonDocument document;
        const auto root = document.parse(*side);
        std::string_view text;
        if (root && root->is_object() && (*root)[column].get_string().get(text) == simdjson::SUCCESS && !text.empty())
            return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    return {};
}

} // namespace

void ConflictsPage::showDetail()
{
    if (!m_detail)
        return;
    const ConflictItem &item = m_detail->item;
    m_list->setLabel(wording::text(item.id), labelOf(m_schema, *m_detail));
    m_label->setText(m_list->labelOf(item));
    m_label->setToolTip(m_label->text());
    const Verdict verdict = verdictOf(m_schema, item);
    m_verdict->setKind(verdictTag(verdict));
    m_verdict->setText(verdict == Verdict::Merged ? tr("Merged by %1").arg(wording::text(item.policy))
                                                  : verdictText(verdict));
    m_where->setText(
        tr("%1 %2 · %3 · %4 · %5", "table, record id, user, kind of conflict, time")
            .arg(wording::text(item.entity), format::shortId(wording::text(item.recordId)),
                 item.email.empty() ? format::shortId(wording::text(item.userId)) : wording::text(item.email),
                 wording::conflictType(item.type), format::shortTime(item.createdAt, m_clock.nowMs())));
    const QModelIndex row = m_list->indexOf(item.id);
    m_place->setText(row.isValid()
                         ? tr("%1 of %2").arg(format::count(row.row() + 1), format::count(m_list->rowCount()))
                         : QString());
    m_previous->setEnabled(m_listView->currentIndex().row() > 0);
    m_next->setEnabled(m_listView->currentIndex().row() + 1 < m_list->rowCount());
    showHeads();
    showFoot();
}

void ConflictsPage::showHeads()
{
    if (!m_detail)
        return;
    const qint64 now = m_clock.nowMs();
    const QString device = m_detail->item.deviceName.empty() ? format::shortId(wording::text(m_detail->item.deviceId))
                                                             : wording::text(m_detail->item.deviceName);
    ConflictGridHeader *heads = m_grid->heads();
    heads->setNote(ConflictGridModel::Base, tr("both sides started here"));
    heads->setNote(ConflictGridModel::Client,
                   m_detail->editedAt
                       ? tr("%1, %2", "device, time").arg(device, format::shortTime(*m_detail->editedAt, now))
                       : device);
    heads->setNote(ConflictGridModel::Server, tr("met %1", "time").arg(format::shortTime(m_detail->item.stamp, now)));
    heads->setNote(ConflictGridModel::Now, format::shortTime(m_detail->currentStamp, now));
    const int changes = m_gridModel->changeCount();
    heads->setNote(ConflictGridModel::ResultColumn,
                   changes == 0 ? tr("as it stands") : tr("%n cell(s) changed by you", nullptr, changes));
}

void ConflictsPage::showFoot()
{
    QString status;
    if (m_busy)
        status = tr("Writing…");
    else if (m_detail && m_gridModel->moved())
        status = tr("The record moved at %1. Override again to write onto the newer values.")
                     .arg(format::timeOfDay(m_detail->currentStamp));
    else if (m_detail && m_detail->item.state == "overridden")
        status = tr("Overridden by %1: %2")
                     .arg(wording::text(m_detail->overrideBy), wording::text(m_detail->overrideNote));
    else if (m_detail)
        status = tr("Record as of %1, checked %2.")
                     .arg(format::shortTime(m_detail->currentStamp, m_clock.nowMs()), format::timeOfDay(m_checkedAt));
    m_foot->setState(m_writable, m_detail && m_detail->item.state == "overridden", m_busy, status);
}

} // namespace tidemark::ui
