// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"
#include "base/Clock.h"
#include "ui/models/LogFilterParser.h"
#include "ui/widgets/Page.h"

#include <QCoroTask>

class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace tidemark::ui {

class EmptyState;
class FilterLine;
class LogDetail;
class LogModel;
class PageHeader;
class TroubleLine;

/// Every sync of every user: filter line, table, and one sync in detail. GUI thread; client and clock outlive it.
class LogsPage : public Page {
    Q_OBJECT

public:
    LogsPage(AdminClient &admin, Clock &clock, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("list"); }
    /// Fetches what is new on top; cheap, meant to be called every 2 s.
    void refresh() override;
    void setPeriod(qint64 ms) override;
    QList<QWidget *> panes() const override;
    QList<QPair<QString, QString>> shortcuts() const override;
    QVariantMap saveLayout() const override;
    void restoreLayout(const QVariantMap &layout) override;

    /// Shows only what matches, as if the terms had been typed.
    void setFilter(const QStringList &terms);
    /// Names of users by id, as they become known.
    void setUserNames(const tidemark::ui::UserNames &names);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void connectParts();
    void retranslate();
    void applyFilter(const QStringList &terms);
    /// The filter of the moment, with the period's start.
    LogFilter filterNow() const;
    void reload();
    QCoro::Task<> fetchPage();
    QCoro::Task<> fetchNewest();
    void takeNewest(const std::vector<SyncLogEntry> &newest);
    void showNote();
    void showBody();
    void showPill();
    void showDetail();
    void fitColumns();
    void hideDetail();
    void closeDetail();
    void copyRows();

    AdminClient &m_admin;
    Clock &m_clock;
    LogModel *m_model;
    PageHeader *m_header;
    TroubleLine *m_trouble;
    FilterLine *m_filter;
    QPushButton *m_clear;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QPushButton *m_pill;
    LogDetail *m_detail;
    ParsedLogFilter m_parsed;
    UserNames m_names;
    qint64 m_periodMs = 24 * 3'600'000;
    qint64 m_loadMs = -1;
    int m_generation = 0; ///< answers of earlier filters are dropped
    int m_newRows = 0;    ///< above what is seen
    bool m_loading = false;
    bool m_refreshing = false;
    bool m_loaded = false;
};

} // namespace tidemark::ui
