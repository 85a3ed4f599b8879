// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FilterLine.h"

#include "ui/widgets/Chip.h"
#include "ui/widgets/Controls.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>

namespace tidemark::ui {

namespace {

ChipText plainWording(const QString &term)
{
    ChipText words;
    words.negated = term.size() > 1 && term.startsWith(QLatin1Char('-'));
    const QString rest = words.negated ? term.mid(1) : term;
    const qsizetype colon = rest.startsWith(QLatin1Char('"')) ? -1 : rest.indexOf(QLatin1Char(':'));
    words.key = colon > 0 ? rest.left(colon) : QString();
    words.value = colon > 0 ? rest.mid(colon + 1) : rest;
    return words;
}

} // namespace

FilterLine::FilterLine(QWidget *parent)
    : QFrame(parent),
      m_chipRow(new QHBoxLayout),
      m_row(new QHBoxLayout(this)),
      m_edit(new QLineEdit),
      m_wording(plainWording),
      m_icon(new QLabel)
{
    setFixedHeight(32);
    m_row->setContentsMargins(metrics::space8, 0, metrics::space8, 0);
    m_row->setSpacing(6);
    m_icon->setFixedSize(metrics::icon, metrics::icon);
    m_row->addWidget(m_icon);
    m_chipRow->setSpacing(6);
    m_row->addLayout(m_chipRow);
    m_edit->setObjectName(QStringLiteral("filter.edit"));
    m_edit->setMinimumWidth(120);
    m_edit->installEventFilter(this);
    m_row->addWidget(m_edit, 1);
    setFocusProxy(m_edit);
    retranslate();
}

QStringList FilterLine::terms() const
{
    QStringList terms;
    for (const Chip *chip : m_chips)
        terms += chip->term();
    return terms;
}

void FilterLine::setTerms(const QStringList &terms)
{
    if (terms == this->terms())
        return;
    qDeleteAll(m_chips);
    m_chips.clear();
    m_editedAt = -1;
    for (const QString &term : terms)
        addChip(term, static_cast<int>(m_chips.size()));
}

void FilterLine::setProblem(int index, const QString &reason)
{
    m_chips.at(index)->setProblem(reason);
}

void FilterLine::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void FilterLine::addControl(QWidget *control)
{
    m_row->addWidget(control);
}

void FilterLine::setWording(std::function<ChipText(const QString &)> wording)
{
    m_wording = std::move(wording);
    for (Chip *chip : m_chips)
        chip->setTerm(chip->term(), m_wording(chip->term()));
}

void FilterLine::clear()
{
    m_edit->clear();
    m_editedAt = -1;
    if (m_chips.isEmpty())
        return;
    setTerms({});
    Q_EMIT changed({});
}

void FilterLine::addChip(const QString &term, int at)
{
    auto *chip = new Chip(term, m_wording(term), this);
    m_chips.insert(at, chip);
    m_chipRow->insertWidget(at, chip);
    setTabOrder(at > 0 ? static_cast<QWidget *>(m_chips.at(at - 1)) : this, chip);
    setTabOrder(m_chips.last(), m_edit);
    chip->show();
    connect(chip, &Chip::removeRequested, this, [this, chip] { remove(chip); });
    connect(chip, &Chip::editRequested, this, [this, chip] { openForEditing(chip); });
    connect(chip, &Chip::negateRequested, this, [this, chip] { negate(chip); });
}

void FilterLine::takeTyped()
{
    const QStringList typed = splitTerms(m_edit->text());
    int at = m_editedAt >= 0 ? m_editedAt : static_cast<int>(m_chips.size());
    const bool removed = m_editedAt >= 0 && typed.isEmpty();
    m_editedAt = -1;
    m_edit->clear();
    for (const QString &term : typed)
        addChip(term, at++);
    if (!typed.isEmpty() || removed)
        Q_EMIT changed(terms());
}

void FilterLine::openForEditing(Chip *chip)
{
    takeTyped();
    m_editedAt = static_cast<int>(m_chips.indexOf(chip));
    m_editedTerm = chip->term();
    m_chips.removeAt(m_editedAt);
    chip->hide();
    chip->deleteLater();
    m_edit->setText(m_editedTerm);
    m_edit->setFocus();
}

void FilterLine::remove(Chip *chip)
{
    m_chips.removeOne(chip);
    chip->hide();
    chip->deleteLater();
    m_edit->setFocus();
    Q_EMIT changed(terms());
}

void FilterLine::negate(Chip *chip)
{
    const QString term = chip->term();
    const QString negated = term.startsWith(QLatin1Char('-')) ? term.mid(1) : QLatin1Char('-') + term;
    chip->setTerm(negated, m_wording(negated));
    Q_EMIT changed(terms());
}

bool FilterLine::keyInEdit(int key)
{
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        takeTyped();
        return true;
    }
    if (key == Qt::Key_Backspace && m_edit->text().isEmpty() && !m_chips.isEmpty()) {
        openForEditing(m_chips.last());
        return true;
    }
    if (key == Qt::Key_Escape && m_editedAt >= 0) {
        m_edit->setText(m_editedTerm);
        takeTyped();
        return true;
    }
    if (key == Qt::Key_Left && m_edit->cursorPosition() == 0 && !m_chips.isEmpty()) {
        m_chips.last()->setFocus();
        return true;
    }
    return false;
}

bool FilterLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && keyInEdit(static_cast<QKeyEvent *>(event)->key()))
        return true;
    if (event->type() == QEvent::FocusIn)
        showActive(true);
    else if (event->type() == QEvent::FocusOut)
        showActive(false);
    return QFrame::eventFilter(watched, event);
}

void FilterLine::mousePressEvent(QMouseEvent *)
{
    m_edit->setFocus();
}

void FilterLine::showActive(bool active)
{
    setProperty("active", active);
    style()->unpolish(this);
    style()->polish(this);
}

void FilterLine::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void FilterLine::retranslate()
{
    setAccessibleName(tr("Filter"));
    m_edit->setAccessibleName(tr("Filter"));
    m_icon->setPixmap(iconPixmap(QStringLiteral("filter"), Theme::color(Role::Muted), {metrics::icon, metrics::icon},
                                 devicePixelRatioF()));
}

QStringList splitTerms(const QString &text)
{
    QStringList terms;
    QString term;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"'))
            quoted = !quoted;
        if (c.isSpace() && !quoted) {
            if (!term.isEmpty())
                terms += term;
            term.clear();
        } else {
            term += c;
        }
    }
    if (!term.isEmpty())
        terms += term;
    return terms;
}

} // namespace tidemark::ui
