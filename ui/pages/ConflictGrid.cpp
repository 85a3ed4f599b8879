// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ConflictGrid.h"

#include "ui/pages/ConflictGridDelegate.h"
#include "ui/pages/PageParts.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace tidemark::ui {

namespace {

constexpr int nameWidth = 124;
constexpr int actionsWidth = 104;
constexpr int leastWidth = 112; ///< words do not break above this

struct Head {
    Role role;
    const char *icon;
};

Head headOf(int section)
{
    if (section == ConflictGridModel::Client)
        return {Role::Client, "device"};
    if (section == ConflictGridModel::Server)
        return {Role::Server, "server"};
    if (section == ConflictGridModel::Now)
        return {Role::Warning, "triangle"};
    return {Role::Text, ""};
}

} // namespace

ConflictGridHeader::ConflictGridHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
}

void ConflictGridHeader::setNote(ConflictGridModel::GridColumn column, const QString &note)
{
    m_notes[column] = note;
    viewport()->update();
}

void ConflictGridHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    painter->fillRect(rect, Theme::color(Role::Header));
    painter->setPen(Theme::color(Role::Border));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (section < ConflictGridModel::ResultColumn)
        painter->drawLine(rect.topRight(), rect.bottomRight());
    const Head head = headOf(section);
    if (head.role != Role::Text)
        painter->fillRect(QRect(rect.topLeft(), QSize(rect.width(), 2)), Theme::color(head.role));
    // The buttons are part of the result: its words may run on above them.
    QRect whole = rect;
    if (section == ConflictGridModel::Actions)
        whole.setLeft(rect.left() - sectionSize(ConflictGridModel::ResultColumn));
    else if (section == ConflictGridModel::ResultColumn)
        whole.setRight(rect.right() + sectionSize(ConflictGridModel::Actions));
    const int told = section == ConflictGridModel::Actions ? ConflictGridModel::ResultColumn : section;
    painter->setClipRect(rect);
    const QRect cell = whole.adjusted(metrics::space8, 5, -metrics::space4, -5);
    QRect upper(cell.left(), cell.top(), cell.width(), 18);
    if (*head.icon != 0) {
        const QRect place(upper.left(), upper.center().y() - 6, metrics::iconSmall, metrics::iconSmall);
        painter->drawPixmap(place,
                            iconPixmap(QLatin1String(head.icon), Theme::color(head.role), place.size(),
                                       painter->device()->devicePixelRatioF()));
        upper.setLeft(place.right() + 6);
    }
    const QString name = model()->headerData(told, Qt::Horizontal).toString();
    const QString &note = m_notes[static_cast<std::size_t>(told)];
    painter->setPen(Theme::color(section == ConflictGridModel::Name ? Role::Muted : head.role));
    painter->setFont(Theme::font(section == ConflictGridModel::Name ? TextStyle::Secondary : TextStyle::Strong));
    painter->drawText(note.isEmpty() ? QRect(upper.left(), cell.top(), upper.width(), cell.height()) : upper,
                      Qt::AlignLeft | Qt::AlignVCenter, name);
    painter->setPen(Theme::color(Role::Muted));
    painter->setFont(Theme::font(TextStyle::Small));
    painter->drawText(QRect(cell.left(), upper.bottom(), cell.width(), cell.bottom() - upper.bottom()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(note, Qt::ElideRight, cell.width()));
    painter->restore();
}

ConflictActions::ConflictActions(const QString &column, QWidget *parent)
    : QWidget(parent),
      m_column(column),
      m_client(add("client", QStringLiteral("device"), Role::Client)),
      m_server(add("server", QStringLiteral("server"), Role::Server)),
      m_type(add("type", QStringLiteral("edit"), Role::Accent)),
      m_undo(add("undo", QStringLiteral("undo"), Role::Accent))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(metrics::space4, metrics::space8, metrics::space8, metrics::space4);
    rows->setSpacing(metrics::space4);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    for (QToolButton *button : {m_client, m_server, m_type})
        row->addWidget(button);
    rows->addLayout(row);
    rows->addWidget(m_undo, 0, Qt::AlignRight);
    rows->addStretch(1);
    m_undo->setCheckable(false);
    m_undo->setProperty("kind", QStringLiteral("flat"));
    connect(m_client, &QToolButton::clicked, this, [this] { Q_EMIT taken(Source::Client); });
    connect(m_server, &QToolButton::clicked, this, [this] { Q_EMIT taken(Source::Server); });
    connect(m_type, &QToolButton::clicked, this, [this] { Q_EMIT taken(Source::Typed); });
    connect(m_undo, &QToolButton::clicked, this, &ConflictActions::undone);
    retranslate();
}

QToolButton *ConflictActions::add(const char *name, const QString &icon, Role checked)
{
    auto *button =
        makeIconButton(QStringLiteral("conflict.%1.%2").arg(QLatin1String(name), m_column), icon, QString(), this);
    button->setIcon(Theme::icon(icon, Role::Muted, checked));
    button->setCheckable(true);
    setSmall(button);
    button->setFixedSize(28, metrics::controlSmall);
    return button;
}

void ConflictActions::setSource(Source source, bool changed)
{
    m_client->setChecked(source == Source::Client);
    m_server->setChecked(source == Source::Server);
    m_type->setChecked(source == Source::Typed);
    m_undo->setVisible(changed);
}

void ConflictActions::setAvailable(bool client, bool server, bool writable)
{
    m_client->setEnabled(client && writable);
    m_server->setEnabled(server && writable);
    m_type->setEnabled(writable);
}

void ConflictActions::retranslate()
{
    setIconButtonLabel(m_client, tr("Take the client's value of %1 (1)").arg(m_column));
    setIconButtonLabel(m_server, tr("Take the server's value of %1 (2)").arg(m_column));
    setIconButtonLabel(m_type, tr("Type a value for %1 (F2)").arg(m_column));
    setIconButtonLabel(m_undo, tr("Undo the change of %1").arg(m_column));
}

ConflictGrid::ConflictGrid(ConflictGridModel &model, QWidget *parent)
    : QTableView(parent),
      m_model(model),
      m_heads(new ConflictGridHeader(this))
{
    setObjectName(QStringLiteral("conflicts.grid"));
    setHorizontalHeader(m_heads);
    setModel(&model);
    setItemDelegate(new ConflictGridDelegate(this));
    setUpTable(this, 24);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    m_heads->setFixedHeight(46);
    m_heads->setMinimumSectionSize(leastWidth);
    m_heads->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto &[column, width] :
         {std::pair(ConflictGridModel::Name, nameWidth), std::pair(ConflictGridModel::Actions, actionsWidth)}) {
        m_heads->setSectionResizeMode(column, QHeaderView::Fixed);
        m_heads->resizeSection(column, width);
    }
    connect(&model, &QAbstractItemModel::modelReset, this, &ConflictGrid::rebuild);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this] {
        showActions();
        fitRows();
    });
    rebuild();
}

void ConflictGrid::setWritable(bool writable)
{
    m_writable = writable;
    setEditTriggers(writable ? DoubleClicked | EditKeyPressed | AnyKeyPressed : EditTriggers(NoEditTriggers));
    showActions();
}

void ConflictGrid::rebuild()
{
    m_actions.clear();
    setColumnHidden(ConflictGridModel::Now, !m_model.moved());
    for (int row = 0; row < m_model.rowCount(); ++row) {
        auto *actions = new ConflictActions(m_model.columnName(row), this);
        connect(actions, &ConflictActions::taken, this, [this, row](Source source) { act(row, source); });
        connect(actions, &ConflictActions::undone, this, [this, row] { m_model.undo(row); });
        setIndexWidget(m_model.index(row, ConflictGridModel::Actions), actions);
        m_actions.append(actions);
    }
    showActions();
    fitRows();
    if (m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, ConflictGridModel::ResultColumn));
}

void ConflictGrid::act(int row, Source source)
{
    const QModelIndex result = m_model.index(row, ConflictGridModel::ResultColumn);
    setCurrentIndex(result);
    if (source == Source::Typed)
        edit(result);
    else
        m_model.take(row, source);
    showActions();
}

void ConflictGrid::takeForCurrent(Source side)
{
    if (m_writable && currentIndex().isValid())
        m_model.take(currentIndex().row(), side);
}

void ConflictGrid::showActions()
{
    for (int row = 0; row < m_actions.size() && row < m_model.rowCount(); ++row) {
        m_actions.at(row)->setSource(m_model.source(row), m_model.isChanged(row));
        m_actions.at(row)->setAvailable(m_model.canTake(row, Source::Client), m_model.canTake(row, Source::Server),
                                        m_writable);
    }
}

void ConflictGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitRows();
}

void ConflictGrid::fitRows()
{
    resizeRowsToContents();
    updateEditorGeometries(); // the buttons follow the heights at once
}

void ConflictGrid::retranslate()
{
    setAccessibleName(tr("Columns that differ"));
    m_model.retranslate();
    for (ConflictActions *actions : std::as_const(m_actions))
        actions->retranslate();
}

} // namespace tidemark::ui
