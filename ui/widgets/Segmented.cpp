// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Segmented.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Metrics.h"

#include <QButtonGroup>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QStyle>

namespace tidemark::ui {

Segmented::Segmented(QWidget *parent) : QFrame(parent), m_group(new QButtonGroup(this)), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::changed);
}

void Segmented::addOption(const QString &text, const QIcon &icon)
{
    QPushButton *button = makeButton(QStringLiteral("%1.%2").arg(objectName()).arg(count()), text);
    button->setIcon(icon);
    button->setIconSize({metrics::iconSmall + (text.isEmpty() ? 0 : metrics::space4), metrics::iconSmall});
    button->setCheckable(true);
    button->setChecked(count() == 0);
    if (m_small)
        setSmall(button);
    m_group->addButton(button, count());
    m_row->addWidget(button);
    restyle();
}

void Segmented::setOptionText(int index, const QString &text)
{
    m_group->button(index)->setText(text);
    restyle();
}

int Segmented::count() const
{
    return static_cast<int>(m_group->buttons().size());
}

int Segmented::current() const
{
    return m_group->checkedId();
}

void Segmented::setCurrent(int index)
{
    m_group->button(index)->setChecked(true);
}

QAbstractButton *Segmented::option(int index) const
{
    return m_group->button(index);
}

void Segmented::setSmallSize()
{
    m_small = true;
    for (QAbstractButton *button : m_group->buttons())
        setSmall(button);
    restyle();
}

bool Segmented::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        restyle();
    return QFrame::event(event);
}

void Segmented::restyle()
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPixelSize(Theme::font(m_small ? TextStyle::Secondary : TextStyle::Body).pixelSize());
    const int count = this->count();
    for (int i = 0; i < count; ++i) {
        QAbstractButton *button = m_group->button(i);
        const char *place = count == 1 ? "only" : i == 0 ? "first" : i == count - 1 ? "last" : "middle";
        button->setProperty("segment", QLatin1String(place));
        button->style()->unpolish(button);
        button->style()->polish(button);
        // Wide enough for the bold of the pressed state, so that nothing moves when the choice changes.
        const int symbol = button->icon().isNull() ? 0 : metrics::iconSmall + 2 * metrics::space4;
        button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(button->text()) + symbol + 24);
    }
}

} // namespace tidemark::ui
