// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ConflictGridModel.h"

#include "protocol/Json.h"
#include "protocol/RowCodec.h"
#include "ui/models/CellText.h"

#include <algorithm>

namespace tidemark::ui {

namespace {

/// The value of a column in a JSON object; nothing when it is not there or not of the column's type.
std::optional<Value> valueIn(const std::string &json, const Column &column)
{
    JsonDocument document;
    const auto root = document.parse(json);
    simdjson::dom::element value;
    if (!root || !root->is_object() || (*root)[column.name].get(value) != simdjson::SUCCESS)
        return std::nullopt;
    auto read = readValue(column, value);
    return read ? std::optional<Value>(std::move(read).value()) : std::nullopt;
}

} // namespace

const Value &ConflictGridModel::Row::standing() const
{
    static const Value nothing;
    return current ? *current : resolved ? *resolved : nothing;
}

ConflictGridModel::ConflictGridModel(QObject *parent) : QAbstractTableModel(parent) {}

void ConflictGridModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_conflictId.clear();
    m_moved = false;
    endResetModel();
    Q_EMIT changesChanged();
}

void ConflictGridModel::fill(const ConflictDetail &detail)
{
    std::vector<Row> rows;
    for (const std::string &name : detail.item.columns) {
        const Column *column = columnNamed(*m_entity, name);
        if (!column)
            continue;
        Row row;
        row.column = column;
        row.base = valueIn(detail.base, *column);
        row.client = valueIn(detail.client, *column);
        row.server = valueIn(detail.server, *column);
        row.resolved = valueIn(detail.resolved, *column);
        row.current = valueIn(detail.current, *column);
        const auto before =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &other) { return other.column == column; });
        if (before != m_rows.end()) {
            row.edited = before->edited;
            row.source = before->source;
        }
        rows.push_back(std::move(row));
    }
    m_rows = std::move(rows);
}

void ConflictGridModel::setDetail(const EntitySchema &entity, const ConflictDetail &detail)
{
    beginResetModel();
    m_entity = &entity;
    if (detail.item.id != m_conflictId)
        m_rows.clear();
    m_conflictId = detail.item.id;
    m_moved = false;
    fill(detail);
    endResetModel();
    Q_EMIT changesChanged();
}

void ConflictGridModel::setMoved(const ConflictDetail &detail)
{
    if (!m_entity)
        return;
    beginResetModel();
    m_moved = true;
    fill(detail);
    endResetModel();
    Q_EMIT changesChanged();
}

bool ConflictGridModel::canTake(int row, Source side) const
{
    const Row &at = m_rows[static_cast<std::size_t>(row)];
    return side == Source::Client ? at.client.has_value() : side == Source::Server ? at.server.has_value() : true;
}

void ConflictGridModel::take(int row, Source side)
{
    if (row < 0 || row >= rowCount() || !canTake(row, side))
        return;
    const Row &at = m_rows[static_cast<std::size_t>(row)];
    edit(row, side == Source::Client ? at.client : at.server, side);
}

bool ConflictGridModel::type(int row, const QString &text)
{
    Row &at = m_rows[static_cast<std::size_t>(row)];
    auto value = valueFromText(*at.column, text, at.result());
    if (!value) {
        at.problem = acceptedSentence(*at.column);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return false;
    }
    if (*value != at.result() || !at.problem.isEmpty())
        edit(row, std::move(value).value(), Source::Typed);
    return true;
}

void ConflictGridModel::edit(int row, Cell value, Source source)
{
    Row &at = m_rows[static_cast<std::size_t>(row)];
    at.problem.clear();
    at.edited = std::move(value);
    at.source = source;
    if (at.edited && *at.edited == at.standing()) {
        at.edited.reset();
        at.source = Source::Kept;
    }
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT changesChanged();
}

void ConflictGridModel::undo(int row)
{
    edit(row, std::nullopt, Source::Kept);
}

void ConflictGridModel::discard()
{
    for (int row = 0; row < rowCount(); ++row)
        undo(row);
}

Source ConflictGridModel::source(int row) const
{
    const Row &at = m_rows[static_cast<std::size_t>(row)];
    if (at.edited)
        return at.source;
    if (at.client && *at.client == at.standing())
        return Source::Client;
    return at.server && *at.server == at.standing() ? Source::Server : Source::Kept;
}

bool ConflictGridModel::isChanged(int row) const
{
    const Row &at = m_rows[static_cast<std::size_t>(row)];
    return at.edited && *at.edited != at.standing();
}

bool ConflictGridModel::hasChanges() const
{
    return changeCount() > 0;
}

int ConflictGridModel::changeCount() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += isChanged(row) ? 1 : 0;
    return count;
}

QString ConflictGridModel::columnName(int row) const
{
    return QString::fromStdString(m_rows[static_cast<std::size_t>(row)].column->name);
}

QList<PlannedWrite> ConflictGridModel::writes() const
{
    QList<PlannedWrite> writes;
    for (int row = 0; row < rowCount(); ++row) {
        const Row &at = m_rows[static_cast<std::size_t>(row)];
        if (isChanged(row))
            writes.append({columnName(row), QString::fromStdString(valueJson(*at.column, at.standing())),
                           QString::fromStdString(valueJson(*at.column, *at.edited))});
    }
    return writes;
}

std::vector<std::pair<std::string, std::string>> ConflictGridModel::values() const
{
    std::vector<std::pair<std::string, std::string>> values;
    for (int row = 0; row < rowCount(); ++row) {
        const Row &at = m_rows[static_cast<std::size_t>(row)];
        if (isChanged(row))
            values.emplace_back(at.column->name, valueJson(*at.column, *at.edited));
    }
    return values;
}

void ConflictGridModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

ConflictGridModel::Won ConflictGridModel::winner(const Row &row) const
{
    if (!row.resolved)
        return Won::Unknown;
    const bool asClient = row.client && *row.client == *row.resolved;
    const bool asServer = row.server && *row.server == *row.resolved;
    const bool clientChanged = row.client && (!row.base || *row.client != *row.base);
    const bool serverChanged = row.server && (!row.base || *row.server != *row.base);
    if (asClient && asServer)
        return Won::Both;
    if (asClient)
        return serverChanged ? Won::Client : Won::OneSideClient;
    if (asServer)
        return clientChanged ? Won::Server : Won::OneSideServer;
    return Won::Unknown;
}

const ConflictGridModel::Cell *ConflictGridModel::cell(const Row &row, int column) const
{
    switch (column) {
    case Base: return &row.base;
    case Client: return &row.client;
    case Server: return &row.server;
    case Now: return &row.current;
    default: return nullptr;
    }
}

QString ConflictGridModel::shown(const Row &row, int column) const
{
    if (column == ResultColumn) {
        const QString text = cellText(*row.column, row.result());
        return text.isEmpty() ? tr("empty") : text;
    }
    const Cell *value = cell(row, column);
    if (!value)
        return {};
    if (!*value)
        return column == Base ? tr("not known") : tr("as base");
    if (column != Base && row.base && **value == *row.base && column != Now)
        return tr("as base");
    const QString text = cellText(*row.column, **value);
    return text.isEmpty() ? tr("empty") : text;
}

QList<DiffPart> ConflictGridModel::parts(const Row &row, int column) const
{
    const QString text = shown(row, column);
    const Cell *value = column == ResultColumn ? nullptr : cell(row, column);
    Value against;
    if (column == ResultColumn) {
        if (!row.edited || *row.edited == row.standing())
            return {{text, false}};
        against = row.standing();
    } else if (column == Client || column == Server) {
        const Cell &reference = row.base ? row.base : column == Client ? row.server : row.client;
        if (!value || !*value || !reference || **value == *reference)
            return {{text, false}};
        against = *reference;
    } else {
        const bool news = column == Now && value && *value && row.resolved && **value != *row.resolved;
        return {{text, news}};
    }
    if (row.column->type != ColumnType::Text || isNull(against))
        return {{text, true}};
    return changedWords(text, cellText(*row.column, against));
}

QString ConflictGridModel::origin(const Row &row) const
{
    if (!row.edited || *row.edited == row.standing())
        return {};
    const QString before = cellText(*row.column, row.standing());
    const bool wasClient = row.client && *row.client == row.standing();
    const bool wasServer = row.server && *row.server == row.standing();
    switch (row.source) {
    case Source::Client: return before.size() > 16 ? tr("Client taken") : tr("Client taken, was %1").arg(before);
    case Source::Server: return before.size() > 16 ? tr("Server taken") : tr("Server taken, was %1").arg(before);
    case Source::Typed:
        return wasClient ? tr("Typed, was client's value")
            : wasServer  ? tr("Typed, was server's value")
                         : tr("Typed");
    case Source::Kept: break;
    }
    return {};
}

int ConflictGridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConflictGridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ConflictGridModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Won won = winner(row);
    const bool clientWon = won == Won::Client || won == Won::OneSideClient;
    const bool serverWon = won == Won::Server || won == Won::OneSideServer;
    switch (role) {
    case Qt::DisplayRole: return index.column() == Name ? columnName(index.row()) : shown(row, index.column());
    case Qt::EditRole: return editText(*row.column, row.result());
    case PartsRole: return QVariant::fromValue(parts(row, index.column()));
    case EdgeRole:
        return QVariant::fromValue(index.column() == Client && clientWon       ? Tone::Client
                                       : index.column() == Server && serverWon ? Tone::Server
                                                                               : Tone::Plain);
    case WinnerRole:
        switch (won) {
        case Won::Client: return tr("Client won");
        case Won::Server: return tr("Server won");
        case Won::OneSideClient:
        case Won::OneSideServer: return tr("One side only");
        case Won::Both: return tr("Both alike");
        case Won::Unknown: return QString();
        }
        return {};
    case WinnerToneRole:
        return QVariant::fromValue(won == Won::Client       ? Tone::Client
                                       : won == Won::Server ? Tone::Server
                                                            : Tone::Merged);
    case TypeRole: return typeNote(*row.column);
    case OriginRole: return origin(row);
    case ChangedRole: return isChanged(index.row());
    case ToneRole: return QVariant::fromValue(index.column() == Base ? Tone::Muted : Tone::Plain);
    case ProblemRole: return row.problem;
    case ChoicesRole: {
        QStringList choices;
        if (row.column->type == ColumnType::Enum) {
            for (const std::string &value : row.column->values)
                choices += QString::fromStdString(value);
        }
        return choices;
    }
    default: return {};
    }
}

bool ConflictGridModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.column() != ResultColumn)
        return false;
    return type(index.row(), value.toString());
}

QVariant ConflictGridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Column");
    case Base: return tr("Base");
    case Client: return tr("Client");
    case Server: return tr("Server");
    case Now: return tr("Now");
    case ResultColumn: return tr("Result");
    default: return QString();
    }
}

Qt::ItemFlags ConflictGridModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == ResultColumn ? flags | Qt::ItemIsEditable : flags;
}

} // namespace tidemark::ui
