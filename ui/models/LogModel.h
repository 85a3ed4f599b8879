// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/SyncLog.h"
#include "ui/models/Formats.h"
#include "ui/models/LogFilterParser.h"
#include "ui/models/Look.h"

#include <QAbstractTableModel>

#include <deque>
#include <unordered_set>

namespace tidemark::ui {

/// Sync logs, newest first, as far as they were fetched. It does not fetch: it says more() is wanted and is given
/// pages. GUI thread.
class LogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Outcome, User, Device, Type, Duration, Pushed, Pulled, Try, ColumnCount };

    explicit LogModel(const Formats &formats, QObject *parent = nullptr);

    /// Forgets all rows; what follows is tested with \a filter before it is shown.
    void restart(ParsedLogFilter filter);
    /// A page of older rows. \a nextCursor is empty on the last page.
    void append(std::vector<SyncLogEntry> page, const std::string &nextCursor);
    /// Rows of the newest page that are not here yet go on top.
    /// @return how many did, or -1 when none of the page was known: there is a gap, start again
    int prepend(const std::vector<SyncLogEntry> &newest);
    /// A page was asked for and did not come; more() may be asked for again.
    void fetchFailed() { m_fetching = false; }
    void setUserNames(const UserNames &names);
    void retranslate();

    const SyncLogEntry *entry(const QModelIndex &index) const;
    /// The user's e-mail address, or else name, or else the id in short.
    QString userName(const SyncLogEntry &entry) const;
    bool complete() const { return m_complete; }
    const std::string &nextCursor() const { return m_nextCursor; }
    /// Rows as lines of tab-separated values, with a line of headers.
    QString tsv(QModelIndexList rows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// The view nears the end: append() the page after nextCursor().
    void moreWanted();

private:
    QVariant text(const SyncLogEntry &entry, int column) const;
    QVariant tone(const SyncLogEntry &entry, int column) const;

    Formats m_formats;
    ParsedLogFilter m_filter;
    UserNames m_names;
    std::deque<SyncLogEntry> m_rows;
    std::unordered_set<std::string> m_seen; ///< ids, also of rows the filter keeps out
    std::string m_nextCursor;
    bool m_complete = true;
    bool m_fetching = false;
};

} // namespace tidemark::ui
