// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReplicaPage.h"

#include "ui/models/CursorModel.h"
#include "ui/models/ReplicaTableModel.h"
#include "ui/models/Wording.h"
#include "ui/pages/OutboxPanel.h"
#include "ui/pages/PageParts.h"
#include "ui/pages/ReplicaDelegate.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace tidemark::ui {

ReplicaPage::ReplicaPage(const Schema &schema, Clock &clock, IdSource &ids, QWidget *parent)
    : Page(parent),
      m_schema(schema),
      m_clock(clock),
      m_ids(ids),
      m_model(new ReplicaTableModel(schema, windowFormats(), this)),
      m_cursors(new CursorModel(windowFormats(), this)),
      m_header(new PageHeader),
      m_trouble(new TroubleLine),
      m_splitter(new QSplitter),
      m_tabs(new QTabBar),
      m_add(makeButton(QStringLiteral("replica.add"), QString())),
      m_delete(makeButton(QStringLiteral("replica.delete"), QString())),
      m_restore(makeButton(QStringLiteral("replica.restore"), QString())),
      m_undoButton(makeIconButton(QStringLiteral("replica.undo"), QStringLiteral("undo"), QString())),
      m_find(new QLineEdit),
      m_onlyChanged(new QCheckBox),
      m_showDeleted(new QCheckBox),
      m_reveal(makeButton(QStringLiteral("replica.reveal"), QString())),
      m_stack(new QStackedWidget),
      m_table(new QTableView),
      m_empty(new EmptyState(QStringLiteral("replica"))),
      m_hint(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_revealHint(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_outbox(new OutboxPanel(schema)),
      m_cursorPanel(new Panel(QStringLiteral(" "))),
      m_cursorTable(new QTableView)
{
    setObjectName(QStringLiteral("replica"));
    m_findDelay.setSingleShot(true);
    m_findDelay.setInterval(200);
    m_hideTicker.setInterval(1000);
    build();
    connectParts();
    retranslate();
    rowsChanged();
}

void ReplicaPage::build()
{
    m_splitter->setObjectName(QStringLiteral("replica.splitter"));
    m_splitter->setHandleWidth(metrics::space12);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildTablePanel());
    m_splitter->addWidget(buildSide());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({880, 368});
    QBoxLayout *column = makePageLayout(this);
    column->addWidget(m_header);
    column->addWidget(m_trouble);
    column->addWidget(m_splitter, 1);
}

QWidget *ReplicaPage::buildTablePanel()
{
    auto *panel = new Panel;
    panel->setMinimumWidth(420);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::space4, 0, metrics::space12, 0);
    top->setSpacing(metrics::space8);
    m_tabs->setObjectName(QStringLiteral("replica.entities"));
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    for (std::size_t i = 0; i < m_schema.entities.size(); ++i)
        m_tabs->addTab(wording::entityTitle(m_schema.entities[i].name));
    top->addWidget(m_tabs, 1);
    m_add->setIcon(Theme::icon(QStringLiteral("plus"), Role::Text));
    m_delete->setIcon(Theme::icon(QStringLiteral("trash"), Role::Text));
    m_restore->setIcon(Theme::icon(QStringLiteral("undo"), Role::Text));
    m_undoButton->setIcon(Theme::icon(QStringLiteral("undo"), Role::Text));
    for (QWidget *button : {static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_delete),
                            static_cast<QWidget *>(m_restore), static_cast<QWidget *>(m_undoButton)}) {
        setSmall(button);
        top->addWidget(button);
    }
    panel->body()->addLayout(top);
    panel->body()->addWidget(makeLine());

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    tools->setSpacing(metrics::space12);
    m_find->setObjectName(QStringLiteral("replica.find"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(124);
    m_find->setMaximumWidth(240);
    auto *glass = new QToolButton(m_find);
    glass->setObjectName(QStringLiteral("replica.findIcon"));
    glass->setIcon(Theme::icon(QStringLiteral("search"), Role::Muted));
    glass->setProperty("kind", QStringLiteral("flat"));
    glass->setFocusPolicy(Qt::NoFocus);
    glass->setAttribute(Qt::WA_TransparentForMouseEvents);
    glass->setGeometry(1, 0, metrics::control, metrics::control);
    m_find->setTextMargins(metrics::space16 + 2, 0, 0, 0);
    m_onlyChanged->setObjectName(QStringLiteral("replica.onlyChanged"));
    m_showDeleted->setObjectName(QStringLiteral("replica.showDeleted"));
    m_reveal->setIcon(Theme::icon(QStringLiteral("eye"), Role::Text));
    tools->addWidget(m_find, 1);
    tools->addWidget(m_onlyChanged);
    tools->addWidget(m_showDeleted);
    tools->addStretch(1);
    tools->addWidget(m_reveal);
    panel->body()->addLayout(tools);
    panel->body()->addWidget(makeLine());

    m_table->setObjectName(QStringLiteral("replica.table"));
    m_table->setModel(m_model);
    setUpTable(m_table, metrics::row);
    m_table->setItemDelegate(new ReplicaDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("replica.empty"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    panel->body()->addWidget(m_stack, 1);
    panel->body()->addWidget(makeLine());
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::space12, 5, metrics::space12, 5);
    m_hint->setObjectName(QStringLiteral("replica.hint"));
    m_hint->setWordWrap(true);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_revealHint);
    panel->body()->addLayout(foot);
    layOutReplicaColumns(*m_table, *m_model, m_schema.entities[m_model->entity()]);
    return panel;
}

QWidget *ReplicaPage::buildSide()
{
    auto *side = new QWidget;
    side->setMinimumWidth(314);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space12);
    m_outbox->setObjectName(QStringLiteral("replica.outbox"));
    column->addWidget(m_outbox, 1);
    m_cursorTable->setObjectName(QStringLiteral("replica.cursors"));
    m_cursorTable->setModel(m_cursors);
    setUpTable(m_cursorTable, metrics::row);
    m_cursorTable->setItemDelegate(new CellDelegate(m_cursorTable));
    m_cursorTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_cursorTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_cursorTable->horizontalHeader()->setSectionResizeMode(CursorModel::Entity, QHeaderView::Stretch);
    m_cursorTable->setFixedHeight(metrics::header + static_cast<int>(m_schema.entities.size()) * metrics::row + 2);
    m_cursorPanel->body()->addWidget(m_cursorTable);
    column->addWidget(m_cursorPanel);
    return side;
}

void ReplicaPage::connectParts()
{
    connect(m_tabs, &QTabBar::currentChanged, this, &ReplicaPage::setEntity);
    connect(m_find, &QLineEdit::textChanged, this, [this] { m_findDelay.start(); });
    connect(&m_findDelay, &QTimer::timeout, this, &ReplicaPage::applyQuery);
    connect(m_onlyChanged, &QCheckBox::toggled, this, &ReplicaPage::applyQuery);
    connect(m_showDeleted, &QCheckBox::toggled, this, &ReplicaPage::applyQuery);
    connect(m_add, &QPushButton::clicked, this, &ReplicaPage::addRow);
    connect(m_delete, &QPushButton::clicked, this, &ReplicaPage::deleteRows);
    connect(m_restore, &QPushButton::clicked, this, &ReplicaPage::restoreRows);
    connect(m_undoButton, &QToolButton::clicked, this, &ReplicaPage::undo);
    connect(m_reveal, &QPushButton::clicked, this, &ReplicaPage::toggleReveal);
    connect(m_outbox, &OutboxPanel::pushRequested, this, &ReplicaPage::syncRequested);
    connect(m_trouble, &TroubleLine::retryRequested, this, &ReplicaPage::rowsChanged);
    connect(m_empty, &EmptyState::nextStepRequested, this, [this] {
        if (m_model->query().text.empty() && !m_model->query().changedOnly) {
            addRow();
            return;
        }
        m_find->clear();
        m_onlyChanged->setChecked(false);
        applyQuery();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ReplicaPage::showButtons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_refusal.clear();
        showHint();
    });
    connect(m_model, &ReplicaTableModel::edited, this, [this](const Record &edit, const Record &before) {
        m_refusal.clear();
        remember({Undo::Kind::Update, m_model->entity(), before});
        Q_EMIT updateRequested(static_cast<int>(m_model->entity()), edit);
        showButtons();
    });
    connect(m_model, &ReplicaTableModel::refused, this, [this](const QString &sentence) {
        m_refusal = sentence;
        showHint();
    });
    connect(&m_hideTicker, &QTimer::timeout, this, [this] {
        if (m_clock.nowMs() >= m_hideAt)
            hideRevealed();
        showHint();
    });
    const auto key = [](const QKeySequence &keys, QWidget *where, auto *receiver, auto action) {
        auto *shortcut = new QShortcut(keys, where);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(shortcut, &QShortcut::activated, receiver, action);
    };
    key(QKeySequence::Undo, this, this, &ReplicaPage::undo);
    key(QKeySequence::Delete, m_table, this, &ReplicaPage::deleteRows);
    key(QKeySequence::Find, this, this, [this] { m_find->setFocus(); });
    key(Qt::Key_Insert, m_table, this, &ReplicaPage::addRow);
}

QString ReplicaPage::title() const
{
    return tr("Replica");
}

QList<QWidget *> ReplicaPage::panes() const
{
    return {m_find, m_table, m_outbox->findChild<QWidget *>(QStringLiteral("replica.outbox.text")), m_cursorTable};
}

QList<QPair<QString, QString>> ReplicaPage::shortcuts() const
{
    return {{QStringLiteral("F2"), tr("Edit the cell")},
            {tr("Ins"), tr("Add a row")},
            {tr("Del"), tr("Delete the selected rows")},
            {tr("Ctrl+Z"), tr("Undo the last edit")},
            {tr("Ctrl+F"), tr("Find a row")}};
}

QVariantMap ReplicaPage::saveLayout() const
{
    return {{QStringLiteral("splitter"), m_splitter->saveState()},
            {QStringLiteral("entity"), m_tabs->currentIndex()},
            {QStringLiteral("onlyChanged"), m_onlyChanged->isChecked()},
            {QStringLiteral("showDeleted"), m_showDeleted->isChecked()}};
}

void ReplicaPage::restoreLayout(const QVariantMap &layout)
{
    m_splitter->restoreState(layout.value(QStringLiteral("splitter")).toByteArray());
    m_onlyChanged->setChecked(layout.value(QStringLiteral("onlyChanged")).toBool());
    m_showDeleted->setChecked(layout.value(QStringLiteral("showDeleted")).toBool());
    m_tabs->setCurrentIndex(layout.value(QStringLiteral("entity"), 0).toInt());
}

bool ReplicaPage::eventFilter(QObject *watched, QEvent *event)
{
    // Leaving the table hides what was revealed; an editor inside it does not count as leaving.
    if (watched == m_table && event->type() == QEvent::FocusOut && !m_model->revealed().empty()) {
        QTimer::singleShot(0, this, [this] {
            const QWidget *focus = window()->focusWidget();
            if (!m_table->isAncestorOf(focus) && focus != m_table && focus != m_reveal)
                hideRevealed();
        });
    }
    return Page::eventFilter(watched, event);
}

void ReplicaPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_outbox->retranslate();
}

void ReplicaPage::retranslate()
{
    const QString entity = wording::text(m_schema.entities[m_model->entity()].name);
    setAccessibleName(title());
    m_header->setTitle(title());
    m_tabs->setAccessibleName(tr("Entities"));
    nameActions();
    setIconButtonLabel(m_undoButton, tr("Undo the last edit (Ctrl+Z)"));
    m_find->setPlaceholderText(tr("Find in %1").arg(entity));
    m_find->setAccessibleName(tr("Find in %1").arg(entity));
    m_onlyChanged->setText(tr("Only changed"));
    m_showDeleted->setText(tr("Show deleted"));
    m_table->setAccessibleName(tr("Rows of %1").arg(entity));
    m_cursorPanel->setTitle(tr("Cursors"));
    m_cursorTable->setAccessibleName(tr("Cursors"));
    m_model->retranslate();
    m_cursors->retranslate();
    m_outbox->retranslate();
    readMeta();
    showBody();
    showButtons();
    showHint();
}

} // namespace tidemark::ui
