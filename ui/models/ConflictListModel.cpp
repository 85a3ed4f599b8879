// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ConflictListModel.h"

#include "ui/models/Wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace tidemark::ui {

Verdict verdictOf(const Schema &schema, const ConflictItem &item)
{
    if (item.state == "overridden")
        return Verdict::Overridden;
    if (item.state == "reverted")
        return Verdict::Reverted;
    if (item.state == "reviewed")
        return Verdict::Reviewed;
    if (item.policy == "delete_wins")
        return Verdict::DeleteWon;
    if (item.policy == "override")
        return Verdict::ServerWon;
    if (item.policy == "client_wins")
        return Verdict::ClientWon;
    const auto entity = schema.entityIndex(item.entity);
    if (!entity)
        return Verdict::Merged;
    std::size_t server = 0;
    std::size_t client = 0;
    for (const std::string &name : item.columns) {
        const auto column = schema.entities[*entity].columnIndex(name);
        ++(column && schema.entities[*entity].columns[*column].winner == Winner::Server ? server : client);
    }
    if (server == 0)
        return Verdict::ClientWon;
    return client == 0 ? Verdict::ServerWon : Verdict::Merged;
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::ClientWon: return ConflictListModel::tr("Client won");
    case Verdict::ServerWon: return ConflictListModel::tr("Server won");
    case Verdict::Merged: return ConflictListModel::tr("Merged");
    case Verdict::DeleteWon: return ConflictListModel::tr("Delete won");
    case Verdict::Overridden: return ConflictListModel::tr("Overridden");
    case Verdict::Reverted: return ConflictListModel::tr("Reverted");
    case Verdict::Reviewed: return ConflictListModel::tr("Reviewed");
    }
    return {};
}

ConflictListModel::ConflictListModel(const Schema &schema, const Formats &formats, QObject *parent)
    : QAbstractListModel(parent),
      m_schema(schema),
      m_formats(formats)
{
}

void ConflictListModel::mergePage(const std::vector<ConflictItem> &items, bool older)
{
    std::vector<ConflictItem> fresh;
    for (const ConflictItem &item : items) {
        const auto known = std::find_if(m_items.begin(), m_items.end(),
                                        [&](const ConflictItem &other) { return other.id == item.id; });
        if (known == m_items.end())
            fresh.push_back(item);
        else if (known->state != item.state)
            update(item);
    }
    if (fresh.empty())
        return;
    m_items.insert(older ? m_items.end() : m_items.begin(), fresh.begin(), fresh.end());
    const auto shown =
        static_cast<int>(std::count_if(fresh.begin(), fresh.end(), [this](const auto &item) { return shows(item); }));
    const int first = older ? rowCount() : 0;
    if (shown > 0)
        beginInsertRows({}, first, first + shown - 1);
    refilter();
    if (shown > 0)
        endInsertRows();
}

void ConflictListModel::update(const ConflictItem &item)
{
    const auto known =
        std::find_if(m_items.begin(), m_items.end(), [&](const ConflictItem &other) { return other.id == item.id; });
    if (known == m_items.end())
        return;
    const auto place = static_cast<std::size_t>(known - m_items.begin());
    const bool shown = shows(*known);
    const QModelIndex row = indexOf(item.id);
    const bool staysShown = shows(item);
    if (shown && !staysShown) {
        beginRemoveRows({}, row.row(), row.row());
        m_items[place] = item;
        refilter();
        endRemoveRows();
    } else if (!shown && staysShown) {
        const auto before = std::lower_bound(m_rows.begin(), m_rows.end(), place) - m_rows.begin();
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(before));
        m_items[place] = item;
        refilter();
        endInsertRows();
    } else {
        m_items[place] = item;
        if (shown)
            Q_EMIT dataChanged(row, row);
    }
}

void ConflictListModel::setState(State state)
{
    if (state == m_state)
        return;
    beginResetModel();
    m_state = state;
    refilter();
    endResetModel();
}

std::array<int, ConflictListModel::StateCount> ConflictListModel::counts() const
{
    std::array<int, StateCount> counts{};
    for (const ConflictItem &item : m_items) {
        if (item.state == "auto")
            ++counts[Automatic];
        else if (item.state == "overridden")
            ++counts[Overridden];
        else if (item.state == "reverted")
            ++counts[Reverted];
        ++counts[All];
    }
    return counts;
}

bool ConflictListModel::shows(const ConflictItem &item) const
{
    switch (m_state) {
    case Automatic: return item.state == "auto";
    case Overridden: return item.state == "overridden";
    case Reverted: return item.state == "reverted";
    default: return true;
    }
}

void ConflictListModel::refilter()
{
    m_rows.clear();
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (shows(m_items[i]))
            m_rows.push_back(i);
    }
}

void ConflictListModel::setLabel(const QString &conflictId, const QString &label)
{
    if (label.isEmpty() || m_labels.value(conflictId) == label)
        return;
    m_labels.insert(conflictId, label);
    if (const QModelIndex row = indexOf(conflictId.toStdString()); row.isValid())
        Q_EMIT dataChanged(row, row);
}

QString ConflictListModel::labelOf(const ConflictItem &item) const
{
    const QString label = m_labels.value(wording::text(item.id));
    return label.isEmpty() ? m_formats.shortId(wording::text(item.recordId)) : label;
}

void ConflictListModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const ConflictItem *ConflictListModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_items[m_rows[static_cast<std::size_t>(index.row())]]
                                                       : nullptr;
}

QModelIndex ConflictListModel::indexOf(const std::string &conflictId) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_items[m_rows[row]].id == conflictId)
            return index(static_cast<int>(row));
    }
    return {};
}

int ConflictListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConflictListModel::data(const QModelIndex &index, int role) const
{
    const ConflictItem *shown = item(index);
    if (!shown)
        return {};
    QStringList columns;
    for (const std::string &column : shown->columns)
        columns += wording::text(column);
    const QString entity = wording::text(shown->entity);
    const QString names = columns.join(QStringLiteral(", "));
    switch (role) {
    case Qt::DisplayRole: return labelOf(*shown);
    case DetailRole: return names.isEmpty() ? entity : tr("%1 · %2", "table, columns").arg(entity, names);
    case TimeRole: return m_formats.shortTime(shown->createdAt, m_nowMs);
    case VerdictRole: return static_cast<int>(verdictOf(m_schema, *shown));
    case IdRole: return wording::text(shown->id);
    case Qt::ToolTipRole:
        return tr("%1, %2", "user, record id").arg(wording::text(shown->email), wording::text(shown->recordId));
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3. %4").arg(labelOf(*shown), entity, names, verdictText(verdictOf(m_schema, *shown)));
    default: return {};
    }
}

} // namespace tidemark::ui
