// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
#include "protocol/Record.h"
#include "ui/models/Look.h"
#include "ui/models/WordDiff.h"

#include <QAbstractTableModel>

#include <optional>
#include <utility>
#include <vector>

namespace tidemark::ui {

/// Which value an admin took for a column.
enum class Source { Kept, Client, Server, Typed };

/// One column that an override would change.
struct PlannedWrite {
    QString column;
    QString before;
    QString after;
};

/// The three-way grid of one conflict: its differing columns, each with base, client, server and the result an admin
/// may change. Nothing counts as changed until the result differs from the record as it stands. GUI thread.
class ConflictGridModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum GridColumn { Name, Base, Client, Server, Now, ResultColumn, Actions, ColumnCount };
    enum Role {
        PartsRole = FirstModelRole, ///< QList<DiffPart>: the text with its changed words
        EdgeRole,                   ///< Tone of the edge of the automatic winner, Plain for none
        WinnerRole,                 ///< words: who won the column
        WinnerToneRole,
        TypeRole,    ///< words: the column's type
        OriginRole,  ///< words: where a changed result comes from
        ChangedRole, ///< bool: the result would be written
        ChoicesRole, ///< QStringList of an enum's values
        ProblemRole, ///< words: why the last typed value was refused
    };

    explicit ConflictGridModel(QObject *parent = nullptr);

    /// Shows a conflict; edits of another one are dropped, those of the same one stay.
    void setDetail(const EntitySchema &entity, const ConflictDetail &detail);
    /// The record moved while it was looked at: its newer values stand in a column of their own, edits stay.
    void setMoved(const ConflictDetail &detail);
    bool moved() const { return m_moved; }
    void clear();

    bool canTake(int row, Source side) const;
    void take(int row, Source side);
    /// @return false when the column does not accept the text; problem() then says why
    bool type(int row, const QString &text);
    void undo(int row);
    void discard();
    Source source(int row) const;
    bool isChanged(int row) const;
    bool hasChanges() const;
    int changeCount() const;
    QString columnName(int row) const;

    QList<PlannedWrite> writes() const;
    /// The changed columns and their values as JSON, as an override sends them.
    std::vector<std::pair<std::string, std::string>> values() const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void changesChanged();

private:
    using Cell = std::optional<Value>; ///< nothing when that side says nothing about the column
    struct Row {
        const Column *column = nullptr;
        Cell base, client, server, resolved, current;
        Cell edited;
        Source source = Source::Kept;
        QString problem;

        const Value &standing() const; ///< what the record holds now
        const Value &result() const { return edited ? *edited : standing(); }
    };
    enum class Won { Unknown, Client, Server, OneSideClient, OneSideServer, Both };

    void fill(const ConflictDetail &detail);
    Won winner(const Row &row) const;
    const Cell *cell(const Row &row, int column) const;
    QString shown(const Row &row, int column) const;
    QList<DiffPart> parts(const Row &row, int column) const;
    QString origin(const Row &row) const;
    void edit(int row, Cell value, Source source);

    const EntitySchema *m_entity = nullptr;
    std::string m_conflictId;
    std::vector<Row> m_rows;
    bool m_moved = false;
};

} // namespace tidemark::ui

Q_DECLARE_METATYPE(QList<tidemark::ui::DiffPart>)
