// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QPair>

namespace tidemark::ui {

/// The list of keys, opened with "?"; closes with Esc. Not modal.
class ShortcutSheet : public QDialog {
    Q_OBJECT

public:
    struct Group {
        QString title;
        QList<QPair<QString, QString>> keys; ///< key as written on the cap, what it does
    };

    explicit ShortcutSheet(const QList<Group> &groups, QWidget *parent = nullptr);
};

} // namespace tidemark::ui
