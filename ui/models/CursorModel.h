// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Replica.h"
#include "ui/models/Formats.h"
#include "ui/models/Look.h"

#include <QAbstractTableModel>

#include <vector>

namespace tidemark::ui {

/// How far each entity is: pulled to, pushed, last result. GUI thread.
class CursorModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum CursorColumn { Entity, PulledTo, Pushed, LastResult, ColumnCount };

    explicit CursorModel(const Formats &formats, QObject *parent = nullptr);

    void setRows(std::vector<EntityMeta> rows, qint64 nowMs);
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Formats m_formats;
    std::vector<EntityMeta> m_rows;
    qint64 m_nowMs = 0;
};

} // namespace tidemark::ui
