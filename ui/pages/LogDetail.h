// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/SyncLog.h"

#include <QFrame>

#include <optional>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace tidemark::ui {

class ElidedLabel;
class WaterfallView;

/// Everything about one sync log: what happened in a sentence, who, when, how much, the phases, the error body.
class LogDetail : public QFrame {
    Q_OBJECT

public:
    explicit LogDetail(QWidget *parent = nullptr);

    /// \a userName is how the user is called here.
    void setEntry(const SyncLogEntry &entry, const QString &userName);
    void retranslate();

Q_SIGNALS:
    void closed();
    /// Show the syncs of this user or device only.
    void filterRequested(const QString &term);

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *addLine(QGridLayout *grid, int row);
    void showEntry();
    void showPhases();
    void copyRequestId();

    std::optional<SyncLogEntry> m_entry;
    QString m_userName;
    QLabel *m_icon;
    ElidedLabel *m_title;
    QToolButton *m_close;
    QLabel *m_next;
    QList<QLabel *> m_names;
    QLabel *m_user;
    QLabel *m_device;
    QLabel *m_started;
    QLabel *m_sent;
    QLabel *m_received;
    QLabel *m_request;
    QToolButton *m_copy;
    WaterfallView *m_phases;
    QWidget *m_errorPart;
    QLabel *m_errorTitle;
    QPlainTextEdit *m_errorBody;
};

} // namespace tidemark::ui
