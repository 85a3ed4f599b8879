// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ConflictGridModel.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tidemark::ui {

class ElidedLabel;

/// The foot of a conflict: exactly what will be written, the note for the audit log, and the buttons that decide.
class OverridePanel : public QFrame {
    Q_OBJECT

public:
    explicit OverridePanel(QWidget *parent = nullptr);

    void setWrites(const QList<PlannedWrite> &writes);
    /// \a revertible: the conflict was overridden and may be put back. \a status says how fresh the record is.
    void setState(bool writable, bool revertible, bool busy, const QString &status);
    QString note() const;
    void clearNote();
    void retranslate();

public Q_SLOTS:
    /// As the button, when it is enabled.
    void triggerOverride();

Q_SIGNALS:
    void overrideRequested();
    void revertRequested();
    void discardRequested();

private:
    void enable();
    void showWrites();

    QList<PlannedWrite> m_writes;
    bool m_writable = true;
    bool m_revertible = false;
    bool m_busy = false;
    QLabel *m_title;
    ElidedLabel *m_count;
    QLabel *m_list;
    QLabel *m_status;
    QLabel *m_noteTitle;
    QPlainTextEdit *m_note;
    QPushButton *m_override;
    QPushButton *m_revert;
    QPushButton *m_discard;
};

} // namespace tidemark::ui
