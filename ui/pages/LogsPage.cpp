// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/LogsPage.h"

#include "ui/models/LogModel.h"
#include "ui/pages/LogDetail.h"
#include "ui/pages/PageParts.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FilterLine.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Panel.h"

#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

ChipText wordTerm(const QString &term)
{
    ChipText words;
    words.negated = term.size() > 1 && term.startsWith(QLatin1Char('-'));
    const QString body = words.negated ? term.mid(1) : term;
    const qsizetype colon = body.startsWith(QLatin1Char('"')) ? -1 : body.indexOf(QLatin1Char(':'));
    if (body.startsWith(QLatin1Char('>')) || body.startsWith(QLatin1Char('<'))) {
        words.key = LogsPage::tr("duration");
        words.value = body;
    } else {
        words.key = colon > 0 ? body.left(colon) : QString();
        words.value = colon > 0 ? body.mid(colon + 1) : body;
        if (words.value.size() == 36)
            words.value = format::shortId(words.value);
    }
    return words;
}

} // namespace

LogsPage::LogsPage(AdminClient &admin, Clock &clock, QWidget *parent)
    : Page(parent),
      m_admin(admin),
      m_clock(clock),
      m_model(new LogModel(windowFormats(), this)),
      m_header(new PageHeader),
      m_trouble(new TroubleLine),
      m_filter(new FilterLine),
      m_clear(makeButton(QStringLiteral("logs.filter.clear"), QString(), ButtonKind::Link)),
      m_splitter(new QSplitter),
      m_stack(new QStackedWidget),
      m_table(new QTableView),
      m_empty(new EmptyState(QStringLiteral("list"))),
      m_pill(makeButton(QStringLiteral("logs.newRows"), QString(), ButtonKind::Primary, m_table)),
      m_detail(new LogDetail)
{
    setObjectName(QStringLiteral("logs"));
    build();
    connectParts();
    retranslate();
    showBody();
}

void LogsPage::build()
{
    m_filter->setObjectName(QStringLiteral("logs.filter"));
    m_filter->setWording(wordTerm);
    m_filter->addControl(m_clear);
    auto *completer = new QCompleter(logFilterCompletions(), this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_filter->edit()->setCompleter(completer);

    m_table->setObjectName(QStringLiteral("logs.table"));
    m_table->setModel(m_model);
    setUpTable(m_table, metrics::logRow);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setItemDelegateForColumn(LogModel::Duration, new DurationDelegate(DurationRole, FailedRole, m_table));
    static constexpr int widths[] = {104, 120, 150, 110, 76, 116, 66, 62, 46};
    for (int column = 0; column < LogModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setSectionResizeMode(LogModel::User, QHeaderView::Stretch);
    m_empty->setObjectName(QStringLiteral("logs.empty"));
    setSmall(m_pill);
    m_pill->hide();
    m_table->viewport()->installEventFilter(this);

    auto *tablePanel = new Panel;
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    tablePanel->body()->addWidget(m_stack);
    auto *detailPanel = new Panel;
    detailPanel->body()->addWidget(m_detail);
    detailPanel->hide();
    m_splitter->setObjectName(QStringLiteral("logs.splitter"));
    m_splitter->setHandleWidth(metrics::space12);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(tablePanel);
    m_splitter->addWidget(detailPanel);
    m_splitter->setStretchFactor(0, 1);
    detailPanel->setMinimumWidth(280);
    m_splitter->setSizes({1000, 400});

    QBoxLayout *column = makePageLayout(this);
    column->addWidget(m_header);
    column->addWidget(m_trouble);
    column->addWidget(m_filter);
    column->addWidget(m_splitter, 1);
}

void LogsPage::connectParts()
{
    connect(m_filter, &FilterLine::changed, this, &LogsPage::applyFilter);
    connect(m_clear, &QPushButton::clicked, m_filter, &FilterLine::clear);
    connect(m_trouble, &TroubleLine::retryRequested, this, &LogsPage::reload);
    connect(m_empty, &EmptyState::nextStepRequested, this, [this] {
        if (m_filter->terms().isEmpty())
            reload();
        else
            m_filter->clear();
    });
    connect(m_model, &LogModel::moreWanted, this, [this] { fetchPage(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogsPage::showDetail);
    connect(m_table, &QTableView::clicked, this, &LogsPage::showDetail);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            m_newRows = 0;
        showPill();
    });
    connect(m_pill, &QPushButton::clicked, m_table, &QTableView::scrollToTop);
    connect(m_detail, &LogDetail::closed, this, &LogsPage::closeDetail);
    connect(m_detail, &LogDetail::filterRequested, this, [this](const QString &term) {
        QStringList terms = m_filter->terms();
        if (!terms.contains(term))
            setFilter(terms << term);
    });
    auto *copy = new QAction(m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QAction::triggered, this, &LogsPage::copyRows);
    m_table->addAction(copy);
}

QString LogsPage::title() const
{
    return tr("Logs");
}

QList<QWidget *> LogsPage::panes() const
{
    return {m_filter, m_table, m_detail};
}

QList<QPair<QString, QString>> LogsPage::shortcuts() const
{
    return {{QStringLiteral("↑ ↓"), tr("Walk through the syncs")},
            {tr("Esc"), tr("Close the details")},
            {tr("Ctrl+C"), tr("Copy the selected rows")}};
}

QVariantMap LogsPage::saveLayout() const
{
    return {{QStringLiteral("splitter"), m_splitter->saveState()}, {QStringLiteral("filter"), m_filter->terms()}};
}

void LogsPage::restoreLayout(const QVariantMap &layout)
{
    m_splitter->restoreState(layout.value(QStringLiteral("splitter")).toByteArray());
    if (const QStringList terms = layout.value(QStringLiteral("filter")).toStringList(); !terms.isEmpty())
        setFilter(terms);
}

void LogsPage::setFilter(const QStringList &terms)
{
    m_filter->setTerms(terms);
    applyFilter(terms);
}

void LogsPage::setUserNames(const UserNames &names)
{
    if (m_names == names)
        return;
    m_names = names;
    m_model->setUserNames(names);
}

void LogsPage::applyFilter(const QStringList &terms)
{
    m_parsed = parseLogFilter(terms, m_names);
    for (int i = 0; i < m_parsed.problems.size(); ++i)
        m_filter->setProblem(i, m_parsed.problems.at(i));
    reload();
}

void LogsPage::showNote()
{
    if (!m_loaded)
        return;
    const int rows = m_model->rowCount();
    const QString counted = m_model->complete() ? tr("%n row(s)", nullptr, rows)
                                                : tr("the newest %n row(s), more on scrolling", nullptr, rows);
    m_header->setNote(tr("%1 · %2", "rows, load time").arg(counted, format::duration(static_cast<double>(m_loadMs))));
}

void LogsPage::showBody()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    if (m_loading)
        m_empty->setText(tr("Loading the syncs"), QString());
    else if (m_filter->terms().isEmpty())
        m_empty->setText(
            tr("No syncs in this period"),
            tr("No device has spoken to the server. Choose a longer period, or wait for the next sync."));
    else
        m_empty->setText(tr("No sync matches the filter"), tr("Take a term away, or choose a longer period."));
    m_empty->setNextStep(m_loading                         ? QString()
                             : m_filter->terms().isEmpty() ? tr("Look again")
                                                           : tr("Clear the filter"));
    m_stack->setCurrentWidget(m_empty);
}

void LogsPage::showPill()
{
    m_pill->setText(tr("%n new row(s)", nullptr, m_newRows));
    m_pill->setVisible(m_newRows > 0 && m_table->verticalScrollBar()->value() > 0);
    m_pill->adjustSize();
    m_pill->move((m_table->width() - m_pill->width()) / 2, metrics::header + metrics::space8);
    m_pill->raise();
}

void LogsPage::showDetail()
{
    const SyncLogEntry *entry = m_model->entry(m_table->currentIndex());
    if (!entry)
        return;
    m_detail->setEntry(*entry, m_model->userName(*entry));
    m_splitter->widget(1)->show();
    fitColumns();
}

void LogsPage::fitColumns()
{
    // The neighbours of the detail pane need the room more than these.
    const bool open = m_splitter->widget(1)->isVisibleTo(m_splitter);
    const bool narrow = open && width() < 1100;
    m_table->setColumnHidden(LogModel::Type, open);
    for (const LogModel::Column column : {LogModel::Device, LogModel::Pushed, LogModel::Pulled, LogModel::Try})
        m_table->setColumnHidden(column, narrow);
}

void LogsPage::hideDetail()
{
    m_splitter->widget(1)->hide();
    fitColumns();
}

void LogsPage::closeDetail()
{
    hideDetail();
    m_table->setFocus();
}

void LogsPage::copyRows()
{
    QGuiApplication::clipboard()->setText(m_model->tsv(m_table->selectionModel()->selectedRows()));
}

void LogsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_splitter->widget(1)->isVisible())
        closeDetail();
    else
        Page::keyPressEvent(event);
}

void LogsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitColumns();
}

bool LogsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        showPill();
    return Page::eventFilter(watched, event);
}

void LogsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void LogsPage::retranslate()
{
    setAccessibleName(title());
    m_header->setTitle(title());
    m_filter->setPlaceholderText(tr("status:  type:  user:  device:  >500ms  \"text\""));
    m_filter->setWording(wordTerm);
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the filter"));
    m_table->setAccessibleName(tr("Syncs"));
    m_model->retranslate();
    m_detail->retranslate();
    showNote();
    showBody();
    showPill();
}

} // namespace tidemark::ui
