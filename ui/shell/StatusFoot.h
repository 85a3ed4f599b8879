// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ShellState.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tidemark::ui {

class ElidedLabel;

/// The foot of the window: last sync, pending changes, what comes next, and the clock.
class StatusFoot : public QFrame {
    Q_OBJECT

public:
    explicit StatusFoot(QWidget *parent = nullptr);

    /// Called on every change and once a second, for the countdown.
    void setState(const ShellState &state, qint64 nowMs);
    QPushButton *retryButton() const { return m_retry; }

Q_SIGNALS:
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();
    void showOutcome();
    QString outcomeText() const;
    QString nextText() const;

    ShellState m_state;
    qint64 m_nowMs = 0;
    QLabel *m_icon;
    ElidedLabel *m_last;
    QFrame *m_firstLine;
    QLabel *m_pending;
    QFrame *m_secondLine;
    QLabel *m_next;
    QPushButton *m_retry;
    QLabel *m_clock;
};

} // namespace tidemark::ui
