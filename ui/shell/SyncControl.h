// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ShellState.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace tidemark::ui {

/// Sync now; while a sync runs its phase, "n of m records" and Cancel in the same place.
class SyncControl : public QWidget {
    Q_OBJECT

public:
    explicit SyncControl(QWidget *parent = nullptr);

    void setProgress(const SyncProgress &progress);
    /// A plain instead of a primary button, for people who rarely start a sync.
    void setQuiet(bool quiet);

Q_SIGNALS:
    void syncRequested();
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showProgress(const SyncProgress &progress);
    QString phaseText() const;
    QString countText() const;
    void showIcon();

    SyncProgress m_progress;
    bool m_quiet = false;
    QPushButton *m_start;
    QWidget *m_running;
    QLabel *m_phase;
    QLabel *m_count;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace tidemark::ui
