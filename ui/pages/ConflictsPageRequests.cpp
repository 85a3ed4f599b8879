// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ConflictsPage.h"

#include "ui/models/ConflictGridModel.h"
#include "ui/models/Wording.h"
#include "ui/pages/OverridePanel.h"
#include "ui/pages/PageParts.h"

#include <QListView>
#include <QPointer>

// What the conflicts page asks the server, and what it does with the answers.

namespace tidemark::ui {

namespace {

constexpr int pageSize = 200;

} // namespace

void ConflictsPage::refresh()
{
    m_list->setNow(m_clock.nowMs());
    fetchList(false);
}

QCoro::Task<> ConflictsPage::fetchList(bool older)
{
    if (m_fetching)
        co_return;
    m_fetching = true;
    const QPointer<ConflictsPage> self(this);
    std::string cursor = older ? m_olderCursor : std::string();
    ConflictFilter filter;
    auto page = co_await m_admin.conflicts(std::move(filter), pageSize, std::move(cursor));
    if (!self)
        co_return;
    m_fetching = false;
    if (!page) {
        m_trouble->showError(page.error());
        co_return;
    }
    if (!m_gridModel->moved())
        m_trouble->clear();
    if (older || !m_loaded) {
        m_olderCursor = page->nextCursor;
        m_more = !m_olderCursor.empty();
    }
    m_loaded = true;
    m_list->setNow(m_clock.nowMs());
    m_list->mergePage(page->items, older);
    showCounts();
    showBody();
    keepSelection();
}

void ConflictsPage::selectCurrent()
{
    const ConflictItem *item = m_list->item(m_listView->currentIndex());
    if (!item || m_reason.isEmpty()) {
        showBody();
        return;
    }
    if (m_detail && m_detail->item.id == item->id && m_wanted == item->id)
        return;
    fetchDetail(item->id);
}

QCoro::Task<> ConflictsPage::fetchDetail(std::string id)
{
    const QPointer<ConflictsPage> self(this);
    m_wanted = id;
    auto detail = co_await m_admin.conflict(id, reasonUtf8());
    if (!self || m_wanted != id)
        co_return;
    if (!detail) {
        m_trouble->showError(detail.error());
        co_return;
    }
    m_trouble->clear();
    m_detail = std::move(detail).value();
    m_checkedAt = m_clock.nowMs();
    m_foot->clearNote();
    if (const auto entity = m_schema.entityIndex(m_detail->item.entity)) {
        m_gridModel->clear();
        m_gridModel->setDetail(m_schema.entities[*entity], *m_detail);
    }
    showBody();
    showDetail();
}

void ConflictsPage::decideOverride()
{
    if (!m_detail || m_busy)
        return;
    decide(m_admin.overrideConflict(m_detail->item.id, m_gridModel->values(), m_foot->note().toStdString(),
                                    reasonUtf8(), m_detail->currentStamp));
}

void ConflictsPage::decideRevert()
{
    if (!m_detail || m_busy)
        return;
    decide(m_admin.revertConflict(m_detail->item.id, m_foot->note().toStdString(), reasonUtf8(),
                                  m_detail->currentStamp));
}

QCoro::Task<> ConflictsPage::decide(QCoro::Task<Result<ConflictDetail>> request)
{
    const QPointer<ConflictsPage> self(this);
    m_busy = true;
    showFoot();
    const auto written = co_await request;
    if (!self)
        co_return;
    m_busy = false;
    if (written)
        takeDecision(*written);
    else
        co_await handleRefusal(written.error());
}

void ConflictsPage::takeDecision(const ConflictDetail &detail)
{
    m_trouble->clear();
    m_detail = detail;
    m_wanted = detail.item.id;
    m_checkedAt = m_clock.nowMs();
    m_gridModel->clear();
    if (const auto entity = m_schema.entityIndex(detail.item.entity))
        m_gridModel->setDetail(m_schema.entities[*entity], detail);
    m_foot->clearNote();
    m_list->update(detail.item);
    showCounts();
    showBody();
    showDetail();
    Q_EMIT decided(wording::text(detail.item.id));
}

QCoro::Task<> ConflictsPage::handleRefusal(Error error)
{
    m_trouble->showError(error);
    showFoot();
    if (error.code != "record_moved" || !m_detail)
        co_return;
    // Nothing was written. The newer values come beside the old ones, and what was chosen stays chosen.
    const QPointer<ConflictsPage> self(this);
    const std::string id = m_detail->item.id;
    auto newer = co_await m_admin.conflict(id, reasonUtf8());
    if (!self || !m_detail || m_detail->item.id != id || !newer)
        co_return;
    m_detail = std::move(newer).value();
    m_checkedAt = m_clock.nowMs();
    m_gridModel->setMoved(*m_detail);
    showDetail();
}

} // namespace tidemark::ui
