// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ConflictGridDelegate.h"

#include "ui/models/ConflictGridModel.h"
#include "ui/pages/PageParts.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/Metrics.h"
#include "ui/widgets/Tag.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <QTextDocument>

namespace tidemark::ui {

namespace {

constexpr int lineHeight = 20;
constexpr int leastHeight = 72;

int columnWidth(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *header = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = header ? header->visualRect(index).width() : option.rect.width();
    return std::max(40, width - metrics::space16);
}

TagKind tagOf(Tone tone)
{
    return tone == Tone::Client ? TagKind::Client : tone == Tone::Server ? TagKind::Server : TagKind::Merged;
}

} // namespace

void ConflictGridDelegate::fill(QTextDocument &document, const QModelIndex &index, int width) const
{
    document.setDocumentMargin(0);
    document.setDefaultFont(Theme::font(TextStyle::Body));
    document.setTextWidth(width);
    const Role ink = roleOf(index.data(ToneRole).value<Tone>());
    const bool client = index.column() == ConflictGridModel::Client;
    const bool server = index.column() == ConflictGridModel::Server;
    QTextCursor cursor(&document);
    for (const DiffPart &part : index.data(ConflictGridModel::PartsRole).value<QList<DiffPart>>()) {
        QTextCharFormat format;
        format.setForeground(Theme::color(ink));
        if (part.changed) {
            const Role line = client ? Role::Client : server ? Role::Server : Role::Accent;
            format.setBackground(Theme::color(client       ? Role::ClientMark
                                                  : server ? Role::ServerMark
                                                           : Role::AccentTint));
            format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
            format.setUnderlineColor(Theme::color(line));
        }
        cursor.insertText(part.text, format);
    }
}

void ConflictGridDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    painter->save();
    const bool changed = index.data(ConflictGridModel::ChangedRole).toBool();
    const bool result =
        index.column() == ConflictGridModel::ResultColumn || index.column() == ConflictGridModel::Actions;
    painter->fillRect(
        option.rect, changed && result ? Theme::blend(Role::Base, Role::AccentTint, 0.45) : Theme::color(Role::Base));
    painter->setPen(Theme::color(Role::Border));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (index.column() != ConflictGridModel::ResultColumn)
        painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
    if (const Tone edge = index.data(ConflictGridModel::EdgeRole).value<Tone>(); edge != Tone::Plain)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), Theme::color(roleOf(edge)));
    const QRect cell = option.rect.adjusted(metrics::space8, metrics::space8, -metrics::space8, -metrics::space8);
    if (index.column() == ConflictGridModel::Name) {
        paintName(painter, cell, index);
    } else if (index.column() != ConflictGridModel::Actions) {
        QTextDocument document;
        fill(document, index, cell.width());
        painter->translate(cell.topLeft());
        document.drawContents(painter, QRectF(0, 0, cell.width(), cell.height()));
        painter->translate(-cell.topLeft());
        if (index.column() == ConflictGridModel::ResultColumn)
            paintNotes(painter, cell, index);
    }
    painter->restore();
    paintMarks(painter, option, index);
}

void ConflictGridDelegate::paintName(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    painter->setFont(Theme::font(TextStyle::Strong));
    painter->setPen(Theme::color(Role::Text));
    const auto line = [&](int number, int height) {
        return QRect(cell.left(), cell.top() + number, cell.width(), height);
    };
    painter->drawText(line(0, 18), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, cell.width()));
    painter->setFont(Theme::font(TextStyle::Small));
    painter->setPen(Theme::color(Role::Muted));
    painter->drawText(line(18, 16), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data(ConflictGridModel::TypeRole).toString(),
                                                        Qt::ElideRight, cell.width()));
    const QString winner = index.data(ConflictGridModel::WinnerRole).toString();
    if (!winner.isEmpty())
        paintTag(painter, line(36, 20), tagOf(index.data(ConflictGridModel::WinnerToneRole).value<Tone>()), winner);
}

void ConflictGridDelegate::paintNotes(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const QString problem = index.data(ConflictGridModel::ProblemRole).toString();
    const QString origin = index.data(ConflictGridModel::OriginRole).toString();
    const QString note = problem.isEmpty() ? origin : problem;
    if (note.isEmpty())
        return;
    painter->setFont(Theme::font(TextStyle::Secondary));
    painter->setPen(Theme::color(problem.isEmpty() ? Role::Accent : Role::Lost));
    const QRect line(cell.left(), cell.bottom() - lineHeight + 1, cell.width(), lineHeight);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(note, Qt::ElideRight, line.width()));
}

QSize ConflictGridDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() == ConflictGridModel::Name || index.column() == ConflictGridModel::Actions)
        return {100, leastHeight};
    QTextDocument document;
    fill(document, index, columnWidth(option, index));
    int height = static_cast<int>(document.size().height()) + metrics::space16;
    const bool noted = !index.data(ConflictGridModel::OriginRole).toString().isEmpty()
        || !index.data(ConflictGridModel::ProblemRole).toString().isEmpty();
    if (index.column() == ConflictGridModel::ResultColumn && noted)
        height += lineHeight + metrics::space4;
    return {120, std::max(leastHeight, height)};
}

QWidget *ConflictGridDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                            const QModelIndex &index) const
{
    const QStringList choices = index.data(ConflictGridModel::ChoicesRole).toStringList();
    QWidget *editor = nullptr;
    if (!choices.isEmpty()) {
        auto *box = new QComboBox(parent);
        box->addItems(choices);
        editor = box;
    } else if (index.data(Qt::EditRole).toString().size() > 40) {
        editor = new QPlainTextEdit(parent);
    } else {
        editor = new QLineEdit(parent);
    }
    editor->setObjectName(QStringLiteral("conflict.editor"));
    const QModelIndex name = index.siblingAtColumn(ConflictGridModel::Name);
    editor->setAccessibleName(tr("New value of %1").arg(name.data().toString()));
    return editor;
}

void ConflictGridDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentText(text);
    else if (auto *area = qobject_cast<QPlainTextEdit *>(editor))
        area->setPlainText(text);
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->setText(text);
}

void ConflictGridDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    QString text;
    if (auto *box = qobject_cast<QComboBox *>(editor))
        text = box->currentText();
    else if (auto *area = qobject_cast<QPlainTextEdit *>(editor))
        text = area->toPlainText();
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        text = line->text();
    model->setData(index, text, Qt::EditRole);
}

void ConflictGridDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                                const QModelIndex &index) const
{
    QRect place = option.rect;
    const bool oneLine = index.column() == ConflictGridModel::ResultColumn && !qobject_cast<QPlainTextEdit *>(editor);
    if (oneLine)
        place.setHeight(std::min(place.height(), metrics::row + 4));
    editor->setGeometry(place);
}

bool ConflictGridDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *area = qobject_cast<QPlainTextEdit *>(watched);
    if (area && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        // Enter keeps the value as in every other cell; Shift+Enter is a new line.
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            Q_EMIT commitData(area);
            Q_EMIT closeEditor(area, QAbstractItemDelegate::NoHint);
            return true;
        }
    }
    return RowDelegate::eventFilter(watched, event);
}

} // namespace tidemark::ui
