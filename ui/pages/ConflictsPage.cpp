// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ConflictsPage.h"

#include "ui/models/CellText.h"
#include "ui/models/ConflictGridModel.h"
#include "ui/models/Wording.h"
#include "ui/pages/ConflictGrid.h"
#include "ui/pages/ConflictListDelegate.h"
#include "ui/pages/OverridePanel.h"
#include "ui/pages/PageParts.h"
#include "ui/pages/ReasonBar.h"
#include "ui/pages/VerdictTag.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Panel.h"
#include "ui/widgets/Segmented.h"

#include <QHBoxLayout>
#include <QListView>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace tidemark::ui {

ConflictsPage::ConflictsPage(AdminClient &admin, const Schema &schema, Clock &clock, QWidget *parent)
    : Page(parent),
      m_admin(admin),
      m_schema(schema),
      m_clock(clock),
      m_list(new ConflictListModel(schema, windowFormats(), this)),
      m_gridModel(new ConflictGridModel(this)),
      m_header(new PageHeader),
      m_states(new Segmented),
      m_trouble(new TroubleLine),
      m_splitter(new QSplitter),
      m_listStack(new QStackedWidget),
      m_listView(new QListView),
      m_empty(new EmptyState(QStringLiteral("tick-circle"))),
      m_detailStack(new QStackedWidget),
      m_noDetail(new EmptyState(QStringLiteral("conflicts"))),
      m_reasonBar(new ReasonBar),
      m_detailView(nullptr),
      m_foot(nullptr)
{
    setObjectName(QStringLiteral("conflicts"));
    build();
    connectParts();
    retranslate();
    showBody();
}

void ConflictsPage::build()
{
    m_states->setObjectName(QStringLiteral("conflicts.state"));
    for (int i = 0; i < ConflictListModel::StateCount; ++i)
        m_states->addOption(QString());
    m_header->addControl(m_states);

    m_listView->setObjectName(QStringLiteral("conflicts.list"));
    m_listView->setModel(m_list);
    m_listView->setItemDelegate(new ConflictListDelegate(m_listView));
    m_listView->setUniformItemSizes(true);
    m_listView->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_listView->setFrameShape(QFrame::NoFrame);
    m_empty->setObjectName(QStringLiteral("conflicts.empty"));
    auto *listPanel = new Panel;
    listPanel->setMinimumWidth(230);
    m_listStack->addWidget(m_listView);
    m_listStack->addWidget(m_empty);
    listPanel->body()->addWidget(m_listStack);

    auto *detailPanel = new Panel;
    m_detailView = buildDetail();
    m_detailStack->addWidget(m_noDetail);
    m_detailStack->addWidget(m_reasonBar);
    m_detailStack->addWidget(m_detailView);
    detailPanel->body()->addWidget(m_detailStack);
    detailPanel->setMinimumWidth(480);

    m_splitter->setObjectName(QStringLiteral("conflicts.splitter"));
    m_splitter->setHandleWidth(metrics::space12);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(listPanel);
    m_splitter->addWidget(detailPanel);
    // Both give way in a narrow window, the grid less.
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({316, 928});

    QBoxLayout *column = makePageLayout(this);
    column->addWidget(m_header);
    column->addWidget(m_trouble);
    column->addWidget(m_splitter, 1);
}

QWidget *ConflictsPage::buildDetail()
{
    auto *view = new QWidget;
    auto *column = new QVBoxLayout(view);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    head->setSpacing(metrics::space8);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *titleRow = new QHBoxLayout;
    titleRow->setSpacing(metrics::space8);
    m_label = new ElidedLabel;
    Theme::setText(m_label, TextStyle::Heading);
    m_label->setObjectName(QStringLiteral("conflicts.label"));
    m_label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    titleRow->addWidget(m_label);
    m_verdict = new Tag;
    titleRow->addWidget(m_verdict);
    titleRow->addStretch(1);
    words->addLayout(titleRow);
    m_where = new ElidedLabel;
    Theme::setText(m_where, TextStyle::Secondary, Role::Muted);
    words->addWidget(m_where);
    head->addLayout(words, 1);
    m_previous = makeIconButton(QStringLiteral("conflicts.previous"), QStringLiteral("chevron-up"), QString());
    m_next = makeIconButton(QStringLiteral("conflicts.next"), QStringLiteral("chevron-down"), QString());
    m_place = makeLabel(QString(), TextStyle::Secondary, Role::Muted);
    head->addWidget(m_previous);
    head->addWidget(m_next);
    head->addWidget(m_place);
    column->addLayout(head);
    column->addWidget(makeLine());

    m_grid = new ConflictGrid(*m_gridModel);
    column->addWidget(m_grid, 1);
    column->addWidget(makeLine());
    m_foot = new OverridePanel;
    column->addWidget(m_foot);
    return view;
}

void ConflictsPage::connectParts()
{
    connect(m_states, &Segmented::changed, this, [this](int state) {
        m_list->setState(static_cast<ConflictListModel::State>(state));
        keepSelection();
        showBody();
    });
    connect(m_listView->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConflictsPage::selectCurrent);
    connect(m_listView->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (m_more && value > m_listView->verticalScrollBar()->maximum() - metrics::twoLineRow * 4)
            fetchList(true);
    });
    connect(m_reasonBar, &ReasonBar::given, this, &ConflictsPage::setAccessReason);
    connect(m_trouble, &TroubleLine::retryRequested, this, [this] {
        m_trouble->clear();
        refresh();
        selectCurrent();
    });
    connect(m_empty, &EmptyState::nextStepRequested, this, [this] {
        m_states->setCurrent(ConflictListModel::All);
        m_list->setState(ConflictListModel::All);
        showBody();
    });
    connect(m_gridModel, &ConflictGridModel::changesChanged, this, [this] {
        m_foot->setWrites(m_gridModel->writes());
        showHeads();
    });
    connect(m_foot, &OverridePanel::overrideRequested, this, &ConflictsPage::decideOverride);
    connect(m_foot, &OverridePanel::revertRequested, this, &ConflictsPage::decideRevert);
    connect(m_foot, &OverridePanel::discardRequested, m_gridModel, &ConflictGridModel::discard);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    const auto key = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    key(Qt::Key_J, [this] { step(1); });
    key(Qt::Key_K, [this] { step(-1); });
    key(Qt::Key_1, [this] { m_grid->takeForCurrent(Source::Client); });
    key(Qt::Key_2, [this] { m_grid->takeForCurrent(Source::Server); });
    key(Qt::CTRL | Qt::Key_Return, [this] { m_foot->triggerOverride(); });
    key(Qt::CTRL | Qt::Key_Enter, [this] { m_foot->triggerOverride(); });
}

QString ConflictsPage::title() const
{
    return tr("Conflicts");
}

QList<QWidget *> ConflictsPage::panes() const
{
    return {m_listView, m_grid, m_foot->findChild<QWidget *>(QStringLiteral("conflicts.note"))};
}

QList<QPair<QString, QString>> ConflictsPage::shortcuts() const
{
    return {{QStringLiteral("J K"), tr("Next and previous conflict")},
            {QStringLiteral("1 2"), tr("Take the client's or the server's value")},
            {QStringLiteral("F2"), tr("Type a value")},
            {tr("Ctrl+Enter"), tr("Override")}};
}

QVariantMap ConflictsPage::saveLayout() const
{
    return {{QStringLiteral("splitter"), m_splitter->saveState()}, {QStringLiteral("state"), m_states->current()}};
}

void ConflictsPage::restoreLayout(const QVariantMap &layout)
{
    m_splitter->restoreState(layout.value(QStringLiteral("splitter")).toByteArray());
    const int state = layout.value(QStringLiteral("state"), 0).toInt();
    if (state >= 0 && state < ConflictListModel::StateCount) {
        m_states->setCurrent(state);
        m_list->setState(static_cast<ConflictListModel::State>(state));
    }
}

void ConflictsPage::setWritable(bool writable)
{
    m_writable = writable;
    m_grid->setWritable(writable);
    showFoot();
}

void ConflictsPage::setAccessReason(const QString &reason)
{
    m_reason = reason;
    selectCurrent();
}

void ConflictsPage::openConflict(const QString &id)
{
    m_wanted.clear();
    if (!m_list->indexOf(id.toStdString()).isValid()) {
        m_states->setCurrent(ConflictListModel::All);
        m_list->setState(ConflictListModel::All);
    }
    const QModelIndex row = m_list->indexOf(id.toStdString());
    if (row.isValid()) {
        m_listView->setCurrentIndex(row);
        m_listView->scrollTo(row);
        selectCurrent();
    }
}

void ConflictsPage::keepSelection()
{
    if (!m_listView->currentIndex().isValid() && m_list->rowCount() > 0)
        m_listView->setCurrentIndex(m_list->index(0));
    else
        showDetail();
}

void ConflictsPage::step(int by)
{
    const int row = m_listView->currentIndex().row() + by;
    if (row >= 0 && row < m_list->rowCount())
        m_listView->setCurrentIndex(m_list->index(row));
}

void ConflictsPage::showCounts()
{
    const auto counts = m_list->counts();
    const QStringList texts{tr("Automatic %1"), tr("Overridden %1"), tr("Reverted %1"), tr("All %1")};
    for (int i = 0; i < ConflictListModel::StateCount; ++i) {
        const int count = counts[static_cast<std::size_t>(i)];
        const QString number =
            m_more ? tr("%1+", "at least so many").arg(format::count(count)) : format::count(count);
        m_states->setOptionText(i, texts.at(i).arg(number));
    }
    m_header->setNote(
        m_loaded ? tr("%n settled by rule, not looked at by a person", nullptr, counts[ConflictListModel::Automatic])
                 : QString());
    Q_EMIT badgeChanged(counts[ConflictListModel::Automatic]);
}

void ConflictsPage::showBody()
{
    const bool any = m_list->rowCount() > 0;
    m_listStack->setCurrentWidget(any ? static_cast<QWidget *>(m_listView) : m_empty);
    const bool narrowed = m_list->counts()[ConflictListModel::All] > 0;
    if (!m_loaded)
        m_empty->setText(tr("Loading the conflicts"), QString());
    else if (narrowed)
        m_empty->setText(tr("None in this state"), tr("Other conflicts are known."));
    else
        m_empty->setText(tr("No conflicts"),
                         tr("No record was changed on two sides at once. New conflicts appear here by themselves."));
    m_empty->setNextStep(m_loaded && narrowed ? tr("Show all") : QString());
    const ConflictItem *item = m_list->item(m_listView->currentIndex());
    const bool shown = m_detail && (!item || m_detail->item.id == item->id || m_wanted == item->id);
    if (m_reason.isEmpty() && any)
        m_detailStack->setCurrentWidget(m_reasonBar);
    else
        m_detailStack->setCurrentWidget(shown && m_detail ? m_detailView : static_cast<QWidget *>(m_noDetail));
    m_noDetail->setText(tr("No conflict selected"),
                        any ? tr("Choose one at the left to see its sides.") : tr("There is nothing to decide."));
}

void ConflictsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange && m_foot)
        m_foot->setWrites(m_gridModel->writes());
}

void ConflictsPage::retranslate()
{
    setAccessibleName(title());
    m_header->setTitle(title());
    m_listView->setAccessibleName(tr("Conflicts"));
    m_states->setAccessibleName(tr("State"));
    setIconButtonLabel(m_previous, tr("Previous conflict (K)"));
    setIconButtonLabel(m_next, tr("Next conflict (J)"));
    m_reasonBar->retranslate();
    m_grid->retranslate();
    m_foot->retranslate();
    m_list->retranslate();
    showCounts();
    showBody();
    showDetail();
}

} // namespace tidemark::ui
