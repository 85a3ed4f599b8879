// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Replica.h"
#include "ui/widgets/Panel.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace tidemark::ui {

class EmptyState;
class Segmented;

/// What the next push will send: counts, the rows, or the exact request with sensitive values masked. GUI thread.
class OutboxPanel : public Panel {
    Q_OBJECT

public:
    explicit OutboxPanel(const Schema &schema, QWidget *parent = nullptr);

    /// Reads the outbox again; \a replica may be null.
    void reload(Replica *replica);
    void retranslate();

Q_SIGNALS:
    void pushRequested();

private:
    void showTexts();
    void count(const PushRequest &request);

    const Schema &m_schema;
    Segmented *m_shape;
    QLabel *m_counts;
    QLabel *m_request;
    QPlainTextEdit *m_text;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QPushButton *m_push;
    QPushButton *m_copy;
    QLabel *m_frozenNote;
    QString m_rows;
    QString m_wire;
    QString m_key; ///< of a frozen batch
    int m_new = 0;
    int m_edited = 0;
    int m_deleted = 0;
    qint64 m_bytes = 0;
    bool m_more = false;
};

} // namespace tidemark::ui
