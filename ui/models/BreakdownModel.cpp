// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/BreakdownModel.h"

#include <algorithm>
#include <cmath>

namespace tidemark::ui {

BreakdownModel::BreakdownModel(const Formats &formats, std::function<QString(const std::string &)> name,
                               std::function<Tone(const std::string &)> tone, QObject *parent)
    : QAbstractTableModel(parent),
      m_formats(formats),
      m_name(std::move(name)),
      m_tone(std::move(tone))
{
}

void BreakdownModel::setRows(const std::vector<std::pair<std::string, LatencyFigures>> &rows)
{
    const bool sameNames = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                      [](const auto &a, const auto &b) { return a.first == b.first; });
    if (!sameNames)
        beginResetModel();
    m_rows = rows;
    m_longest = 0;
    for (const auto &[name, figures] : m_rows)
        m_longest = std::max(m_longest, figures.p95);
    if (!sameNames)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void BreakdownModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int BreakdownModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BreakdownModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant BreakdownModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto &[name, figures] = m_rows[static_cast<std::size_t>(index.row())];
    const auto share = [this](double ms) { return m_longest > 0 ? ms / m_longest : 0; };
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name: return m_name(name);
        case P50: return m_formats.figure(figures.p50);
        case P95: return m_formats.figure(figures.p95);
        case Count: return m_formats.count(figures.count);
        default: return {};
        }
    case Qt::TextAlignmentRole:
        return index.column() >= P50 ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole: return index.column() == Name ? QVariant(m_name(name)) : QVariant();
    case Qt::AccessibleDescriptionRole:
        return tr("p50 %1, p95 %2").arg(m_formats.duration(figures.p50), m_formats.duration(figures.p95));
    case ToneRole:
        return QVariant::fromValue(index.column() == Bar         ? m_tone(name)
                                       : index.column() == Count ? Tone::Muted
                                                                 : Tone::Plain);
    case ShareP50Role: return share(figures.p50);
    case ShareP95Role: return share(figures.p95);
    default: return {};
    }
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= P50 ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                              : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case P50: return QStringLiteral("p50");
    case P95: return QStringLiteral("p95");
    case Count: return tr("Syncs");
    default: return QString();
    }
}

} // namespace tidemark::ui
