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
#include <set>

namespace tidemark::ui {

namespace {

constexpr qint64 revealMs = 30'000;
constexpr std::size_t undoDepth = 200;

} // namespace

ReplicaPage::ReplicaPage(const Schema &schema, Clock &clock, IdSource &ids, QWidget *parent)
    : Page(parent), m_schema(schema), m_clock(clock), m_ids(ids), m_model(new ReplicaTableModel(schema, windowFormats(), this)),
      m_cursors(new CursorModel(windowFormats(), this)), m_header(new PageHeader), m_trouble(new TroubleLine), m_splitter(new QSplitter),
      m_tabs(new QTabBar), m_add(makeButton(QStringLiteral("replica.add"), QString())), m_delete(makeButton(QStringLiteral("replica.delete"), QString())),
      m_restore(makeButton(QStringLiteral("replica.restore"), QString())),
      m_undoButton(makeIconButton(QStringLiteral("replica.undo"), QStringLiteral("undo"), QString())), m_find(new QLineEdit),
      m_onlyChanged(new QCheckBox), m_showDeleted(new QCheckBox), m_reveal(makeButton(QStringLiteral("replica.reveal"), QString())),
      m_stack(new QStackedWidget), m_table(new QTableView), m_empty(new EmptyState(QStringLiteral("replica"))),
      m_hint(makeLabel(QString(), TextStyle::Secondary, Role::Muted)), m_revealHint(makeLabel(QString(), TextStyle::Secondary, Role::Muted)),
      m_outbox(new OutboxPanel(schema)), m_cursorPanel(new Panel(QStringLiteral(" "))), m_cursorTable(new QTableView)
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
    m_splitter->setStretchFactor(0, 1);
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
    for (QWidget *button : {static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_delete), static_cast<QWidget *>(m_restore), static_cast<QWidget *>(m_undoButton)}) {
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
    m_find->setMaximumWidth(240);
    m_find->addAction(Theme::icon(QStringLiteral("search"), Role::Muted), QLineEdit::LeadingPosition);
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
    setColumnWidths();
    return panel;
}

QWidget *ReplicaPage::buildSide()
{
    auto *side = new QWidget;
    side->setMinimumWidth(270);
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
    m_cursorTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
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
    return {{QStringLiteral("F2"), tr("Edit the cell")}, {tr("Ins"), tr("Add a row")},     {tr("Del"), tr("Delete the selected rows")},
            {tr("Ctrl+Z"), tr("Undo the last edit")},    {tr("Ctrl+F"), tr("Find a row")}};
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

void ReplicaPage::setReplica(Replica *replica, const QString &owner)
{
    m_replica = replica;
    m_owner = owner;
    m_undo.clear();
    m_model->setNow(m_clock.nowMs());
    m_model->setReplica(replica);
    rowsChanged();
}

void ReplicaPage::refresh()
{
    rowsChanged();
}

void ReplicaPage::rowsChanged()
{
    m_model->setNow(m_clock.nowMs());
    // An open editor keeps what is being typed; its row is read again when it closes.
    const QModelIndex current = m_table->currentIndex();
    const std::string currentId = current.isValid() ? m_model->idOf(current.row()) : std::string();
    const int scrolled = m_table->verticalScrollBar()->value();
    m_model->reload();
    m_table->verticalScrollBar()->setValue(scrolled);
    if (!m_wanted.empty() && select(m_wanted))
        m_wanted.clear();
    else if (!currentId.empty() && m_model->idOf(current.row()) != currentId)
        select(currentId);
    readMeta();
    m_outbox->reload(m_replica);
    showBody();
    showButtons();
    showHint();
}

void ReplicaPage::readMeta()
{
    m_meta.clear();
    if (m_replica) {
        auto meta = m_replica->entityMeta();
        if (meta)
            m_meta = std::move(meta).value();
        const auto whole = m_replica->meta();
        m_cursorPanel->setNote(whole && !whole->epoch.empty() ? tr("epoch %1").arg(format::shortId(wording::text(whole->epoch))) : QString());
    }
    if (m_model->error())
        m_trouble->showError(*m_model->error());
    else
        m_trouble->clear();
    m_cursors->setRows(m_meta, m_clock.nowMs());
    std::int64_t rows = 0;
    for (const EntityMeta &meta : m_meta) {
        rows += meta.rows;
        if (const auto entity = m_schema.entityIndex(meta.entity)) {
            const QString name = wording::entityTitle(meta.entity);
            m_tabs->setTabText(static_cast<int>(*entity),
                               meta.pending > 0 ? tr("%1 %2 · %3 ↑", "entity, rows, changes to push").arg(name, format::count(meta.rows), format::count(meta.pending))
                                                : tr("%1 %2", "entity, rows").arg(name, format::count(meta.rows)));
            m_tabs->setTabToolTip(static_cast<int>(*entity), meta.rejected > 0 ? tr("%n row(s) were refused by the server", nullptr, static_cast<int>(meta.rejected))
                                                                               : tr("%n change(s) to push", nullptr, static_cast<int>(meta.pending)));
        }
    }
    const QString counted = tr("%n row(s)", nullptr, static_cast<int>(rows));
    m_header->setNote(!m_replica ? QString() : m_owner.isEmpty() ? counted : tr("%1 · %2", "owner of the replica, rows").arg(m_owner, counted));
}

void ReplicaPage::setEntity(int entity)
{
    if (entity < 0)
        return;
    m_model->setEntity(static_cast<std::size_t>(entity));
    setColumnWidths();
    retranslate();
    showBody();
    showButtons();
}

void ReplicaPage::setColumnWidths()
{
    const EntitySchema &entity = m_schema.entities[m_model->entity()];
    m_table->setColumnWidth(0, 104);
    for (int section = 1; section <= static_cast<int>(entity.columns.size()); ++section) {
        const Column &column = *m_model->column(section);
        const bool label = static_cast<std::size_t>(section - 1) == entity.label;
        const int width = label                                ? 220
            : column.type == ColumnType::Uuid                  ? 110
            : column.type == ColumnType::Enum                  ? 100
            : column.type == ColumnType::JsonArray             ? 150
            : column.type == ColumnType::Time                  ? 140
            : column.sensitive || column.maxLength > 1000      ? 160
                                                               : 110;
        m_table->setColumnWidth(section, width);
    }
    m_table->setColumnWidth(m_model->modifiedColumn(), 90);
    // The column people know a row by comes first, whatever its place in the schema.
    QHeaderView *header = m_table->horizontalHeader();
    for (int section = 0; section < m_model->columnCount(); ++section)
        header->moveSection(header->visualIndex(section), section);
    header->moveSection(header->visualIndex(static_cast<int>(entity.label) + 1), 1);
}

void ReplicaPage::applyQuery()
{
    ListQuery query;
    query.changedOnly = m_onlyChanged->isChecked();
    query.withDeleted = m_showDeleted->isChecked();
    query.text = m_find->text().trimmed().toStdString();
    m_model->setQuery(query);
    showBody();
    showButtons();
}

std::vector<int> ReplicaPage::selectedRows() const
{
    std::set<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.insert(index.row());
    return {rows.begin(), rows.end()};
}

bool ReplicaPage::select(const std::string &id)
{
    // The nearest rows are looked at first: a row moves little when something above it changes.
    constexpr int reach = 5000;
    const int rows = std::min(m_model->rowCount(), reach);
    for (int row = 0; row < rows; ++row) {
        if (m_model->idOf(row) == id) {
            m_table->setCurrentIndex(m_model->index(row, static_cast<int>(m_schema.entities[m_model->entity()].label) + 1));
            return true;
        }
    }
    return false;
}

void ReplicaPage::openRecord(const QString &entity, const QString &id)
{
    if (const auto index = m_schema.entityIndex(entity.toStdString()))
        m_tabs->setCurrentIndex(static_cast<int>(*index));
    if (!select(id.toStdString()))
        m_wanted = id.toStdString();
}

void ReplicaPage::addRow()
{
    if (!m_replica)
        return;
    const std::size_t entity = m_model->entity();
    const EntitySchema &schema = m_schema.entities[entity];
    Record record = makeRecord(schema, m_ids.next());
    // Enums start at their first value, so that a row made here is one any client understands.
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const Column &column = schema.columns[i];
        if (i != schema.label && column.type != ColumnType::Enum)
            continue;
        setColumnValue(record, i, column.type == ColumnType::Enum ? Value(column.values.front()) : Value(tr("New row").toStdString()));
        record.present.insert(i);
    }
    m_wanted = record.id;
    remember({Undo::Kind::Remove, entity, record});
    Q_EMIT insertRequested(static_cast<int>(entity), record);
}

void ReplicaPage::deleteRows()
{
    const std::size_t entity = m_model->entity();
    for (const int row : selectedRows()) {
        const auto found = m_model->row(row);
        if (!found || found->record.status == Status::Deleted)
            continue;
        remember({Undo::Kind::Restore, entity, makeRecord(m_schema.entities[entity], found->record.id)});
        Q_EMIT removeRequested(static_cast<int>(entity), wording::text(found->record.id));
    }
    showButtons();
}

void ReplicaPage::restoreRows()
{
    const std::size_t entity = m_model->entity();
    for (const int row : selectedRows()) {
        const auto found = m_model->row(row);
        if (!found || found->record.status == Status::Active)
            continue;
        remember({Undo::Kind::Remove, entity, makeRecord(m_schema.entities[entity], found->record.id)});
        Q_EMIT restoreRequested(static_cast<int>(entity), wording::text(found->record.id));
    }
    showButtons();
}

void ReplicaPage::remember(Undo step)
{
    m_undo.push_back(std::move(step));
    if (m_undo.size() > undoDepth)
        m_undo.erase(m_undo.begin());
}

void ReplicaPage::undo()
{
    if (m_undo.empty())
        return;
    const Undo last = std::move(m_undo.back());
    m_undo.pop_back();
    m_tabs->setCurrentIndex(static_cast<int>(last.entity));
    const int entity = static_cast<int>(last.entity);
    const QString id = wording::text(last.record.id);
    switch (last.kind) {
    case Undo::Kind::Update: Q_EMIT updateRequested(entity, last.record); break;
    case Undo::Kind::Remove: Q_EMIT removeRequested(entity, id); break;
    case Undo::Kind::Restore: Q_EMIT restoreRequested(entity, id); break;
    }
    m_wanted = last.record.id;
    showButtons();
}

void ReplicaPage::editRefused(const Error &error)
{
    m_refusal = wording::trouble(error).headline;
    if (!m_undo.empty())
        m_undo.pop_back(); // it was not done, so there is nothing to undo
    showHint();
    showButtons();
}

void ReplicaPage::toggleReveal()
{
    if (!m_model->revealed().empty()) {
        hideRevealed();
        return;
    }
    const std::string id = m_table->currentIndex().isValid() ? m_model->idOf(m_table->currentIndex().row()) : std::string();
    if (id.empty())
        return;
    m_model->reveal(id);
    m_hideAt = m_clock.nowMs() + revealMs;
    m_hideTicker.start();
    m_table->setFocus();
    showButtons();
    showHint();
}

void ReplicaPage::hideRevealed()
{
    m_hideTicker.stop();
    m_model->reveal({});
    showButtons();
    showHint();
}

void ReplicaPage::showButtons()
{
    bool active = false;
    bool deleted = false;
    for (const int row : selectedRows()) {
        const auto found = m_model->row(row);
        active = active || (found && found->record.status == Status::Active);
        deleted = deleted || (found && found->record.status == Status::Deleted);
    }
    m_add->setEnabled(m_replica != nullptr);
    m_delete->setEnabled(active);
    m_restore->setEnabled(deleted);
    m_undoButton->setEnabled(!m_undo.empty());
    m_reveal->setVisible(m_schema.entities[m_model->entity()].hasSensitive());
    m_reveal->setEnabled(m_table->currentIndex().isValid());
    m_reveal->setText(m_model->revealed().empty() ? tr("Reveal row") : tr("Hide row"));
    m_reveal->setIcon(Theme::icon(m_model->revealed().empty() ? QStringLiteral("eye") : QStringLiteral("eye-off"), Role::Text));
}

void ReplicaPage::showHint()
{
    const QModelIndex current = m_table->currentIndex();
    Theme::setTextRole(m_hint, m_refusal.isEmpty() ? Role::Muted : Role::Lost);
    if (!m_refusal.isEmpty())
        m_hint->setText(m_refusal);
    else if (current.isValid() && (m_model->flags(current) & Qt::ItemIsEditable))
        m_hint->setText(tr("F2 edits the cell, Enter keeps the value, Esc restores it."));
    else if (current.isValid() && current.data(ReplicaTableModel::SensitiveRole).toBool())
        m_hint->setText(tr("Sealed on this device. Reveal the row to read or edit it."));
    else
        m_hint->setText(tr("Choose a cell to edit it."));
    const qint64 left = std::max<qint64>(0, m_hideAt - m_clock.nowMs());
    m_revealHint->setText(m_model->revealed().empty() ? QString() : tr("Revealed row hides in %1").arg(format::countdown(left)));
}

void ReplicaPage::showBody()
{
    const bool any = m_model->rowCount() > 0;
    const bool narrowed = !m_model->query().text.empty() || m_model->query().changedOnly;
    if (!m_replica)
        m_empty->setText(tr("No replica is open"), tr("Sign in with a device token; its rows then appear here."));
    else if (narrowed)
        m_empty->setText(tr("No row matches"), tr("Look for something else, or show all rows."));
    else
        m_empty->setText(tr("No rows yet"), tr("Nothing was pulled and nothing was made here. Sync, or add the first row."));
    m_empty->setNextStep(!m_replica ? QString() : narrowed ? tr("Show all rows") : tr("Add a row"));
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_table) : m_empty);
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
    m_add->setText(tr("Add"));
    m_add->setAccessibleName(tr("Add a row"));
    m_delete->setText(tr("Delete"));
    m_delete->setAccessibleName(tr("Delete the selected rows"));
    m_restore->setText(tr("Restore"));
    m_restore->setAccessibleName(tr("Restore the selected rows"));
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
