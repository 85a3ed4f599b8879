// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CursorModel.h"

#include "protocol/SyncResult.h"
#include "ui/models/Wording.h"

namespace tidemark::ui {

CursorModel::CursorModel(const Formats &formats, QObject *parent) : QAbstractTableModel(parent), m_formats(formats) {}

void CursorModel::setRows(std::vector<EntityMeta> rows, qint64 nowMs)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_nowMs = nowMs;
    endResetModel();
}

void CursorModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CursorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CursorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant CursorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const EntityMeta &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto result = wording::result(syncResultFromName(row.lastStatus));
    const auto time = [this](std::int64_t ms) {
        return ms > 0 ? m_formats.shortTime(ms, m_nowMs) : QStringLiteral("–");
    };
    if (role == Qt::TextAlignmentRole) {
        const bool right = index.column() == PulledTo || index.column() == Pushed;
        return right ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        if (index.column() == PulledTo && row.lastPulledAt > 0)
            return m_formats.utc(row.lastPulledAt);
        return index.column() == LastResult ? QVariant(wording::text(row.lastError)) : QVariant();
    }
    if (role == ToneRole)
        return QVariant::fromValue(index.column() == LastResult && !row.lastStatus.empty() ? result.tone
                                                                                           : Tone::Plain);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Entity: return wording::text(row.entity);
    case PulledTo: return time(row.lastPulledAt);
    case Pushed: return time(row.lastPushedAt);
    case LastResult: return row.lastStatus.empty() ? tr("never synced") : result.word;
    default: return {};
    }
}

QVariant CursorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == PulledTo || section == Pushed;
        return right ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Entity: return tr("Entity");
    case PulledTo: return tr("Pulled to");
    case Pushed: return tr("Pushed");
    case LastResult: return tr("Last result");
    default: return {};
    }
}

} // namespace tidemark::ui
