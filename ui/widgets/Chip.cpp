// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Chip.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Metrics.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace tidemark::ui {

namespace {

constexpr int chipHeight = 24;
constexpr int closeSize = 18;
constexpr int padding = 7;

} // namespace

Chip::Chip(const QString &term, const ChipText &words, QWidget *parent)
    : QWidget(parent),
      m_term(term),
      m_words(words),
      m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("filter.chip"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_close->setObjectName(QStringLiteral("filter.chip.close"));
    m_close->setStyleSheet(QStringLiteral("QToolButton { border: none; background: transparent; padding: 0;"
                                          " min-width: 0; min-height: 0; }"));
    m_close->setIcon(Theme::icon(QStringLiteral("close"), Role::Muted));
    m_close->setIconSize({12, 12});
    // Delete on the chip does the same, so the cross is not one more stop of the Tab key.
    m_close->setFocusPolicy(Qt::NoFocus);
    connect(m_close, &QToolButton::clicked, this, &Chip::removeRequested);
    retranslate();
}

void Chip::setTerm(const QString &term, const ChipText &words)
{
    m_term = term;
    m_words = words;
    m_problem.clear();
    retranslate();
    updateGeometry();
}

void Chip::setProblem(const QString &reason)
{
    m_problem = reason;
    retranslate();
}

int Chip::wordsWidth() const
{
    int width = fontMetrics().horizontalAdvance(m_words.value);
    if (!m_words.key.isEmpty())
        width += fontMetrics().horizontalAdvance(m_words.key) + metrics::space4;
    if (m_words.negated) {
        QFont bold = font();
        bold.setBold(true);
        width += QFontMetrics(bold).horizontalAdvance(tr("not")) + metrics::space4;
    }
    return width + 1;
}

QSize Chip::sizeHint() const
{
    return {padding + wordsWidth() + metrics::space4 + closeSize + 2, chipHeight};
}

QSize Chip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 72), chipHeight};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool bad = !m_problem.isEmpty();
    painter.setBrush(Theme::color(bad ? Role::LostTint : Role::AccentTint));
    painter.setPen(hasFocus() ? QPen(Theme::color(Role::Accent), metrics::focusFrame) : QPen(Qt::NoPen));
    painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), metrics::tagRadius, metrics::tagRadius);

    QRect room(padding, 0, width() - padding - closeSize - metrics::space4, height());
    const auto write = [&](const QString &text, Role role, bool bold) {
        QFont face = font();
        face.setBold(bold);
        painter.setFont(face);
        painter.setPen(Theme::color(role));
        const QFontMetrics measure(face);
        painter.drawText(room, Qt::AlignVCenter, measure.elidedText(text, Qt::ElideRight, room.width()));
        room.setLeft(room.left() + measure.horizontalAdvance(text) + metrics::space4);
    };
    if (m_words.negated)
        write(tr("not"), Role::Text, true);
    if (!m_words.key.isEmpty())
        write(m_words.key, Role::Muted, false);
    write(m_words.value, bad ? Role::Lost : Role::Text, false);
}

void Chip::resizeEvent(QResizeEvent *)
{
    m_close->setGeometry(width() - closeSize - 2, (height() - closeSize) / 2, closeSize, closeSize);
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace: Q_EMIT removeRequested(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2: Q_EMIT editRequested(); return;
    case Qt::Key_Minus: Q_EMIT negateRequested(); return;
    case Qt::Key_Left: focusPreviousChild(); return;
    case Qt::Key_Right: focusNextChild(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void Chip::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT editRequested();
}

void Chip::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit"), this, &Chip::editRequested);
    menu->addAction(tr("Negate"), this, &Chip::negateRequested);
    menu->addAction(tr("Remove"), this, &Chip::removeRequested);
    menu->popup(event->globalPos());
}

void Chip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Chip::retranslate()
{
    setAccessibleName(m_term);
    setAccessibleDescription(m_problem);
    setToolTip(m_problem.isEmpty() ? m_term : m_problem);
    m_close->setAccessibleName(tr("Remove %1").arg(m_term));
    updateGeometry();
    update();
}

} // namespace tidemark::ui
