// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/LogModel.h"

#include "ui/models/Wording.h"

#include <algorithm>
#include <cmath>

namespace tidemark::ui {

LogModel::LogModel(const Formats &formats, QObject *parent) : QAbstractTableModel(parent), m_formats(formats) {}

void LogModel::restart(ParsedLogFilter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    m_rows.clear();
    m_seen.clear();
    m_nextCursor.clear();
    m_complete = true;
    m_fetching = false;
    endResetModel();
}

void LogModel::append(std::vector<SyncLogEntry> page, const std::string &nextCursor)
{
    std::vector<SyncLogEntry> kept;
    for (SyncLogEntry &entry : page) {
        if (m_seen.insert(entry.id).second && m_filter.matches(entry))
            kept.push_back(std::move(entry));
    }
    m_fetching = false;
    m_nextCursor = nextCursor;
    m_complete = nextCursor.empty();
    if (kept.empty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(kept.size()) - 1);
    std::move(kept.begin(), kept.end(), std::back_inserter(m_rows));
    endInsertRows();
}

int LogModel::prepend(const std::vector<SyncLogEntry> &newest)
{
    std::vector<SyncLogEntry> fresh;
    bool overlaps = newest.empty() || m_seen.empty();
    for (const SyncLogEntry &entry : newest) {
        if (m_seen.count(entry.id) > 0)
            overlaps = true;
    }
    if (!overlaps)
        return -1;
    for (const SyncLogEntry &entry : newest) {
        if (m_seen.insert(entry.id).second && m_filter.matches(entry))
            fresh.push_back(entry);
    }
    if (fresh.empty())
        return 0;
    beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
    m_rows.insert(m_rows.begin(), fresh.begin(), fresh.end());
    endInsertRows();
    return static_cast<int>(fresh.size());
}

void LogModel::setUserNames(const UserNames &names)
{
    if (names == m_names)
        return;
    m_names = names;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, User), index(rowCount() - 1, User));
}

void LogModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const SyncLogEntry *LogModel::entry(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QString LogModel::userName(const SyncLogEntry &entry) const
{
    if (!entry.email.empty())
        return wording::text(entry.email);
    const QString id = QString::fromStdString(entry.userId);
    const QString name = m_names.value(id);
    return name.isEmpty() ? m_formats.shortId(id) : name;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant LogModel::text(const SyncLogEntry &entry, int column) const
{
    const bool answered = entry.status >= 200 && entry.status < 300;
    const bool counts = answered || entry.result == SyncResult::Success || entry.source == "client";
    switch (column) {
    case Time: return m_formats.preciseTime(entry.startedAt);
    case Outcome: return wording::outcome(entry).word;
    case User: return userName(entry);
    case Device:
        return entry.deviceName.empty() ? m_formats.shortId(wording::text(entry.deviceId))
                                        : wording::text(entry.deviceName);
    case Type: return wording::syncType(entry.type);
    case Duration: return m_formats.duration(entry.durationMs);
    case Pushed: return m_formats.count(counts || entry.pushed > 0 ? entry.pushed : -1);
    case Pulled: return m_formats.count(counts ? entry.pulled : -1);
    case Try: return m_formats.count(entry.attempt);
    default: return {};
    }
}

QVariant LogModel::tone(const SyncLogEntry &entry, int column) const
{
    Tone tone = Tone::Plain;
    if (column == Outcome)
        tone = wording::outcome(entry).tone;
    else if (column == Device || column == Type || (column == Try && entry.attempt < 2))
        tone = Tone::Muted;
    return QVariant::fromValue(tone);
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    const SyncLogEntry *row = entry(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(*row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= Duration ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                          : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (index.column() == Time)
            return m_formats.utc(row->startedAt);
        if (index.column() == User)
            return wording::text(row->userId);
        return index.column() == Device ? QVariant(wording::text(row->deviceId)) : QVariant();
    case IconRole: return index.column() == Outcome ? QVariant(wording::outcome(*row).icon) : QVariant();
    case ToneRole: return tone(*row, index.column());
    case DurationRole: return row->durationMs;
    case FailedRole: return row->result != SyncResult::Success && row->result != SyncResult::Cancelled;
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section > Duration ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                  : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Outcome: return tr("Result");
    case User: return tr("User");
    case Device: return tr("Device");
    case Type: return tr("Type");
    case Duration: return tr("Duration");
    case Pushed: return tr("Pushed");
    case Pulled: return tr("Pulled");
    case Try: return tr("Try", "number of the attempt");
    default: return {};
    }
}

bool LogModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_fetching;
}

void LogModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_fetching = true;
    Q_EMIT moreWanted();
}

QString LogModel::tsv(QModelIndexList rows) const
{
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells += headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines += cells.join(QLatin1Char('\t'));
    int last = -1;
    for (const QModelIndex &row : rows) {
        const SyncLogEntry *shown = entry(row);
        if (!shown || row.row() == last)
            continue;
        last = row.row();
        // Numbers go out bare, so that a spreadsheet can count with them.
        lines += QStringList{m_formats.dateTime(shown->startedAt),
                             wording::outcome(*shown).word,
                             userName(*shown),
                             wording::text(shown->deviceName),
                             wording::text(shown->type),
                             QString::number(shown->durationMs, 'f', 0),
                             QString::number(shown->pushed),
                             QString::number(shown->pulled),
                             QString::number(shown->attempt)}
                     .join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace tidemark::ui
