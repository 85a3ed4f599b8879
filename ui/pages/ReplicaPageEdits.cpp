// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReplicaPage.h"

#include "ui/models/ReplicaTableModel.h"
#include "ui/models/Wording.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/Format.h"

#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <set>

// What a person does to rows on the replica page: choose, add, delete, restore, undo, reveal.

namespace tidemark::ui {

namespace {

constexpr qint64 revealMs = 30'000;
constexpr std::size_t undoDepth = 200;

} // namespace

std::vector<int> ReplicaPage::selectedRows() const
{
    std::set<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.insert(index.row());
    return {rows.begin(), rows.end()};
}

bool ReplicaPage::select(const std::string &id)
{
    // The nearest rows are looked at first: a row moves little when something above it changes.
    constexpr int reach = 5000;
    const int rows = std::min(m_model->rowCount(), reach);
    for (int row = 0; row < rows; ++row) {
        if (m_model->idOf(row) == id) {
            m_table->setCurrentIndex(
                m_model->index(row, static_cast<int>(m_schema.entities[m_model->entity()].label) + 1));
            return true;
        }
    }
    return false;
}

void ReplicaPage::openRecord(const QString &entity, const QString &id)
{
    if (const auto index = m_schema.entityIndex(entity.toStdString()))
        m_tabs->setCurrentIndex(static_cast<int>(*index));
    if (!select(id.toStdString()))
        m_wanted = id.toStdString();
}

void ReplicaPage::addRow()
{
    if (!m_replica)
        return;
    const std::size_t entity = m_model->entity();
    const EntitySchema &schema = m_schema.entities[entity];
    Record record = makeRecord(schema, m_ids.next());
    // Enums start at their first value, so that a row made here is one any client understands.
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const Column &column = schema.columns[i];
        if (i != schema.label && column.type != ColumnType::Enum)
            continue;
        setColumnValue(record, i,
                       column.type == ColumnType::Enum ? Value(column.values.front())
                                                       : Value(tr("New row").toStdString()));
        record.present.insert(i);
    }
    m_wanted = record.id;
    remember({Undo::Kind::Remove, entity, record});
    Q_EMIT insertRequested(static_cast<int>(entity), record);
}

void ReplicaPage::deleteRows()
{
    const std::size_t entity = m_model->entity();
    for (const int row : selectedRows()) {
        const auto found = m_model->row(row);
        if (!found || found->record.status == Status::Deleted)
            continue;
        remember({Undo::Kind::Restore, entity, makeRecord(m_schema.entities[entity], found->record.id)});
        Q_EMIT removeRequested(static_cast<int>(entity), wording::text(found->record.id));
    }
    showButtons();
}

void ReplicaPage::restoreRows()
{
    const std::size_t entity = m_model->entity();
    for (const int row : selectedRows()) {
        const auto found = m_model->row(row);
        if (!found || found->record.status == Status::Active)
            continue;
        remember({Undo::Kind::Remove, entity, makeRecord(m_schema.entities[entity], found->record.id)});
        Q_EMIT restoreRequested(static_cast<int>(entity), wording::text(found->record.id));
    }
    showButtons();
}

void ReplicaPage::remember(Undo step)
{
    m_undo.push_back(std::move(step));
    if (m_undo.size() > undoDepth)
        m_undo.erase(m_undo.begin());
}

void ReplicaPage::undo()
{
    if (m_undo.empty())
        return;
    const Undo last = std::move(m_undo.back());
    m_undo.pop_back();
    m_tabs->setCurrentIndex(static_cast<int>(last.entity));
    const int entity = static_cast<int>(last.entity);
    const QString id = wording::text(last.record.id);
    switch (last.kind) {
    case Undo::Kind::Update: Q_EMIT updateRequested(entity, last.record); break;
    case Undo::Kind::Remove: Q_EMIT removeRequested(entity, id); break;
    case Undo::Kind::Restore: Q_EMIT restoreRequested(entity, id); break;
    }
    m_wanted = last.record.id;
    showButtons();
}

void ReplicaPage::editRefused(const Error &error)
{
    m_refusal = wording::trouble(error).headline;
    if (!m_undo.empty())
        m_undo.pop_back(); // it was not done, so there is nothing to undo
    showHint();
    showButtons();
}

void ReplicaPage::toggleReveal()
{
    if (!m_model->revealed().empty()) {
        hideRevealed();
        return;
    }
    const std::string id =
        m_table->currentIndex().isValid() ? m_model->idOf(m_table->currentIndex().row()) : std::string();
    if (id.empty())
        return;
    m_model->reveal(id);
    m_hideAt = m_clock.nowMs() + revealMs;
    m_hideTicker.start();
    m_table->setFocus();
    showButtons();
    showHint();
}

void ReplicaPage::hideRevealed()
{
    m_hideTicker.stop();
    m_model->reveal({});
    showButtons();
    showHint();
}

void ReplicaPage::nameActions()
{
    // In a narrow window the tabs need the room: symbols stay, words go to the tooltips.
    const bool words = width() >= 1100;
    const auto name = [words](QPushButton *button, const QString &word, const QString &sentence) {
        button->setText(words ? word : QString());
        button->setToolTip(sentence);
        button->setAccessibleName(sentence);
    };
    name(m_add, tr("Add"), tr("Add a row"));
    name(m_delete, tr("Delete"), tr("Delete the selected rows"));
    name(m_restore, tr("Restore"), tr("Restore the selected rows"));
}

void ReplicaPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    nameActions();
}

void ReplicaPage::showButtons()
{
    bool active = false;
    bool deleted = false;
    for (const int row : selectedRows()) {
        const auto found = m_model->row(row);
        active = active || (found && found->record.status == Status::Active);
        deleted = deleted || (found && found->record.status == Status::Deleted);
    }
    m_add->setEnabled(m_replica != nullptr);
    m_delete->setEnabled(active);
    m_restore->setEnabled(deleted);
    m_undoButton->setEnabled(!m_undo.empty());
    m_reveal->setVisible(m_schema.entities[m_model->entity()].hasSensitive());
    m_reveal->setEnabled(m_table->currentIndex().isValid());
    m_reveal->setText(m_model->revealed().empty() ? tr("Reveal row") : tr("Hide row"));
    m_reveal->setIcon(
        Theme::icon(m_model->revealed().empty() ? QStringLiteral("eye") : QStringLiteral("eye-off"), Role::Text));
}

void ReplicaPage::showHint()
{
    const QModelIndex current = m_table->currentIndex();
    Theme::setTextRole(m_hint, m_refusal.isEmpty() ? Role::Muted : Role::Lost);
    if (!m_refusal.isEmpty())
        m_hint->setText(m_refusal);
    else if (current.isValid() && (m_model->flags(current) & Qt::ItemIsEditable))
        m_hint->setText(tr("F2 edits the cell, Enter keeps the value, Esc restores it."));
    else if (current.isValid() && current.data(ReplicaTableModel::SensitiveRole).toBool())
        m_hint->setText(tr("Sealed on this device. Reveal the row to read or edit it."));
    else
        m_hint->setText(tr("Choose a cell to edit it."));
    const qint64 left = std::max<qint64>(0, m_hideAt - m_clock.nowMs());
    m_revealHint->setText(m_model->revealed().empty() ? QString()
                                                      : tr("Revealed row hides in %1").arg(format::countdown(left)));
}

} // namespace tidemark::ui
