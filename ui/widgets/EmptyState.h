// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tidemark::ui {

/// What a page or panel shows when it has nothing: why, and the next step.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(const QString &iconName, QWidget *parent = nullptr);

    void setText(const QString &title, const QString &why);
    /// The button of the next step; an empty \a text takes it away.
    void setNextStep(const QString &text);

Q_SIGNALS:
    void nextStepRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showIcon();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_why;
    QPushButton *m_next;
};

} // namespace tidemark::ui
