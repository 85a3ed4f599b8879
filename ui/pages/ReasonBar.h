// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tidemark::ui {

/// Asks, without getting in the way, why record values are looked at. The answer goes to the audit log.
class ReasonBar : public QFrame {
    Q_OBJECT

public:
    explicit ReasonBar(QWidget *parent = nullptr);
    void retranslate();

Q_SIGNALS:
    void given(const QString &reason);

private:
    void give();

    QLabel *m_question;
    QLabel *m_why;
    QLineEdit *m_edit;
    QPushButton *m_show;
};

} // namespace tidemark::ui
