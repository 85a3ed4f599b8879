// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"
#include "base/Clock.h"
#include "schema/Schema.h"
#include "ui/models/ConflictListModel.h"
#include "ui/widgets/Page.h"

#include <QCoroTask>

#include <optional>

class QLabel;
class QListView;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace tidemark::ui {

class ConflictGrid;
class ConflictGridModel;
class ElidedLabel;
class EmptyState;
class OverridePanel;
class Panel;
class PageHeader;
class ReasonBar;
class Segmented;
class Tag;
class TroubleLine;

/// Conflicts at the left, one in a three-way grid at the right, override and revert with a note. GUI thread; client,
/// schema and clock outlive it.
class ConflictsPage : public Page {
    Q_OBJECT

public:
    ConflictsPage(AdminClient &admin, const Schema &schema, Clock &clock, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("conflicts"); }
    /// Fetches the newest conflicts; edits and selection stay. Cheap, meant to be called every 2 s.
    void refresh() override;
    QList<QWidget *> panes() const override;
    QList<QPair<QString, QString>> shortcuts() const override;
    QVariantMap saveLayout() const override;
    void restoreLayout(const QVariantMap &layout) override;

    /// Whether overrides are permitted (the admin role).
    void setWritable(bool writable);
    /// The access reason of the session, given without asking.
    void setAccessReason(const QString &reason);
    /// Selects a conflict, once it is known.
    void openConflict(const QString &id);

Q_SIGNALS:
    /// A conflict was overridden or reverted: its record has a newer version for every device.
    void decided(const QString &conflictId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildDetail();
    void connectParts();
    void retranslate();
    void step(int by);
    void selectCurrent();
    void keepSelection();
    void showCounts();
    void showBody();
    void showDetail();
    void showHeads();
    void showFoot();
    void takeDecision(const ConflictDetail &detail);
    QCoro::Task<> fetchList(bool older);
    QCoro::Task<> fetchDetail(std::string id);
    void decideOverride();
    void decideRevert();
    /// Waits for what an override or a revert came to, and shows it.
    QCoro::Task<> decide(QCoro::Task<Result<ConflictDetail>> request);
    QCoro::Task<> handleRefusal(Error error);
    std::string reasonUtf8() const { return m_reason.toStdString(); }

    AdminClient &m_admin;
    const Schema &m_schema;
    Clock &m_clock;
    ConflictListModel *m_list;
    ConflictGridModel *m_gridModel;
    PageHeader *m_header;
    Segmented *m_states;
    TroubleLine *m_trouble;
    QSplitter *m_splitter;
    QStackedWidget *m_listStack;
    QListView *m_listView;
    EmptyState *m_empty;
    QStackedWidget *m_detailStack;
    EmptyState *m_noDetail;
    ReasonBar *m_reasonBar;
    QWidget *m_detailView;
    ElidedLabel *m_label;
    Tag *m_verdict;
    ElidedLabel *m_where;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_place;
    ConflictGrid *m_grid;
    OverridePanel *m_foot;
    QString m_reason;
    std::optional<ConflictDetail> m_detail;
    std::string m_wanted; ///< the conflict whose detail is shown or under way
    std::string m_olderCursor;
    qint64 m_checkedAt = 0;
    bool m_more = false;
    bool m_loaded = false;
    bool m_fetching = false;
    bool m_busy = false;
    bool m_writable = true;
};

} // namespace tidemark::ui
