// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
#include "ui/models/Formats.h"
#include "ui/models/Look.h"

#include <QAbstractTableModel>

#include <functional>

namespace tidemark::ui {

/// Latency figures by name (phase, type or device): a name, a bar, p50, p95 and how many. GUI thread.
class BreakdownModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum BreakdownColumn { Name, Bar, P50, P95, Count, ColumnCount };
    enum Role { ShareP50Role = FirstModelRole, ShareP95Role }; ///< 0 … 1 of the longest p95

    /// \a name words a row; \a tone says who is at work in it.
    BreakdownModel(const Formats &formats, std::function<QString(const std::string &)> name,
                   std::function<Tone(const std::string &)> tone, QObject *parent = nullptr);

    void setRows(const std::vector<std::pair<std::string, LatencyFigures>> &rows);
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Formats m_formats;
    std::function<QString(const std::string &)> m_name;
    std::function<Tone(const std::string &)> m_tone;
    std::vector<std::pair<std::string, LatencyFigures>> m_rows;
    double m_longest = 0;
};

} // namespace tidemark::ui
