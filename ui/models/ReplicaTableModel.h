// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Replica.h"
#include "ui/models/Formats.h"
#include "ui/models/Look.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QSet>

#include <memory>
#include <vector>

namespace tidemark::ui {

/// What a row of the replica is waiting for.
enum class RowState { Clean, New, Edited, Deleted, Conflicted, Refused, Tampered };

QString rowStateText(RowState state);

/// The rows of one entity, read from the replica in windows of 256 when they are looked at. It never writes: an edit
/// is announced and shows when reload() was called afterwards. GUI thread; the replica is the GUI's own, read-only
/// one.
class ReplicaTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { ColumnTypeRole = FirstModelRole, ChoicesRole, ItemsRole, SensitiveRole, RevealedRole, IdRole };
    static constexpr int windowSize = 256;

    ReplicaTableModel(const Schema &schema, const Formats &formats, QObject *parent = nullptr);

    /// \a replica may be null: an empty table.
    void setReplica(Replica *replica);
    void setEntity(std::size_t entity);
    std::size_t entity() const { return m_entity; }
    void setQuery(const ListQuery &query);
    const ListQuery &query() const { return m_query; }
    void setNow(qint64 nowMs) { m_nowMs = nowMs; }
    /// Reads everything again; rows that stay in place keep selection and scroll position.
    void reload();
    /// Shows the sensitive cells of one row; empty hides them again.
    void reveal(const std::string &id);
    const std::string &revealed() const { return m_revealed; }
    void retranslate();

    int stateColumn() const { return 0; }
    int modifiedColumn() const { return columnCount() - 1; }
    /// The schema column shown there, nothing for state and modified.
    const Column *column(int section) const;
    std::optional<merge::LocalRow> row(int row) const;
    std::string idOf(int row) const;
    RowState state(const merge::LocalRow &row) const;
    const std::optional<Error> &error() const { return m_error; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A person kept another value. \a before holds the old one, both carry just that column.
    void edited(const tidemark::Record &edit, const tidemark::Record &before);
    /// A typed value was refused; the sentence says what is accepted.
    void refused(const QString &sentence);

private:
    const EntitySchema &schemaOf() const { return m_schema.entities[m_entity]; }
    const merge::LocalRow *loaded(int row) const;
    void readMarks();
    void readCount();
    bool hidden(const merge::LocalRow &row, const Column &column) const;
    QString shown(const merge::LocalRow &row, int section) const;
    QVariant look(const merge::LocalRow &row, int section, int role) const;

    const Schema &m_schema;
    Formats m_formats;
    Replica *m_replica = nullptr;
    std::size_t m_entity = 0;
    ListQuery m_query;
    int m_rows = 0;
    qint64 m_nowMs = 0;
    std::string m_revealed;
    QSet<QString> m_refused;                  ///< record ids
    QHash<QString, std::int64_t> m_conflicts; ///< record id and when
    QHash<QString, QStringList> m_conflictColumns;
    mutable QCache<int, std::vector<merge::LocalRow>> m_windows{24};
    mutable std::optional<Error> m_error;
};

} // namespace tidemark::ui
