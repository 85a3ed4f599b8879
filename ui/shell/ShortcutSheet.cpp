// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ShortcutSheet.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Metrics.h"

#include <QGridLayout>

namespace tidemark::ui {

ShortcutSheet::ShortcutSheet(const QList<Group> &groups, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(metrics::space24, metrics::space16, metrics::space24, metrics::space24);
    grid->setHorizontalSpacing(metrics::space24);
    grid->setVerticalSpacing(metrics::space8);
    int row = 0;
    for (const Group &group : groups) {
        if (group.keys.isEmpty())
            continue;
        if (row > 0)
            grid->setRowMinimumHeight(row++, metrics::space4);
        grid->addWidget(makeLabel(group.title, TextStyle::Heading), row++, 0, 1, 2);
        for (const auto &[key, what] : group.keys) {
            QLabel *cap = makeLabel(key, TextStyle::Secondary);
            cap->setProperty("keyCap", true);
            grid->addWidget(cap, row, 0, Qt::AlignLeft);
            grid->addWidget(makeLabel(what), row++, 1);
        }
    }
    grid->setColumnStretch(1, 1);
    layout()->setSizeConstraint(QLayout::SetFixedSize);
}

} // namespace tidemark::ui
