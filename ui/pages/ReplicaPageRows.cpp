// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReplicaPage.h"

#include "ui/models/CursorModel.h"
#include "ui/models/ReplicaTableModel.h"
#include "ui/models/Wording.h"
#include "ui/pages/OutboxPanel.h"
#include "ui/pages/ReplicaDelegate.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Format.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

// What the replica page reads, and what of it is shown.

namespace tidemark::ui {

void ReplicaPage::setReplica(Replica *replica, const QString &owner)
{
    m_replica = replica;
    m_owner = owner;
    m_undo.clear();
    m_model->setNow(m_clock.nowMs());
    m_model->setReplica(replica);
    rowsChanged();
}

void ReplicaPage::rowsChanged()
{
    m_model->setNow(m_clock.nowMs());
    // An open editor keeps what is being typed; its row is read again when it closes.
    const QModelIndex current = m_table->currentIndex();
    const std::string currentId = current.isValid() ? m_model->idOf(current.row()) : std::string();
    const int scrolled = m_table->verticalScrollBar()->value();
    m_model->reload();
    m_table->verticalScrollBar()->setValue(scrolled);
    if (!m_wanted.empty() && select(m_wanted))
        m_wanted.clear();
    else if (!currentId.empty() && m_model->idOf(current.row()) != currentId)
        select(currentId);
    readMeta();
    m_outbox->reload(m_replica);
    showBody();
    showButtons();
    showHint();
}

void ReplicaPage::readMeta()
{
    m_meta.clear();
    if (m_replica) {
        auto meta = m_replica->entityMeta();
        if (meta)
            m_meta = std::move(meta).value();
        const auto whole = m_replica->meta();
        m_cursorPanel->setNote(whole && !whole->epoch.empty()
                                   ? tr("epoch %1").arg(format::shortId(wording::text(whole->epoch)))
                                   : QString());
    }
    if (m_model->error())
        m_trouble->showError(*m_model->error());
    else
        m_trouble->clear();
    m_cursors->setRows(m_meta, m_clock.nowMs());
    std::int64_t rows = 0;
    for (const EntityMeta &meta : m_meta) {
        rows += meta.rows;
        if (const auto entity = m_schema.entityIndex(meta.entity)) {
            const QString name = wording::entityTitle(meta.entity);
            m_tabs->setTabText(static_cast<int>(*entity),
                               meta.pending > 0
                                   ? tr("%1 %2 · %3 ↑", "entity, rows, changes to push")
                                         .arg(name, format::count(meta.rows), format::count(meta.pending))
                                   : tr("%1 %2", "entity, rows").arg(name, format::count(meta.rows)));
            m_tabs->setTabToolTip(
                static_cast<int>(*entity),
                meta.rejected > 0
                    ? tr("%n row(s) were refused by the server", nullptr, static_cast<int>(meta.rejected))
                    : tr("%n change(s) to push", nullptr, static_cast<int>(meta.pending)));
        }
    }
    const QString counted = tr("%n row(s)", nullptr, static_cast<int>(rows));
    m_header->setNote(!m_replica              ? QString()
                          : m_owner.isEmpty() ? counted
                                              : tr("%1 · %2", "owner of the replica, rows").arg(m_owner, counted));
}

void ReplicaPage::setEntity(int entity)
{
    if (entity < 0)
        return;
    m_model->setEntity(static_cast<std::size_t>(entity));
    layOutReplicaColumns(*m_table, *m_model, m_schema.entities[m_model->entity()]);
    retranslate();
    showBody();
    showButtons();
}

void ReplicaPage::applyQuery()
{
    ListQuery query;
    query.changedOnly = m_onlyChanged->isChecked();
    query.withDeleted = m_showDeleted->isChecked();
    query.text = m_find->text().trimmed().toStdString();
    m_model->setQuery(query);
    showBody();
    showButtons();
}

void ReplicaPage::showBody()
{
    const bool any = m_model->rowCount() > 0;
    const bool narrowed = !m_model->query().text.empty() || m_model->query().changedOnly;
    if (!m_replica)
        m_empty->setText(tr("No replica is open"), tr("Sign in with a device token; its rows then appear here."));
    else if (narrowed)
        m_empty->setText(tr("No row matches"), tr("Look for something else, or show all rows."));
    else
        m_empty->setText(tr("No rows yet"),
                         tr("Nothing was pulled and nothing was made here. Sync, or add the first row."));
    m_empty->setNextStep(!m_replica ? QString() : narrowed ? tr("Show all rows") : tr("Add a row"));
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_table) : m_empty);
}

} // namespace tidemark::ui
