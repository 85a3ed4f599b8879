// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ShellState.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QPushButton;

namespace tidemark::ui {

class ConnectionPill;
class SyncControl;

/// Role, connection, period and Sync now.
class TopBar : public QFrame {
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    void setState(const ShellState &state, qint64 nowMs);
    /// The chosen period in milliseconds.
    qint64 period() const;
    /// Chooses a period without periodChanged(); unknown lengths leave it as it is.
    void setPeriod(qint64 ms);

Q_SIGNALS:
    void periodChanged(qint64 ms);
    void syncRequested();
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString roleWord() const;
    QString connectionDetail() const;
    void showRoleIcon();

    ShellState m_state;
    qint64 m_nowMs = 0;
    QLabel *m_roleIcon;
    QLabel *m_role;
    ConnectionPill *m_pill;
    QComboBox *m_period;
    SyncControl *m_sync;
};

} // namespace tidemark::ui
