// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ReplicaTableModel.h"

#include "ui/models/CellText.h"
#include "ui/models/Wording.h"

#include <algorithm>

namespace tidemark::ui {

namespace {

constexpr std::size_t conflictsLookedAt = 1000;

QString stateIcon(RowState state)
{
    switch (state) {
    case RowState::New: return QStringLiteral("plus");
    case RowState::Edited: return QStringLiteral("edit");
    case RowState::Deleted: return QStringLiteral("trash");
    case RowState::Conflicted: return QStringLiteral("conflicts");
    case RowState::Refused:
    case RowState::Tampered: return QStringLiteral("cross-circle");
    case RowState::Clean: break;
    }
    return QStringLiteral("dot");
}

Tone stateTone(RowState state)
{
    switch (state) {
    case RowState::New:
    case RowState::Edited: return Tone::Client;
    case RowState::Conflicted: return Tone::Warning;
    case RowState::Refused:
    case RowState::Tampered: return Tone::Lost;
    case RowState::Deleted:
    case RowState::Clean: break;
    }
    return Tone::Muted;
}

QString iconOfValue(const Column &column, const Value &value)
{
    const auto *text = std::get_if<std::string>(&value);
    if (!text || column.type != ColumnType::Enum)
        return {};
    for (const char *known : {"text", "audio", "image", "url"}) {
        if (*text == known)
            return QLatin1String(known);
    }
    return {};
}

} // namespace

QString rowStateText(RowState state)
{
    switch (state) {
    case RowState::New: return ReplicaTableModel::tr("new", "state of a row");
    case RowState::Edited: return ReplicaTableModel::tr("edited", "state of a row");
    case RowState::Deleted: return ReplicaTableModel::tr("deleted", "state of a row");
    case RowState::Conflicted: return ReplicaTableModel::tr("conflicted", "state of a row");
    case RowState::Refused: return ReplicaTableModel::tr("refused", "state of a row");
    case RowState::Tampered: return ReplicaTableModel::tr("tampered", "state of a row");
    case RowState::Clean: break;
    }
    return ReplicaTableModel::tr("clean", "state of a row");
}

ReplicaTableModel::ReplicaTableModel(const Schema &schema, const Formats &formats, QObject *parent)
    : QAbstractTableModel(parent),
      m_schema(schema),
      m_formats(formats)
{
}

void ReplicaTableModel::setReplica(Replica *replica)
{
    beginResetModel();
    m_replica = replica;
    m_windows.clear();
    readMarks();
    readCount();
    endResetModel();
}

void ReplicaTableModel::setEntity(std::size_t entity)
{
    beginResetModel();
    m_entity = entity;
    m_revealed.clear();
    m_windows.clear();
    readMarks();
    readCount();
    endResetModel();
}

void ReplicaTableModel::setQuery(const ListQuery &query)
{
    beginResetModel();
    m_query = query;
    m_windows.clear();
    readCount();
    endResetModel();
}

void ReplicaTableModel::reload()
{
    const int before = m_rows;
    m_windows.clear();
    readMarks();
    readCount();
    const int after = m_rows;
    m_rows = before;
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows = after;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows = after;
        endRemoveRows();
    }
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

void ReplicaTableModel::readMarks()
{
    m_refused.clear();
    m_conflicts.clear();
    m_conflictColumns.clear();
    if (!m_replica)
        return;
    if (const auto refused = m_replica->rejected()) {
        for (const RejectedRecord &record : *refused)
            m_refused.insert(wording::text(record.recordId));
    }
    if (const auto conflicts = m_replica->conflicts(conflictsLookedAt)) {
        for (const LocalConflict &conflict : *conflicts) {
            const QString id = wording::text(conflict.recordId);
            if (conflict.entity != schemaOf().name || conflict.at < m_conflicts.value(id, 0))
                continue;
            QStringList columns;
            for (const std::string &column : conflict.columns)
                columns += wording::text(column);
            m_conflicts.insert(id, conflict.at);
            m_conflictColumns.insert(id, columns);
        }
    }
}

void ReplicaTableModel::readCount()
{
    m_rows = 0;
    m_error.reset();
    if (!m_replica)
        return;
    const auto count = m_replica->count(m_entity, m_query);
    if (count)
        m_rows = static_cast<int>(*count);
    else
        m_error = count.error();
}

const merge::LocalRow *ReplicaTableModel::loaded(int row) const
{
    if (!m_replica || row < 0 || row >= m_rows)
        return nullptr;
    const int window = row / windowSize;
    auto *rows = m_windows.object(window);
    if (!rows) {
        ListQuery query = m_query;
        query.limit = windowSize;
        query.offset = static_cast<std::size_t>(window) * windowSize;
        auto read = m_replica->list(m_entity, query);
        if (!read)
            m_error = read.error();
        rows = new std::vector<merge::LocalRow>(read ? std::move(read).value() : std::vector<merge::LocalRow>());
        m_windows.insert(window, rows);
    }
    const auto place = static_cast<std::size_t>(row % windowSize);
    return place < rows->size() ? &(*rows)[place] : nullptr;
}

std::optional<merge::LocalRow> ReplicaTableModel::row(int row) const
{
    const merge::LocalRow *found = loaded(row);
    return found ? std::optional(*found) : std::nullopt;
}

std::string ReplicaTableModel::idOf(int row) const
{
    const merge::LocalRow *found = loaded(row);
    return found ? found->record.id : std::string();
}

void ReplicaTableModel::reveal(const std::string &id)
{
    m_revealed = id;
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

void ReplicaTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

const Column *ReplicaTableModel::column(int section) const
{
    const auto at = static_cast<std::size_t>(section - 1);
    return section >= 1 && at < schemaOf().columns.size() ? &schemaOf().columns[at] : nullptr;
}

RowState ReplicaTableModel::state(const merge::LocalRow &row) const
{
    if (!row.damaged.empty())
        return RowState::Tampered;
    const QString id = wording::text(row.record.id);
    if (m_refused.contains(id))
        return RowState::Refused;
    if (row.record.status == Status::Deleted)
        return RowState::Deleted;
    if (row.dirty)
        return row.record.lastModifiedAt == 0 ? RowState::New : RowState::Edited;
    // A conflict stays on the row until the row changes again.
    const auto conflict = m_conflicts.constFind(id);
    return conflict != m_conflicts.cend() && *conflict >= row.record.lastModifiedAt ? RowState::Conflicted
                                                                                    : RowState::Clean;
}

int ReplicaTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ReplicaTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(schemaOf().columns.size()) + 2;
}

bool ReplicaTableModel::hidden(const merge::LocalRow &row, const Column &column) const
{
    return column.sensitive && row.record.id != m_revealed;
}

QString ReplicaTableModel::shown(const merge::LocalRow &row, int section) const
{
    if (section == stateColumn())
        return rowStateText(state(row));
    if (section == modifiedColumn()) {
        const std::int64_t at = std::max(row.editedAt, row.knownStamp());
        return at > 0 ? m_formats.shortTime(at, m_nowMs) : QString();
    }
    const Column &shown = *column(section);
    const Value &value = row.record.values[static_cast<std::size_t>(section - 1)];
    if (hidden(row, shown))
        return isNull(value) ? QString() : QString(11, QChar(0x2022));
    QString text = cellText(shown, value);
    // Tables show one line; the editor shows all of it.
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return text.left(300);
}

QVariant ReplicaTableModel::look(const merge::LocalRow &row, int section, int role) const
{
    const RowState rowState = state(row);
    if (role == StruckRole)
        return rowState == RowState::Deleted && section != stateColumn();
    if (role == IconRole) {
        if (section == stateColumn())
            return stateIcon(rowState);
        const Column *shown = column(section);
        return shown ? iconOfValue(*shown, row.record.values[static_cast<std::size_t>(section - 1)]) : QString();
    }
    if (role == TintRole) {
        const Column *shown = column(section);
        if (!shown)
            return QVariant::fromValue(Tone::Plain);
        if (row.dirty && rowState != RowState::New
            && row.changedColumns().contains(static_cast<std::size_t>(section - 1)))
            return QVariant::fromValue(Tone::Client);
        const bool conflicted = rowState == RowState::Conflicted
            && m_conflictColumns.value(wording::text(row.record.id)).contains(wording::text(shown->name));
        return QVariant::fromValue(conflicted ? Tone::Warning : Tone::Plain);
    }
    if (section == stateColumn())
        return QVariant::fromValue(stateTone(rowState));
    const Column *shown = column(section);
    const bool quiet = rowState == RowState::Deleted || !shown || shown->type == ColumnType::Enum
        || shown->type == ColumnType::Uuid || (shown->winner == Winner::Server && section != stateColumn());
    return QVariant::fromValue(quiet ? Tone::Muted : Tone::Plain);
}

QVariant ReplicaTableModel::data(const QModelIndex &index, int role) const
{
    const merge::LocalRow *row = index.isValid() ? loaded(index.row()) : nullptr;
    if (!row)
        return {};
    const Column *cell = column(index.column());
    const Value value = cell ? row->record.values[static_cast<std::size_t>(index.column() - 1)] : Value();
    switch (role) {
    case Qt::DisplayRole: return shown(*row, index.column());
    case Qt::EditRole: return cell ? QVariant(editText(*cell, value)) : QVariant();
    case Qt::TextAlignmentRole: {
        const bool number = cell && (cell->type == ColumnType::Integer || cell->type == ColumnType::Real);
        const bool right = number || index.column() == modifiedColumn();
        return right ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    case Qt::ToolTipRole:
        if (index.column() == modifiedColumn())
            return m_formats.utc(std::max(row->editedAt, row->knownStamp()));
        return index.column() == stateColumn() ? QVariant(wording::text(row->record.id)) : QVariant();
    case IconRole:
    case ToneRole:
    case TintRole:
    case StruckRole: return look(*row, index.column(), role);
    case ColumnTypeRole: return cell ? QVariant(static_cast<int>(cell->type)) : QVariant();
    case SensitiveRole: return cell && cell->sensitive;
    case RevealedRole: return row->record.id == m_revealed;
    case IdRole: return wording::text(row->record.id);
    case ItemsRole:
        return cell && cell->type == ColumnType::JsonArray && !hidden(*row, *cell) ? QVariant(arrayItems(value))
                                                                                   : QVariant();
    case ChoicesRole: {
        QStringList choices;
        if (cell && cell->type == ColumnType::Enum) {
            for (const std::string &choice : cell->values)
                choices += wording::text(choice);
        }
        return choices;
    }
    default: return {};
    }
}

bool ReplicaTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const merge::LocalRow *row = index.isValid() ? loaded(index.row()) : nullptr;
    const Column *cell = column(index.column());
    if (!row || !cell || role != Qt::EditRole)
        return false;
    const auto at = static_cast<std::size_t>(index.column() - 1);
    const Value &old = row->record.values[at];
    auto typed = valueFromText(*cell, value.toString(), old);
    if (!typed) {
        Q_EMIT refused(acceptedSentence(*cell));
        return false;
    }
    if (*typed == old || value.toString() == editText(*cell, old))
        return true;
    Record edit = makeRecord(schemaOf(), row->record.id);
    Record before = edit;
    setColumnValue(edit, at, std::move(typed).value());
    setColumnValue(before, at, old);
    edit.present.insert(at);
    before.present.insert(at);
    Q_EMIT edited(edit, before);
    return true;
}

QVariant ReplicaTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == modifiedColumn() ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                           : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    const Column *shown = column(section);
    if (role == Qt::ToolTipRole && shown)
        return shown->sensitive
            ? tr("%1: %2, sealed on this device").arg(wording::text(shown->name), typeNote(*shown))
            : tr("%1: %2", "column, type").arg(wording::text(shown->name), typeNote(*shown));
    if (role == SensitiveRole)
        return shown && shown->sensitive;
    if (role != Qt::DisplayRole)
        return {};
    if (section == stateColumn())
        return tr("Row");
    return section == modifiedColumn() ? tr("Modified") : wording::text(shown->name);
}

Qt::ItemFlags ReplicaTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const merge::LocalRow *row = index.isValid() ? loaded(index.row()) : nullptr;
    const Column *cell = column(index.column());
    const bool editable = row && cell && row->record.status == Status::Active && !hidden(*row, *cell);
    return editable ? flags | Qt::ItemIsEditable : flags;
}

} // namespace tidemark::ui
