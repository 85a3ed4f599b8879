// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/LogsPage.h"

#include "ui/models/LogModel.h"
#include "ui/pages/PageParts.h"
#include "ui/widgets/Metrics.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QScrollBar>
#include <QTableView>

// What the logs page asks the server: pages on demand, and what is new.

namespace tidemark::ui {

namespace {

constexpr int pageSize = 256;

} // namespace

LogFilter LogsPage::filterNow() const
{
    LogFilter filter = m_parsed.server;
    filter.since = m_clock.nowMs() - m_periodMs;
    return filter;
}

void LogsPage::setPeriod(qint64 ms)
{
    if (ms == m_periodMs)
        return;
    m_periodMs = ms;
    if (m_loaded)
        reload();
}

void LogsPage::refresh()
{
    if (!m_loaded && !m_loading)
        reload();
    else if (m_loaded)
        fetchNewest();
}

void LogsPage::reload()
{
    ++m_generation;
    m_newRows = 0;
    m_loading = false;
    m_refreshing = false;
    m_model->restart(m_parsed);
    hideDetail();
    showPill();
    fetchPage();
}

QCoro::Task<> LogsPage::fetchPage()
{
    if (m_loading)
        co_return;
    const QPointer<LogsPage> self(this);
    const int generation = m_generation;
    m_loading = true;
    showBody();
    QElapsedTimer timer;
    timer.start();
    LogFilter filter = filterNow();
    std::string cursor = m_model->nextCursor();
    auto page = co_await m_admin.logs(std::move(filter), pageSize, std::move(cursor));
    if (!self || generation != m_generation)
        co_return;
    m_loading = false;
    if (!page) {
        m_model->fetchFailed();
        m_trouble->showError(page.error());
    } else {
        m_trouble->clear();
        m_loadMs = timer.elapsed();
        m_loaded = true;
        const int before = m_model->rowCount();
        m_model->append(std::move(page->items), page->nextCursor);
        // Tests done here may leave little of a page: go on until there is something to look at.
        if (!m_model->complete() && m_model->rowCount() - before < 32)
            m_model->fetchMore({});
    }
    showBody();
    showNote();
}

QCoro::Task<> LogsPage::fetchNewest()
{
    if (m_refreshing || m_loading)
        co_return;
    const QPointer<LogsPage> self(this);
    const int generation = m_generation;
    m_refreshing = true;
    LogFilter filter = filterNow();
    auto page = co_await m_admin.logs(std::move(filter), pageSize);
    if (!self || generation != m_generation)
        co_return;
    m_refreshing = false;
    if (!page) {
        m_trouble->showError(page.error());
        co_return;
    }
    m_trouble->clear();
    takeNewest(page->items);
}

void LogsPage::takeNewest(const std::vector<SyncLogEntry> &newest)
{
    QScrollBar *bar = m_table->verticalScrollBar();
    const int scrolled = bar->value();
    const int added = m_model->prepend(newest);
    if (added < 0) {
        reload();
        return;
    }
    if (added > 0 && scrolled > 0) {
        // What is being read stays where it is.
        m_newRows += added;
        bar->setValue(scrolled + added * metrics::logRow);
    }
    showBody();
    showPill();
    showNote();
}

} // namespace tidemark::ui
