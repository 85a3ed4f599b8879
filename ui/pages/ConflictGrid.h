// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ConflictGridModel.h"
#include "ui/widgets/Palette.h"

#include <QHeaderView>
#include <QTableView>

#include <array>

class QToolButton;

namespace tidemark::ui {

/// Column heads of the three-way grid: a bold name with the side's symbol and colour, and a line saying who and when.
class ConflictGridHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit ConflictGridHeader(QWidget *parent = nullptr);
    void setNote(ConflictGridModel::GridColumn column, const QString &note);

    QSize sizeHint() const override { return {100, 46}; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    std::array<QString, ConflictGridModel::ColumnCount> m_notes;
};

/// The three buttons beside a result: take the client's value, the server's, or type one; and undo.
class ConflictActions : public QWidget {
    Q_OBJECT

public:
    ConflictActions(const QString &column, QWidget *parent);

    void setSource(Source source, bool changed);
    void setAvailable(bool client, bool server, bool writable);
    void retranslate();

Q_SIGNALS:
    void taken(tidemark::ui::Source source);
    void undone();

private:
    QToolButton *add(const char *name, const QString &icon, Role checked);

    QString m_column;
    QToolButton *m_client;
    QToolButton *m_server;
    QToolButton *m_type;
    QToolButton *m_undo;
};

/// The three-way grid of one conflict. GUI thread; the model outlives it.
class ConflictGrid : public QTableView {
    Q_OBJECT

public:
    explicit ConflictGrid(ConflictGridModel &model, QWidget *parent = nullptr);

    ConflictGridHeader *heads() const { return m_heads; }
    void setWritable(bool writable);
    /// Takes a side for the focused row.
    void takeForCurrent(Source side);
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void fitRows();
    void showActions();
    void act(int row, Source source);

    ConflictGridModel &m_model;
    ConflictGridHeader *m_heads;
    QList<ConflictActions *> m_actions;
    bool m_writable = true;
};

} // namespace tidemark::ui
